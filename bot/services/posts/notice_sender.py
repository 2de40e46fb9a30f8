"""Send notices to the staff channel, or else to the person who set up the daily post."""

from contextlib import suppress
from dataclasses import dataclass, replace

from bot.domain.posts.attempt import Attempt, Event
from bot.domain.posts.post import Schedule
from bot.domain.posts.server import Notice
from bot.errors.delivery import Undeliverable
from bot.services.delivery.outbox import Outbox
from bot.services.delivery.rate_limiter import Ticket
from bot.services.ports.clock import Clock
from bot.services.ports.messenger import Messenger
from bot.services.ports.posts.leases import Lease
from bot.services.unit import Units


@dataclass(frozen=True)
class NoticeSender:
    """Sends notices to a server's staff. The next moderator sees those that couldn't be delivered."""

    units: Units
    clock: Clock
    messenger: Messenger

    async def notify(self, lease: Lease, notice: Notice, ticket: Ticket) -> None:
        """Send a notice, or continue with an open one."""
        settings = await self.units.read(lambda unit: unit.stores.servers.settings(notice.guild))
        about = await self.units.read(lambda unit: unit.stores.schedules.schedule(notice.schedule))
        # A notice is never late, so it's due now.
        attempt = Attempt(self.clock(), "claimed", notice.first_at, notice.retry_at, notice.attempts)
        message = _OutgoingNotice(self, lease, notice, settings.staff_channel, about, attempt)
        await Outbox(self.clock).resume(message, ticket)

    async def give_up(self, notice: Notice) -> None:
        """Leave a notice that can't even be tried to the next moderator."""
        given_up = replace(notice, tried=True, attempts=notice.attempts + 1)  # it may have been claimed
        await self.units.write(lambda unit: unit.stores.servers.update_notice(given_up))


@dataclass
class _OutgoingNotice:
    """One notice on its way. See `bot.services.delivery.outbox.Outgoing`."""

    sender: NoticeSender
    lease: Lease
    notice: Notice
    staff: int | None
    about: Schedule | None
    attempt: Attempt
    requests: int = 3

    def __str__(self) -> str:
        return f"notice {self.notice.id} to the staff of server {self.notice.guild}"

    async def claim(self, attempt: Attempt) -> bool:
        return await self._store(attempt, self.lease)

    async def send(self) -> int:
        messenger, notice = self.sender.messenger, self.notice
        if self.staff:
            with suppress(Undeliverable):
                return await messenger.notify(notice, self.about, self.staff)
        if not notice.set_by:
            raise Undeliverable("closed")
        return await messenger.notify(notice, self.about)

    async def find(self, ago: int | None) -> int | None:
        messenger, notice, found = self.sender.messenger, self.notice, None
        if self.staff:
            with suppress(Undeliverable):
                found = await messenger.find(notice.guild, self.staff, notice.id, ago)
        if notice.set_by and not found:
            with suppress(Undeliverable):
                found = await messenger.find_direct(notice.set_by, notice.id, ago)
        return found

    async def settle(self, attempt: Attempt, event: Event) -> None:
        await self._store(attempt)

    async def _store(self, attempt: Attempt, lease: Lease | None = None) -> bool:
        notice = replace(
            self.notice,
            first_at=attempt.first_at,
            retry_at=attempt.retry_at,
            attempts=attempt.attempts,
            notified=attempt.state == "sent",
            tried=attempt.state in ("failed", "missed", "uncertain"),
        )
        return await self.sender.units.write(lambda unit: unit.stores.servers.update_notice(notice, lease))
