"""Parse dates that people type."""

import re
from datetime import date, timedelta

from bot.domain.calendar.time_text import DAYS
from bot.domain.calendar.written_date import MONTHS, in_one_order
from bot.errors.classes import DateUnclear

_IN = re.compile(r"(?:in )?(\d{1,3}|a|an|one) (day|week|month)s?")
_DAY = {"day": 1, "week": 7, "month": 30}
_WRITTEN = re.compile(r"(\d{1,2}) ([a-z]+)(?: (\d{4}))?")


def read_date(typed: str, today: date) -> date:
    """Parse `2026-12-05`, `Dec 5`, `5 December 2026`, `today`, `tomorrow`, `friday` or `in 2 weeks`.

    A weekday is the next one after today, and a date without a year is the next one from today on. Raises
    DateUnclear.
    """
    plain = " ".join(typed.casefold().replace(",", " ").split())
    if plain in ("today", "tomorrow"):
        return today + timedelta(days=plain == "tomorrow")
    if ahead := _IN.fullmatch(plain):
        number = int(ahead[1]) if ahead[1].isdecimal() else 1
        return today + timedelta(days=number * _DAY[ahead[2]])
    name = plain.removeprefix("next ").removeprefix("on ")
    fits = [n for n, day in enumerate(DAYS) if len(name) > 1 and day.casefold().startswith(name)]
    if len(fits) == 1:
        return today + timedelta(days=(fits[0] - today.weekday() - 1) % 7 + 1)
    if (written := _WRITTEN.fullmatch(in_one_order(plain, "en").strip())) and written[2] in MONTHS[
        "en"
    ].split():
        return _next(int(written[1]), MONTHS["en"].split().index(written[2]) + 1, written[3], today, typed)
    raise DateUnclear(typed)


def _next(day: int, month: int, year: str | None, today: date, typed: str) -> date:
    """Return the date in this year, or else the first one from today on. Raises DateUnclear."""
    for number in [int(year)] if year else range(today.year, today.year + 5):
        try:
            found = date(number, month, day)
        except ValueError:  # the 29th of February, or a day that no month has
            continue
        if year or found >= today:
            return found
    raise DateUnclear(typed)
