"""A day is the learner's own, wherever the sun is and whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.day import EPOCH, date_of, day_counted, day_of, midnight, monday, zones

ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]
)
EXTREMES = ["Pacific/Kiritimati", "Pacific/Pago_Pago"]
INSTANTS = st.integers(0, 4_000_000_000_000)
HOUR = 3_600_000


def instant(text: str) -> int:
    """Milliseconds of UTC."""
    return int(datetime.fromisoformat(text).timestamp() * 1000)


@given(INSTANTS, ZONES)
def test_a_day_is_the_local_date(at: int, zone: str) -> None:
    """The number stands for the date that a calendar on the wall shows."""
    assert (
        date_of(day_of(at, zone)) == datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone)).date()
    )


@given(INSTANTS, st.integers(0, 30 * 24 * HOUR), ZONES)
def test_days_go_forward_with_time(at: int, later: int, zone: str) -> None:
    """A later instant is never on an earlier day, over every change of the clocks."""
    assert day_of(at + later, zone) >= day_of(at, zone)


@given(st.integers(16_000, 30_000), st.sampled_from([*sorted(zones()), "Mars/Olympus"]))
def test_a_day_begins_at_its_midnight(day: int, zone: str) -> None:
    """The instant is on that day, and a millisecond earlier isn't, even where clocks skip midnight."""
    start = midnight(day, zone)
    assert day_of(start, zone) == day
    assert day_of(start - 1, zone) < day


@given(INSTANTS, ZONES)
def test_zones_are_never_two_days_apart(at: int, zone: str) -> None:
    """A learner's day is that of UTC, the one before or the one after."""
    assert abs(day_of(at, zone) - day_of(at, "UTC")) <= 1


@given(st.integers(0, 40_000))
def test_a_week_begins_on_its_monday(day: int) -> None:
    """The same Monday for all seven days."""
    start = monday(day)
    assert date_of(start).weekday() == 0
    assert 0 <= day - start < 7
    assert {monday(start + n) for n in range(7)} == {start}


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        (
            "2026-03-29T00:59:00+01:00",
            "Europe/Berlin",
            "2026-03-29",
        ),  # before the clock goes forward
        ("2026-03-29T23:59:00+02:00", "Europe/Berlin", "2026-03-29"),  # the end of a day of 23 hours
        ("2026-10-25T23:59:00+01:00", "Europe/Berlin", "2026-10-25"),  # the end of a day of 25 hours
        ("2011-12-29T23:59:00-10:00", "Pacific/Apia", "2011-12-29"),  # the day after was left out
        ("2011-12-30T00:01:00-10:00", "Pacific/Apia", "2011-12-31"),
        ("2026-01-01T12:00:00+00:00", "Not/A_Zone", "2026-01-01"),  # counts as UTC
    ],
)
def test_a_day_at_the_change_of_clocks(at: str, zone: str, day: str) -> None:
    """Midnight is where the people are, even where a day is short, long or left out."""
    assert date_of(day_of(instant(at), zone)) == date.fromisoformat(day)
    assert date_of(0) == EPOCH
    assert date_of(1) - EPOCH == timedelta(days=1)


def test_every_zone_can_be_used() -> None:
    """No name is offered that the program can't reckon with."""
    assert len(zones()) > 400
    assert all(abs(day_of(0, zone)) <= 1 for zone in zones())


@given(
    INSTANTS, st.lists(st.tuples(st.integers(0, 40 * HOUR), ZONES | st.sampled_from(EXTREMES)), max_size=30)
)
def test_changing_zones_adds_no_days(start: int, answers: list[tuple[int, str]]) -> None:
    """Whatever zone each answer is given in, there's at most one day for each date that began meanwhile."""
    at, before, counted = start, None, []
    for later, zone in answers:
        at += later
        day = day_counted(at, zone, before)
        assert not counted or day >= counted[-1]  # nobody fills in a day they missed
        assert abs(day - day_of(at, zone)) <= 2
        counted.append(day)
        before = at, day
    if counted:
        assert len(set(counted)) <= (at - start) // (24 * HOUR) + 2


def test_two_answers_at_the_same_time_are_on_one_day() -> None:
    """Even if it's Monday in one place and Tuesday in another."""
    noon = instant("2026-03-30T12:00:00Z")
    monday_ = day_counted(noon, "UTC", None)
    assert day_of(noon + 1, "Pacific/Kiritimati") == monday_ + 1
    assert day_counted(noon + 1, "Pacific/Kiritimati", (noon, monday_)) == monday_
    tuesday = day_counted(noon, "Pacific/Kiritimati", None)
    assert day_counted(noon + 1, "UTC", (noon, tuesday)) == tuesday
    assert day_counted(noon + 24 * HOUR, "UTC", (noon, tuesday)) == tuesday  # the date it is there now
    assert day_counted(noon + 48 * HOUR, "UTC", (noon, tuesday)) == tuesday + 1


def test_a_clock_that_was_years_ahead_does_not_stop_the_days() -> None:
    """A stored day that can't be is ignored."""
    noon = instant("2026-03-30T12:00:00Z")
    today = day_of(noon, "UTC")
    assert day_counted(noon, "UTC", (noon + 9000 * HOUR, today + 375)) == today
