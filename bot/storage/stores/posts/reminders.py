"""Learners' reminders by direct message."""

from collections.abc import Sequence

from bot.domain.posts.reminder import Reminder
from bot.services.ports.posts.leases import Lease
from bot.storage.engines.engine import Row, Transaction, Value
from bot.storage.stores.people import UPSERT_LEARNER
from bot.storage.stores.posts.leases import require_lease
from bot.storage.stores.posts.schedules import digits, recurrence_of
from bot.storage.stores.sql_store import SqlStore

REMINDER = "SELECT * FROM reminder WHERE learner = $1"

SET_REMINDER = """
INSERT INTO reminder (learner, course, content, minute, zone, days, set_at, next_at, next_date, paused,
    claimed, first_at, retry_at, attempts, sent_at, told, unanswered, sent_on, asked,
    revision)
VALUES ($1, $2, 'question', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT (learner) DO UPDATE SET course = excluded.course,
    minute = excluded.minute, zone = excluded.zone, days = excluded.days, set_at = excluded.set_at,
    next_at = excluded.next_at, next_date = excluded.next_date, paused = excluded.paused,
    claimed = excluded.claimed, first_at = excluded.first_at, retry_at = excluded.retry_at,
    attempts = excluded.attempts, sent_at = excluded.sent_at, told = excluded.told,
    unanswered = excluded.unanswered, sent_on = excluded.sent_on, asked = excluded.asked,
    revision = reminder.revision + 1
"""
"""Old reminders keep what they were set to show, "page" or "reviews". All of them send a question now."""

UPDATE_REMINDER = """
UPDATE reminder SET next_at = $3, next_date = $4, paused = $5, claimed = $6, first_at = $7, retry_at = $8,
    attempts = $9, sent_at = $10, told = $11, unanswered = $12, sent_on = $13, asked = $14,
    revision = revision + 1
WHERE learner = $1 AND revision = $2
"""

OFFER = "UPDATE learner SET reminder_offered = 1 WHERE id = $1 AND reminder_offered = 0"

REMOVE_REMINDER = "DELETE FROM reminder WHERE learner = $1"

DUE_REMINDERS = """
SELECT * FROM reminder WHERE paused IS NULL AND COALESCE(retry_at, next_at) <= $1
ORDER BY COALESCE(retry_at, next_at), learner LIMIT $2
"""

REMINDERS_DUE_AFTER = """
SELECT * FROM reminder WHERE paused IS NULL AND (COALESCE(retry_at, next_at) > $1 OR first_at > $2)
    AND learner > $3
ORDER BY learner LIMIT $4
"""


class SqlReminderStore(SqlStore):
    """`bot.services.ports.posts.reminders.ReminderStore` says what each method promises."""

    async def reminder(self, learner: int) -> Reminder | None:
        """Return a learner's reminder."""
        rows = await self._tx.fetch(REMINDER, learner)
        return _reminder(rows[0]) if rows else None

    async def set_reminder(self, reminder: Reminder) -> None:
        """Create or replace a learner's reminder and increase its revision."""
        await self._tx.execute(UPSERT_LEARNER, reminder.learner, reminder.set_at)
        await self._tx.execute(
            SET_REMINDER,
            reminder.learner,
            reminder.course,
            reminder.recurrence.minute,
            reminder.recurrence.zone,
            digits(reminder.recurrence.days),
            reminder.set_at,
            *_progress(reminder),
            reminder.revision,
        )

    async def remove_reminder(self, learner: int) -> bool:
        """Remove a learner's reminder. Return False if there is none."""
        return await self._tx.execute(REMOVE_REMINDER, learner) == 1

    async def mark_offered(self, learner: int, at: int) -> bool:
        """Note that the learner was offered reminders. Return False if they had been before."""
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        return await self._tx.execute(OFFER, learner) == 1

    async def due_reminders(self, now: int, count: int) -> Sequence[Reminder]:
        """Return reminders due for a first or another attempt, in order."""
        return [_reminder(row) for row in await self._tx.fetch(DUE_REMINDERS, now, count)]

    async def reminders_due_after(self, beyond: int, begun: int, last: int, count: int) -> Sequence[Reminder]:
        """Return active reminders due or retried later than `beyond`, or first tried later than `begun`."""
        rows = await self._tx.fetch(REMINDERS_DUE_AFTER, beyond, begun, last, count)
        return [_reminder(row) for row in rows]

    async def update_reminder(self, reminder: Reminder, lease: Lease | None = None) -> bool:
        """Store a reminder's delivery state and increase its revision."""
        if lease:
            await require_lease(self._tx, lease)
        return await _update(self._tx, reminder)


async def _update(tx: Transaction, reminder: Reminder) -> bool:
    values = (reminder.learner, reminder.revision, *_progress(reminder))
    return await tx.execute(UPDATE_REMINDER, *values) == 1


def _progress(reminder: Reminder) -> tuple[Value, ...]:
    return (
        reminder.next_at,
        reminder.next_date,
        reminder.paused,
        reminder.claimed,
        reminder.first_at,
        reminder.retry_at,
        reminder.attempts,
        reminder.sent_at,
        int(reminder.notified),
        reminder.unanswered,
        reminder.sent_on,
        " ".join(reminder.asked),
    )


def _reminder(row: Row) -> Reminder:
    kept = {
        key: value for key, value in row.items() if key not in {"content", "minute", "zone", "days", "told"}
    }
    asked = tuple(row["asked"].split())
    recurrence, notified = recurrence_of(row), bool(row["told"])
    return Reminder(**{**kept, "recurrence": recurrence, "notified": notified, "asked": asked})
