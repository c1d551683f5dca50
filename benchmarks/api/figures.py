"""What was measured, in words and beside its target."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.api.client import Load
from hostkit.console import say


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result; without a target it only informs."""

    what: str
    measured: str
    target: str = ""
    met: bool = True

    @property
    def verdict(self) -> str:
        return "" if not self.target else "met" if self.met else "MISSED"


def ratio(what: str, parts: Sequence[Load], wholes: Sequence[Load], least: float) -> Figure:
    """The median over the rounds of one rate divided by the other of the same round."""
    ratios = [part.rate / whole.rate for part, whole in zip(parts, wholes, strict=True)]
    middle = statistics.median(ratios)
    measured = f"{middle:.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    return Figure(what, measured, f"at least {least}", middle >= least)


def rate(what: str, loads: Sequence[Load]) -> Figure:
    middle = statistics.median(load.rate for load in loads)
    busiest = max(load.busy for load in loads)
    return Figure(what, f"{middle:,.0f} a second (client busy {busiest:.0%})")


def slowest(what: str, load: Load, names: Iterable[str], most: float) -> Figure:
    """The call with the longest p99, in milliseconds."""
    p99, name = max((hundredth(load.times[name]), name) for name in names)
    return Figure(what, f"{p99:.0f} ms ({name})", f"below {most:.0f} ms", p99 < most)


def hundredth(times: Sequence[float]) -> float:
    """The 99th percentile in milliseconds."""
    return 1000 * sorted(times)[int(len(times) * 0.99)]


def show(figures: Sequence[Figure]) -> None:
    widths = [max(len(figure.what) for figure in figures), max(len(figure.measured) for figure in figures)]
    for figure in figures:
        line = f"{figure.what:<{widths[0]}}  {figure.measured:<{widths[1]}}  {figure.target:<14}  {figure.verdict}"
        say(line.rstrip())
