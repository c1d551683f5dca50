"""The designs that the window shows, fetched once and scaled for the screen in another thread."""

import asyncio
import io
import logging

from PIL import Image

from contract.errors import Broken, Refused, Unreachable
from contract.lab_client import LabClient
from station_app.agent.state import Artwork, Link
from station_app.agent.station import Station

log = logging.getLogger(__name__)

SHOWN_SIZE = (420, 840)
"""Pixels that a picture fits into: twice the size on the bed, for screens of high density."""
KEPT = 32
PAUSE_AFTER_FAILURE = 1.0
PREVIEWS = 2
"""Orders at the head of the queue whose artwork is ready before their turn."""


class Artworks:
    def __init__(self, station: Station, lab: LabClient) -> None:
        self._station = station
        self._lab = lab

    async def run(self) -> None:
        while True:
            await self._station.until(lambda: self._missing() is not None)
            order_id = self._missing()
            if order_id is not None:
                await self._fetch(order_id)

    def _missing(self) -> str | None:
        """The most wanted artwork that isn't here: on the press, chosen by a person, or soon on the press."""
        station = self._station
        if station.link is not Link.CONNECTED:
            return None
        job = station.memory.job.order_id if station.memory.job else None
        wanted = [job, station.selected, *station.upcoming()[:PREVIEWS]]
        return next((each for each in wanted if each in station.orders and each not in station.artworks), None)

    async def _fetch(self, order_id: str) -> None:
        try:
            png = await self._lab.order_artwork(order_id)
            artwork = await asyncio.to_thread(decode, png)
        except (Unreachable, Broken) as error:
            log.info("artwork of %s: %s", order_id, error)
            await asyncio.sleep(PAUSE_AFTER_FAILURE)
            return
        except (Refused, UnreadableArtwork) as error:
            log.info("artwork of %s: %s", order_id, error)
            artwork = None
        self._keep(order_id, artwork)

    def _keep(self, order_id: str, artwork: Artwork | None) -> None:
        kept = self._station.artworks
        kept[order_id] = artwork
        while len(kept) > KEPT:
            del kept[next(iter(kept))]
        self._station.changed()


class UnreadableArtwork(Exception):
    """The file isn't a PNG of sensible size."""


def decode(png: bytes) -> Artwork:
    """Scale a PNG for the screen. Raises UnreadableArtwork. Slow: call it in another thread."""
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
            small = image.convert("RGBA")
            small.thumbnail(SHOWN_SIZE, Image.Resampling.BOX, reducing_gap=2.0)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableArtwork(str(error)) from error
    return Artwork(small.width, small.height, small.tobytes())
