"""What a reader of requests makes of bytes."""

from gate.heads import Rules
from gate.requests import Request, RequestReader

LARGEST = 1024 * 1024
LENIENT = Rules(lambda _: LARGEST)
STRICT = Rules(lambda _: LARGEST, is_strict=True)


def read(data: bytes, size: int = 1 << 20, rules: Rules = LENIENT) -> list[Request]:
    """The requests in these bytes, which arrive in pieces. Raises Unreadable."""
    reader, found = RequestReader(rules), list[Request]()
    for start in range(0, len(data), size):
        reader.feed(data[start : start + size])
        while request := reader.next():
            found.append(request)
    return found


def only(data: bytes, rules: Rules = LENIENT) -> Request:
    [request] = read(data, rules=rules)
    return request
