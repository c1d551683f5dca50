"""python -m shopper: from the command line to the exit status."""

import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from contract.errors import Refused
from contract.lab_feed import LabFeed
from contract.transport import Transport
from hostkit.console import prepare_console, say
from hostkit.control import ControlChannel
from hostkit.folders import STATE_VARIABLE, machine_memory
from hostkit.lab_certificate import find_certificate
from hostkit.lab_token import find_token
from hostkit.single import AlreadyRunning, hold
from hostkit.store import Store, StoreUnusable
from kernel.chance import Chance
from shopper.arguments import Arguments, parse
from shopper.follower import Follower

TOKEN_SECONDS = 0.5
"""Between two looks for the lab's token."""


def main(words: Sequence[str] | None = None) -> int:
    """Play until Ctrl-C, SIGTERM or the driver's end. Returns the exit status."""
    prepare_console()
    arguments = parse(words)
    try:
        file = machine_memory("shopper", "phone", arguments.backend)
        with hold(file.with_suffix(".lock")), Store(file) as memory:
            asyncio.run(_play_until_ended(arguments, memory))
    except AlreadyRunning:
        return _refuse(f"A shopper already plays for {arguments.backend}: one is enough.")
    except StoreUnusable as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(
            f"The state folder can't be used ({error}): let {STATE_VARIABLE} name one that you can write to."
        )
    except Refused as refusal:
        return _refuse(f"{arguments.backend} has no lab that we may follow ({refusal}): start our own backend there.")
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0
    return 0


async def _play_until_ended(arguments: Arguments, memory: Store) -> None:
    """SIGTERM and the end of a driver's input cancel it, as asyncio.run does for Ctrl-C."""
    playing = asyncio.current_task()
    assert playing is not None  # noqa: S101 - for the type checker: a coroutine runs in a task
    with suppress(NotImplementedError):  # Windows has no loop signals
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, playing.cancel)
    if not arguments.control:
        await _play(arguments, memory, partial(say, f"Shoppers play for {arguments.backend}; Ctrl-C ends them."))
        return
    channel = ControlChannel()
    control = asyncio.create_task(channel.serve())
    control.add_done_callback(lambda _: playing.cancel())
    await _play(arguments, memory, partial(channel.report, "ready"))


async def _play(arguments: Arguments, memory: Store, on_ready: Callable[[], None]) -> None:
    def tell(line: str) -> None:
        say(f"Shopper: {line}", sys.stderr if arguments.control else sys.stdout)

    await _wait_for_token(arguments.backend, tell)
    async with _transport(arguments.backend) as transport:
        await Follower(LabFeed(transport), memory, Chance(arguments.seed), arguments.pace, tell).run(on_ready)


def _transport(backend: str) -> Transport:
    return Transport(
        backend, "shopper", lambda: find_token(backend), find_certificate=lambda: find_certificate(backend)
    )


async def _wait_for_token(backend: str, tell: Callable[[str], None]) -> None:
    """It is made at the backend's first start, which may still have to come."""
    if find_token(backend) is None:
        tell(f"No backend has run at {backend} on this computer yet; waiting for one (run_backend.py starts it).")
    while find_token(backend) is None:
        await asyncio.sleep(TOKEN_SECONDS)


def _refuse(sentence: str) -> int:
    say(sentence, sys.stderr)
    return 1
