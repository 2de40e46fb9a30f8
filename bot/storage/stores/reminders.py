"""Reminders and time zones of people."""

from collections.abc import Sequence

from bot.domain.posts.reminder import Reminder
from bot.services.ports.posts import Lease
from bot.storage.engines.engine import Row, Transaction, Value
from bot.storage.queries import learners, reminders
from bot.storage.stores.posts import cadence_of, digits, hold
from bot.storage.stores.sql_store import SqlStore


class SqlReminderStore(SqlStore):
    """`bot.services.ports.reminders.ReminderStore` says what each method promises."""

    async def reminder(self, learner: int) -> Reminder | None:
        """A person's reminder."""
        rows = await self._tx.fetch(reminders.REMINDER, learner)
        return _reminder(rows[0]) if rows else None

    async def set_reminder(self, reminder: Reminder) -> None:
        """Put a person's reminder in place of the one there may be; the revision grows."""
        await self._tx.execute(learners.UPSERT_LEARNER, reminder.learner, reminder.set_at)
        await self._tx.execute(
            reminders.SET_REMINDER,
            reminder.learner,
            reminder.course,
            reminder.content,
            reminder.cadence.minute,
            reminder.cadence.zone,
            digits(reminder.cadence.days),
            reminder.set_at,
            *_progress(reminder),
            reminder.revision,
        )

    async def remove_reminder(self, learner: int) -> bool:
        """Remove a person's reminder."""
        return await self._tx.execute(reminders.REMOVE_REMINDER, learner) == 1

    async def due_reminders(self, now: int, count: int) -> Sequence[Reminder]:
        """Reminders whose time has come or which are to be tried again, in the order of their times."""
        return [_reminder(row) for row in await self._tx.fetch(reminders.DUE_REMINDERS, now, count)]

    async def far_reminders(self, beyond: int, begun: int, last: int, count: int) -> Sequence[Reminder]:
        """Reminders that are next, are tried again, or were tried, too late, by learner."""
        rows = await self._tx.fetch(reminders.FAR_REMINDERS, beyond, begun, last, count)
        return [_reminder(row) for row in rows]

    async def update_reminder(self, reminder: Reminder, lease: Lease | None = None) -> bool:
        """Write a reminder's state unless it was changed meanwhile, or the lease is lost."""
        if lease:
            await hold(self._tx, lease)
        return await _update(self._tx, reminder)

    async def dm_channel(self, learner: int) -> int | None:
        """Return the channel of the bot's direct messages with a person."""
        rows = await self._tx.fetch(reminders.DM_CHANNEL, learner)
        return rows[0]["dm_channel"] if rows else None

    async def keep_dm_channel(self, learner: int, channel: int) -> None:
        """Keep that channel."""
        await self._tx.execute(reminders.KEEP_DM_CHANNEL, learner, channel)

    async def zone(self, learner: int) -> str | None:
        """A person's time zone."""
        rows = await self._tx.fetch(reminders.ZONE, learner)
        return rows[0]["zone"] if rows else None

    async def set_zone(self, learner: int, zone: str, at: int) -> None:
        """Keep a person's time zone."""
        await self._tx.execute(learners.UPSERT_LEARNER, learner, at)
        await self._tx.execute(reminders.SET_ZONE, learner, zone)


async def _update(tx: Transaction, reminder: Reminder) -> bool:
    values = (reminder.learner, reminder.revision, *_progress(reminder))
    return await tx.execute(reminders.UPDATE_REMINDER, *values) == 1


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
        int(reminder.told),
    )


def _reminder(row: Row) -> Reminder:
    kept = {key: value for key, value in row.items() if key not in {"minute", "zone", "days"}}
    return Reminder(**{**kept, "cadence": cadence_of(row), "told": bool(row["told"])})
