"""A crowd that follows the lab's events, in a process of its own: port, cursor and number, the token on standard input.

At the end of its input it says how many events they heard.
"""

import json
import sys
import threading

from benchmarks.api.client import Call, Script, drive
from benchmarks.api.scripts import call
from contract.lab_client import LONGEST_WAIT


def poll(cursor: str, token: str) -> Call:
    asked = call("poll", "GET", f"/lab/events?after={cursor}&wait={LONGEST_WAIT}")
    line, rest = asked.request.split(b"\r\n", 1)
    return asked._replace(request=b"%b\r\nAuthorization: Bearer %b\r\n%b" % (line, token.encode(), rest))


class Crowd:
    def __init__(self, token: str) -> None:
        self._token = token
        self._ending = threading.Event()
        self.heard = 0

    def follow(self, port: int, cursor: str, count: int) -> None:
        threading.Thread(target=self._await_end, daemon=True).start()
        drive(port, [self._follower(cursor) for _ in range(count)])

    def _await_end(self) -> None:
        sys.stdin.read()
        self._ending.set()

    def _follower(self, cursor: str) -> Script:
        while not self._ending.is_set():
            news = json.loads((yield poll(cursor, self._token)))
            cursor = news["next"]
            self.heard += len(news["events"])


def main() -> None:
    port, cursor, count = sys.argv[1:]
    crowd = Crowd(sys.stdin.readline().strip())
    crowd.follow(int(port), cursor, int(count))
    sys.stdout.write(f"{crowd.heard}\n")


if __name__ == "__main__":
    main()
