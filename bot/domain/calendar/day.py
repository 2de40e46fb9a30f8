"""Local dates as day numbers, so that streaks and reviews follow each person's own calendar."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)
UTC_ZONE = "UTC"

DAY = 86_400_000
"""Milliseconds, in UTC. A local day may be shorter or longer."""


def day_of(at: int, zone: str) -> int:
    """Return a UTC instant's local date in an IANA time zone, as days since January 1, 1970.

    Fall back to UTC if the zone is unknown: the time zone database can drop a name that people still have
    set.
    """
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone if zone in zones() else UTC_ZONE))
    return (local.date() - EPOCH).days


REACH = 2
"""Most days by which dates can differ around the world."""


def day_counted(at: int, zone: str, before: tuple[int, int] | None) -> int:
    """Return the day that an answer counts for. `before` says when the previous one was given, and the day
    that it counted for.

    It's the local date, but changing the time zone never adds a day. An answer with the same local date as
    the previous one, by the zone of now, counts for the same day as that one. And none counts for an earlier
    day than the one before it.
    """
    today = day_of(at, zone)
    if before is None or abs(before[1] - today) > REACH:
        return today
    then, day = before
    return day if day_of(then, zone) == today else max(day, today)


def midnight(day: int, zone: str) -> int:
    """Return when a day begins in a time zone, in UTC milliseconds. Unknown zones count as UTC.

    Where clocks skip midnight, the day begins after the gap.
    """
    known = ZoneInfo(zone if zone in zones() else UTC_ZONE)
    return int(datetime.combine(date_of(day), time(), tzinfo=known).timestamp()) * 1000


def date_of(day: int) -> date:
    """Return the date with this day number."""
    return EPOCH + timedelta(days=day)


def monday(day: int) -> int:
    """Return the day number of the Monday in the same week."""
    return day - date_of(day).weekday()


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones that tzdata lists."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
