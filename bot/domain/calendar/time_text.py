"""Parse times of day and days of the week that people type."""

import re

from bot.domain.calendar.recurrence import EVERY_DAY
from bot.errors.user import NoDays, TimeUnclear

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NAMED = {
    **dict.fromkeys(("every day", "everyday", "daily", "all"), EVERY_DAY),
    **dict.fromkeys(("weekdays", "workdays"), frozenset(range(5))),
    **dict.fromkeys(("weekend", "weekends"), frozenset({5, 6})),
}
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})|(?=\s*[ap]\.?m))\s*(?:([ap])\.?m\.?)?")
_CALLED = {
    **dict.fromkeys(("noon", "midday", "12 noon", "12 midday"), 12 * 60),
    **dict.fromkeys(("midnight", "12 midnight"), 0),
}


def read_time(typed: str) -> int:
    """Parse `08:30`, `8.30`, `8h30`, `8:30 pm`, `8 p.m.`, `noon` or `midnight` (0:00) as a minute of the day.

    Raises TimeUnclear.
    """
    plain = " ".join(typed.casefold().split())
    if plain in _CALLED:
        return _CALLED[plain]
    match = _TIME.fullmatch(plain)
    if not match:
        raise TimeUnclear(typed)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise TimeUnclear(typed)
    return (hour % 12 + (12 if half == "p" else 0) if half else hour) * 60 + minute


def read_days(typed: str) -> frozenset[int]:
    """Parse `mon wed fri`, `mon-fri`, `weekdays`, `weekend` or `every day` as days, where Monday is 0.

    Raises NoDays for anything else, including an empty text.
    """
    plain = " ".join(typed.casefold().split())
    if named := _NAMED.get(plain):
        return named
    found: set[int] = set()
    spread = re.sub(r"\s*[-\u2013]\s*|\s+to\s+", "-", plain)
    for part in re.split(r"[\s,;/+&]+|\band\b", spread):
        first, mark, last = part.partition("-")
        if mark:
            start = _day(first)
            found |= {(start + step) % 7 for step in range((_day(last) - start) % 7 + 1)}
        elif part:
            found |= _NAMED.get(part) or {_day(part)}
    if not found:
        raise NoDays
    return frozenset(found)


def _day(name: str) -> int:
    fits = [number for number, day in enumerate(DAYS) if day.casefold().startswith(name.rstrip("s."))]
    if len(name) < 2 or len(fits) != 1:
        raise NoDays
    return fits[0]
