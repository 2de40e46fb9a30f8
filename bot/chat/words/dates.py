"""Dates, days of the week and times of day in words."""

from collections.abc import Set
from contextvars import ContextVar
from datetime import datetime, time

from bot.domain.calendar.day import date_of

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NEAR = 300
"""Dates at most this many days from today are clear without a year."""

_TWELVE_HOURS = frozenset({"en-US"})
"""Locales whose clocks say AM and PM."""

_locale: ContextVar[str] = ContextVar("locale", default="")
"""Who reads what's being written, in a task that answers an interaction. In posts and notices, anyone may."""


def date(partial: str) -> str:
    """Format `2011-07-12` as July 12, 2011, and `2011-07` as July 2011. Return `2011` as it is."""
    year, *rest = partial.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if len(rest) > 1 else f"{month} {year}"


def day(number: int, today: int) -> str:
    """Return a day as people say it: today, tomorrow, on Thursday, December 3. Far-off days get a year."""
    found = date_of(number)
    if 0 <= number - today <= 1:
        return "tomorrow" if number > today else "today"
    near = abs(number - today) <= NEAR
    return f"on {WEEKDAYS[found.weekday()]}, {short_date(number) if near else full_date(number)}"


def short_date(number: int) -> str:
    """Format a day's number as `December 3`."""
    found = date_of(number)
    return f"{MONTHS[found.month - 1]} {found.day}"


def full_date(number: int) -> str:
    """Format a day's number as `December 3, 2026`."""
    return f"{short_date(number)}, {date_of(number).year}"


def read_in(locale: str) -> None:
    """Format times for a reader with this locale, as Discord calls it, in the current task."""
    _locale.set(locale)


def say_time(minute: int) -> str:
    """Format a minute of the day as the reader's clock does: `08:30`, or `8:30 AM`."""
    return clock(time(minute // 60, minute % 60))


def clock(shown: time | datetime) -> str:
    """Format a time as the reader's clock does."""
    if _locale.get() in _TWELVE_HOURS:
        return f"{shown.hour % 12 or 12}:{shown:%M} {'AM' if shown.hour < 12 else 'PM'}"
    return f"{shown:%H:%M}"


def say_days(days: Set[int]) -> str:
    """Format days as `every day`, as a range (`Monday to Friday`), or one by one."""
    ordered = sorted(days)
    if len(ordered) == len(WEEKDAYS):
        return "every day"
    if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{WEEKDAYS[ordered[0]]} to {WEEKDAYS[ordered[-1]]}"
    names = [WEEKDAYS[day] for day in ordered]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
