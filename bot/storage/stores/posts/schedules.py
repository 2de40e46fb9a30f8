"""Schedules of daily posts."""

import json
from collections.abc import Sequence

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.posts.post import MOST, PauseReason, Schedule
from bot.domain.posts.server import LogEntry, Notice
from bot.errors.user import ScheduleAdded, ScheduleExists, TooManySchedules
from bot.storage.engines.engine import Row, Transaction, Value
from bot.storage.stores.posts.servers import add_log_entry, add_notice
from bot.storage.stores.sql_store import SqlStore

ADD_SCHEDULE = """
INSERT INTO schedule (id, guild, channel, course, minute, zone, days, content, role, thread, set_by, set_at,
    next_at, next_date, paused, revision, left_out, line, publish)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT (id) DO NOTHING
"""

SCHEDULE = "SELECT * FROM schedule WHERE id = $1 AND removed = 0"

SCHEDULES = "SELECT * FROM schedule WHERE guild = $1 AND removed = 0 ORDER BY id"

CHANGE_SCHEDULE = """
UPDATE schedule SET channel = $3, course = $4, minute = $5, zone = $6, days = $7, content = $8, role = $9,
    thread = $10, set_by = $11, next_at = $12, next_date = $13, paused = $14, left_out = $15,
    line = $16, publish = $17, revision = revision + 1
WHERE id = $1 AND revision = $2 AND removed = 0
"""

LOCK_SERVER = """
INSERT INTO server (guild, staff_channel, teacher_role, channels, features_off)
VALUES ($1, NULL, NULL, '[]', '[]')
ON CONFLICT (guild) DO UPDATE SET guild = excluded.guild
"""
"""Run this first in a unit that checks all of a server's schedules before it adds or changes one.

Other such units then wait, even if there's no schedule yet. A missing server row is added with the defaults.
"""

REMOVE_SCHEDULE = "UPDATE schedule SET removed = 1, revision = revision + 1 WHERE id = $1 AND removed = 0"

REMOVED_SCHEDULE = "SELECT * FROM schedule WHERE id = $1 AND removed = 1"

RESTORE_SCHEDULE = "UPDATE schedule SET removed = 0 WHERE id = $1 AND removed = 1"

PAUSE_SCHEDULE = """
UPDATE schedule SET paused = $2, revision = revision + 1 WHERE id = $1 AND removed = 0 AND paused IS NULL
"""

DUE_SCHEDULES = """
SELECT * FROM schedule WHERE paused IS NULL AND removed = 0 AND next_at <= $1 ORDER BY next_at, id LIMIT $2
"""

SCHEDULES_DUE_AFTER = (
    "SELECT * FROM schedule WHERE removed = 0 AND next_at > $1 AND id > $2 ORDER BY id LIMIT $3"
)


class SqlScheduleStore(SqlStore):
    """`bot.services.ports.posts.schedules.ScheduleStore` says what each method promises."""

    async def add_schedule(
        self, schedule: Schedule, entry: LogEntry, *, known: int | None = None
    ) -> Schedule:
        """Store and log a new schedule, or return the one stored under its id."""
        there = await _lock_schedules(self._tx, schedule.guild)
        if stored := [each for each in there if each.id == schedule.id]:
            return stored[0]
        if known is not None and len(there) > known:
            raise ScheduleAdded
        _refuse_another(schedule, there)
        about = (schedule.id, schedule.guild, *_settings(schedule), schedule.set_by, schedule.set_at)
        times = (schedule.next_at, schedule.next_date, schedule.paused, schedule.revision)
        if await self._tx.execute(ADD_SCHEDULE, *about, *times, *_choices(schedule)):
            await add_log_entry(self._tx, entry)
        return schedule

    async def schedule(self, schedule: int) -> Schedule | None:
        """Return a schedule unless it was removed."""
        rows = await self._tx.fetch(SCHEDULE, schedule)
        return _schedule(rows[0]) if rows else None

    async def schedules(self, guild: int) -> Sequence[Schedule]:
        """Return a server's schedules, oldest first, without removed ones."""
        return [_schedule(row) for row in await self._tx.fetch(SCHEDULES, guild)]

    async def change_schedule(
        self, schedule: Schedule, entry: LogEntry | None = None, *, alone: bool = False
    ) -> bool:
        """Overwrite the schedule with the same id and revision, increase its revision and log the change."""
        if alone:
            _refuse_repetition(schedule, await _lock_schedules(self._tx, schedule.guild))
        changed = await update_schedule(self._tx, schedule)
        if changed and entry:
            await add_log_entry(self._tx, entry)
        return changed

    async def remove_schedule(self, schedule: int, entry: LogEntry) -> bool:
        """Remove a schedule but keep its posts, whose buttons still work.

        Return False if it's already gone.
        """
        removed = await self._tx.execute(REMOVE_SCHEDULE, schedule) == 1
        if removed:
            await add_log_entry(self._tx, entry)
        return removed

    async def removed_schedule(self, schedule: int) -> Schedule | None:
        """Return a schedule that was removed."""
        rows = await self._tx.fetch(REMOVED_SCHEDULE, schedule)
        return _schedule(rows[0]) if rows else None

    async def restore_schedule(self, schedule: Schedule, entry: LogEntry) -> None:
        """Bring back a removed schedule with its posts, due at `next_at`, and log it."""
        _refuse_another(schedule, await _lock_schedules(self._tx, schedule.guild))
        if await self._tx.execute(RESTORE_SCHEDULE, schedule.id) and await update_schedule(
            self._tx, schedule
        ):
            await add_log_entry(self._tx, entry)

    async def due_schedules(self, now: int, count: int) -> Sequence[Schedule]:
        """Return schedules that are due, in order."""
        return [_schedule(row) for row in await self._tx.fetch(DUE_SCHEDULES, now, count)]

    async def pause_schedule(self, schedule: int, reason: PauseReason, notice: Notice) -> None:
        """Pause a schedule that can't continue, and store a notice."""
        await self._tx.execute(PAUSE_SCHEDULE, schedule, reason)
        await add_notice(self._tx, notice)

    async def schedules_due_after(self, beyond: int, last: int, count: int) -> Sequence[Schedule]:
        """Return schedules due later than `beyond`, paused ones too, with ids above `last`, ordered by id."""
        return [_schedule(row) for row in await self._tx.fetch(SCHEDULES_DUE_AFTER, beyond, last, count)]


async def _lock_schedules(tx: Transaction, guild: int) -> list[Schedule]:
    """Lock and return a server's schedules. Other units that do so wait until this one ends."""
    await tx.execute(LOCK_SERVER, guild)
    return [_schedule(row) for row in await tx.fetch(SCHEDULES, guild)]


def _refuse_repetition(schedule: Schedule, there: Sequence[Schedule]) -> None:
    """Raise ScheduleExists if one of the server's schedules does the same."""
    if any(map(schedule.repeats, there)):
        raise ScheduleExists(schedule.channel)


def _refuse_another(schedule: Schedule, there: Sequence[Schedule]) -> None:
    """Raise ScheduleExists or TooManySchedules if this one can't be added to the server's schedules."""
    _refuse_repetition(schedule, there)
    if len(there) >= MOST:
        raise TooManySchedules(MOST)


async def update_schedule(tx: Transaction, schedule: Schedule) -> bool:
    """Overwrite the schedule with this id and revision. Return False if it was changed or removed."""
    number = (schedule.id, schedule.revision)
    times = (schedule.next_at, schedule.next_date, schedule.paused)
    values = (*number, *_settings(schedule), schedule.set_by, *times, *_choices(schedule))
    return await tx.execute(CHANGE_SCHEDULE, *values) == 1


def _settings(schedule: Schedule) -> tuple[Value, ...]:
    """Return what a moderator chose, in the order of the queries that add and change a schedule."""
    recurrence = schedule.recurrence
    place = (schedule.channel, schedule.course, recurrence.minute, recurrence.zone, digits(recurrence.days))
    return (*place, schedule.content, schedule.role, int(schedule.thread))


def _choices(schedule: Schedule) -> tuple[Value, ...]:
    """Return what else a moderator can choose, which comes last in those queries."""
    return (json.dumps(sorted(schedule.left_out)), schedule.line, int(schedule.publish))


def digits(days: frozenset[int]) -> str:
    """Return days of the week as they're stored."""
    return "".join(map(str, sorted(days)))


def recurrence_of(row: Row) -> Recurrence:
    """Return the recurrence in a row."""
    return Recurrence(row["minute"], row["zone"], frozenset(map(int, row["days"])))


def _schedule(row: Row) -> Schedule:
    kept = {key: value for key, value in row.items() if key not in {"minute", "zone", "days", "removed"}}
    read = {"recurrence": recurrence_of(row)} | {name: bool(row[name]) for name in ("thread", "publish")}
    return Schedule(**{**kept, **read, "left_out": frozenset(json.loads(row["left_out"]))})
