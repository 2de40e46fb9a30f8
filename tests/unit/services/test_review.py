"""Reviews over several courses."""

from dataclasses import replace

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.services.learning.quiz_state import OpenQuestion
from bot.services.unit import Unit
from tests.unit.services.service_fixture import COURSE, DAY, LEARNER, ServiceHarness

FIRST = COURSE.default
SECOND = replace(FIRST, about=FIRST.about.model_copy(update={"id": "another"}))


async def forget(harness: ServiceHarness, course: Course) -> None:
    """Answer every question of a course wrongly, now."""
    for question in course.questions.values():
        await harness.answer_wrongly(course, question, harness.now)


async def test_what_was_not_reviewed_yesterday_is_given_up(harness: ServiceHarness) -> None:
    """A new review begins each day; no old one stays open beside it."""
    library = Library([FIRST])
    unit = Unit(harness.record.stores, library, lambda: harness.now)
    quizzes, reviews = unit.quizzes, unit.reviews
    await forget(harness, FIRST)
    begun = set()
    for _ in range(3):
        harness.now += 2 * DAY
        state = await reviews.open(harness.actor(LEARNER))
        assert isinstance(state, OpenQuestion)
        begun.add(state.quiz.id)
        key = (state.quiz.id, state.position, state.question.fingerprint)
        await quizzes.answer(harness.actor(LEARNER), *key, [])
        assert [each.id for each in await harness.record.open_quizzes(LEARNER, FIRST.id)] == [state.quiz.id]
    assert len(begun) == 3


async def test_the_daily_number_is_one_of_all_courses(harness: ServiceHarness) -> None:
    """What was reviewed of one course is not asked for once more in another."""
    library = Library([FIRST, SECOND])
    unit = Unit(harness.record.stores, library, lambda: harness.now)
    quizzes, reviews = unit.quizzes, unit.reviews
    for course in library.courses:
        await forget(harness, course)
    harness.now += 2 * DAY
    chosen = await harness.record.preferences(LEARNER)
    await harness.record.set_preferences(LEARNER, replace(chosen, reviews=3), harness.now)
    assert len((await unit.due_reviews.find(LEARNER, SECOND)).items) == 3
    state = await reviews.open(harness.actor(LEARNER))
    assert isinstance(state, OpenQuestion)
    assert len(state.quiz.items) == 3
    for left in (2, 1, 0):
        key = (state.quiz.id, state.position, state.question.fingerprint)
        await quizzes.answer(harness.actor(LEARNER), *key, [])
        assert len((await unit.due_reviews.find(LEARNER, SECOND)).items) == left
        if left:
            state = await reviews.open(harness.actor(LEARNER))
            assert isinstance(state, OpenQuestion)
    assert not isinstance(await reviews.open(harness.actor(LEARNER)), OpenQuestion)
