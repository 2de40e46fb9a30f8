"""Certificates: their numbers, the names on them, and what they take."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learning.assessment import Sitting
from bot.domain.learning.certificate import (
    ALPHABET,
    BITS,
    Requirements,
    best,
    read_name,
    read_number,
    write_number,
)
from bot.errors.user import NameUnclear

PASSED = Sitting(1, "A", "post", None, 12, 12, 9, 0, 0, 1, 2)
UNSEEN = [
    "".join(order)
    for sign in "\u3164\u115f\u1160\u2800\uffa0\u180b\u180f\u034f\u17b4\ufe0f\U000e0101\u200d\u00ad\U00016fe4"
    for order in ((sign,), (sign, " ", sign, sign), ("1", sign))
]
ALL = Requirements(6, 6, drafts=True, revised=True, test=True, best=PASSED)


@given(st.integers(0, 2**BITS - 1))
def test_a_number_is_read_as_it_was_written(chance: int) -> None:
    """Four and four characters, none of which looks like another, each chance with its own."""
    number = write_number(chance)
    assert len(number) == 9
    assert number[4] == "-"
    assert not set(number) & set("ILOU")
    assert read_number(number) == number
    assert sum(ALPHABET.index(c) * 32**p for p, c in enumerate(reversed(number.replace("-", "")))) == chance


@pytest.mark.parametrize(
    "typed",
    ["7k2m-0x91", " 7K2M 0X91 ", "7K2MOX9I", "7k2moxgl".replace("g", "9"), "7K2M\u20130X91", "7K2M0X9L"],
)
def test_a_number_is_understood_however_it_is_typed(typed: str) -> None:
    """Case, blanks, dashes, O for zero, I and L for one."""
    assert read_number(typed) == "7K2M-0X91"


@given(st.text(max_size=40))
def test_anything_else_is_no_number(typed: str) -> None:
    """What is read is a number or nothing, whatever was typed."""
    read = read_number(typed)
    assert read is None or (len(read) == 9 and read_number(read) == read)


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-QX9U", "7K2M-QX9D-1", "hello, world"])
def test_what_is_too_short_or_long_is_none(typed: str) -> None:
    """Nothing is guessed at."""
    assert read_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Ada   Lovelace\n", "Ada Lovelace"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("अनिल कुमार", "अनिल कुमार"),
        ("山田太郎", "山田太郎"),
        ("Jean-Luc O'Neill, Jr.", "Jean-Luc O'Neill, Jr."),
        ("**Ada** <@123> `x` https://a.b", "Ada 123 x httpsa.b"),
        ("Ada\u202e\u0000", "Ada"),
        ("A\u3164d\u034fa\u115f \u2800 L.", "Ada L."),
        ("\u200dAda\u200c\u200c\u200d \ufe0f", "Ada\u200c"),
        ("علی\u200cرضا", "علی\u200cرضا"),  # noqa: RUF001
        ("രാജന്\u200d", "രാജന്\u200d"),
        ("ක්\u200dෂිතිජ", "ක්\u200dෂිතිජ"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("ᠪ\u180bᠠ", "ᠪ\u180bᠠ"),
        ("김철수", "김철수"),
    ],
)
def test_a_name_is_kept_without_marks(typed: str, name: str) -> None:
    """Any script; nothing that would become a mention, a link or Markdown."""
    assert read_name(typed) == name


@pytest.mark.parametrize("typed", ["", "   ", "123", "🦉", "…", "a" * 61, *UNSEEN])
def test_what_is_no_name_is_refused(typed: str) -> None:
    """Without a letter to be seen, or too long: nothing is cut in silence."""
    with pytest.raises(NameUnclear):
        read_name(typed)


@given(st.text(max_size=80))
def test_a_name_stays_what_it_is(typed: str) -> None:
    """Reading it again changes nothing."""
    try:
        name = read_name(typed)
    except NameUnclear:
        return
    assert read_name(name) == name


@pytest.mark.parametrize(
    ("state", "earned"),
    [
        (ALL, True),
        (replace(ALL, badges=5), False),
        (replace(ALL, revised=False), False),
        (replace(ALL, revised=False, drafts=False), True),
        (replace(ALL, best=None), False),
        (replace(ALL, best=None, test=False), True),
        (replace(ALL, best=replace(PASSED, right=8)), False),
        (replace(ALL, best=replace(PASSED, questions=4, right=3)), True),
        (replace(ALL, best=replace(PASSED, questions=5, right=3)), False),
    ],
)
def test_a_certificate_takes_all_of_it(state: Requirements, earned: bool) -> None:
    """All badges, a revised draft, three quarters of an assessment; what a course lacks isn't asked for."""
    assert state.earned is earned


def test_the_best_test_after_the_course_counts() -> None:
    """By its share; tests before the course and unfinished ones don't."""
    better = replace(PASSED, quiz=2, questions=4, right=4)
    others = [replace(PASSED, mode="pre", right=12), replace(PASSED, finished_at=None, right=12)]
    assert best([PASSED, better, *others]) == better
    assert best(others) is None
