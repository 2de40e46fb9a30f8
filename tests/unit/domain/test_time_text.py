"""Times and days are read as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.words.dates import say_days, say_time
from bot.domain.calendar.time_text import read_days, read_time
from bot.errors.user import NoDays, TimeUnclear


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("08:30", "08:30"),
        (" 8.30 ", "08:30"),
        ("8h30", "08:30"),
        ("0:00", "00:00"),
        ("23:59", "23:59"),
        ("8 pm", "20:00"),
        ("8:05PM", "20:05"),
        ("12 am", "00:00"),
        ("12:30pm", "12:30"),
        ("9am", "09:00"),
        ("9.30", "09:30"),
        ("9.30 a.m.", "09:30"),
        ("9 p.m", "21:00"),
        ("noon", "12:00"),
        ("12 Noon", "12:00"),
        (" Midday", "12:00"),
        ("midnight", "00:00"),
    ],
)
def test_a_time_is_read_in_the_ways_it_is_written(typed: str, said: str) -> None:
    """With a colon, a point or an h; with am or pm; by its name."""
    assert say_time(read_time(typed)) == said


@pytest.mark.parametrize(
    "typed",
    ["", "8", "24:00", "8:60", "13 pm", "0 am", "half eight", "08:30:00", "8:30x", "9 x.m.", "8 noon", "12"],
)
def test_an_unclear_time_is_refused(typed: str) -> None:
    """Nothing is guessed: `8` might be either half of the day."""
    with pytest.raises(TimeUnclear):
        read_time(typed)


@given(st.integers(0, 1439))
def test_a_time_said_is_read_back(minute: int) -> None:
    """Saying and reading agree on every minute of the day."""
    assert read_time(say_time(minute)) == minute


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("every day", {0, 1, 2, 3, 4, 5, 6}),
        ("Weekdays", {0, 1, 2, 3, 4}),
        ("weekend", {5, 6}),
        ("mon wed fri", {0, 2, 4}),
        ("Mondays, Thursdays and Sundays", {0, 3, 6}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("fri - mon", {4, 5, 6, 0}),
        ("tue to thu, sat", {1, 2, 3, 5}),
        ("weekend wed", {2, 5, 6}),
    ],
)
def test_days_are_read_in_the_ways_they_are_written(typed: str, days: set[int]) -> None:
    """One by one, as a span, or by a name for several."""
    assert read_days(typed) == days


@pytest.mark.parametrize("typed", ["", " , ", "t", "s", "someday", "mon-", "1"])
def test_unclear_days_are_refused(typed: str) -> None:
    """`t` might be Tuesday or Thursday."""
    with pytest.raises(NoDays):
        read_days(typed)


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_days_said_are_read_back(days: frozenset[int]) -> None:
    """Saying and reading agree on every choice of days."""
    assert read_days(say_days(days)) == days


def test_days_are_said_briefly() -> None:
    """A span is said as one."""
    assert say_days({0, 1, 2, 3, 4}) == "Monday to Friday"
    assert say_days({0, 2, 4}) == "Monday, Wednesday and Friday"
    assert say_days({5, 6}) == "Saturday and Sunday"
    assert say_days({3}) == "Thursday"
