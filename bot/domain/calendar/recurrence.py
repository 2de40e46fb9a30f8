"""Compute when something is due that recurs on given weekdays at a given local time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors.user import ZoneNotFound

EVERY_DAY = frozenset(range(7))
"""Monday is 0, as in `datetime.date.weekday`."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_HORIZON = 400
"""Days to look ahead for the next occurrence: more than any zone has ever skipped."""


@dataclass(frozen=True)
class Occurrence:
    """One due time: the local date it's for, and the instant in UTC milliseconds."""

    date: date
    at: int


@dataclass(frozen=True)
class Recurrence:
    """A time of day (`minute`, 0 to 1439) in an IANA zone, on at least one day of the week.

    Methods raise ZoneNotFound if the zone doesn't exist, or no longer does.
    """

    minute: int
    zone: str
    days: frozenset[int] = EVERY_DAY

    @cached_property
    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ZoneNotFound(self.zone) from None

    def on(self, day: date) -> int | None:
        """Return when it's due on a local date, in UTC milliseconds, ignoring the weekday.

        When clocks go back and a time happens twice, use the first. When they go forward and skip it, use the
        first minute after the gap. Return None for a date that the zone skips altogether, as Samoa did in
        2011.
        """
        wall = datetime(day.year, day.month, day.day, self.minute // 60, self.minute % 60, tzinfo=self._zone)
        before, after = wall.utcoffset(), wall.replace(fold=1).utcoffset()
        assert before is not None
        assert after is not None
        if before >= after:
            return _milliseconds(wall)
        resumed = self._end_of_gap(wall, after - before)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        gap_end = resumed + after
        if gap_end - (after - before) <= midnight and gap_end >= midnight + timedelta(days=1):
            return None
        return _milliseconds(resumed)

    def after(self, instant: int) -> Occurrence:
        """Return the first occurrence after an instant in UTC milliseconds."""
        local = (_EPOCH + instant * _MILLISECOND).astimezone(self._zone).date()
        for number in range(-1, _HORIZON):
            day = local + timedelta(days=number)
            if day.weekday() in self.days:
                at = self.on(day)
                if at is not None and at > instant:
                    return Occurrence(day, at)
        raise ValueError("a recurrence needs at least one day of the week")

    def between(self, instant: int, until: int) -> Iterator[Occurrence]:
        """Yield the occurrences after `instant`, up to and including `until`, in order."""
        occurrence = self.after(instant)
        while occurrence.at <= until:
            yield occurrence
            occurrence = self.after(occurrence.at)

    def _end_of_gap(self, wall: datetime, length: timedelta) -> datetime:
        """Return the instant when the clock went forward past this local time.

        zoneinfo doesn't list a zone's transitions, so search for it by bisection.
        """
        late = wall.astimezone(UTC)
        early = late - length
        offset = late.astimezone(self._zone).utcoffset()
        while late - early > timedelta(seconds=1):
            middle = early + (late - early) // 2
            middle = middle.replace(microsecond=0)
            if middle.astimezone(self._zone).utcoffset() == offset:
                late = middle
            else:
                early = middle
        return late


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MILLISECOND
