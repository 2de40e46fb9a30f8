"""Check computed due times by brute force, for one zone per distinct set of rules, from 2026 to 2030.

    python -m bench.clocks          every minute of the five years, for all rules
    QUICK=1 python -m bench.clocks  the days around each clock change, and samples in between

The check walks through UTC minute by minute and only asks for the local time. The expected due time on a date
is the first minute at which the local time is the wanted one or later, or none if the clock never shows that
date.
"""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.calendar.recurrence import Recurrence

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
SPAN = END - START
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
EVERYWHERE = (0, 1, 30, 480, 719, 1080, 1439)
"""Minutes of the day to check on every day."""

NEAR = 200
"""Minutes before and after a clock change to check one by one."""


@cache
def transitions(zone: str) -> Sequence[datetime]:
    """Return the instants in the span at which a zone's clock changes: steps of a week, then by halving.

    No clock changes twice in a week: even around Ramadan the changes are a month apart.
    """
    info = ZoneInfo(zone)
    found, step = [], timedelta(weeks=1)
    here, offset = START, START.astimezone(info).utcoffset()
    while here < END:
        there = here + step
        if (changed := there.astimezone(info).utcoffset()) != offset:
            early, late = here, there
            while late - early > MINUTE:
                middle = early + (late - early) // 2 // MINUTE * MINUTE
                early, late = (
                    (middle, late) if middle.astimezone(info).utcoffset() == offset else (early, middle)
                )
            found.append(late)
            offset = changed
        here = there
    return found


@cache
def distinct_zones() -> Sequence[str]:
    """Return one zone for each distinct set of rules: the offset at the start and all changes."""
    rules: dict[object, str] = {}
    for zone in sorted(available_timezones() - {"localtime", "Factory"}):
        info = ZoneInfo(zone)
        changes = tuple((at, at.astimezone(info).utcoffset()) for at in transitions(zone))
        rules.setdefault((START.astimezone(info).utcoffset(), changes), zone)
    return list(rules.values())


def brute_force(zone: str, *, full: bool) -> Iterator[str]:
    """Yield a line for each difference between computed and brute-forced due times."""
    for first, last, near in _windows(zone, full=full):
        yield from _compare(zone, first, last, near)


def _windows(zone: str, *, full: bool) -> Iterator[tuple[datetime, datetime, Sequence[datetime]]]:
    """Yield the periods of UTC to walk through, each with the clock changes in it."""
    changes = transitions(zone)
    if full:
        yield START - 2 * DAY, END + 2 * DAY, changes
        return
    for change in changes:
        yield change - 3 * DAY, change + 3 * DAY, [change]
    for number in range(0, SPAN.days, 389):
        yield START + number * DAY, START + (number + 4) * DAY, []


def _compare(zone: str, first: datetime, last: datetime, near: Sequence[datetime]) -> Iterator[str]:
    info = ZoneInfo(zone)
    wanted = _wanted(zone, near)
    shown: set[date] = set()
    due: dict[tuple[date, int], datetime] = {}
    days = sorted({(first + n * DAY).date() for n in range(1, (last - first).days)})
    queue = sorted((day, minute) for day in days for minute in wanted(day))
    place, here = 0, first
    while here < last:
        local = here.astimezone(info)
        today = local.date()
        shown.add(today)
        now = (today, local.hour * 60 + local.minute)
        while place < len(queue) and queue[place] <= now:
            due[queue[place]] = here
            place += 1
        here += MINUTE
    for day in days[1:-1]:
        for minute in wanted(day):
            expected = due.get((day, minute)) if day in shown else None
            found = Recurrence(minute, zone).on(day)
            if found != (int(expected.timestamp() * 1000) if expected else None):
                yield f"{zone} {day} {minute // 60:02}:{minute % 60:02}: {found} is not {expected}"
    yield from _following(zone, days[1:-1], due, shown)


def _following(
    zone: str, days: Sequence[date], due: dict[tuple[date, int], datetime], shown: set[date]
) -> Iterator[str]:
    """Yield a line for each due time after which the computed next one isn't the next existing day's."""
    for minute in EVERYWHERE:
        times = [int(due[day, minute].timestamp() * 1000) for day in days if day in shown]
        recurrence = Recurrence(minute, zone)
        for this, following in pairwise(times):
            if recurrence.after(this).at != following or recurrence.after(following - 1).at != following:
                yield f"{zone} {minute // 60:02}:{minute % 60:02}: after {this} comes not {following}"


def _wanted(zone: str, near: Sequence[datetime]):  # type: ignore[no-untyped-def]
    """Return a function from a date to the minutes to check: many around clock changes, few elsewhere."""
    info = ZoneInfo(zone)
    many: dict[date, set[int]] = {}
    for change in near:
        for offset in range(-NEAR, NEAR + 1):
            for side in (change - MINUTE, change):
                wall = side.astimezone(info).replace(tzinfo=None) + offset * MINUTE
                for shift in (-DAY, timedelta(0), DAY):
                    many.setdefault((wall + shift).date(), set()).add(wall.hour * 60 + wall.minute)
    return lambda day: sorted(many.get(day, set()).union(EVERYWHERE))


def _full(zone: str) -> list[str]:
    return list(brute_force(zone, full=not os.environ.get("QUICK")))


def main() -> int:
    """Check all rules, and return exit status 1 if anything differs."""
    began = time.monotonic()
    zones = distinct_zones()
    changes = sum(len(transitions(zone)) for zone in zones)
    print(f"{len(zones)} distinct rules with {changes} changes of the clock, {START.year} to {END.year - 1}")
    with ProcessPoolExecutor() as pool:
        wrong = [line for lines in pool.map(_full, zones) for line in lines]
    for line in wrong:
        print(line)
    print(f"{len(wrong)} differences, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
