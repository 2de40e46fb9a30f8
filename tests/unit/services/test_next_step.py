"""The next thing to do, where there are several courses, drafts and an unfinished quiz."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.writing.drafts import LearnerDraft, Version
from bot.services.learning.lessons.next_step import NextSteps
from bot.services.unit import Unit
from tests.unit.services.service_fixture import DAY, LEARNER, ServiceHarness
from tests.unit.services.test_review import FIRST, SECOND, forget


def onwards(harness: ServiceHarness, courses: Sequence[Course]) -> NextSteps:
    """Over these courses."""
    return Unit(harness.record.stores, Library(courses), lambda: harness.now).next_steps


async def read(harness: ServiceHarness, course: Course) -> None:
    """Read every card."""
    for lesson in course.units.values():
        for number in range(1, len(lesson.cards) + 1):
            await harness.record.mark_read(LEARNER, course.id, lesson.id, number, harness.now)


async def test_a_review_of_any_course_comes_before_the_next_page(harness: ServiceHarness) -> None:
    """As /review asks it; a test only where one is wanted."""
    found = onwards(harness, [FIRST, SECOND])
    assert (await found.find(harness.actor(LEARNER), FIRST)).first == "test"
    assert (await found.find(harness.actor(LEARNER), FIRST, testing=False)).first == "page"
    await forget(harness, SECOND)
    harness.now += 2 * DAY
    onward = await found.find(harness.actor(LEARNER), FIRST, testing=False)
    assert (onward.first, onward.then, onward.agenda.course.id) == ("review", "page", SECOND.id)


async def test_a_quiz_goes_on_before_the_next_page_and_waits_at_the_end(harness: ServiceHarness) -> None:
    """With every page read, what the certificate takes comes before it."""
    first, second = FIRST.lessons
    course = replace(
        FIRST,
        assessment=None,
        lessons=(first, second.model_copy(update={"draft": first.draft})),
    )
    found, who = onwards(harness, [course]), harness.actor(LEARNER)
    await found.quizzes.open(who, course)
    assert (await found.find(who, course)).then == "quiz"
    await read(harness, course)
    onward = await found.find(who, course)
    assert (onward.then, onward.draft and onward.draft.lesson.id, onward.begun) == ("draft", first.id, False)
    draft = LearnerDraft(1, LEARNER, course.id, second.id, ("a",) * 5, (Version(1, "One", harness.now),))
    await harness.record.add_draft(draft)
    onward = await found.find(who, course)
    assert (onward.then, onward.draft and onward.draft.lesson.id, onward.begun) == ("draft", second.id, True)
    await harness.record.add_version(LEARNER, 1, "Two", harness.now)
    onward = await found.find(who, course)
    assert (onward.then, onward.unfinished is not None, onward.certified) == ("practise", True, False)
