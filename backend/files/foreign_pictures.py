"""Fetches the foreign pictures that somebody wants: a few at a time, each limited in time, none in a call's thread."""

import asyncio
import logging
import threading
from collections.abc import Callable

import httpx

from artwork.pictures import NotAPicture
from artwork.studio import PRINT_PPI, DrawingFailed
from backend.outbound.calling import open_client
from backend.outbound.foreign_artwork import PATIENCE, Unavailable, fetch, shown, unreachable, unreadable
from backend.world.environment import Environment
from backend.world.wanted_pictures import Wanted

MOST_AT_ONCE = 8
logger = logging.getLogger(__name__)


class Fetcher:
    """What is being fetched in one event loop."""

    def __init__(self, environment: Environment, client: httpx.AsyncClient, patience: float = PATIENCE) -> None:
        self._environment = environment
        self._client = client
        self._patience = patience
        self._under_way: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()

    def start_wanted(self) -> bool:
        """Take on what is wanted, as far as there is room. Whether anything is under way."""
        while len(self._under_way) < MOST_AT_ONCE and (wanted := self._environment.pictures.take()) is not None:
            task = asyncio.create_task(self._obtain(wanted))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        return bool(self._under_way)

    def ring(self) -> None:
        """There may be something to start; call it in the loop's thread."""
        self._news.set()

    async def news(self) -> None:
        """Wait until `start_wanted` may find something else to do."""
        await self._news.wait()
        self._news.clear()

    async def drop(self) -> None:
        """End what is under way."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.ring()

    async def _obtain(self, wanted: Wanted) -> None:
        pictures = self._environment.pictures
        try:
            data = await fetch(self._client, wanted.url, self._environment.settings.webhook_networks, self._patience)
            await asyncio.to_thread(_keep, self._environment, wanted, data)
        except Unavailable as unavailable:
            self._complain(wanted, unavailable)
        except Exception as error:  # the edge of one picture: one that can't be had must not end all others
            logger.exception("artwork: %s could not be fetched", shown(wanted.url))
            pictures.failed(wanted, unreachable(f"the backend failed: {type(error).__name__}"))
        else:
            pictures.done(wanted)

    def _complain(self, wanted: Wanted, unavailable: Unavailable) -> None:
        order_id, url = wanted.key.place, shown(wanted.url)
        logger.warning("artwork: %s prints its own design, %s failed: %s", order_id, url, unavailable)
        self._environment.pictures.failed(wanted, unavailable)


class PictureThread:
    """The thread of a server that fetches."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._is_ready = threading.Event()
        self._is_stopping = False
        self._ring: Callable[[], object] = lambda: None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._fetch()), name="pictures", daemon=True)

    def start(self) -> None:
        """Return when it fetches."""
        self._thread.start()
        self._is_ready.wait()

    def stop(self) -> None:
        """Return when the thread has ended: at once, since what is under way is dropped, and wanted anew next time."""
        self._is_stopping = True
        self._ring()
        self._thread.join()

    async def _fetch(self) -> None:
        loop = asyncio.get_running_loop()
        async with open_client() as client:
            fetcher = Fetcher(self._environment, client)
            self._ring = lambda: loop.call_soon_threadsafe(fetcher.ring)
            with self._environment.pictures.told(self._ring):
                self._is_ready.set()
                while not self._is_stopping:
                    fetcher.start_wanted()
                    await fetcher.news()
            await fetcher.drop()


def _keep(environment: Environment, wanted: Wanted, data: bytes) -> None:
    """Fitted to its face by the drawing process: a picture can take long to decode. Raises Unavailable."""
    try:
        with environment.world.inside():
            environment.files.obtain(
                wanted.key, lambda: environment.studio.fit(wanted.key.place, data, wanted.face_mm, PRINT_PPI)
            )
            is_kept = environment.files.find(wanted.key) is not None
    except NotAPicture as error:
        raise unreadable(str(error)) from error
    except DrawingFailed as error:
        raise unreadable("it could not be decoded") from error
    if not is_kept:
        raise unreachable("there is no room on the disk to keep it")
