"""run_backend.py: from the command line to the exit status."""

import functools
import sys
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from backend.rules.local_network import Candidate, Reach
from backend.server.address import Address, choose_address
from backend.server.arguments import Arguments, parse
from backend.server.companions import KILL_TIMEOUT, Companions
from backend.server.errors import CannotStart
from backend.server.preparation import Prepared, prepare
from backend.server.worker import load_application
from hostkit.console import prepare_console, say
from hostkit.descriptors import raise_descriptor_limit
from hostkit.lab_certificate import fingerprint
from hostkit.lab_token import token_file

THREADS = 32
"""With 4 threads Granian's slowest hundredth takes 0.6 s, with 32 it takes 10 ms."""
BEHIND_THE_GATE = "127.0.0.1"
_KINDS = {
    Reach.LAN: "",
    Reach.INTERNET: ", a public address",
    Reach.VPN: ", a tunnel",
    Reach.BRIDGE: ", of containers or virtual machines",
    Reach.LINK_LOCAL: ", given by no router",
}
LOG_TO_STDERR = {
    "handlers": {
        name: {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}
        for name in ("console", "access")
    }
}


class Server(MPServer):
    """Granian with companions, which start after the fork: a process with threads must not be forked."""

    def __init__(self, prepared: Prepared, arguments: Arguments) -> None:
        behind = choose_address(BEHIND_THE_GATE, 0, "http")
        super().__init__(
            "backend.app",
            address=behind.ip,
            port=behind.port,
            interface=Interfaces.WSGI,
            blocking_threads=THREADS,
            workers_kill_timeout=KILL_TIMEOUT,
            log_level=LogLevels.error,
            log_dictconfig=LOG_TO_STDERR,
        )
        self.companions = Companions(
            prepared, behind, _ready_line(prepared), arguments, on_end=self.signal_handler_interrupt
        )

    def startup(self, spawn_target: Callable[..., None], target_loader: Callable[..., Any]) -> None:
        super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]  # Granian has no types here
        self.companions.start()

    def signal_handler_reload(self, *_: object, **__: object) -> None:
        """A closed terminal ends us; Granian would start a second worker on the same database."""
        self.signal_handler_interrupt()  # type: ignore[no-untyped-call]  # likewise

    def shutdown(self, exit_code: int = 0) -> None:
        self.companions.end()
        try:
            super().shutdown(exit_code)  # type: ignore[no-untyped-call]  # nor here
        finally:
            self.companions.join()


def main(words: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C, SIGTERM or the driver's end. Returns the exit status."""
    prepare_console()
    raise_descriptor_limit()
    arguments = parse(words)
    try:
        with prepare(arguments) as prepared:
            return _serve(prepared, arguments)
    except CannotStart as error:
        say(str(error), sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _serve(prepared: Prepared, arguments: Arguments) -> int:
    server = Server(prepared, arguments)
    server.serve(target_loader=functools.partial(load_application, prepared.settings), wrap_loader=False)
    return 1 if server.companions.failed else 0


def _ready_line(prepared: Prepared) -> str:
    address = prepared.address
    outside = "" if address.url == address.network_url else f", for phones and machines {address.network_url}"
    lines = [
        f"Ready: {address.url}{outside} (database {prepared.settings.database}; Ctrl-C ends it)",
        f"Documentation: {address.url}/docs; the token for {address.url}/lab is in {token_file(address.port)}",
        f"Lab: {address.url}/lab/ui/#token={quote(prepared.settings.lab_token, safe='')}",
        *_network_lines(address),
    ]
    if prepared.tls is not None and prepared.tls.authority is not None:
        lines.append(
            f"Machines that check certificates: let them trust {address.network_url}/certificate.pem, "
            f"SHA-256 {fingerprint(prepared.tls.trusted)}"
        )
    return "\n".join(lines)


def _network_lines(address: Address) -> list[str]:
    """What a person at a stand can't see from the code on a screen: that it leads nowhere, or somewhere else."""
    if not address.is_everywhere:
        return []
    if not address.candidates:
        return ["Warning: this computer is in no network, so phones and machines can't reach it."]
    first, *others = address.candidates
    lines = []
    if first.reach is not Reach.LAN:
        lines.append(f"Warning: {_told(first)}; a phone in the room may not get there.")
    if others:
        told = ", ".join(map(_told, others))
        lines.append(f"Phones and machines are told {_told(first)}; there is also {told}: --lan-address chooses.")
    return lines


def _told(candidate: Candidate) -> str:
    return f"{candidate.address} ({candidate.interface}{_KINDS[candidate.reach]})"
