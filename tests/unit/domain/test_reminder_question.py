"""A reminder asks what's due, else what's coming, else what was answered longest ago."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.courses import load_library
from bot.domain.learning.quiz import Item
from bot.domain.posts.reminder_question import ReminderQuestion, choose, labeled
from bot.domain.questions.question import Question

LIBRARY = load_library((Path(__file__).parents[2] / "courses" / "baeckerei-sommer",))
REAL = LIBRARY.default
SINGLE, SLOW = REAL.questions["vorher-fragen-01"], REAL.questions["vorher-fragen-02"]
QUICK = [SINGLE.model_copy(update={"id": f"quick-{number}"}) for number in range(6)]
LESSON = SimpleNamespace(questions=[SLOW, *QUICK[:3]])
COURSE: Any = SimpleNamespace(
    questions={question.id: question for question in [SLOW, *QUICK]},
    units={"a-lesson": LESSON, "slow": SimpleNamespace(questions=[SLOW])},
)
"""A course in which six questions take one press, and one takes more. Three of the six are in a lesson."""


def item(question: Question) -> Item:
    """Return a question as a review."""
    return Item(question.id, question.version, instead_of="another", instead_of_version=1)


def test_the_first_review_that_one_press_answers_comes_first() -> None:
    """What takes more than a press, or has left the course, is passed over."""
    due = [Item("dropped", 1), item(SLOW), item(QUICK[3]), item(QUICK[0])]
    assert choose(COURSE, due, "a-lesson", {}, 1) == item(QUICK[3])


def test_else_a_question_of_the_unfinished_lesson_comes() -> None:
    """New ones first, then the one that was answered longest ago."""
    quick = [question.id for question in QUICK[:3]]
    for left in quick:
        answered = {question: 20_000 for question in quick if question != left}
        assert choose(COURSE, [item(SLOW)], "a-lesson", answered, 1) == Item(left, 1)
        assert choose(COURSE, [], "a-lesson", {**answered, left: 19_000}, 1) == Item(left, 1)


def test_what_unanswered_reminders_asked_is_passed_over() -> None:
    """The next review that's due comes, then questions of the lesson, then the course's. Once all were asked,
    it starts over.
    """
    due, seen = [item(QUICK[3]), item(QUICK[0])], list[str]()
    for _ in QUICK:
        found = choose(COURSE, due, "a-lesson", {}, 1, seen)
        assert found
        seen.append(found.question)
    assert seen[:2] == [QUICK[3].id, QUICK[0].id]
    assert set(seen[2:4]) == {QUICK[1].id, QUICK[2].id}
    assert set(seen) == {question.id for question in QUICK}
    assert choose(COURSE, due, "a-lesson", {}, 1, seen) == due[0]


def test_else_any_question_comes() -> None:
    """Everything's read, or the lesson has no question that one press answers."""
    answered = {question.id: 20_000 - place for place, question in enumerate(QUICK)}
    for lesson in (None, "slow", "no-such-lesson"):
        assert choose(COURSE, [], lesson, answered, 1) == Item(QUICK[-1].id, 1)


def test_new_questions_come_in_a_random_order() -> None:
    """Not always the first one of the file; the same reminder always asks the same one."""
    found = [choose(COURSE, [], None, {}, seed) for seed in range(20)]
    assert len({each.question for each in found if each}) > 1
    assert found == [choose(COURSE, [], None, {}, seed) for seed in range(20)]


def test_a_question_is_found_by_its_label() -> None:
    """Each has its own; one that nobody knows anymore is found nowhere."""
    for question in REAL.questions.values():
        label = ReminderQuestion(1, REAL, question).label
        assert len(label) == 8
        assert labeled(LIBRARY.courses, label) == (REAL, question)
    assert labeled(LIBRARY.courses, "00000000") is None
