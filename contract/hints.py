"""The explanation beside a documented answer: a stable code and a sentence in English and Chinese.

It travels in the `Lab-Hint` header, so that the documented body keeps its shape.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote


class Code(StrEnum):
    """Why a call was refused, or what was understood otherwise than its sender may think. Texts: assets/hints.toml."""

    # What the gate couldn't read as a request, or what --strict refuses
    WIRE_TLS_ON_HTTP = "WIRE_TLS_ON_HTTP"
    WIRE_HTTP_ON_TLS = "WIRE_HTTP_ON_TLS"
    WIRE_START = "WIRE_START"
    WIRE_TARGET = "WIRE_TARGET"
    WIRE_PROXY = "WIRE_PROXY"
    WIRE_VERSION = "WIRE_VERSION"
    WIRE_HEADER_SPACE = "WIRE_HEADER_SPACE"
    WIRE_HEADER_FOLDED = "WIRE_HEADER_FOLDED"
    WIRE_HEADER = "WIRE_HEADER"
    WIRE_HEADERS = "WIRE_HEADERS"
    WIRE_HEAD_LARGE = "WIRE_HEAD_LARGE"
    WIRE_HEAD_LATE = "WIRE_HEAD_LATE"
    WIRE_HEAD_SHORT = "WIRE_HEAD_SHORT"
    WIRE_HOSTS = "WIRE_HOSTS"
    WIRE_LENGTH = "WIRE_LENGTH"
    WIRE_LENGTHS = "WIRE_LENGTHS"
    WIRE_CODING = "WIRE_CODING"
    WIRE_CHUNK = "WIRE_CHUNK"
    WIRE_BODY_LATE = "WIRE_BODY_LATE"
    WIRE_BODY_SHORT = "WIRE_BODY_SHORT"
    WIRE_CHUNKS_LATE = "WIRE_CHUNKS_LATE"
    WIRE_CHUNKS_SHORT = "WIRE_CHUNKS_SHORT"
    WIRE_TLS_ENDED = "WIRE_TLS_ENDED"
    WIRE_TLS_FAILED = "WIRE_TLS_FAILED"
    WIRE_TLS_LATE = "WIRE_TLS_LATE"
    STRICT_LINE_ENDS = "STRICT_LINE_ENDS"
    STRICT_HOST = "STRICT_HOST"
    STRICT_LENGTH_BESIDE_CHUNKS = "STRICT_LENGTH_BESIDE_CHUNKS"
    STRICT_LENGTH_TWICE = "STRICT_LENGTH_TWICE"
    STRICT_METHOD_CASE = "STRICT_METHOD_CASE"
    # Before a body is read
    ROUTE_UNKNOWN = "ROUTE_UNKNOWN"
    PATH_SLASHES = "PATH_SLASHES"
    PATH_SLASH_AT_END = "PATH_SLASH_AT_END"
    PATH_PREFIX = "PATH_PREFIX"
    PATH_WITHOUT_API = "PATH_WITHOUT_API"
    PATH_CASE = "PATH_CASE"
    PATH_ID_EMPTY = "PATH_ID_EMPTY"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    METHOD_CASE = "METHOD_CASE"
    RATE_LIMITED = "RATE_LIMITED"
    MACHINE_RATE_LIMITED = "MACHINE_RATE_LIMITED"
    ORIGIN_CLOSED = "ORIGIN_CLOSED"
    PATH_CLOSED = "PATH_CLOSED"
    MACHINE_TOO_MANY_SESSIONS = "MACHINE_TOO_MANY_SESSIONS"
    TOKEN_MISSING = "TOKEN_MISSING"  # noqa: S105 (a code, not a secret)
    TOKEN_WRONG = "TOKEN_WRONG"  # noqa: S105 (likewise)
    PATH_ID_MALFORMED = "PATH_ID_MALFORMED"
    SESSION_ID_MALFORMED = "SESSION_ID_MALFORMED"
    SESSION_ID_PARAMETERS = "SESSION_ID_PARAMETERS"
    SESSION_ID_HYPHENS = "SESSION_ID_HYPHENS"
    SESSION_ID_SHORT_DATE = "SESSION_ID_SHORT_DATE"
    SESSION_ID_SHORT_TIME = "SESSION_ID_SHORT_TIME"
    SESSION_ID_IMPOSSIBLE_DATE = "SESSION_ID_IMPOSSIBLE_DATE"
    SESSION_ID_NO_MACHINE = "SESSION_ID_NO_MACHINE"
    SESSION_ID_NO_RANDOM = "SESSION_ID_NO_RANDOM"
    # The body as a whole
    BODY_TOO_LARGE = "BODY_TOO_LARGE"
    BODY_EMPTY = "BODY_EMPTY"
    BODY_NOT_UTF8 = "BODY_NOT_UTF8"
    BODY_NOT_JSON = "BODY_NOT_JSON"
    REQUEST_MALFORMED = "REQUEST_MALFORMED"
    BODY_NOT_A_NUMBER = "BODY_NOT_A_NUMBER"
    BODY_NOT_OBJECT = "BODY_NOT_OBJECT"
    BODY_TOO_DEEP = "BODY_TOO_DEEP"
    CONTENT_TYPE_MISSING = "CONTENT_TYPE_MISSING"
    CONTENT_TYPE_FORM = "CONTENT_TYPE_FORM"
    CONTENT_TYPE_OTHER = "CONTENT_TYPE_OTHER"
    # Its fields, wherever they occur
    FIELD_MISSING = "FIELD_MISSING"
    FIELD_UNKNOWN = "FIELD_UNKNOWN"
    FIELD_TYPE = "FIELD_TYPE"
    FIELD_WORD = "FIELD_WORD"
    FIELD_EMPTY = "FIELD_EMPTY"
    FIELD_TOO_LONG = "FIELD_TOO_LONG"
    FIELD_RANGE = "FIELD_RANGE"
    FIELD_PATTERN = "FIELD_PATTERN"
    FIELD_TEXT = "FIELD_TEXT"
    FIELD_ADDRESS = "FIELD_ADDRESS"
    FIELD_TOO_LARGE = "FIELD_TOO_LARGE"
    AMOUNT_TYPE = "AMOUNT_TYPE"
    AMOUNT_DECIMALS = "AMOUNT_DECIMALS"
    AMOUNT_RANGE = "AMOUNT_RANGE"
    CURRENCY_UNKNOWN = "CURRENCY_UNKNOWN"
    MACHINE_ID_MALFORMED = "MACHINE_ID_MALFORMED"
    BRAND_UNKNOWN = "BRAND_UNKNOWN"
    MODEL_UNKNOWN = "MODEL_UNKNOWN"
    MODEL_OF_OTHER_BRAND = "MODEL_OF_OTHER_BRAND"
    TEMPLATE_UNKNOWN = "TEMPLATE_UNKNOWN"
    TIME_MALFORMED = "TIME_MALFORMED"
    PROGRESS_NOT_REPORTABLE = "PROGRESS_NOT_REPORTABLE"
    PAYMENT_ID_MISSING = "PAYMENT_ID_MISSING"
    PAYMENT_IDS_DIFFER = "PAYMENT_IDS_DIFFER"
    STOCK_COUNT = "STOCK_COUNT"
    IMAGE_URL_REFUSED = "IMAGE_URL_REFUSED"
    IMAGE_COUNT = "IMAGE_COUNT"
    EMAIL_MALFORMED = "EMAIL_MALFORMED"
    PRIORITY_RANGE = "PRIORITY_RANGE"
    WEBHOOK_URL_REFUSED = "WEBHOOK_URL_REFUSED"
    WEBHOOK_EVENTS = "WEBHOOK_EVENTS"
    ARCHIVE_NO_ORDERS = "ARCHIVE_NO_ORDERS"
    ARCHIVE_TOO_MANY = "ARCHIVE_TOO_MANY"
    ARCHIVE_FORMAT = "ARCHIVE_FORMAT"
    # States and look-ups
    SESSION_UNKNOWN = "SESSION_UNKNOWN"
    SESSION_EXPIRED = "SESSION_EXPIRED"
    SESSION_MISMATCH = "SESSION_MISMATCH"
    SESSION_WITHOUT_ORDER = "SESSION_WITHOUT_ORDER"
    SESSION_AWAITS_PAYMENT = "SESSION_AWAITS_PAYMENT"
    SESSION_CANCELLED = "SESSION_CANCELLED"
    SESSION_PAID = "SESSION_PAID"
    MACHINE_MISMATCH = "MACHINE_MISMATCH"
    USER_NOT_REGISTERED = "USER_NOT_REGISTERED"
    DESIGN_MISSING = "DESIGN_MISSING"
    SOLD_OUT = "SOLD_OUT"
    BLANK_GONE = "BLANK_GONE"
    AMOUNT_MISMATCH = "AMOUNT_MISMATCH"
    TRANSACTION_USED = "TRANSACTION_USED"
    PAYMENT_UNKNOWN = "PAYMENT_UNKNOWN"
    PAYMENT_FINAL = "PAYMENT_FINAL"
    PAYMENT_STATE = "PAYMENT_STATE"
    ORDER_UNKNOWN = "ORDER_UNKNOWN"
    ORDER_FINAL = "ORDER_FINAL"
    ORDER_STATE = "ORDER_STATE"
    EQUIPMENT_UNKNOWN = "EQUIPMENT_UNKNOWN"
    LINK_UNSIGNED = "LINK_UNSIGNED"
    LINK_FORGED = "LINK_FORGED"
    LINK_EXPIRED = "LINK_EXPIRED"
    # The lab's own calls
    JOB_STATE = "JOB_STATE"
    JOB_CLAIMED = "JOB_CLAIMED"
    CURSOR_MALFORMED = "CURSOR_MALFORMED"
    QUERY_MALFORMED = "QUERY_MALFORMED"
    QUERY_UNKNOWN = "QUERY_UNKNOWN"
    REFUND_WITHOUT_PAYMENT = "REFUND_WITHOUT_PAYMENT"
    REFUND_TOO_HIGH = "REFUND_TOO_HIGH"
    REFUND_REPEATED = "REFUND_REPEATED"
    DELIVERY_UNKNOWN = "DELIVERY_UNKNOWN"
    CALL_UNKNOWN = "CALL_UNKNOWN"
    CERTIFICATE_MISSING = "CERTIFICATE_MISSING"
    HOST_FOREIGN = "HOST_FOREIGN"
    CONDITION_MISSING = "CONDITION_MISSING"
    WEBHOOKS_TOO_MANY = "WEBHOOKS_TOO_MANY"
    WEBHOOK_UNKNOWN = "WEBHOOK_UNKNOWN"
    # Snapshots
    SNAPSHOT_NAME = "SNAPSHOT_NAME"
    SNAPSHOT_TAKEN = "SNAPSHOT_TAKEN"
    SNAPSHOTS_TOO_MANY = "SNAPSHOTS_TOO_MANY"
    SNAPSHOT_BUSY = "SNAPSHOT_BUSY"
    SNAPSHOT_UNKNOWN = "SNAPSHOT_UNKNOWN"
    SNAPSHOT_VERSION = "SNAPSHOT_VERSION"
    SNAPSHOT_DAMAGED = "SNAPSHOT_DAMAGED"
    SNAPSHOT_UNWRITABLE = "SNAPSHOT_UNWRITABLE"
    PART_UNKNOWN = "PART_UNKNOWN"
    PART_NOT_ASKED = "PART_NOT_ASKED"
    # The server itself
    DATABASE_BUSY = "DATABASE_BUSY"
    SERVER_ERROR = "SERVER_ERROR"
    # Beside an answer that succeeded
    TIMEOUT_CLAMPED = "TIMEOUT_CLAMPED"
    CODE_LEADS_ELSEWHERE = "CODE_LEADS_ELSEWHERE"
    PRICE_DIFFERS = "PRICE_DIFFERS"
    MODEL_NOT_GIVEN = "MODEL_NOT_GIVEN"
    SESSION_KEEPS_STATUS = "SESSION_KEEPS_STATUS"
    PAYMENT_RECORDED_ONLY = "PAYMENT_RECORDED_ONLY"
    JOB_BEYOND_COMMAND = "JOB_BEYOND_COMMAND"
    ARTWORK_FOREIGN = "ARTWORK_FOREIGN"
    ARTWORK_PENDING = "ARTWORK_PENDING"
    ARTWORK_LATE = "ARTWORK_LATE"
    ARTWORK_REFUSED = "ARTWORK_REFUSED"
    ARTWORK_UNREACHABLE = "ARTWORK_UNREACHABLE"
    ARTWORK_UNREADABLE = "ARTWORK_UNREADABLE"
    MODEL_DIFFERS = "MODEL_DIFFERS"
    EQUIPMENT_NOT_OURS = "EQUIPMENT_NOT_OURS"
    NO_BLANK_LEFT = "NO_BLANK_LEFT"
    ORDERS_MISSING = "ORDERS_MISSING"
    # Faults on demand: refused when they are set
    FAULT_IMPOSSIBLE = "FAULT_IMPOSSIBLE"
    FAULT_UNREACHABLE = "FAULT_UNREACHABLE"
    FAULT_NEEDS_GATE = "FAULT_NEEDS_GATE"
    FAULTS_TOO_MANY = "FAULTS_TOO_MANY"
    PRESET_UNKNOWN = "PRESET_UNKNOWN"
    # What a fault did to a call
    FAULT_STATUS = "FAULT_STATUS"
    FAULT_DELAY = "FAULT_DELAY"
    FAULT_NO_ANSWER = "FAULT_NO_ANSWER"
    FAULT_REPLY_LOST_BEFORE_COMMIT = "FAULT_REPLY_LOST_BEFORE_COMMIT"
    FAULT_REPLY_LOST_AFTER_COMMIT = "FAULT_REPLY_LOST_AFTER_COMMIT"
    FAULT_TRUNCATED_BODY = "FAULT_TRUNCATED_BODY"
    FAULT_LATE_ANSWER = "FAULT_LATE_ANSWER"
    FAULT_DELIVERED_TWICE = "FAULT_DELIVERED_TWICE"
    FAULT_WRONG_CONTENT_TYPE = "FAULT_WRONG_CONTENT_TYPE"
    FAULT_EXTRA_FIELDS = "FAULT_EXTRA_FIELDS"
    # The lab's clock, and waiting for events
    CLOCK_RATE = "CLOCK_RATE"
    TIME_BACKWARDS = "TIME_BACKWARDS"
    ADVANCE_WHERETO = "ADVANCE_WHERETO"
    ADVANCE_UNDER_WAY = "ADVANCE_UNDER_WAY"
    NOTHING_AHEAD = "NOTHING_AHEAD"
    WORLD_REPLACED = "WORLD_REPLACED"
    WAIT_TIMED_OUT = "WAIT_TIMED_OUT"
    SERVER_ENDING = "SERVER_ENDING"


@dataclass(frozen=True, slots=True)
class Hint:
    """One explanation as it travels. `code` is one of the above, or a newer server's; `call` is the request's id."""

    code: str
    en: str
    zh: str
    call: str


HEADER = "Lab-Hint"
MOST_HINTS = 3
LONGEST_HEADER = 4000
"""Bytes: many servers and proxies take no more than 8 KB of headers altogether."""
_LONGEST_TEXT = 1200
"""Bytes of one text as it is written, where a Chinese character takes nine."""
_ATTRIBUTE_CHARACTERS = "!#$&+^`|"
"""What RFC 8187 leaves as it is, beside letters, digits and what `quote` never touches."""
_PARAMETER = re.compile(
    r"\s*;\s*(?P<name>[a-z]+)(?:\*=UTF-8''(?P<encoded>[^;,\s\"]*)|=\"(?P<quoted>(?:[^\"\\]|\\.)*)\")"
)
_CODE = re.compile(r"\s*,?\s*(?P<code>[A-Za-z0-9_]+)")


def format_hints(hints: Sequence[Hint]) -> str:
    """The header's value, in printable ASCII: the first three hints, or fewer where those would be too long.

    A text that isn't printable ASCII is written as RFC 8187 has it (`zh*=UTF-8''...`). Lone surrogates are escaped, and
    a text that is too long is cut.
    """
    items = [_format(hint) for hint in hints[:MOST_HINTS]]
    while len(", ".join(items)) > LONGEST_HEADER:
        items.pop()
    return ", ".join(items)


def parse_hints(header: str) -> list[Hint]:
    """The hints of a header, as far as they can be read; parameters that we don't know are passed over."""
    hints, position = [], 0
    while found := _CODE.match(header, position):
        parameters: dict[str, str] = {}
        position = found.end()
        while parameter := _PARAMETER.match(header, position):
            parameters[parameter["name"]] = _text(parameter)
            position = parameter.end()
        texts = {name: parameters.get(name, "") for name in ("en", "zh", "call")}
        hints.append(Hint(found["code"], **texts))
    return hints


def _format(hint: Hint) -> str:
    return "; ".join([hint.code, _fit("en", hint.en), _fit("zh", hint.zh), _fit("call", hint.call)])


def _fit(name: str, text: str) -> str:
    written = _parameter(name, text)
    while len(written) > _LONGEST_TEXT:
        text = text[: len(text) * 3 // 4]
        written = _parameter(name, f"{text} ...")
    return written


def _parameter(name: str, text: str) -> str:
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'{name}="{escaped}"'
    return f"{name}*=UTF-8''{quote(text.encode('utf-8', 'backslashreplace'), safe=_ATTRIBUTE_CHARACTERS)}"


def _text(parameter: re.Match[str]) -> str:
    if parameter["encoded"] is not None:
        return unquote(parameter["encoded"], errors="replace")
    return re.sub(r"\\(.)", r"\1", parameter["quoted"])
