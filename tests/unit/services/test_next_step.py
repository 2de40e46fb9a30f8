"""What the next step is for what's stored: several courses, quizzes, drafts."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.badge import Badge
from bot.domain.writing.drafts import LearnerDraft, Version
from bot.services.learning.lessons.next_step import NextSteps
from bot.services.unit import Unit
from tests.unit.services.service_fixture import DAY, LEARNER, ServiceHarness
from tests.unit.services.test_review import FIRST, SECOND, forget


def steps(harness: ServiceHarness, courses: Sequence[Course]) -> NextSteps:
    """Find next steps over these courses."""
    return Unit(harness.record.stores, Library(courses), lambda: harness.now).next_steps


async def read(harness: ServiceHarness, course: Course) -> None:
    """Read every card."""
    for lesson in course.units.values():
        for number in range(1, len(lesson.cards) + 1):
            await harness.record.mark_read(LEARNER, course.id, lesson.id, number, harness.now)


async def award(harness: ServiceHarness, course: Course, day: int) -> None:
    """Earn every badge."""
    for lesson in course.units:
        await harness.record.add_badge(LEARNER, course.id, Badge(lesson, day, harness.now))


async def test_a_newcomer_begins_with_the_first_lesson(harness: ServiceHarness) -> None:
    """Even though a pretest is open: it's only offered on the side."""
    step = await steps(harness, [FIRST]).find(harness.actor(LEARNER), FIRST)
    assert (step.kind, step.new, step.status.invited) == ("lesson", True, True)
    assert step.place
    assert step.place.lesson.id == FIRST.lessons[0].id


async def test_reviews_of_another_course_come_once_todays_lesson_is_done(harness: ServiceHarness) -> None:
    """As `/review` asks them: whichever course they're from."""
    undrafted = tuple(lesson.model_copy(update={"draft": None}) for lesson in FIRST.lessons)
    course = replace(FIRST, lessons=undrafted)
    found, who = steps(harness, [course, SECOND]), harness.actor(LEARNER)
    await forget(harness, SECOND)
    harness.now += 2 * DAY
    assert (await found.find(who, course)).kind == "lesson"
    await read(harness, course)
    await award(harness, course, harness.now // DAY)
    step = await found.find(who, course)
    assert (step.kind, step.due.course.id) == ("review", SECOND.id)


async def test_an_open_quiz_comes_first_and_a_draft_when_it_is_all_that_is_left(
    harness: ServiceHarness,
) -> None:
    """With every badge earned, the certificate takes a revised draft, on a lesson where one was begun."""
    first, second = FIRST.lessons
    course = replace(
        FIRST, assessment=None, lessons=(first, second.model_copy(update={"draft": first.draft}))
    )
    found, who = steps(harness, [course]), harness.actor(LEARNER)
    opened = await found.quizzes.open(who, course)
    assert (await found.find(who, course)).kind == "quiz"
    await harness.record.close_quiz(opened.quiz.id, harness.now)
    await read(harness, course)
    await award(harness, course, harness.now // DAY)
    step = await found.find(who, course)
    assert (step.kind, step.place and step.place.lesson.id, step.revising) == ("draft", first.id, False)
    draft = LearnerDraft(1, LEARNER, course.id, second.id, ("a",) * 5, (Version(1, "One", harness.now),))
    await harness.record.add_draft(draft)
    step = await found.find(who, course)
    assert (step.kind, step.place and step.place.lesson.id, step.revising) == ("draft", second.id, True)
    await harness.record.add_version(LEARNER, 1, "Two", harness.now)
    assert (await found.find(who, course)).kind == "certificate"
