"""When the kiosk fetches the picture of a design."""

import asyncio
from datetime import UTC, datetime

from contract.messages.vending import SessionData, SessionState
from contract.vocabulary import SessionStatus, UserProgress
from kiosk_app.controller.board import Board
from kiosk_app.controller.showcase import Showcase
from kiosk_app.controller.state import KioskState
from kiosk_app.machine.screen import Screen

NOW = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)


class Lab:
    """Draws, and says when it was asked."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[str] = asyncio.Queue()

    async def session_artwork(self, session_id: str) -> bytes:
        await self.asked.put(session_id)
        return b"a picture"


class News:
    connected = True


def session(progress: UserProgress) -> SessionState:
    return SessionState(
        session_id="S1",
        status=SessionStatus.DESIGNING,
        user_progress=progress,
        expires_at=NOW,
        created_at=NOW,
        last_activity=NOW,
        machine_id="VM001",
        security_validated=True,
        order_id=None,
        payment_amount=None,
        session_data=SessionData(brand="iphone", model="iPhone 15"),
    )


def test_the_last_colours_are_fetched_although_the_status_tells_of_none() -> None:
    async def fetched() -> list[str]:
        board = Board(KioskState("VM001", "http://lab.test", Screen.DESIGNING, session_id="S1"))
        lab = Lab()
        showcase = Showcase(board, lab, News())  # type: ignore[arg-type]  # they know less
        running = asyncio.create_task(showcase.run())
        asked = []
        for progress in (UserProgress.DESIGN_COMPLETE, UserProgress.PAYMENT_REACHED):
            showcase.show(session(progress))
            async with asyncio.timeout(5):
                asked.append(await lab.asked.get())
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return asked

    assert asyncio.run(fetched()) == ["S1", "S1"]
