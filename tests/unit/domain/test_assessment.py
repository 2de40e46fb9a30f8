"""Tests before and after the course: which form, when, and what a difference means."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.day import DAY, day_of
from bot.domain.course.assessment_forms import Assessment, Form
from bot.domain.learning.assessment import (
    AGAIN,
    Opening,
    Sitting,
    Upcoming,
    attempt_passed,
    may_look,
    opening_after,
    rotate,
    still_known,
    upcoming,
)
from bot.domain.learning.gain import RARE, chance_probability, gain
from bot.domain.learning.quiz import TestMode
from tests.unit.domain.answer_logs import question

FORMS = ("a", "b", "c")
IDS = st.integers(1, 2**63 - 1)
TIMES = st.integers(0, 400 * DAY)
EPOCH_OF_DISCORD = 1_420_070_400_000


def taken(right: int = 5, of: int = 12, **changes: object) -> Sitting:
    """A finished test."""
    made = Sitting(1, "a", "pre", None, of, of, right, 0, 0, started_at=0, finished_at=DAY)
    return replace(made, **changes)  # type: ignore[arg-type]


@given(IDS, st.lists(st.sampled_from("abcdef"), unique=True))
def test_every_learner_meets_each_form_once(learner: int, forms: list[str]) -> None:
    """Whatever there are of them; always in the same order."""
    order = rotate(learner, "course", forms)
    assert sorted(order) == sorted(forms)
    assert order == rotate(learner, "course", forms)


def test_each_form_comes_as_often_in_each_place() -> None:
    """Over ids as Discord gives them, each form is first, second and third for about a third of people."""
    people = [((1_700_000_000_000 + n * 7_919_000 - EPOCH_OF_DISCORD) << 22) + n % 3 for n in range(3000)]
    for place in range(3):
        counts = Counter(rotate(learner, "course", FORMS)[place] for learner in people)
        assert all(900 < counts[form] < 1100 for form in FORMS)


def open_since(at: int) -> Opening:
    """Return an opening at an instant."""
    return Opening(at // DAY, at)


def test_a_pretest_comes_before_everything_else() -> None:
    """Unless there's no form left for later, or none is wanted anymore; then badges come first."""
    first = upcoming(FORMS, [], None, pretest=True)
    assert first == Upcoming("a", "pre", 1, opens_at=0)
    assert first.is_open(0)
    for test in (upcoming(["a"], [], None, pretest=True), upcoming(FORMS, [], None)):
        assert test == Upcoming("a", "post", 1, opens_at=None)
        assert not test.is_open(10**15)
    assert upcoming(FORMS, [taken()], None, pretest=True) == Upcoming("b", "post", 2, opens_at=None)
    assert upcoming([], [], open_since(5), pretest=True) is None


@given(TIMES, TIMES)
def test_the_opening_never_moves(at: int, end: int) -> None:
    """A pretest doesn't count as an attempt, however late it was."""
    for sittings, form in (([], "a"), ([taken(finished_at=end)], "b")):
        test = upcoming(FORMS, sittings, open_since(at), pretest=True)
        assert test == Upcoming(form, "post", len(sittings) + 1, opens_at=at)
        assert test.is_open(at)
        assert not test.is_open(at - 1)


@given(TIMES, st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"]))
def test_attempts_are_a_local_day_apart(end: int, zone: str) -> None:
    """On forms that the learner hasn't met; the first minute of the next day is early enough."""
    sittings = [taken(mode="post", finished_at=end)]
    test = upcoming(FORMS, sittings, open_since(0), zone=zone)
    assert test is not None
    assert (test.form, test.round, test.number) == ("b", 1, 2)
    assert test.opens_at is not None
    assert day_of(test.opens_at, zone) == day_of(end, zone) + 1
    assert day_of(test.opens_at - 1, zone) == day_of(end, zone)


@given(st.lists(st.integers(0, 90 * DAY), min_size=3, max_size=9), st.booleans())
def test_forms_come_round_again_after_two_weeks(waits: list[int], pretest: bool) -> None:
    """In the learner's own order, fourteen days after the last attempt, until one is passed."""
    sittings: list[Sitting] = []
    for number, wait in enumerate(waits):
        form, times = FORMS[number % 3], number // 3 + 1
        end = (sittings[-1].finished_at or 0) + wait if sittings else 0
        mode = "pre" if pretest and not number else "post"
        sittings.append(taken(2, form=form, mode=mode, finished_at=end, round=times))
    test = upcoming(FORMS, sittings, open_since(0))
    assert test is not None
    assert (test.mode, test.number, test.check) == ("post", len(waits) + 1, False)
    assert (test.form, test.round) == (FORMS[len(waits) % 3], len(waits) // 3 + 1)
    days = AGAIN if len(waits) >= 3 else 1
    assert test.opens_at == ((sittings[-1].finished_at or 0) // DAY + days) * DAY
    passed = replace(sittings[-1], mode="post", right=9)
    assert upcoming(FORMS, [*sittings[:-1], passed], open_since(0)) is None


def test_a_new_form_comes_before_those_met() -> None:
    """The author added one: there's no need to wait for a repeated one."""
    tests = [taken(2, form=form, mode="post", finished_at=DAY) for form in FORMS]
    assert upcoming((*FORMS, "d"), tests, open_since(0)) == Upcoming("d", "post", 4, opens_at=2 * DAY)


@pytest.mark.parametrize("mode", ["pre", "post"])
def test_an_assessment_in_progress_comes_first(mode: TestMode) -> None:
    """It can be resumed at any time, whatever else is so."""
    begun = taken(mode=mode, started_at=100, finished_at=None)
    for opening in (None, open_since(10**15)):
        test = upcoming(FORMS, [begun], opening, pretest=True, certified_at=0)
        assert test == Upcoming("a", mode, 1, opens_at=100, sitting=begun)


def test_a_check_comes_a_month_after_the_certificate() -> None:
    """On a form that wasn't used, or the oldest one; not before, and not once it was passed."""
    passed = taken(9, form="b", mode="post", started_at=DAY, finished_at=2 * DAY)
    fresh = upcoming(FORMS, [taken(), passed], open_since(0), certified_at=3 * DAY + 5)
    assert fresh == Upcoming("c", "post", 3, opens_at=33 * DAY, check=True)
    assert upcoming(FORMS, [taken(), passed], open_since(0)) is None
    failed = taken(5, form="c", mode="post", started_at=33 * DAY, finished_at=34 * DAY)
    again = upcoming(FORMS, [taken(), passed, failed], open_since(0), certified_at=3 * DAY + 5)
    assert again == Upcoming("a", "post", 4, opens_at=64 * DAY, round=2, check=True)
    assert not still_known([taken(), passed, failed], 3 * DAY + 5)
    known = replace(failed, right=9)
    assert still_known([taken(), passed, known], 3 * DAY + 5)
    assert upcoming(FORMS, [taken(), passed, known], open_since(0), certified_at=3 * DAY + 5) is None
    soon = replace(known, started_at=20 * DAY)
    assert not still_known([passed, soon], 3 * DAY + 5)


def test_the_attempt_that_passed_is_counted_without_the_pretest() -> None:
    """From 1; later passes don't matter."""
    tests = [taken(12), taken(3, mode="post"), taken(9, mode="post"), taken(12, mode="post")]
    assert attempt_passed(tests) == (2, tests[2])
    assert attempt_passed(tests[:2]) is None


def test_the_opening_is_the_next_local_day() -> None:
    """Half past eleven in the evening in Berlin is already the next day in Tokyo."""
    evening = int(datetime.fromisoformat("2026-12-01T23:30+01:00").timestamp() * 1000)
    for zone, midnight in (
        ("Europe/Berlin", "2026-12-02T00:00+01:00"),
        ("Asia/Tokyo", "2026-12-03T00:00+09:00"),
    ):
        opening = opening_after(evening, zone)
        assert opening.at == int(datetime.fromisoformat(midnight).timestamp() * 1000)
        assert opening.day == day_of(opening.at, zone)


def test_answers_are_told_after_the_course() -> None:
    """Of a finished test, and only once one after the course is finished."""
    before, after = taken(quiz=1), taken(quiz=2, mode="post")
    assert not may_look([before], 1)
    assert not may_look([before, replace(after, finished_at=None)], 1)
    assert may_look([before, after], 1)
    assert may_look([before, after], 2)
    again = replace(after, quiz=3, form="b", finished_at=None)
    assert not may_look([before, after, again], 3)
    assert may_look([before, after, again], 2)
    assert not may_look([before, replace(after, form="b"), again], 2)  # the same form, just now


def test_passing_takes_three_quarters_of_all_questions() -> None:
    """After the course, in a finished test; questions left unanswered count as not right."""
    assert taken(9, mode="post").passed
    assert not taken(8, mode="post").passed
    assert not taken(9, mode="post", finished_at=None).passed
    assert not taken(12, mode="pre").passed
    assert not taken(1, mode="post", answered=1).passed
    assert not taken(0, 0, mode="post").passed


@pytest.mark.parametrize(
    ("first", "second", "chance"),
    [(5, 7, True), (5, 9, True), (5, 10, False), (8, 12, False), (9, 12, True), (10, 5, False), (4, 4, True)],
)
def test_a_difference_of_two_may_be_chance(first: int, second: int, chance: bool) -> None:
    """Out of twelve it takes five in the middle, four at the end; less may be chance, in both directions."""
    found = gain(taken(first), taken(second, mode="post", form="b"))
    assert found.maybe_chance is chance
    assert found.by == abs(first - second)
    assert found.direction == ("more" if second > first else "fewer" if second < first else "same")


SCORES = st.integers(1, 30).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(SCORES, SCORES)
def test_a_difference_can_always_be_told(before: tuple[int, int], after: tuple[int, int]) -> None:
    """Nothing right, all right, other lengths: no score breaks it, and turned about it says the opposite."""
    second = {"mode": "post", "form": "b"}
    one, other = gain(taken(*before), taken(*after, **second)), gain(taken(*after), taken(*before, **second))
    opposite = {"more": "fewer", "fewer": "more", "same": "same"}
    assert one.direction == opposite[other.direction]
    assert (one.by, one.complete) == (other.by, other.complete)
    assert one.maybe_chance == other.maybe_chance
    assert one.direction != "same" or one.maybe_chance
    assert one.complete == (before[0] == before[1] and after[0] == after[1])


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3, unique=True) | st.just([0, 0, 1]))
def test_a_larger_difference_is_less_often_chance(scores: list[int]) -> None:
    """Starting from the same score, one more right answer in the other test makes chance less likely."""
    low, high, of = sorted(scores)
    assert chance_probability(high + 1, of, low, of) < chance_probability(high, of, low, of) <= 1
    assert (chance_probability(of, of, 0, of) < RARE) == (1 / comb(2 * of, of) < RARE)


def test_only_whole_tests_compare() -> None:
    """One that was ended before its end says nothing about a difference."""
    after = taken(mode="post", form="b")
    with pytest.raises(ValueError, match="only complete assessments can be compared"):
        gain(taken(answered=3), after)
    for before, other in (
        (taken(), replace(after, form="a")),
        (replace(after, form="c"), after),
        (after, taken()),
    ):
        with pytest.raises(ValueError, match="only a pretest and a later assessment on another form"):
            gain(before, other)


@pytest.mark.parametrize("editions", [("one", "two"), (None, "two")])
def test_only_forms_of_one_edition_compare(editions: tuple[str | None, str]) -> None:
    """If the forms changed in between, the newer ones may just be easier."""
    before, after = taken(edition=editions[0]), taken(mode="post", form="b", edition=editions[1])
    with pytest.raises(ValueError, match="only forms of the same edition can be compared"):
        gain(before, after)
    assert gain(replace(before, edition="two"), after).direction == "same"


def test_a_new_version_of_any_question_is_a_new_edition() -> None:
    """Another wording of the same version isn't: it means the same."""
    first, second = question("q-0-0-0"), question("q-0-0-1")

    def edition(**changes: object) -> str:
        changed = second.model_copy(update=changes)
        forms = Form(id="a", questions=(first,)), Form(id="b", questions=(changed,))
        return Assessment(forms=forms).edition

    assert edition(prompt="In other words?") == edition()
    assert len({edition(), edition(version=2), edition(id="another")}) == 3
