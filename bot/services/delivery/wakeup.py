"""Wake the loops that send when something becomes due earlier than they knew."""

import asyncio
from typing import Protocol


class Waker(Protocol):
    """Anything that can wake the scheduler loop. Services call it after setting a time."""

    def wake(self) -> None:
        """Wake the scheduler."""


class Wakeup:
    """The sleep of the scheduler loop, which ends early when something is due sooner."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self._branches: list[Wakeup] = []

    def branch(self) -> "Wakeup":
        """Return the sleep of another loop, which ends whenever this one does."""
        branch = Wakeup()
        self._branches.append(branch)
        return branch

    def wake(self) -> None:
        """End the sleep, or the next one if nothing sleeps now."""
        self._event.set()
        for branch in self._branches:
            branch.wake()

    async def sleep(self, seconds: float) -> bool:
        """Sleep at most this long, and return whether something woke the loop, even just before it slept."""
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True


class DeferredWaker:
    """Remembers to wake the scheduler once the unit is committed; earlier, it would find nothing new."""

    def __init__(self) -> None:
        self.rung = False

    def wake(self) -> None:
        """Wake the scheduler after the commit."""
        self.rung = True
