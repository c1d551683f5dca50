"""The machine's own time: screens, devices and the simulated bank wait by it; the network never does."""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MachineTime:
    """Real time, or a multiple of it."""

    speed: float = 1.0
    """Machine seconds in one second on the wall."""

    def now(self) -> float:
        """Machine seconds since some moment in the past; never goes backwards."""
        return asyncio.get_running_loop().time() * self.speed

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed)
