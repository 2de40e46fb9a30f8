"""What counts as learned, and what is predicted, follow the rules as they are told to people."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.day import monday
from bot.domain.course.course import Course
from bot.domain.learning.learning_stats import COMING, compute_stats, kept_days, mastery
from bot.domain.learning.mastery import APART
from bot.domain.learning.quiz import TEST_MODES, Answer
from bot.domain.learning.spaced_repetition import current, replay
from tests.unit.domain.answer_logs import NAMES, answer, course, logs

RECALL, APPLY, OTHER = NAMES[:3]  # of one objective; the first asks to recall, the others to apply
OBJECTIVE = "lesson-0.goal-0"
TODAY = 60
COURSE = course()


@pytest.mark.parametrize(
    ("log", "day"),
    [
        ([answer(RECALL, 0), answer(APPLY, 3)], 3),
        ([answer(APPLY, 0), answer(RECALL, 3)], 3),
        ([answer(APPLY, 0), answer(APPLY, 5)], 5),
        ([answer(RECALL, 0), answer(APPLY, 2), answer(RECALL, 4), answer(RECALL, 5)], 5),
        ([answer(RECALL, 0), answer(APPLY, 2)], None),
        ([answer(RECALL, 0), answer(RECALL, 9)], None),
        ([answer(APPLY, 0)], None),
        ([answer(APPLY, 0), answer(OTHER, 9, guessed=True)], None),
        ([answer(APPLY, 0), answer(OTHER, 9, score=50)], None),
        ([answer(APPLY, 0), answer(OTHER, 9, mode="post")], None),
        ([answer(APPLY, 0, version=2), answer(OTHER, 9)], None),
        ([answer(APPLY, 0), answer("lesson-0-1-1", 9)], None),
        ([answer(APPLY, 0), answer(OTHER, 9), answer(APPLY, 10, score=0)], 9),
    ],
)
def test_mastery_is_two_right_answers_days_apart(log: list[Answer], day: int | None) -> None:
    """Right, unguessed, three days apart, one to apply or judge; what was mastered stays mastered."""
    assert mastery(COURSE, log).get(OBJECTIVE) == day


def test_true_or_false_does_not_count() -> None:
    """Half of such answers are right by chance."""
    options = COURSE.questions[APPLY].options
    taught = course(lesson_0_0_1={"kind": "true-false", "options": options})
    log = [answer(RECALL, 0), answer(APPLY, 5)]
    assert OBJECTIVE in mastery(COURSE, log)
    assert OBJECTIVE not in mastery(taught, log)


def plainly(taught: Course, log: list[Answer]) -> set[str]:
    """What is mastered, by looking at every two answers."""
    fit = [
        (each.day, taught.questions[each.question])
        for each in log
        if each.right and not each.guessed and each.version == 1 and each.mode not in ("pre", "post")
    ]
    return {
        one.objective
        for day, one in fit
        for later, other in fit
        if one.objective == other.objective and later - day >= APART and "apply" in (one.level, other.level)
    }


@given(logs(), st.randoms(use_true_random=False))
def test_mastery_agrees_with_looking_at_every_two_answers(log: list[Answer], chance: random.Random) -> None:
    """Whatever the log, and in whatever order it is read."""
    mixed = list(log)
    chance.shuffle(mixed)
    assert set(mastery(COURSE, mixed)) == plainly(COURSE, log)


@given(logs(), st.integers(0, 40))
def test_mastery_is_never_lost(log: list[Answer], count: int) -> None:
    """More answers never take back what was mastered, nor the day."""
    before = mastery(COURSE, log[:count])
    after = mastery(COURSE, log)
    assert {objective: after.get(objective) for objective in before} == before


@given(logs(), st.integers(-3, 3))
def test_recall_is_the_mean_over_all_questions(log: list[Answer], more: int) -> None:
    """Between none and all; a question never answered counts as none; today's answers don't count yet."""
    today = max((each.day for each in log), default=TODAY) + more
    log = [each for each in log if each.day <= today]
    cards = list(replay(log).values())
    stats = compute_stats(COURSE, log, cards, today)
    before = replay(each for each in log if each.day < today)
    known = {
        card.question: card.recall(today)
        for card in before.values()
        if card.version == 1 and card.question in {each.question for each in current(COURSE, cards)}
    }
    means = [memory.recall for memory in stats.objectives.values()]
    if any(each.day < today and each.mode not in TEST_MODES for each in log):
        assert stats.recall == pytest.approx(sum(known.values()) / len(NAMES))
        assert 0 <= stats.recall <= 1
        assert stats.recall == pytest.approx(sum(mean or 0 for mean in means) / len(means))
    else:
        assert stats.recall is None
        assert set(means) == {None}
    assert stats.mastered == len(mastery(COURSE, log))
    assert len(stats.ahead) == COMING
    later = compute_stats(COURSE, log, cards, today + 1).recall
    assert (compute_stats(COURSE, log, cards, today + 31).recall or 0) <= (later or 0)


def test_an_answer_counts_for_recall_from_the_next_day() -> None:
    """Neither a wrong nor a right answer moves today's figure; without older answers, there's none."""
    first_day = [answer(name, TODAY, score=100 if name == APPLY else 0) for name in NAMES]

    def recall(log: list[Answer], today: int) -> float:
        found = compute_stats(COURSE, log, list(replay(log).values()), today).recall
        assert found is not None
        return found

    assert compute_stats(COURSE, first_day, list(replay(first_day).values()), TODAY).recall is None
    tomorrow = recall(first_day, TODAY + 1)
    assert 0 < tomorrow < 1
    again = [*first_day, *(answer(name, TODAY + 1, score=0, id=place) for place, name in enumerate(NAMES))]
    assert recall(again, TODAY + 1) == tomorrow
    assert recall(again, TODAY + 2) < recall(first_day, TODAY + 2)


def test_a_week_counts_what_was_done_or_needed_no_doing() -> None:
    """A wrong answer on Monday is due on Tuesday: Tuesday and after are lost until it is answered."""
    start = monday(100)
    wrong = answer(APPLY, start, score=0)
    assert kept_days(COURSE, [wrong], start) == [start]
    assert kept_days(COURSE, [wrong], start + 4) == [start]
    right = answer(APPLY, start + 3)
    rested = kept_days(COURSE, [wrong, right], start + 4)
    assert rested == [start, start + 3, start + 4]  # on Friday nothing is due yet
    assert kept_days(COURSE, [answer(APPLY, start)], start + 1) == [start, start + 1]
    assert kept_days(COURSE, [], start) == []
    tested = answer(APPLY, start, mode="pre")
    assert kept_days(COURSE, [tested], start + 1) == []
    assert kept_days(COURSE, [tested, answer(APPLY, start + 2)], start + 2) == [start + 2]


@given(logs(days=TODAY), st.integers(0, 6))
def test_a_week_keeps_its_promises(log: list[Answer], more: int) -> None:
    """Each day is of this week and not to come; days of answers are kept; none is kept with work left.

    Days begin with practice: who has done nothing but tests has kept none.
    """
    today = TODAY + more
    kept = kept_days(COURSE, log, today)
    active = {each.day for each in log}
    begun = min((each.day for each in log if each.mode not in TEST_MODES), default=today + 1)
    assert len(set(kept)) == len(kept) <= 7
    assert all(monday(today) <= day <= today and day >= begun for day in kept)
    assert {day for day in active if day >= max(monday(today), begun)} <= set(kept)
    left = [card for card in replay(log).values() if card.due_day <= today and card.version == 1]
    assert (today in kept) == (begun <= today and (today in active or not left))
