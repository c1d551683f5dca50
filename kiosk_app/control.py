"""What a driver can ask of the running kiosk over its control channel, and what it is told."""

import asyncio
from collections.abc import Mapping
from typing import Any

from contract.vocabulary import OrderStatus
from hostkit.control import CommandError, ControlChannel
from kiosk_app.controller.state import KioskState, Touch
from kiosk_app.machine.bank import Card
from kiosk_app.viewmodels.kiosk import Controller
from kiosk_app.window import KioskWindow
from qtkit.stall_meter import StallMeter
from qtkit.window_commands import answer_window_commands


class KioskControl:
    """Reports `ready` once, `screen` for each settled screen, `order` for each status that an order of ours takes."""

    def __init__(self, channel: ControlChannel, kiosk: Controller, view: KioskWindow, meter: StallMeter) -> None:
        self._channel = channel
        self._kiosk = kiosk
        self._view = view
        self._moved = asyncio.Event()
        self._statuses: dict[str, OrderStatus] = {}
        channel.on("touch", self._touch)
        channel.on("present", self._present)
        channel.on("state", self._state)
        answer_window_commands(channel, meter, view.grab)

    async def serve(self, ending: asyncio.Event) -> None:
        """Carry out commands until the input ends; then the program ends."""
        self._channel.report("ready")
        self._kiosk.observe(self._follow)
        await self._channel.serve()
        ending.set()

    async def tell_screens(self) -> None:
        """Report each screen once it has come to rest and a frame shows it."""
        told = None
        while True:
            await self._moved.wait()
            self._moved.clear()
            await self._view.settled()
            state = self._kiosk.state
            if state.screen is not told:
                told = state.screen
                self._channel.report(
                    "screen",
                    screen=state.screen,
                    session_id=state.session_id,
                    order_id=state.order_id,
                    queue_number=state.queue_number,
                )

    def _follow(self, state: KioskState) -> None:
        self._moved.set()
        for order in state.queue:
            if self._statuses.get(order.order_id) is not order.status:
                self._statuses[order.order_id] = order.status
                self._channel.report(
                    "order", order_id=order.order_id, queue_number=order.queue_number, status=order.status
                )

    async def _touch(self, command: Mapping[str, Any]) -> Mapping[str, Any]:
        target = command.get("target")
        if target not in set(Touch):
            raise CommandError(f'touch needs a "target", one of {[str(touch) for touch in Touch]}')
        self._view.model.touch(target)
        return {}

    async def _present(self, command: Mapping[str, Any]) -> Mapping[str, Any]:
        card = command.get("card")
        if card not in set(Card):
            raise CommandError(f'present needs a "card", one of {[str(card) for card in Card]}')
        self._view.model.present(card)
        return {}

    async def _state(self, _command: Mapping[str, Any]) -> Mapping[str, Any]:
        state = self._kiosk.state
        return {
            "screen": state.screen,
            "online": state.online,
            "pace": state.pace,
            "session_id": state.session_id,
            "qr_url": state.qr_url,
            "seconds_left": state.seconds_left,
            "progress": state.progress,
            "amount": str(state.price.amount) if state.price else None,
            "method": state.method,
            "reader": state.reader,
            "confirming": state.confirming,
            "too_late_to_pay": state.too_late_to_pay,
            "order_id": state.order_id,
            "queue_number": state.queue_number,
            "end_reason": state.end_reason,
            "warning": state.warning,
            "queue": [
                {"order_id": order.order_id, "queue_number": order.queue_number, "status": order.status}
                for order in state.queue
            ],
        }
