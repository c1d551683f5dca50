"""Follows a laptop that changes its network: what others are told, the certificate, and then who has to know."""

import asyncio
import logging
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from backend.app import open_store
from backend.catalogue import load_catalogue
from backend.models.unusable import DatabaseBusy, DatabaseFull, DatabaseUnusable
from backend.rules.local_network import Candidate, followed
from backend.server.announcing import announce_address
from backend.server.bell import BellRope
from backend.server.local_network import outward_candidates
from backend.server.own_certificate import make_certificate
from backend.server.preparation import Prepared
from backend.server.tls import Tls
from kernel.clock import SystemClock

log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds between two looks at the interfaces; kiosks are to have a new code 5 s after the change."""


class NetworkWatch:
    """`show` has the listener use the files of a certificate; `tell` is for the person at the terminal."""

    def __init__(
        self,
        prepared: Prepared,
        show: Callable[[Path, Path], None],
        tell: Callable[[str], None],
        look: Callable[[socket.AddressFamily], Sequence[Candidate]] = outward_candidates,
    ) -> None:
        self._prepared = prepared
        self._show = show
        self._tell = tell
        self._look = look
        address = prepared.address
        self._family = socket.AF_INET6 if ":" in address.ip else socket.AF_INET
        self._present = address.candidates[0].address if address.candidates else ""
        self._late = ""
        """What could not be announced yet."""

    async def run(self) -> None:
        while True:
            await asyncio.sleep(PAUSE)
            await self.look()

    async def look(self) -> None:
        """Once. What can't be done now, for want of the disk or the database, is tried at the next look."""
        found = await asyncio.to_thread(self._look, self._family)
        address = followed(self._present, found)
        if address != self._present:
            await self._follow(address, self._prepared.address.url_of(address))

    async def _follow(self, address: str, url: str) -> None:
        try:
            await self._renew_certificate()
            await asyncio.to_thread(self._announce, url)
        except (OSError, DatabaseBusy, DatabaseFull, DatabaseUnusable) as error:
            if address != self._late:  # said once, however many looks it takes
                log.warning("The network has changed, but %s can't be announced yet: %s", url, error)
            self._late = address
        else:
            self._present = address
            self._tell(f"The network has changed: phones and machines reach this computer at {url} now.")

    async def _renew_certificate(self) -> None:
        """First of all, so that whoever hears of the address can connect. A given one stays: it isn't ours to make."""
        tls = self._prepared.tls
        if tls is not None and tls.authority is not None:
            made = await asyncio.to_thread(self._make_certificate)
            self._show(made.certificate, made.key)

    def _make_certificate(self) -> Tls:
        address = self._prepared.address
        return make_certificate(address.port, address.ip, SystemClock().now())

    def _announce(self, url: str) -> None:
        settings = self._prepared.settings
        rope = BellRope(settings.bell_port, settings.gate_secret)
        with closing(rope), closing(open_store(settings, load_catalogue(), SystemClock())) as store:
            store.tell(rope.ring)
            announce_address(store, url)
