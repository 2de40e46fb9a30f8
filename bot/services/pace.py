"""Requests to Discord in the order in which they joined, and no more in a second than it takes."""

import asyncio
from collections import deque
from collections.abc import Callable

REQUESTS, SECONDS = 49, 1.02
"""Discord allows 50 requests in a second. One is left for what else the bot asks, and 20 milliseconds for
requests that are closer together when they arrive than when they left."""


class Line:
    """Those who wait to send. Each has a ticket; its turn comes when all before it have sent or left."""

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        """`now` gives seconds of any clock that only goes forward; by default that of the event loop."""
        self._waiting: deque[Ticket] = deque()
        self._moved = asyncio.Condition()
        self._passed: deque[float] = deque(maxlen=REQUESTS)
        self._now = now

    def join(self) -> "Ticket":
        """The last ticket in the line."""
        ticket = Ticket(self)
        self._waiting.append(ticket)
        return ticket

    async def turn(self, ticket: "Ticket", requests: int) -> None:
        """Wait until the ticket is the first, and so many requests may be made."""
        async with self._moved:
            if ticket not in self._waiting:  # it has had a turn and wants another
                self._waiting.append(ticket)
            await self._moved.wait_for(lambda: self._waiting[0] is ticket)
            for _ in range(requests):
                await self._pass()
            self._waiting.popleft()
            self._moved.notify_all()

    async def leave(self, ticket: "Ticket") -> None:
        """Take a ticket out of the line; one that has had its turn is not in it."""
        async with self._moved:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
                self._moved.notify_all()

    async def _pass(self) -> None:
        now = self._now or asyncio.get_running_loop().time
        if len(self._passed) == REQUESTS:
            await asyncio.sleep(max(self._passed[0] + SECONDS - now(), 0))
        self._passed.append(now())


class Ticket:
    """A place in a line, for as long as the context is open."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def turn(self, requests: int = 1) -> None:
        """Wait for one's turn to make so many requests."""
        await self._line.turn(self, requests)

    async def __aenter__(self) -> "Ticket":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._line.leave(self)
