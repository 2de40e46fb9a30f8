"""How every message leaves: claimed, sent under its nonce, settled; after a crash it's looked up first."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.domain.posts.attempt import Absent, Arrived, Attempt, Event, Taken, advance
from bot.errors.delivery import Delayed, Undeliverable, Unreadable
from bot.errors.user import UserError
from bot.services.delivery.rate_limiter import Ticket
from bot.services.ports.clock import Clock

log = logging.getLogger(__name__)


class Outgoing(Protocol):
    """A message of some kind: what it shows, and how its state is stored."""

    @property
    def attempt(self) -> Attempt:
        """How far it had come when it was read from the database."""

    @property
    def requests(self) -> int:
        """How many requests sending it takes at most."""

    async def claim(self, attempt: Attempt) -> bool:
        """Store that it's being sent, and get what it shows ready. False: don't send it.

        Raises UserError if it can't be built.
        """

    async def send(self) -> int:
        """Send it under its nonce; return the message's id. Raises Undeliverable and Delayed."""

    async def find(self, ago: int | None) -> int | None:
        """Look it up, sent at most `ago` milliseconds ago. Raises Unreadable too."""

    async def settle(self, attempt: Attempt, event: Event) -> None:
        """Store what came of it, and tell people what they need to know."""


@dataclass(frozen=True)
class Outbox:
    """Does what `bot.domain.posts.attempt` decides."""

    clock: Clock

    async def resume(self, message: Outgoing, ticket: Ticket, *, held: bool = False) -> None:
        """Take a message whose time has come as far as it goes now."""
        event = Taken(held)
        attempt, action = advance(message.attempt, event, self.clock())
        if action == "find":
            await self._ask(message, attempt, ticket, looking=True)
        elif action != "send":
            await message.settle(attempt, event)
        else:
            await self.send(message, attempt, ticket, lambda: message.claim(attempt))

    async def send(
        self, message: Outgoing, attempt: Attempt, ticket: Ticket, prepare: Callable[[], Awaitable[bool]]
    ) -> None:
        """Send a message once it's prepared. False: don't. Raises UserError if it can't be built."""
        try:
            if not await prepare():
                return
        except UserError as error:
            await self._settle(message, attempt, error)
        else:
            await self._ask(message, attempt, ticket)

    async def _ask(
        self, message: Outgoing, attempt: Attempt, ticket: Ticket, *, looking: bool = False
    ) -> None:
        """Send the message or look it up when its turn comes, and settle it."""
        event: Event
        try:
            async with ticket.turn(message.requests):
                if looking:
                    found = await message.find(attempt.ago(self.clock()))
                    event = Absent() if found is None else Arrived(found)
                elif attempt.is_stale(self.clock()):
                    log.warning("Checking %s again, because it waited too long in line", message)
                    return
                else:
                    event = Arrived(await message.send())
        except (Unreadable, Undeliverable, Delayed) as error:
            event = error
        await self._settle(message, attempt, event)

    async def _settle(self, message: Outgoing, attempt: Attempt, event: Event) -> None:
        settled, _ = advance(attempt, event, self.clock())
        if isinstance(event, Delayed):
            log.info("Trying %s again later: %s", message, event)
        elif isinstance(event, Undeliverable | UserError):
            log.warning("Can't deliver %s: %s", message, event)
        await message.settle(settled, event)
