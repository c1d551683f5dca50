"""The real programs, each on a free port and in folders of its own."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack

import pytest

from tests.e2e import program_logs
from tests.e2e.browser import Window, browsing
from tests.e2e.namespaces import are_possible
from tests.e2e.processes import Running

Start = Callable[..., Running]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    program_logs.forget_closed()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure is told with what the programs wrote."""
    report = yield
    if report.failed:
        report.sections += program_logs.sections()
    return report


collect_ignore = [] if are_possible() else ["test_awkward_networks.py"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a program: `start("run_backend.py", "--port", "0")`. Whatever still runs ends with the test."""
    with ExitStack() as running:

        def start_program(*words: object, **environment: str) -> Running:
            return running.enter_context(Running(*map(str, words), environment=environment))

        yield start_program


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("no_proxy", "*")  # Selenium would look for chromedriver behind the proxy
        with browsing(tmp_path_factory.mktemp("browser")) as window:
            yield window
