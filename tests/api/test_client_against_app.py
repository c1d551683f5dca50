"""Our own client and the backend, which share the contract, through a whole sale."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx
import pytest
from flask import Flask

from contract.client import ManufacturerClient, VendingClient
from contract.errors import Refused
from contract.lab_client import LabClient
from contract.messages.lab import ClaimJob, LabOrder, ReportPrint
from contract.messages.manufacturer import UpdateOrderStatus
from contract.messages.shop import ReportProgress
from contract.messages.vending import ConfirmPayment, CreateSession, OrderSummary, RegisterUser
from contract.transport import Transport
from contract.vocabulary import LabEvent, OrderStatus, PaymentMethod, SessionStatus, UserProgress
from kernel.money import Money
from tests.api.api_driver import ORDER_DATA, TOKEN

ResultT = TypeVar("ResultT")
PRICE = Money(2199)


class InProcess(httpx.AsyncBaseTransport):
    """httpx's WSGI transport for an asynchronous client; httpx has none."""

    def __init__(self, app: Flask) -> None:
        self._wsgi = httpx.WSGITransport(app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        answer = await asyncio.to_thread(self._wsgi.handle_request, request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.read())


class Clients:
    def __init__(self, transport: Transport) -> None:
        self.vending = VendingClient(transport)
        self.manufacturer = ManufacturerClient(transport)
        self.lab = LabClient(transport)

    async def pay(self) -> tuple[str, str]:
        """A paid session and its order."""
        session_id = (await self.vending.create_session(CreateSession(machine_id="VM001"))).session_id
        user = RegisterUser(machine_id="VM001", session_id=session_id)
        await self.vending.register_user(session_id, user)
        for progress in (UserProgress.DESIGNING, UserProgress.DESIGN_COMPLETE):
            await self.vending.report_progress(session_id, ReportProgress(user_progress=progress))
        summary = OrderSummary(session_id=session_id, order_data=ORDER_DATA, payment_amount=PRICE, currency="GBP")
        await self.vending.order_summary(session_id, summary)
        confirmed = await self.vending.confirm_payment(session_id, _payment(session_id))
        return session_id, confirmed.order_id

    async def print(self, order_id: str) -> None:
        claim = ClaimJob(station_id="s1", station_name="Station", equipment_id="CN_DEBUG_01")
        await self.lab.claim(order_id, claim)
        for status in (OrderStatus.PRINTING, OrderStatus.PRINTED, OrderStatus.COMPLETED):
            await self.manufacturer.update_order_status(UpdateOrderStatus(order_id=order_id, status=status))


def _payment(session_id: str) -> ConfirmPayment:
    return ConfirmPayment(
        session_id=session_id,
        payment_method=PaymentMethod.CONTACTLESS,
        payment_amount=PRICE,
        transaction_id="TXN_1",
    )


@pytest.fixture
def run(app: Flask) -> Callable[[Callable[[Clients], Awaitable[ResultT]]], ResultT]:
    """Run a conversation with the backend."""

    async def converse(conversation: Callable[[Clients], Awaitable[ResultT]]) -> ResultT:
        async with Transport("http://localhost", "test", lambda: TOKEN, InProcess(app)) as transport:
            return await conversation(Clients(transport))

    return lambda conversation: asyncio.run(converse(conversation))


Run = Callable[[Callable[[Clients], Awaitable[object]]], object]


def test_a_whole_sale(run: Run) -> None:
    async def sale(clients: Clients) -> None:
        session_id, order_id = await clients.pay()
        await clients.print(order_id)
        session = await clients.vending.session_status(session_id)
        printing = await clients.manufacturer.print_status(order_id)
        assert (session.status, session.order_id) == (SessionStatus.PAYMENT_COMPLETED, order_id)
        assert (printing.print_status, printing.progress) == (OrderStatus.COMPLETED, 100)
        assert (await clients.vending.cancel_session(session_id)).success

    run(sale)


def test_order_info(run: Run) -> None:
    async def ask(clients: Clients) -> None:
        session_id, _ = await clients.pay()
        info = await clients.vending.order_info(session_id)
        assert info.payment_info.amount == PRICE
        assert info.payment_info.breakdown.ai_enhancement == Money(200)

    run(ask)


def test_validate(run: Run) -> None:
    async def ask(clients: Clients) -> None:
        session_id, _ = await clients.pay()
        assert (await clients.vending.validate_session(session_id)).valid

    run(ask)


def test_monitoring(run: Run) -> None:
    async def ask(clients: Clients) -> None:
        assert (await clients.manufacturer.health()).status == "healthy"
        assert (await clients.manufacturer.test_connection()).status == "success"
        assert (await clients.manufacturer.equipment_info("CN_DEBUG_01")).status == "online"

    run(ask)


def test_the_lab(run: Run) -> None:
    async def watch(clients: Clients) -> None:
        cursor = (await clients.lab.events(None)).next
        session_id, order_id = await clients.pay()
        events = (await clients.lab.events(cursor)).events
        assert events[-1].kind is LabEvent.ORDER_CREATED
        assert (await clients.lab.session_artwork(session_id)).startswith(b"\x89PNG")
        assert (await clients.lab.order_artwork(order_id)).startswith(b"\x89PNG")

    run(watch)


def test_the_queue(run: Run) -> None:
    async def work(clients: Clients) -> LabOrder:
        _, order_id = await clients.pay()
        claim = ClaimJob(station_id="s1", station_name="Station", equipment_id="CN_DEBUG_01")
        claimed = await clients.lab.claim(order_id, claim)
        await clients.lab.report_print(order_id, ReportPrint(station_id="s1", progress=3, phase="priming"))
        await clients.lab.release(order_id)
        [waiting] = await clients.lab.orders("CN_DEBUG_01")
        assert (claimed.claim is None, waiting.claim is None) == (False, True)
        return waiting

    run(work)


def test_stock(run: Run) -> None:
    async def look(clients: Clients) -> None:
        await clients.pay()
        levels = (await clients.lab.stock("CN_DEBUG_01")).levels
        assert [level.model for level in levels if level.reserved] == ["iPhone 15 Pro"]

    run(look)


def test_a_refusal_arrives_typed(run: Run) -> None:
    async def fail(clients: Clients) -> None:
        session_id, _ = await clients.pay()
        second = _payment(session_id).model_copy(update={"transaction_id": "TXN_2"})
        with pytest.raises(Refused, match="already paid") as refused:
            await clients.vending.confirm_payment(session_id, second)
        assert refused.value.status == 400

    run(fail)
