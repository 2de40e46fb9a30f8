"""A badge takes all cards and a passed quiz, or mastery of every objective."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learning.badge import cards_of, is_gold, is_passed, is_read
from bot.domain.learning.quiz import Answer, Item, Quiz
from tests.unit.domain.answer_logs import answer, course

LESSON = course().lessons[0]  # it has six questions
NAMES = [question.id for question in LESSON.questions]


def quiz(right: str, **changes: object) -> Quiz:
    """Return a quiz on the lesson: `1` for a right position, `0` for a wrong one, `-` for an open one."""
    items = tuple(Item(name, 1) for name in NAMES[: len(right)])
    answers = {
        place: answer(NAMES[place], 1, score=100 * int(mark), id=place, at=place)
        for place, mark in enumerate(right)
        if mark != "-"
    }
    made = Quiz(1, 1, "c", LESSON.id, None, "quiz", 1, 0, items, answers)
    return replace(made, **changes)  # type: ignore[arg-type]


def retake(name: str, **changes: object) -> Answer:
    """Return a right answer in a later retake."""
    return replace(answer(name, 2, mode="retake", id=99, at=99), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("right", "passed"),
    [
        ("11111", True),
        ("11110", True),
        ("11100", False),
        ("111111", True),
        ("111110", True),
        ("111100", False),
        ("1111", False),  # too short
        ("1111-", True),  # enough, whatever the last one will be
        ("111--", False),
        ("", False),
    ],
)
def test_four_fifths_of_five_questions_pass(right: str, passed: bool) -> None:
    """Of a quiz on the lesson, with at least five of its questions."""
    assert is_passed(LESSON, quiz(right), ()) is passed


def test_only_a_quiz_on_the_lesson_counts() -> None:
    """Neither a mixed one, nor one on another lesson, nor any other mode."""
    assert not is_passed(LESSON, quiz("11111", lesson=None), ())
    assert not is_passed(LESSON, quiz("11111", lesson="lesson-1"), ())
    for mode in ("daily", "lesson", "live", "retake", "review"):
        assert not is_passed(LESSON, quiz("11111", mode=mode), ())


def test_a_short_lesson_takes_a_short_quiz() -> None:
    """All questions of a lesson with fewer than five are enough."""
    short = LESSON.model_copy(update={"questions": LESSON.questions[:3]})
    assert is_passed(short, quiz("111"), ())
    assert not is_passed(short, quiz("11"), ())
    assert not is_passed(short, quiz("110"), ())
    assert not is_passed(LESSON.model_copy(update={"questions": ()}), quiz(""), ())


def test_withdrawn_questions_do_not_count() -> None:
    """What's left has to be long enough by itself."""
    assert is_passed(LESSON, quiz("11110-", skipped=frozenset({5})), ())
    assert not is_passed(LESSON, quiz("1111-", skipped=frozenset({4})), ())


def test_a_later_retake_makes_up_for_a_miss() -> None:
    """Of the same question, or of another one asked instead of it; it must be right, and later."""
    missed = quiz("11100")
    assert is_passed(LESSON, missed, [retake(NAMES[3])])
    assert is_passed(LESSON, missed, [retake(NAMES[5], instead_of=NAMES[4])])
    for answers in (
        [retake(NAMES[5])],
        [retake(NAMES[3], score=0)],
        [retake(NAMES[3], mode="review")],
        [retake(NAMES[3], at=3, id=3)],
        [retake(NAMES[3], at=2)],
    ):
        assert not is_passed(LESSON, missed, answers)
    assert not is_passed(LESSON, quiz("111--"), [retake(NAMES[3]), retake(NAMES[4])])  # never answered


@given(st.text("01-", max_size=6), st.integers(0, 5))
def test_one_more_right_answer_never_fails_a_quiz(right: str, place: int) -> None:
    """More right answers are never worse, and neither are retakes."""
    better = right[:place] + "1" * (place < len(right)) + right[place + 1 :]
    assert is_passed(LESSON, quiz(right), ()) <= is_passed(LESSON, quiz(better), ())
    assert is_passed(LESSON, quiz(right), ()) <= is_passed(LESSON, quiz(right), [retake(NAMES[place])])


def test_a_lesson_is_read_card_by_card() -> None:
    """Every card has to be read; page 0 of older records isn't one."""
    cards = set(range(1, cards_of(LESSON) + 1))
    assert cards
    assert is_read(LESSON, cards)
    assert is_read(LESSON, cards | {0, 99})
    assert not is_read(LESSON, cards - {max(cards)} | {0})


def test_gold_takes_every_objective() -> None:
    """Those of other lessons don't matter."""
    objectives = {objective.id for objective in LESSON.objectives}
    assert is_gold(LESSON, objectives | {"lesson-1.goal-0"})
    assert not is_gold(LESSON, objectives - {min(objectives)})
