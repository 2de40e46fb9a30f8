"""Tests before and after the course: which form, when, and what a difference means."""

from collections import Counter
from dataclasses import replace
from math import comb

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.course.assessment_forms import Assessment, Form
from bot.domain.learning.assessment import (
    DAY,
    LATER,
    REST,
    SETTLE,
    Sitting,
    StudySpan,
    may_look,
    rotate,
    sitting,
    upcoming,
)
from bot.domain.learning.gain import RARE, by_lesson, gain, luck
from bot.domain.learning.quiz import Item, Quiz
from tests.unit.domain.answer_logs import answer, course, question

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


@given(TIMES, TIMES, TIMES)
def test_the_test_after_the_course_waits_for_both(end: int, first: int, more: int) -> None:
    """Seven days after the one before, two after the last study, and no longer than that."""
    studied = StudySpan(first, first + more)
    test = upcoming(FORMS, [taken(finished_at=end)], studied)
    assert test is not None
    assert (test.mode, test.number, test.form) == ("post", 2, "b")
    assert test.opens_at == max(end + SETTLE, studied.latest + REST)
    assert test.is_open(test.opens_at)
    assert not test.is_open(test.opens_at - 1)


@given(TIMES, TIMES)
def test_a_further_test_comes_thirty_days_later(end: int, latest: int) -> None:
    """Study does not move it; but who is studying is not interrupted for it."""
    tests = [taken(), taken(form="b", mode="post", finished_at=end)]
    test = upcoming(FORMS, tests, StudySpan(0, latest))
    assert test is not None
    assert (test.mode, test.number, test.form, test.opens_at) == ("post", 3, "c", end + LATER)
    assert test.offered_at == max(end + LATER, latest + REST)
    done = taken(9, form="c", mode="post")
    assert upcoming(FORMS, [*tests, done], StudySpan(0, latest)) is None


ROUNDS = st.lists(st.tuples(st.sampled_from([2, 8]), st.integers(0, 90 * DAY)), min_size=3, max_size=9)


@given(ROUNDS, TIMES)
def test_forms_come_round_again_until_one_is_passed(tests: list[tuple[int, int]], latest: int) -> None:
    """In the learner's own order, thirty days after the last test at the earliest, pressing nobody."""
    sittings: list[Sitting] = []
    for number, (right, wait) in enumerate(tests):
        form, times = FORMS[number % 3], number // 3 + 1
        end = (sittings[-1].finished_at or 0) + wait if sittings else 0
        mode = "post" if number else "pre"
        sittings.append(taken(right, form=form, mode=mode, finished_at=end, round=times))
    test = upcoming(FORMS, sittings, StudySpan(0, latest))
    assert test is not None
    assert (test.mode, test.number) == ("post", len(tests) + 1)
    assert (test.form, test.round) == (FORMS[len(tests) % 3], len(tests) // 3 + 1)
    assert test.opens_at == (sittings[-1].finished_at or 0) + LATER
    assert not test.is_offered(10**15)
    passed = replace(sittings[1], right=9)
    assert upcoming(FORMS, [sittings[0], passed, *sittings[2:]], StudySpan(0, latest)) is None


def test_a_form_that_is_new_comes_before_those_met() -> None:
    """The author added one: it is met first, also by who has passed."""
    for right in (2, 12):
        tests = [taken(right, form=form, mode="post", finished_at=DAY) for form in FORMS]
        test = upcoming((*FORMS, "d"), tests, StudySpan(0, 0))
        assert test is not None
        assert (test.form, test.round, test.offered_at) == ("d", 1, DAY + LATER)


def test_a_test_before_the_course_comes_before_all_study() -> None:
    """Unless it was declined, nothing was left for after it, or study has begun."""
    first = upcoming(FORMS, [], None)
    assert first is not None
    assert (first.mode, first.form, first.is_open(0), first.is_offered(0)) == ("pre", "a", True, True)
    others = [upcoming(FORMS, [], None, declined=True), upcoming(["a"], [], None)]
    assert [other and (other.mode, other.opens_at) for other in others] == [("post", None)] * 2
    begun = upcoming(FORMS, [], StudySpan(10, 20))
    assert begun is not None
    assert (begun.mode, begun.number, begun.opens_at) == ("post", 1, 10 + SETTLE)
    assert upcoming([], [], None) is None


def test_an_open_test_comes_first_and_interrupts_nobody() -> None:
    """It can be gone on with at any time; who studied since is asked again after two days' rest."""
    begun = taken(started_at=100, finished_at=None)
    for studied, offered in [(None, 100), (StudySpan(10, 90), 100), (StudySpan(10, 200), 200 + REST)]:
        test = upcoming(FORMS, [begun], studied)
        assert test is not None
        assert (test.sitting, test.number, test.opens_at, test.offered_at) == (begun, 1, 100, offered)


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
    found = gain(taken(first), taken(second))
    assert found.maybe_chance is chance
    assert found.by == abs(first - second)
    assert found.direction == ("more" if second > first else "fewer" if second < first else "same")


SCORES = st.integers(1, 30).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(SCORES, SCORES)
def test_a_difference_can_always_be_told(before: tuple[int, int], after: tuple[int, int]) -> None:
    """Nothing right, all right, other lengths: no score breaks it, and turned about it says the opposite."""
    one, other = gain(taken(*before), taken(*after)), gain(taken(*after), taken(*before))
    opposite = {"more": "fewer", "fewer": "more", "same": "same"}
    assert one.direction == opposite[other.direction]
    assert (one.by, one.complete) == (other.by, other.complete)
    assert one.maybe_chance == other.maybe_chance
    assert one.direction != "same" or one.maybe_chance
    assert one.complete == (before[0] == before[1] and after[0] == after[1])


@given(st.integers(1, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_larger_difference_is_less_often_chance(of: int, low: int, high: int) -> None:
    """From the same score, one more right answer in the other test is never likelier by lots alone."""
    assume(low <= high < of)
    assert luck(high + 1, of, low, of) < luck(high, of, low, of) <= 1
    assert (luck(of, of, 0, of) < RARE) == (1 / comb(2 * of, of) < RARE)


def test_only_whole_tests_compare() -> None:
    """One that was ended before its end says nothing about a difference."""
    with pytest.raises(ValueError, match="only complete assessments can be compared"):
        gain(taken(answered=3), taken())


def test_each_lesson_is_told_test_by_test() -> None:
    """By lesson and by objective, each answer for what its question tested then; lost texts are left out."""
    made = course()
    dropped = question("lesson-2-0-0", id="dropped")
    moved = question("lesson-0-0-0", id="form-a-2")
    forms = [
        Form(id=form, questions=tuple(question(f"lesson-{n}-0-0", id=f"form-{form}-{n}") for n in (0, 2)))
        for form in "ab"
    ]
    measured = replace(made, assessment=Assessment(forms=tuple(forms)))
    tests = []
    for number, (form, scores) in enumerate([("a", (0, 100)), ("b", (100, 100))]):
        names = [f"form-{form}-0", f"form-{form}-2", "gone", "dropped"]
        items = tuple(Item(name, 1) for name in names)
        given = {
            place: answer(names[place], 1, score=score, fingerprint=f"wording of {names[place]}")
            for place, score in enumerate((*scores, 100, 0))
        }
        tests.append(Quiz(number, 1, "c", None, None, "pre", 0, 0, items, given, closed_at=5, form=form))
    texts = {f"wording of {each.id}": each for each in (*measured.tested.values(), dropped)}
    found = by_lesson(measured, tests, texts)
    assert [(each.lesson.number, each.results) for each in found] == [
        (1, ((0, 1), (1, 1))),
        (3, ((1, 2), (1, 2))),
    ]
    assert [[each.text for each in lesson.objectives] for lesson in found] == [["goal 0"], ["goal 0"]]
    assert sitting(tests[0]).right == 2
    before = by_lesson(measured, tests, {**texts, "wording of form-a-2": moved})
    assert [each.results for each in before] == [((1, 2), (1, 1)), ((0, 1), (1, 2))]
