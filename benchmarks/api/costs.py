"""Where the time of a call goes, inside the backend and without a server: python -m benchmarks.api.costs [call].

Without a name it lists what each call of a sale takes. With one it lists the functions that this call spends its time
in; their times are those of a run under the profiler, scaled down to what the call takes without one.
"""

import cProfile
import io
import itertools
import pstats
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from wsgiref.util import setup_testing_defaults

from flask import Flask

from backend.app import close_app, create_app
from backend.settings import Settings
from benchmarks.api import scripts
from benchmarks.api.client import Call
from hostkit.console import prepare_console, say

SALES = 300
BLANKS = 90
"""Sales that the blanks of one new database are enough for, whatever is sold."""
LINES = 45


@dataclass
class Costs:
    """Plays sales against an application in this process."""

    profiled: str | None = None

    def __post_init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.profile = cProfile.Profile()

    def play(self, app: Flask, sales: int) -> None:
        script = scripts.sales(iter(range(sales)), [])
        answer = None
        while True:
            try:
                call = next(script) if answer is None else script.send(answer)
            except StopIteration:
                return
            answer = self._answer(app, call)

    def _answer(self, app: Flask, call: Call) -> bytes:
        environ = environ_of(call)
        with self._watching(call.name):
            began = time.perf_counter()
            answer = b"".join(app(environ, lambda *_: lambda _: None))
            self.times[call.name].append(time.perf_counter() - began)
        return answer

    @contextmanager
    def _watching(self, name: str) -> Iterator[None]:
        if name != self.profiled:
            yield
            return
        with self.profile:
            yield

    def microseconds(self, name: str) -> float:
        """What the call takes when nothing else disturbs it: the fastest tenth of its times."""
        return statistics.quantiles(self.times[name], n=10)[0] * 1e6


def environ_of(call: Call) -> dict[str, object]:
    """The request as a server hands it to an application."""
    head, _, body = call.request.partition(b"\r\n\r\n")
    method, path, _ = head.decode().splitlines()[0].split()
    environ: dict[str, object] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }
    if body:
        environ["CONTENT_TYPE"] = "application/json"
    setup_testing_defaults(environ)
    return environ


def run(profiled: str | None = None) -> Costs:
    """Sales in databases of their own, so that nothing is sold out."""
    costs = Costs(profiled)
    for _ in range(SALES // BLANKS):
        with tempfile.TemporaryDirectory() as folder:
            app = create_app(Settings(Path(folder) / "costs.db", "http://127.0.0.1", ""))
            costs.play(app, BLANKS)
            close_app(app)
    return costs


def tell_calls(costs: Costs) -> None:
    for name in scripts.NINE:
        say(f"{costs.microseconds(name):6.0f} µs  {name}")


def tell_functions(name: str, real: float, costs: Costs) -> None:
    scale = real / costs.microseconds(name)
    calls = len(costs.times[name])
    say(f"{name}: {real:.0f} µs. Of that, with what they call themselves:")
    functions = pstats.Stats(costs.profile).get_stats_profile().func_profiles
    longest = sorted(functions.items(), key=lambda each: -each[1].cumtime)
    for function, found in itertools.islice(longest, LINES):
        share = found.cumtime / calls * scale * 1e6
        say(f"{share:6.0f} µs  {found.ncalls:>10} times  {short(found.file_name)}:{found.line_number} {function}")


def short(file: str) -> str:
    return "/".join(Path(file).parts[-2:])


def main() -> None:
    prepare_console()
    plain = run()
    if len(sys.argv) == 1:
        tell_calls(plain)
    else:
        name = sys.argv[1]
        tell_functions(name, plain.microseconds(name), run(name))


if __name__ == "__main__":
    main()
