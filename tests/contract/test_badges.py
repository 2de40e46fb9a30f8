"""The record keeps badges and the opening of the final assessment, on both engines."""

import asyncio

from bot.domain.learning.assessment import Opening
from bot.domain.learning.badge import Badge
from tests.contract.samples import COURSE, LEARNER, answer, question, quiz
from tests.records import SqlRecord

BADGE = Badge("first", 20_000, 5)
OPENING = Opening(20_001, 7)


async def test_a_badge_is_earned_once(record: SqlRecord) -> None:
    """The first one stands, two at once are one, and other lessons, courses and people have their own."""
    await record.mark_read(LEARNER, COURSE, "first", 1, 1)
    both = await asyncio.gather(*(record.add_badge(LEARNER, COURSE, BADGE) for _ in range(2)))
    assert sorted(both) == [False, True]
    assert not await record.add_badge(LEARNER, COURSE, Badge("first", 30_000, 9))
    second = Badge("second", 20_000, 4)
    assert await record.add_badge(LEARNER, COURSE, second)
    assert await record.badges(LEARNER, COURSE) == [second, BADGE]
    assert await record.badges(LEARNER, "another") == []
    assert await record.badges(LEARNER + 1, COURSE) == []


async def test_an_opening_never_moves(record: SqlRecord) -> None:
    """Storing a badge a second time changes nothing."""
    assert await record.opening(LEARNER, COURSE) is None
    await record.mark_read(LEARNER, COURSE, "first", 1, 1)
    await record.open_assessment(LEARNER, COURSE, OPENING)
    for day in (19_000, 21_000):
        await record.open_assessment(LEARNER, COURSE, Opening(day, day))
    assert await record.opening(LEARNER, COURSE) == OPENING
    assert await record.opening(LEARNER, "another") is None


async def test_nothing_is_kept_of_an_erased_person(record: SqlRecord) -> None:
    """Neither what was there, nor what an old button would add."""
    await record.mark_read(LEARNER, COURSE, "first", 1, 1)
    await record.add_badge(LEARNER, COURSE, BADGE)
    await record.open_assessment(LEARNER, COURSE, OPENING)
    await record.erase(LEARNER)
    assert not await record.add_badge(LEARNER, COURSE, BADGE)
    await record.open_assessment(LEARNER, COURSE, OPENING)
    assert await record.badges(LEARNER, COURSE) == []
    assert await record.opening(LEARNER, COURSE) is None


async def test_what_a_badge_is_awarded_for_comes_with_its_answers(record: SqlRecord) -> None:
    """The quizzes on a lesson, and every retake; other modes, lessons and courses are left out."""
    for id_, changes in ((20, {}), (10, {}), (30, {"lesson": "b"}), (40, {"mode": "lesson"})):
        await record.start_quiz(quiz(id_, **{"lesson": "a", "places": 1 + id_ // 10, **changes}))
    await record.start_quiz(quiz(50, lesson="a", mode="retake"))
    given, again = answer(1, quiz=10), answer(2, quiz=50, mode="retake")
    for each in (given, again):
        await record.add_answer(each, question())
    found = await record.lesson_quizzes(LEARNER, COURSE, "a")
    assert [(each.id, each.answers) for each in found] == [(10, {0: given}), (20, {})]
    assert [len(each.items) for each in found] == [2, 3]
    assert await record.retakes(LEARNER, COURSE) == [again]
    assert await record.retakes(LEARNER, "another") == []


async def test_badges_follow_a_renamed_lesson(record: SqlRecord) -> None:
    """To the new id; a badge under both stays one."""
    await record.mark_read(LEARNER, COURSE, "old", 1, 1)
    await record.add_badge(LEARNER, COURSE, Badge("old", 1, 1))
    await record.add_badge(LEARNER, "another", Badge("old", 1, 1))
    for _ in range(2):
        await record.follow_renames(COURSE, {"old": "new"})
        assert await record.badges(LEARNER, COURSE) == [Badge("new", 1, 1)]
    assert await record.badges(LEARNER, "another") == [Badge("old", 1, 1)]


async def test_a_clock_that_ran_ahead_delays_no_assessment(record: SqlRecord) -> None:
    """Badges from the future are put back to today, and what they opened is open."""
    day = 86_400_000
    await record.mark_read(LEARNER, COURSE, "first", 1, 1)
    await record.add_badge(LEARNER, COURSE, Badge("first", 900, 900 * day))
    await record.open_assessment(LEARNER, COURSE, Opening(901, 901 * day))
    await record.correct_stamps(100 * day, 101 * day)
    assert await record.badges(LEARNER, COURSE) == [Badge("first", 100, 100 * day)]
    assert await record.opening(LEARNER, COURSE) == Opening(100, 100 * day)
