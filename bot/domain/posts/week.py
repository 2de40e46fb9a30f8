"""What several daily posts bring in the coming week, day by day."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.posts.post import Schedule
from bot.errors.user import ZoneNotFound

DAYS = 7
"""So many days, counting today, have different weekdays."""


@dataclass(frozen=True)
class PlannedDay:
    """A date, and what's posted on it: the local time of each daily post, in order."""

    date: date
    posts: Sequence[tuple[datetime, Schedule]]


def coming_week(schedules: Sequence[Schedule], zone: str, now: int) -> list[PlannedDay]:
    """Return today and the next six days in a time zone, at `now` in UTC milliseconds.

    Paused daily posts and skipped dates aren't in it. Raises ZoneNotFound for a zone that doesn't exist.
    """
    try:
        here = ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise ZoneNotFound(zone) from None
    today = _local(now, here).date()
    days: dict[date, list[tuple[datetime, Schedule]]] = {today + timedelta(n): [] for n in range(DAYS)}
    for schedule in schedules:
        with suppress(ZoneNotFound):
            for at in _times(schedule, now):
                local = _local(at, here)
                if local.date() in days:
                    days[local.date()].append((local, schedule))
    return [PlannedDay(day, sorted(posts, key=lambda each: each[0])) for day, posts in days.items()]


def _times(schedule: Schedule, now: int) -> list[int]:
    """Return when a daily post is due in the coming week."""
    until = now + DAYS * 86_400_000
    if schedule.paused or schedule.next_at > until:
        return []
    later = schedule.recurrence.between(schedule.next_at, until)
    return [schedule.next_at, *(each.at for each in later)]


def _local(instant: int, zone: ZoneInfo) -> datetime:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=instant)).astimezone(zone)
