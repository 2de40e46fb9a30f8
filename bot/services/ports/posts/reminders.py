"""The store for reminders."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.posts.reminder import Reminder
from bot.services.ports.posts.leases import Lease


class ReminderStore(Protocol):
    """Reminders."""

    async def reminder(self, learner: int) -> Reminder | None:
        """A person's reminder."""

    async def set_reminder(self, reminder: Reminder) -> None:
        """Put a person's reminder in place of the one there may be; the revision grows."""

    async def remove_reminder(self, learner: int) -> bool:
        """Remove a person's reminder. False when there is none."""

    async def due_reminders(self, now: int, count: int) -> Sequence[Reminder]:
        """Reminders whose time has come or which are to be tried again, in the order of their times."""

    async def far_reminders(self, beyond: int, begun: int, last: int, count: int) -> Sequence[Reminder]:
        """Reminders that don't rest and are next, or tried again, later than `beyond`, or are open and were
        first tried later than `begun`, of learners with ids above `last`, by learner."""

    async def update_reminder(self, reminder: Reminder, lease: Lease | None = None) -> bool:
        """Write a reminder's state; the revision grows. False, and nothing done, when it was changed since
        its revision. Raises LeaseLost if a lease is named and is lost."""

    async def dm_channel(self, learner: int) -> int | None:
        """Return the channel of the bot's direct messages with a person, if it was opened before."""

    async def keep_dm_channel(self, learner: int, channel: int) -> None:
        """Keep that channel; nothing about a person of whom the record has nothing."""

    async def zone(self, learner: int) -> str | None:
        """A person's time zone, if they told."""

    async def set_zone(self, learner: int, zone: str, at: int) -> None:
        """Keep a person's time zone."""
