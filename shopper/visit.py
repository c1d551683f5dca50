"""One shopper at one machine, from the scan to the order summary."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from contract.backoff import Backoff
from contract.client import VendingClient
from contract.errors import Refused
from contract.messages.shop import ReportProgress
from contract.messages.vending import OrderSummary, RegisterUser, SessionState
from contract.persistence import persist
from contract.vocabulary import SessionStatus, UserProgress
from kernel.chance import Chance
from shopper.catalogue import load_catalogue
from shopper.habits import Choice, choose_another_model
from shopper.scanned import Scanned
from shopper.timetable import ORDER, SCAN, TAKE_OVER, designing

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"
STEPS = list(UserProgress)
AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Phone:
    """What every shopper has in hand. `pace` multiplies the times; `tell` takes lines for a person."""

    vending: VendingClient
    scanned: Scanned
    chance: Chance
    pace: float
    tell: Callable[[str], None]


class Visit:
    """Plays one session."""

    def __init__(self, phone: Phone, session_id: str) -> None:
        self._vending = phone.vending
        self._scanned = phone.scanned
        self._chance = phone.chance
        self._pace = phone.pace
        self._tell = phone.tell
        self._session_id = session_id
        self._began = asyncio.get_running_loop().time()

    async def play(self, choice: Choice) -> None:
        """Returns when the order is sent, or when the session turns out to be over or somebody else's."""
        try:
            await self._play(choice)
        except Refused as refusal:
            self._tell(f"{self._session_id}: left alone ({refusal.detail})")

    async def _play(self, choice: Choice) -> None:
        await self._until(SCAN)
        state = await self._persist(lambda: self._vending.session_status(self._session_id))
        if self._was_only_scanned(state) and self._session_id not in self._scanned:
            state = await self._take_over(choice)
        if state.status == SessionStatus.ACTIVE and state.user_progress == UserProgress.STARTED:
            await self._scan(state, choice)
        elif not self._goes_on(state):
            return
        await self._design(choice, state.user_progress)
        await self._until(ORDER)
        await self._order(choice)

    def _was_only_scanned(self, state: SessionState) -> bool:
        return state.status == SessionStatus.ACTIVE and state.user_progress == UserProgress.QR_SCANNED

    async def _take_over(self, choice: Choice) -> SessionState:
        """Design in the place of a phone that has scanned and does nothing more."""
        await self._until(SCAN + TAKE_OVER)
        state = await self._persist(lambda: self._vending.session_status(self._session_id))
        if self._was_only_scanned(state):
            self._scanned.add(self._session_id)
            self._began += TAKE_OVER * self._pace
            self._tell(f"{self._session_id}: nobody designs; wants {choice.template.id} on {choice.model.name}")
        return state

    def _goes_on(self, state: SessionState) -> bool:
        """Whether this is a session that we had begun. Somebody else's is left alone."""
        if state.status in {SessionStatus.PAYMENT_PENDING, SessionStatus.PAYMENT_COMPLETED}:
            return False
        is_over = state.status in {SessionStatus.EXPIRED, SessionStatus.CANCELLED}
        if is_over or self._session_id not in self._scanned:
            self._tell(f"{self._session_id}: left alone ({state.status}, {state.user_progress})")
            return False
        return True

    async def _scan(self, state: SessionState, choice: Choice) -> None:
        self._scanned.add(self._session_id)
        request = RegisterUser(machine_id=state.machine_id, session_id=self._session_id, user_agent=PHONE)
        await self._persist(lambda: self._vending.register_user(self._session_id, request))
        self._tell(f"{self._session_id}: scanned; wants {choice.template.id} on {choice.model.name}")

    async def _design(self, choice: Choice, reached: UserProgress) -> None:
        for step in designing(choice):
            if STEPS.index(step.reached) >= STEPS.index(reached):
                await self._until(step.at)
                await self._report(ReportProgress(user_progress=step.reached, order_data=step.order_data))

    async def _report(self, request: ReportProgress) -> None:
        await self._persist(lambda: self._vending.report_progress(self._session_id, request))

    async def _order(self, choice: Choice) -> None:
        try:
            await self._send(choice)
        except Refused as refusal:
            if refusal.status != 400:
                raise
            choice = choose_another_model(load_catalogue(), choice)
            self._tell(f"{self._session_id}: {refusal.detail}; takes {choice.model.name} instead")
            await self._send(choice)

    async def _send(self, choice: Choice) -> None:
        request = OrderSummary(
            session_id=self._session_id,
            order_data=choice.order_data(),
            payment_amount=choice.price,
            currency="GBP",
        )
        await self._persist(lambda: self._vending.order_summary(self._session_id, request))
        self._tell(f"{self._session_id}: ordered for {choice.price.pounds:.2f} GBP")

    async def _persist(self, call: Callable[[], Awaitable[AnswerT]]) -> AnswerT:
        return await persist(call, Backoff(self._chance, self._session_id))

    async def _until(self, seconds: float) -> None:
        """Wait for a time of the timetable."""
        await asyncio.sleep(self._began + seconds * self._pace - asyncio.get_running_loop().time())
