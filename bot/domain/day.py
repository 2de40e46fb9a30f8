"""Days as people live them: a number for each local date, whatever the clock does."""

import difflib
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.errors import ZoneNotFound

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


def find_zone(typed: str) -> str:
    """The time zone meant by its name, or by the last part of it: a city.

    Raises ZoneNotFound, with names that come close.
    """
    wanted = "_".join(typed.split()).casefold()
    whole = [zone for zone in zones() if zone.casefold() == wanted]
    cities = sorted(zone for zone in zones() if zone.casefold().rpartition("/")[2] == wanted)
    if found := whole or cities:
        return found[0]
    names = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(zones())}
    near = difflib.get_close_matches(wanted.rpartition("/")[2], names, n=3, cutoff=0.6)
    raise ZoneNotFound(typed, tuple(names[name] for name in near))
