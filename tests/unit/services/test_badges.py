"""Badges are awarded when they're earned, and the last one opens the final assessment."""

from collections.abc import Sequence

from bot.domain.calendar.day import day_of, midnight
from bot.domain.course.lesson import Lesson
from bot.domain.learning.assessment import Opening
from bot.domain.learning.badge import cards_of
from bot.domain.questions.question import Question
from bot.services.learning.badges import EarnedBadge
from bot.services.learning.quiz_state import GradedAnswer, OpenQuestion
from tests.unit.services.service_fixture import COURSE, DAY, DUE, LEARNER, ServiceHarness

ZONE = "America/New_York"


async def read(harness: ServiceHarness, lesson: Lesson) -> Sequence[EarnedBadge]:
    """Read every card, and return what the last one earned."""
    earned: Sequence[EarnedBadge] = ()
    for number in range(1, cards_of(lesson) + 1):
        badges, course = harness.services.badges, COURSE.default
        await badges.people_store.mark_read(LEARNER, course.id, lesson.id, number, badges.clock())
        earned = await badges.award(LEARNER, course)
    return earned


def solution(question: Question) -> tuple[Sequence[int], str | None]:
    """Return the right answer, as what's chosen and what's typed."""
    right = [place for place, option in enumerate(question.options) if option.correct]
    if question.kind == "short":
        return (), question.options[right[0]].text
    return (range(len(question.options)) if question.kind in ("order", "match") else right), None


async def practice(harness: ServiceHarness, lesson: Lesson, right: bool = True) -> Sequence[EarnedBadge]:
    """Take a quiz on all questions of a lesson, and return what its last answer earned."""
    quizzes = harness.services.quizzes
    state = await quizzes.start(harness.actor(LEARNER), COURSE.default, lesson.id, len(lesson.questions))
    earned: Sequence[EarnedBadge] = ()
    while isinstance(state, OpenQuestion):
        which = (state.quiz.id, state.position, state.question.fingerprint)
        given = solution(state.question) if right else ((), None)
        graded = await quizzes.answer(harness.actor(LEARNER), *which, *given)
        assert isinstance(graded, GradedAnswer)
        assert graded.answer.right == right
        assert not earned
        earned = graded.badges
        state = await quizzes.current(harness.actor(LEARNER), state.quiz.id)
    return earned


def lessons(earned: Sequence[EarnedBadge]) -> list[str]:
    """Return the ids of the lessons with a badge."""
    return [each.lesson.id for each in earned]


async def test_a_badge_takes_the_cards_and_the_quiz(harness: ServiceHarness) -> None:
    """In either order; the last of both earns it, once."""
    first, second = COURSE.default.lessons
    assert lessons(await read(harness, first)) == []
    assert lessons(await practice(harness, first, right=False)) == []
    assert lessons(await practice(harness, first)) == [first.id]
    assert lessons(await practice(harness, first)) == []
    assert lessons(await practice(harness, second)) == []
    assert lessons(await read(harness, second)) == [second.id]
    badges = harness.services.badges
    today = day_of(harness.now, "UTC")
    assert await badges.earned(LEARNER, COURSE.default) == {first.id: today, second.id: today}
    assert [each.gold for each in await badges.badge_collection(LEARNER, COURSE.default)] == [False, False]


async def test_a_badge_names_the_quiz_that_earned_it(harness: ServiceHarness) -> None:
    """So that its result can celebrate, and only its result."""
    first = COURSE.default.lessons[0]
    await read(harness, first)
    harness.now += 1000
    await practice(harness, first)
    harness.now += 1000
    await practice(harness, first)
    record = harness.record
    found = await record.lesson_quizzes(LEARNER, COURSE.default.id, first.id)
    earned = [await harness.services.badges.from_quiz(quiz, COURSE.default) for quiz in found]
    assert [lessons(each) for each in earned] == [[first.id], []]


async def test_the_last_badge_opens_the_assessment_tomorrow(harness: ServiceHarness) -> None:
    """At the learner's own midnight; more badges, other zones and later days don't move it."""
    first, second = COURSE.default.lessons
    await harness.record.set_zone(LEARNER, ZONE, harness.now)
    await read(harness, first)
    await practice(harness, first)
    await read(harness, second)
    assert await harness.record.opening(LEARNER, COURSE.default.id) is None
    await practice(harness, second)
    tomorrow = day_of(harness.now, ZONE) + 1
    opening = Opening(tomorrow, midnight(tomorrow, ZONE))
    assert await harness.record.opening(LEARNER, COURSE.default.id) == opening
    harness.now += 3 * DAY
    await harness.record.set_zone(LEARNER, "Asia/Tokyo", harness.now)
    await practice(harness, second)
    await harness.services.badges.award(LEARNER, COURSE.default)
    assert await harness.record.opening(LEARNER, COURSE.default.id) == opening


async def test_mastery_earns_a_badge_in_gold(harness: ServiceHarness) -> None:
    """Without a card being read. A badge that's there already turns to gold."""
    first = COURSE.default.lessons[0]
    for objective in first.objectives:
        await harness.record._execute(
            "INSERT INTO learner (id, first_seen_at) VALUES ($1, 1) ON CONFLICT (id) DO NOTHING", LEARNER
        )
        await harness.record._execute(
            "INSERT INTO mastered VALUES ($1, $2, $3, 1, 1)", LEARNER, COURSE.default.id, objective.id
        )
    [earned] = await harness.services.badges.award(LEARNER, COURSE.default)
    assert (earned.lesson.id, earned.gold) == (first.id, True)
    await harness.record._execute("DELETE FROM mastered")
    [kept] = await harness.services.badges.badge_collection(LEARNER, COURSE.default)
    assert not kept.gold


async def test_the_question_of_the_day_earns_badges_too(harness: ServiceHarness) -> None:
    """A right answer can master an objective, as any other can. A wrong one earns nothing."""
    first = COURSE.default.lessons[0]
    await harness.create_schedule(content="questions")
    await harness.create_schedule(content="questions")
    await harness.run_at(DUE)
    await practice(harness, first)
    for number in range(1, cards_of(first) + 1):
        await harness.record.mark_read(LEARNER, COURSE.default.id, first.id, number, harness.now)
    for sent, right in zip(harness.messenger.sent, (False, True), strict=True):
        question = sent.shown.question
        assert question
        assert await harness.services.badges.earned(LEARNER, COURSE.default) == {}
        chosen = solution(question)[0] if right else ()
        days = harness.services.question_of_the_day
        await days.answer(harness.actor(LEARNER), sent.post.id, question.fingerprint, chosen)
    assert set(await harness.services.badges.earned(LEARNER, COURSE.default)) == {first.id}
