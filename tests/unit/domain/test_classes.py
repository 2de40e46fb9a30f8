"""Codes, names and dates of classes."""

import random
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.date_text import read_date
from bot.domain.classes.assignment import Dates, plan
from bot.domain.classes.classroom import CODE, LETTERS, read_code, read_student_name, write_code
from bot.domain.learning.certificate import NAME
from bot.errors.classes import DatesUnusable, DateUnclear, StudentNameUnclear

TODAY = date(2026, 12, 3)  # a Thursday


def at(day: int, hour: int, minute: int = 0) -> int:
    """Return a moment in December 2026, in Berlin, which is an hour ahead of UTC."""
    return int(datetime(2026, 12, day, hour, minute, tzinfo=UTC).timestamp() * 1000) - 3_600_000


def test_a_code_is_read_as_people_type_it() -> None:
    """In any case, with spaces and dashes. What can't be a code is none."""
    code = write_code(random.Random(1).randrange)
    assert len(code) == CODE
    assert set(code) <= set(LETTERS)
    assert read_code(f" {code[:3].lower()}-{code[3:]} ") == code
    assert [read_code(typed) for typed in ("", code[:-1], code + "B", "AEIOU1", "💥" * CODE)] == [None] * 5


def test_letters_of_codes_are_told_apart() -> None:
    """No vowels, which spell words, and no letter that looks like a digit or sounds like another one."""
    assert not set("AEIOULS") & set(LETTERS)
    assert len(LETTERS) ** CODE > 30_000_000


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("4711", "4711"),
        ("=1+1", "11"),
        ("李 明", "李 明"),
        ("@Bo", "Bo"),
    ],
)
def test_a_student_has_a_name_or_a_number(typed: str, kept: str) -> None:
    """Without what would mention someone, or be Markdown or a formula."""
    assert read_student_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "---", "\u3164", "x" * (NAME + 1)])
def test_a_name_that_says_nothing_is_refused(typed: str) -> None:
    """It needs a letter or a digit, and has to fit."""
    with pytest.raises(StudentNameUnclear):
        read_student_name(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-05", date(2026, 12, 5)),
        ("Dec 5", date(2026, 12, 5)),
        ("5 December", date(2026, 12, 5)),
        ("December 5th, 2026", date(2026, 12, 5)),
        ("Jan 2", date(2027, 1, 2)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 12, 4)),
        ("friday", date(2026, 12, 4)),
        ("next thu", date(2026, 12, 10)),
        ("in 2 weeks", date(2026, 12, 17)),
        ("in a week", date(2026, 12, 10)),
        ("feb 29", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str, meant: date) -> None:
    """A weekday is the next one, and a date without a year is the next one from today on."""
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "2026-13-01", "31 February", "5/12", "t", "in 2000 weeks", "²"]
)
def test_a_date_that_can_not_be_read_is_refused(typed: str) -> None:
    """Instead of guessing."""
    with pytest.raises(DateUnclear):
        read_date(typed, TODAY)


@given(st.text(max_size=100))
def test_any_text_is_a_date_or_refused(typed: str) -> None:
    """Nothing else comes of it."""
    with suppress(DateUnclear):
        assert isinstance(read_date(typed, TODAY), date)


def test_an_assignment_has_its_dates_in_the_zone_of_its_class() -> None:
    """Posted now or at 8, due at the end of the day, with a reminder at 17:00 on the day before."""
    now, zone = at(3, 12), "Europe/Berlin"
    assert plan(None, None, zone, now) == Dates(now)
    assert plan(date(2026, 12, 5), date(2026, 12, 9), zone, now) == Dates(at(5, 8), at(9, 23, 59), at(8, 17))
    late = plan(None, date(2026, 12, 4), zone, at(3, 18))
    assert late.remind_at == at(4, 9)  # 17:00 is over
    assert plan(None, date(2026, 12, 3), zone, now) == Dates(now, at(3, 23, 59), None)
    assert plan(date(2026, 12, 3), None, zone, now) == Dates(now)  # 8:00 is over


@pytest.mark.parametrize(
    ("release", "due"),
    [
        (None, date(2026, 12, 2)),
        (date(2026, 12, 9), date(2026, 12, 8)),
        (None, date(2028, 1, 1)),
        (date(2028, 1, 1), None),
    ],
)
def test_dates_that_can_not_be_kept_are_refused(release: date | None, due: date | None) -> None:
    """Over, in the wrong order, or more than a year away."""
    with pytest.raises(DatesUnusable):
        plan(release, due, "Europe/Berlin", at(3, 12))
