"""When a clock is believed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.clock_history import PROOF, STEP, ClockHistory
from bot.domain.calendar.day import DAY

NOW = 20_000 * DAY


def shown(*readings: int) -> ClockHistory:
    """Return the history of a clock after these readings, the first of which is known to be past."""
    history = ClockHistory.starting(readings[0])
    for each in readings[1:]:
        history = history.read(each)
    return history


@pytest.mark.parametrize("jump", [70 * DAY, -70 * DAY, STEP + 1, -STEP - PROOF - 1])
def test_a_jump_is_doubted_until_the_clock_has_been_steady(jump: int) -> None:
    """In either direction; every further jump begins the waiting again."""
    assert not shown(NOW, NOW + jump).believed
    assert not shown(NOW, NOW + jump, NOW + jump + PROOF - 1).believed
    assert shown(NOW, NOW + jump, NOW + jump + PROOF).believed
    assert not shown(NOW, NOW + jump, NOW + 2 * jump, NOW + 2 * jump + PROOF - 1).believed


def test_a_clock_that_is_put_back_is_believed_at_once() -> None:
    """Near the last believed reading nothing is doubtful, however wrong the clock was in between."""
    assert shown(NOW, NOW + 70 * DAY, NOW + 70 * DAY + DAY // 2, NOW + DAY).believed


@given(st.lists(st.integers(0, STEP), max_size=50))
def test_a_clock_without_jumps_is_always_believed(steps: list[int]) -> None:
    """Also after the program was down for up to two days at a time."""
    readings = [NOW]
    for step in steps:
        readings.append(readings[-1] + step)
    assert shown(*readings).believed


@given(st.lists(st.integers(0, 1000 * DAY), min_size=1, max_size=20))
def test_nothing_far_away_is_believed_without_a_steady_day(readings: list[int]) -> None:
    """Whatever the readings: a believed one is near the one believed before, or ends a steady day."""
    history = ClockHistory.starting(NOW)
    for before, now in pairwise([NOW, *readings]):
        last = history.believed_at
        history = history.read(now)
        if history.believed and abs(now - last) > STEP:
            assert now - history.steady_since >= PROOF
            assert abs(now - before) <= STEP
