"""What a clock that ran ahead has left behind: times so late that nothing would come for days or years."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.domain.calendar.recurrence import Occurrence
from bot.domain.posts.attempt import LATEST
from bot.domain.posts.post import Schedule
from bot.domain.posts.reminder import Reminder
from bot.errors.user import ZoneNotFound
from bot.services.ports.clock import Clock
from bot.services.unit import Units

log = logging.getLogger(__name__)

NEAR = 22 * 3600 * 1000
"""Milliseconds: a next time before that can't have left anything out, for a day of any zone is longer."""

WEEK = 8 * 86_400_000
"""Milliseconds: the next weekly summary is due before that."""

APART = 60_000
"""Milliseconds: the clocks of two processes differ by less, so what was tried later than that from now was
tried by a clock that ran ahead."""

PAGE = 500
"""Rows that are looked at together."""

T = TypeVar("T", Schedule, Reminder)


@dataclass(frozen=True)
class ClockRepair:
    """Brings back next times that lie beyond what their rule gives from now. Nothing is posted twice: a date
    that has its post keeps it."""

    units: Units
    clock: Clock

    async def correct(self) -> None:
        """Correct all there is. Harmless whenever the clock is right."""
        now = self.clock()
        beyond, begun = now + NEAR, now + APART
        async for schedule in _pages(
            lambda last: self.units.read(
                lambda unit: unit.stores.schedules.schedules_due_after(beyond, last, PAGE)
            ),
            "id",
        ):
            await self._schedule(schedule, now)
        async for reminder in _pages(
            lambda last: self.units.read(
                lambda unit: unit.stores.reminders.reminders_due_after(beyond, begun, last, PAGE)
            ),
            "learner",
        ):
            await self._reminder(reminder, now)
        await self.units.write(lambda unit: unit.stores.posts.retry_now(now, now + LATEST, begun))
        await self.units.write(lambda unit: unit.stores.servers.summaries_now(now, now + WEEK))

    async def _schedule(self, schedule: Schedule, now: int) -> None:
        try:
            if schedule.next_at <= schedule.recurrence.after(now).at:
                return
            await self.units.write(lambda unit: unit.stores.posts.delete_missed_posts(schedule.id, now))
            first = await self.units.read(
                lambda unit: unit.post_content.first(schedule.id, schedule.recurrence)
            )
        except ZoneNotFound:  # told when it is due
            return
        if first.at < schedule.next_at:
            _tell("Daily post", schedule.id, schedule.next_date, first)
            sooner = replace(schedule, next_at=first.at, next_date=first.date.isoformat())
            await self.units.write(lambda unit: unit.stores.schedules.change_schedule(sooner))

    async def _reminder(self, reminder: Reminder, now: int) -> None:
        try:
            first = reminder.recurrence.after(now)
            following = reminder.recurrence.after(first.at)
        except ZoneNotFound:
            return
        sent = reminder.sent_at is not None and first.at <= reminder.sent_at < following.at
        if sent or reminder.claimed == first.date.isoformat():
            first = following  # it has come already, too early, or may have
        if first.at < reminder.next_at or (reminder.first_at or now) > now:
            _tell("Reminder", reminder.learner, reminder.next_date, first)
            # One that is open may have arrived, so it is not tried again.
            sent_on = reminder.sent_on if (reminder.sent_on or "") < first.date.isoformat() else None
            sooner = replace(
                reminder.closed(), next_at=first.at, next_date=first.date.isoformat(), sent_on=sent_on
            )
            await self.units.write(lambda unit: unit.stores.reminders.update_reminder(sooner))


async def _pages(fetch: Callable[[int], Awaitable[Sequence[T]]], key: str) -> AsyncIterator[T]:
    """All rows, fetched page by page, each page after the last `key` of the one before."""
    last = -1
    while rows := await fetch(last):
        for row in rows:
            yield row
        last = getattr(rows[-1], key)


def _tell(what: str, number: int, was: str, first: Occurrence) -> None:
    log.warning(
        "A clock that ran ahead had set %s %s to %s; it's now due on %s", what, number, was, first.date
    )
