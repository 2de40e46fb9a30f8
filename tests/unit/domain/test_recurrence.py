"""When something is due, compared with a walk over the minutes of UTC for every distinct rule."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.clocks import SPAN, brute_force, distinct_zones, transitions
from bot.domain.calendar.recurrence import EVERY_DAY, Occurrence, Recurrence

RULES = distinct_zones()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def at(text: str) -> int:
    """An instant in milliseconds of UTC."""
    return int(datetime.fromisoformat(text).timestamp() * 1000)


def test_the_zones_have_about_as_many_rules_as_expected() -> None:
    """The comparison below is with every rule there is, not with a few."""
    assert 50 <= len(RULES) <= 90
    assert sum(len(transitions(zone)) > 0 for zone in RULES) > 20


@pytest.mark.no_cover
@pytest.mark.parametrize("zone", RULES)
def test_no_next_time_differs_from_a_walk_over_the_minutes(zone: str) -> None:
    """Around every change of the clock, at every minute near it, and on days between, the times are right."""
    assert list(brute_force(zone, full=False)) == []


@pytest.mark.parametrize(
    ("zone", "minute", "day", "expected"),
    [
        ("Europe/Berlin", 150, "2026-03-29", "2026-03-29T01:00:00Z"),  # 2:30 is skipped: 3:00
        ("Europe/Berlin", 150, "2026-10-25", "2026-10-25T00:30:00Z"),  # 2:30 comes twice: the first
        ("America/New_York", 1439, "2027-01-01", "2027-01-02T04:59:00Z"),
        ("Australia/Lord_Howe", 135, "2026-10-04", "2026-10-03T15:30:00Z"),  # half an hour is skipped
        ("Africa/Cairo", 0, "2026-04-24", "2026-04-23T22:00:00Z"),  # midnight is skipped: 1:00
        ("America/Nuuk", 1410, "2026-03-28", "2026-03-29T01:00:00Z"),  # skipped until the next date
        ("Pacific/Apia", 600, "2011-12-30", None),  # the date line moved: there was no such day
        ("Pacific/Apia", 600, "2011-12-31", "2011-12-30T20:00:00Z"),
        ("Pacific/Kwajalein", 600, "1993-08-21", None),
    ],
)
def test_known_changes_of_the_clock(zone: str, minute: int, day: str, expected: str | None) -> None:
    """Hours skipped and doubled, half hours, midnights, and dates that never were."""
    found = Recurrence(minute, zone).on(date.fromisoformat(day))
    assert found == (at(expected) if expected else None)


def test_a_date_that_never_was_has_no_post() -> None:
    """Samoa skipped a Friday: after Thursday comes Saturday, and a post on Fridays waits a week."""
    thursday = at("2011-12-30T05:00:00Z")  # 19:00 on the 29th
    assert Recurrence(600, "Pacific/Apia").after(thursday).date == date(2011, 12, 31)
    assert Recurrence(600, "Pacific/Apia", frozenset({4})).after(thursday).date == date(2012, 1, 6)


@given(
    zone=st.sampled_from(RULES),
    minute=st.integers(0, 1439),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    start=st.integers(0, SPAN.days * 86_400_000),
)
@settings(max_examples=100)
def test_following_times_keep_their_days_and_their_order(
    zone: str, minute: int, days: frozenset[int], start: int
) -> None:
    """Each time is later than the one before, on a later date, on a chosen weekday, and none is left out."""
    recurrence = Recurrence(minute, zone, days)
    instant = at("2026-01-01T00:00:00Z") + start
    first = recurrence.after(instant)
    assert first.at > instant
    second = recurrence.after(first.at)
    assert second.at > first.at
    assert {first.date.weekday(), second.date.weekday()} <= days
    between = (first.date + timedelta(n) for n in range(1, (second.date - first.date).days))
    assert not any(day.weekday() in days and recurrence.on(day) is not None for day in between)
    assert list(recurrence.between(instant, second.at)) == [first, second]


def test_local_time_stays_over_the_years() -> None:
    """No drift: five years of eight o'clock are all at eight o'clock, one a day."""
    recurrence, zone = Recurrence(480, "Europe/Berlin"), ZoneInfo("Europe/Berlin")
    found: Iterator[Occurrence] = recurrence.between(at("2026-01-01T00:00:00Z"), at("2031-01-01T00:00:00Z"))
    occasions = list(found)
    assert len(occasions) == 1826
    local = {(EPOCH + timedelta(milliseconds=each.at)).astimezone(zone).time() for each in occasions}
    assert {str(each) for each in local} == {"08:00:00"}


def test_no_day_at_all_is_refused() -> None:
    """A cadence without days never comes, and says so instead of searching for ever."""
    with pytest.raises(ValueError, match="at least one day"):
        Recurrence(480, "UTC", frozenset()).after(0)
    assert len(EVERY_DAY) == 7
