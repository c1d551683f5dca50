"""POST /lab/clock/advance."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

from backend.advance.ahead import ahead
from backend.advance.happened import happened, mark
from backend.advance.journey import Journey
from backend.base.refusals import Conflict
from backend.outbound.calling import open_client
from backend.world.clock_state import clock_state
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.clock import LONGEST_ADVANCE, MOST_HAPPENINGS, AdvanceClock, Advanced, Target

LONGEST = 60.0
"""Seconds of real time that an advance may take before it stops on its way."""


def advance_clock(environment: Environment, request: AdvanceClock, longest: float = LONGEST) -> Advanced:
    """Let time pass, and tell what happened. What is due at the present moment is done first.

    Raises Conflict for two at a time, and when nothing of what it is to go to lies ahead.
    """
    with environment.clock.held():
        began = environment.now
        with environment.store.reading():
            since = mark()
        is_complete = asyncio.run(_travel(environment, request, began, longest))
        clock = clock_state(environment.clock)
        with environment.store.reading():
            found = happened(since, began, clock.now)
    return Advanced(
        began=began,
        to=clock.now,
        is_complete=is_complete,
        counts=Counter(happening.kind for happening in found),
        happened=found[:MOST_HAPPENINGS],
        clock=clock,
    )


async def _travel(environment: Environment, request: AdvanceClock, began: datetime, longest: float) -> bool:
    """Returns whether it got there."""
    async with open_client() as client:
        journey = Journey(environment, client, longest)
        return await journey.catch_up() and await journey.go(_target(environment, request, began))


def _target(environment: Environment, request: AdvanceClock, began: datetime) -> datetime:
    farthest = began + timedelta(seconds=request.seconds or LONGEST_ADVANCE)
    if request.until is None:
        return farthest
    with environment.store.reading():
        moments = ahead(environment.now)
    wanted = [moment for kind, moment in moments.items() if request.until in {kind, Target.NEXT_EVENT}]
    moment = min(wanted, default=None)
    if moment is None or moment > farthest:
        raise _nothing(request.until, farthest - began, moments)
    return moment


def _nothing(until: Target, within: timedelta, moments: dict[Target, datetime]) -> Conflict:
    words = ", ".join(f"{kind} at {moment:%Y-%m-%dT%H:%M:%SZ}" for kind, moment in moments.items())
    seconds = f"{within.total_seconds():.0f}"
    detail = f"No {until} is ahead within {seconds} s; the clock was left where it is. Ahead: {words}"
    return Conflict(Code.NOTHING_AHEAD, detail, until=until, seconds=seconds, ahead=words)
