"""Lines for a person, into pipes that can't hold every character."""

import io
import sys

import pytest

from hostkit.console import prepare_console, say


class ClosedPipe(io.StringIO):
    """A pipe whose reader has gone."""

    def write(self, _: str, /) -> int:
        raise BrokenPipeError


def test_gbk_pipe_gets_escapes_instead_of_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(content, encoding="gbk", newline="\n"))
    prepare_console()
    say("售价 £21.99")
    assert content.getvalue().decode("gbk") == "售价 \\xa321.99\n"


def test_line_is_there_at_once() -> None:
    stream = io.StringIO()
    say("Ready", stream)
    assert stream.getvalue() == "Ready\n"


def test_reader_that_went_away_is_no_error() -> None:
    say("Ready", ClosedPipe())
