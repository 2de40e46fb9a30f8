"""Going through a lesson: which cards count as read, and when its badge is earned."""

from dataclasses import replace

import pytest

from bot.domain.course.cards import Card
from bot.domain.course.course import Course
from bot.domain.course.library import Library, Place
from bot.errors.user import StaleControl
from bot.services.learning.quiz_state import FinishedQuiz, GradedAnswer, OpenQuestion
from bot.services.unit import Unit, Units
from tests.unit.services.service_fixture import COURSE, LEARNER, STAFF, ServiceHarness
from tests.unit.services.test_badges import solution

FIRST = COURSE.default.lessons[0]
SAY = FIRST.cards[0]
QUESTIONS = [question for question in FIRST.questions if question.rules.one_press]


def of_lesson(**changes: object) -> Place:
    """Return the first lesson, changed, in a course of its own."""
    lesson = FIRST.model_copy(update={"opener": None, **changes})
    about = COURSE.default.about.model_copy(update={"lessons": (lesson.id,)})
    return Place(replace(COURSE.default, about=about, lessons=(lesson,), extra=()), lesson)


def unit(harness: ServiceHarness, course: Course) -> Unit:
    """Return the services over a course."""
    return Unit(harness.record.stores, Library([course]), lambda: harness.now)


async def answer(harness: ServiceHarness, found: Unit, state: object) -> GradedAnswer:
    """Answer a question right."""
    assert isinstance(state, OpenQuestion)
    which = (state.quiz.id, state.position, state.question.fingerprint)
    graded = await found.quizzes.answer(harness.actor(LEARNER), *which, *solution(state.question))
    assert isinstance(graded, GradedAnswer)
    return graded


async def pass_quiz(harness: ServiceHarness, found: Unit, place: Place) -> None:
    """Answer every question of a quiz on the lesson right."""
    state: object = await found.quizzes.start(harness.actor(LEARNER), place.course, place.lesson.id)
    while isinstance(state, OpenQuestion):
        await answer(harness, found, state)
        state = await found.quizzes.current(harness.actor(LEARNER), state.quiz.id)


async def test_a_question_answered_before_its_card_was_moved_is_read_when_opened(
    harness: ServiceHarness,
) -> None:
    """Otherwise the lesson could never be finished: the question can't be answered again."""
    ask = Card(ask=QUESTIONS[0].id)
    before, after = of_lesson(cards=(ask, SAY)), of_lesson(cards=(SAY, SAY, ask))
    me = harness.actor(LEARNER)
    found = unit(harness, before.course)
    await answer(harness, found, await found.lessons.resume(me, before))
    await found.lessons.resume(me, before)
    found = unit(harness, after.course)
    assert isinstance(await found.lessons.resume(me, after), GradedAnswer)
    assert await harness.record.pages_read(LEARNER, after.course.id) == {FIRST.id: {1, 2, 3}}


@pytest.mark.parametrize("last", [1, 2, 3])
async def test_the_card_that_is_read_last_earns_the_badge(harness: ServiceHarness, last: int) -> None:
    """Whichever it is, and even if the opener was never answered."""
    ask = Card(ask=QUESTIONS[0].id)
    place = of_lesson(cards=(SAY, ask, SAY), opener=QUESTIONS[1].id)
    found = unit(harness, place.course)
    await pass_quiz(harness, found, place)
    for number in sorted((1, 2, 3), key=lambda number: number == last):
        assert await found.badges.earned(LEARNER, place.course) == {}
        state = await found.lessons.open(harness.actor(LEARNER), place, number)
        if number == 2:
            await answer(harness, found, state)
    assert set(await found.badges.earned(LEARNER, place.course)) == {FIRST.id}


async def test_a_lesson_without_questions_takes_reading_alone(harness: ServiceHarness) -> None:
    """There's no quiz to pass, so none comes next, and the assessment opens without one."""
    place = of_lesson(cards=(SAY, SAY), questions=(), draft=None)
    found = unit(harness, place.course)
    await found.lessons.open(harness.actor(LEARNER), place, 1)
    assert await found.badges.earned(LEARNER, place.course) == {}
    await found.lessons.open(harness.actor(LEARNER), place, 2)
    assert set(await found.badges.earned(LEARNER, place.course)) == {FIRST.id}
    assert await harness.record.opening(LEARNER, place.course.id)


async def test_no_quiz_comes_next_on_a_lesson_that_lost_its_questions(harness: ServiceHarness) -> None:
    """It was read while it had some, and its badge wasn't earned."""
    place = of_lesson(cards=(SAY,), questions=(), draft=None)
    await harness.record.mark_read(LEARNER, place.course.id, FIRST.id, 1, harness.now)
    step = await unit(harness, place.course).next_steps.find(harness.actor(LEARNER), place.course)
    assert step.kind == "practice"


def without(place: Place, *questions: str) -> Place:
    """Return a lesson after some of its questions were withdrawn."""
    kept = tuple(each for each in place.lesson.questions if each.id not in questions)
    return of_lesson(cards=place.lesson.cards, questions=kept)


async def test_the_next_step_is_found_by_reading_alone(harness: ServiceHarness) -> None:
    """An open quiz whose next question was withdrawn goes on with the one after it."""
    place = of_lesson(cards=(SAY,))
    started = await unit(harness, place.course).quizzes.start(harness.actor(LEARNER), place.course, FIRST.id)
    left = without(place, *(item.question for item in started.quiz.items[:2]))
    units = Units(harness.record.opened.database, Library([left.course]), lambda: harness.now, None)  # type: ignore[arg-type]
    step = await units.read(lambda found: found.next_steps.find(harness.actor(LEARNER), left.course))
    assert step.kind == "quiz"
    assert step.quiz
    assert (step.quiz.position, step.quiz.withdrawn, step.quiz.resumed) == (2, True, True)


async def test_a_quiz_that_ends_with_withdrawn_questions_earns_its_badge(harness: ServiceHarness) -> None:
    """Its last answer isn't at its end, so the badge comes with the result."""
    place = of_lesson(cards=(SAY,))
    found = unit(harness, place.course)
    me = harness.actor(LEARNER)
    await found.lessons.open(me, place, 1)
    state: object = await found.quizzes.start(me, place.course, FIRST.id, len(FIRST.questions))
    assert isinstance(state, OpenQuestion)
    assert len(state.quiz.items) >= 2
    quiz = state.quiz
    for _ in quiz.items[1:]:
        await answer(harness, found, state)
        state = await found.quizzes.current(harness.actor(LEARNER), quiz.id)
    left = without(place, quiz.items[-1].question)
    found = unit(harness, left.course)
    state = await found.quizzes.current(harness.actor(LEARNER), quiz.id)
    assert isinstance(state, FinishedQuiz)
    [earned] = await found.badges.from_quiz(state.quiz, left.course)
    assert earned.lesson.id == FIRST.id


async def test_a_quiz_that_lost_all_its_questions_makes_room_for_a_new_one(harness: ServiceHarness) -> None:
    """As after a rewrite of the course: the old one isn't taken for the new one, which is as long."""
    place = of_lesson(cards=(SAY,), questions=FIRST.questions[:2])
    started = await unit(harness, place.course).quizzes.open(harness.actor(LEARNER), place.course)
    left = of_lesson(cards=(SAY,), questions=FIRST.questions[2:4])
    state = await unit(harness, left.course).quizzes.open(harness.actor(LEARNER), left.course)
    assert isinstance(state, OpenQuestion)
    assert state.quiz.id != started.quiz.id
    assert [each.id for each in await harness.record.open_quizzes(LEARNER, left.course.id)] == [state.quiz.id]


async def test_results_are_for_finished_practice_alone(harness: ServiceHarness) -> None:
    """What was missed before the course isn't told yet, and a quiz that goes on has no result."""
    place = of_lesson(cards=(SAY,))
    found, me = unit(harness, place.course), harness.actor(LEARNER)
    goes_on = await found.quizzes.start(me, place.course, FIRST.id)
    with pytest.raises(StaleControl):
        await found.quizzes.result(me, goes_on.quiz.id)
    await pass_quiz(harness, found, place)
    assert (await found.quizzes.result(me, goes_on.quiz.id)).quiz.wrong == ()
    pretest = await found.assessments.begin(harness.actor(STAFF), place.course, 1)
    assert isinstance(pretest, OpenQuestion)
    ended = harness.actor(STAFF)
    await found.assessments.end(ended, pretest.quiz.id)
    with pytest.raises(StaleControl):
        await found.quizzes.result(ended, pretest.quiz.id)
