"""Requests to Discord in the order in which they joined, and no more in a second than it takes."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

REQUESTS = 49
"""Requests in a second. Discord allows 50; one is left for what else the bot asks."""

SECONDS = 1.005
"""A second, and what clocks may differ by in it."""


BEGINNING = 10
"""Fewer than that in the first second: the bot may have logged in and registered its commands just before."""

UNKNOWN = 50
"""Requests after which it is known how quick one can be."""


class RateLimiter:
    """Those who wait to send. Each has a ticket; its turn comes when all before it have had theirs or left.

    Discord counts a request when it arrives there, which is some time after it left. A request that took
    longer than the quickest may have arrived later by as much, so that its place is free that much later.
    """

    def __init__(self) -> None:
        self._waiting: deque[Ticket] = deque()
        self._moved = asyncio.Condition()
        self._free: list[float] = []  # when each place is free, in the loop's seconds
        self._back = asyncio.Event()
        self._quickest = float("inf")
        self._made = 0

    def join(self, *, urgent: bool = False) -> "Ticket":
        """The last ticket in the line; if it's urgent, the one after the first, whose turn may have begun."""
        ticket = Ticket(self)
        self._waiting.insert(1 if urgent else len(self._waiting), ticket)
        return ticket

    @asynccontextmanager
    async def turn(self, ticket: "Ticket", requests: int) -> AsyncIterator[None]:
        """Wait until the ticket is the first and so many requests may be made; they are made inside."""
        async with self._moved:
            if ticket not in self._waiting:  # it has had a turn and wants another
                self._waiting.append(ticket)
            await self._moved.wait_for(lambda: self._waiting[0] is ticket)
            for _ in range(requests):
                await self._take_place()
            self._waiting.popleft()
            self._moved.notify_all()
        now = asyncio.get_running_loop().time
        began = now()
        try:
            yield
        finally:
            took = now() - began
            self._quickest = min(self._quickest, took / requests)
            late = took - self._quickest if self._made > UNKNOWN else took
            self._free.extend([began + SECONDS + late] * requests)
            self._back.set()

    async def leave(self, ticket: "Ticket") -> None:
        """Take a ticket out of the line; one that has had its turn is not in it."""
        async with self._moved:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
                self._moved.notify_all()

    async def _take_place(self) -> None:
        now = asyncio.get_running_loop().time()
        if not self._made:
            self._free = [now] * (REQUESTS - BEGINNING) + [now + SECONDS] * BEGINNING
        self._made += 1
        while not self._free:
            self._back.clear()
            await self._back.wait()
        free = min(self._free)
        await asyncio.sleep(max(free - asyncio.get_running_loop().time(), 0))
        self._free.remove(free)  # only now: who is cancelled in the wait leaves the place to the next


class Ticket:
    """A place in a line, for as long as the context is open."""

    def __init__(self, line: RateLimiter) -> None:
        self._line = line

    @asynccontextmanager
    async def turn(self, requests: int = 1) -> AsyncIterator[None]:
        """Wait for one's turn to make so many requests, and make them inside."""
        async with self._line.turn(self, requests):
            yield

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._line.leave(self)
