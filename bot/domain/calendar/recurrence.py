"""When something comes that comes on certain days at a certain local time, for years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import ZoneNotFound

EVERY_DAY = frozenset(range(7))
"""Monday is 0, as in `datetime.date.weekday`."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_HORIZON = 400
"""Days to look ahead for the next time: more than any zone ever skipped."""


@dataclass(frozen=True)
class Occurrence:
    """One time that something is due: the local date it is for, and the instant, milliseconds of UTC."""

    date: date
    at: int


@dataclass(frozen=True)
class Recurrence:
    """A time of day (`minute`, 0 to 1439) in an IANA zone, on some days of the week (at least one).

    Computing raises ZoneNotFound for a zone that doesn't exist (any more).
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
        """The instant, milliseconds of UTC, at which it is due for a local date, whatever the weekday.

        A time that comes twice counts the first time. One that the clock skips moves to the first minute
        that exists after it. A date that the zone skips altogether has none.
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
        """The first occasion later than an instant, milliseconds of UTC."""
        local = (_EPOCH + instant * _MILLISECOND).astimezone(self._zone).date()
        for number in range(-1, _HORIZON):
            day = local + timedelta(days=number)
            if day.weekday() in self.days:
                at = self.on(day)
                if at is not None and at > instant:
                    return Occurrence(day, at)
        raise ValueError("a cadence needs at least one day of the week")

    def between(self, instant: int, until: int) -> Iterator[Occurrence]:
        """The occasions later than `instant` up to and including `until`, in order."""
        occasion = self.after(instant)
        while occasion.at <= until:
            yield occasion
            occasion = self.after(occasion.at)

    def _end_of_gap(self, wall: datetime, length: timedelta) -> datetime:
        """The instant at which the clock was put forward over this local time, found by halving."""
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
