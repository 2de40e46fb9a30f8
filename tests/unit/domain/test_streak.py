"""A streak counts the days with an answer and forgives one missed day a week."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.day import EPOCH, monday
from bot.domain.learning.streak import MILESTONES, Streak, streak

MONDAY = (date(2026, 11, 30) - EPOCH).days
DAYS = st.sets(st.integers(MONDAY - 30, MONDAY + 3))
TODAY = MONDAY


def slowly(practiced: set[int], today: int) -> Streak:
    """Live through every day, one after the other."""
    length = best = 0
    free: set[int] = set()
    off: list[int] = []
    for day in range(MONDAY - 31, today + 1):
        if day in practiced:
            off = [] if day < today else off
            length += 1
            best = max(best, length)
        elif day < today and length:
            off.append(day)
            if monday(day) in free:
                length, free, off = 0, set(), []
            else:
                free.add(monday(day))
    return Streak(length, best, today in practiced, tuple(off))


@given(DAYS, st.integers(TODAY - 7, TODAY + 3))
def test_it_agrees_with_living_through_every_day(practiced: set[int], today: int) -> None:
    """Whatever the days and whatever today is, days after today included."""
    assert streak(practiced, today) == slowly({day for day in practiced if day <= today}, today)


@given(DAYS)
def test_todays_answer_adds_one_day(practiced: set[int]) -> None:
    """Answering today makes a streak one day longer, and never shortens anything."""
    before = streak(practiced - {TODAY}, TODAY)
    after = streak(practiced | {TODAY}, TODAY)
    assert after.days == before.days + 1
    assert before.best <= after.best == max(before.best, after.days)


@given(DAYS)
def test_a_streak_is_never_longer_than_the_days_practiced(practiced: set[int]) -> None:
    """Days off add nothing, and the best streak is at least as long as the one going on."""
    found = streak(practiced, TODAY)
    assert 0 <= found.days <= found.best <= len(practiced)
    assert len(found.days_off) <= 2


@pytest.mark.parametrize(
    ("practiced", "days"),
    [
        ([0, 1, 2], 3),
        ([0, 2], 2),  # Tuesday off
        ([0, 2, 4], 1),  # Tuesday and Thursday off: the second one ends it
        ([-2, 1], 2),  # Sunday and Monday off, which are in two weeks
        ([-3, 0], 1),  # a whole weekend off
        ([-1, 1, 3], 1),
        ([-2, 0, 1], 3),
        ([], 0),
    ],
)
def test_one_missed_day_a_week_is_forgiven(practiced: list[int], days: int) -> None:
    """Monday is 0. The streak is looked at on its last day."""
    numbers = [MONDAY + day for day in practiced]
    assert streak(numbers, max(numbers, default=MONDAY)).days == days


def test_today_is_no_miss_yet() -> None:
    """A streak goes on until the day is over, and a day off shows up in the next answer."""
    practiced = {MONDAY + 7, MONDAY + 9}
    assert streak(practiced, MONDAY + 10) == Streak(2, 2, today_done=False)
    assert streak(practiced, MONDAY + 11).days == 0
    assert streak({MONDAY}, MONDAY + 2) == Streak(1, 1, today_done=False, days_off=(MONDAY + 1,))
    assert streak({MONDAY, MONDAY + 2}, MONDAY + 2) == Streak(2, 2, True, days_off=(MONDAY + 1,))
    assert streak({MONDAY, MONDAY + 1}, MONDAY + 1).days_off == ()


def test_a_new_streak_remembers_the_best_one() -> None:
    """It says so on its first day only, and only if the older one was longer than a day."""
    nine = set(range(MONDAY, MONDAY + 9))
    first = streak({*nine, MONDAY + 20}, MONDAY + 20)
    assert (first.days, first.best, first.restarted) == (1, 9, True)
    second = streak({*nine, MONDAY + 20, MONDAY + 21}, MONDAY + 21)
    assert (second.days, second.best, second.restarted) == (2, 9, False)
    assert not streak({MONDAY}, MONDAY).restarted
    assert not streak({MONDAY, MONDAY + 9}, MONDAY + 9).restarted
    assert not streak(nine, MONDAY + 20).restarted


def test_milestones_are_reached_by_an_answer() -> None:
    """Three, seven, thirty and a hundred days, on the day itself and once it's done."""
    reached = [streak(range(MONDAY, MONDAY + days), MONDAY + days - 1).milestone for days in range(1, 120)]
    assert [each for each in reached if each] == list(MILESTONES)
    assert streak(range(MONDAY, MONDAY + 3), MONDAY + 3).milestone is None
