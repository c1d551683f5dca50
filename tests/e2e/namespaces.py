"""Computers with networks of their own, as Linux has them: network namespaces, whose interfaces are veth pairs."""

import itertools
import os
import shutil
import subprocess
from types import TracebackType
from typing import Self

_numbers = itertools.count()


def ip(*words: str) -> bool:
    """Whether it could be done."""
    return (
        shutil.which("ip") is not None
        and subprocess.run(["ip", *words], capture_output=True, check=False).returncode == 0
    )


class Namespace:
    """One computer. Leaving the context takes it away with all its interfaces."""

    def __init__(self) -> None:
        self.name = f"lab-{os.getpid()}-{next(_numbers)}"

    def __enter__(self) -> Self:
        assert ip("netns", "add", self.name), "network namespaces need root"
        self._do("link", "set", "lo", "up")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        ip("netns", "delete", self.name)

    @property
    def prefix(self) -> tuple[str, ...]:
        """Runs a command on this computer."""
        return ("ip", "netns", "exec", self.name)

    def connect(self, interface: str, address: str) -> None:
        """An interface that is up, with an address such as 192.168.1.20/24."""
        peer = f"peer{next(_numbers)}"
        self._do("link", "add", interface, "type", "veth", "peer", "name", peer)
        self._do("addr", "add", address, "dev", interface)
        self._do("link", "set", interface, "up")
        self._do("link", "set", peer, "up")

    def change_network(self, interface: str, address: str) -> None:
        """The address that it had is gone, and it has this one."""
        self._do("addr", "flush", "dev", interface)
        self._do("addr", "add", address, "dev", interface)

    def go_out_by(self, interface: str) -> None:
        """The default route."""
        self._do("route", "add", "default", "dev", interface)

    def _do(self, *words: str) -> None:
        assert ip("-n", self.name, *words), words


def are_possible() -> bool:
    """Root may make them, unless a container forbids it."""
    name = f"lab-try-{os.getpid()}"
    return ip("netns", "add", name) and ip("netns", "delete", name)
