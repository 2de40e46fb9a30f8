"""Storage for reminders."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.posts.reminder import Reminder
from bot.services.ports.posts.leases import Lease


class ReminderStore(Protocol):
    """Learners' reminders by direct message."""

    async def reminder(self, learner: int) -> Reminder | None:
        """Return a learner's reminder."""

    async def set_reminder(self, reminder: Reminder) -> None:
        """Create or replace a learner's reminder and increase its revision."""

    async def remove_reminder(self, learner: int) -> bool:
        """Remove a learner's reminder. Return False if there is none."""

    async def mark_offered(self, learner: int, at: int) -> bool:
        """Note that the learner was offered reminders. Return False if they had been before."""

    async def due_reminders(self, now: int, count: int) -> Sequence[Reminder]:
        """Return reminders due for a first or another attempt, in order."""

    async def reminders_due_after(self, beyond: int, begun: int, last: int, count: int) -> Sequence[Reminder]:
        """Return active reminders due or retried later than `beyond`, or first tried later than `begun`.

        Only return learners with ids above `last`, ordered by learner.
        """

    async def update_reminder(self, reminder: Reminder, lease: Lease | None = None) -> bool:
        """Store a reminder's delivery state and increase its revision.

        Return False, and do nothing, if it was changed since its revision was read. Raise LeaseLost if a
        lease is passed and lost.
        """
