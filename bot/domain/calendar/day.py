"""Days as people live them: a number for each local date, whatever the clock does."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)
UTC_ZONE = "UTC"


def day_of(at: int, zone: str) -> int:
    """The local date of an instant (milliseconds of UTC) in an IANA time zone, in days since 1 January 1970.

    A zone that is not known (any more) counts as UTC.
    """
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone if zone in zones() else UTC_ZONE))
    return (local.date() - EPOCH).days


def date_of(day: int) -> date:
    """The date with this number."""
    return EPOCH + timedelta(days=day)


def monday(day: int) -> int:
    """The Monday of the week that a day is in."""
    return day - date_of(day).weekday()


@cache
def zones() -> frozenset[str]:
    """The names of all time zones, as the package of time zones lists them."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
