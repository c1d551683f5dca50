"""The limit of open files and connections, in a process of its own: nobody can raise a hard limit again."""

import resource
import subprocess
import sys

import pytest

from hostkit.descriptors import ENOUGH

_RAISE = """
import resource, sys
from hostkit.descriptors import raise_descriptor_limit
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[2])))
print(raise_descriptor_limit(), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def raised(soft: int, hard: int) -> list[int]:
    """What was returned, and the limits then, soft and hard."""
    command = [sys.executable, "-c", _RAISE, str(soft), str(hard)]
    told = subprocess.run(command, check=True, capture_output=True)
    return [int(number) for number in told.stdout.split()]


@pytest.mark.parametrize(("soft", "hard"), [(256, 1024), (1024, 1024)])
def test_all_that_is_allowed_is_used(soft: int, hard: int) -> None:
    assert raised(soft, hard) == [hard, hard, hard]


def test_no_more_than_enough() -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    there_are = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    assert raised(256, hard) == [there_are, there_are, hard]
