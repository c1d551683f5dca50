"""Remarks on calls that succeed: what was understood otherwise than the caller may think.

A use case remarks where it decides. Whoever called it may collect; without a collector nothing happens.
"""

from contextvars import ContextVar

from contract.finding import Fact, Finding
from contract.hints import Code

_collected: ContextVar[list[Finding] | None] = ContextVar("collected", default=None)


def collect() -> list[Finding]:
    """A list to which the remarks of this thread go from now on, until it collects anew."""
    findings: list[Finding] = []
    _collected.set(findings)
    return findings


def remark(code: Code, **facts: Fact) -> None:
    """Say something beside the answer of the present call."""
    findings = _collected.get()
    if findings is not None:
        findings.append(Finding(code, facts))
