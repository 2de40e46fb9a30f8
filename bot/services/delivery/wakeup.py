"""Wakes the dispatcher when something is due earlier than it thinks."""

import asyncio
from typing import Protocol


class Bell(Protocol):
    """What a service rings when it has set a time."""

    def ring(self) -> None:
        """Wake the scheduler."""


class Wakeup:
    """Wakes the sleeping dispatcher when a time is set."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake the sleeper, or keep it from falling asleep."""
        self._event.set()

    async def sleep(self, seconds: float) -> bool:
        """Sleep so long at most; True when woken. A ring before the sleep counts."""
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True
