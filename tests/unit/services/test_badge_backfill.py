"""Learners from before there were badges keep what they had earned."""

from dataclasses import replace

import pytest

from bot.domain.calendar.day import day_of, midnight
from bot.domain.course.lesson import Lesson
from bot.domain.learning.assessment import Opening
from bot.domain.learning.badge import cards_of
from bot.domain.learning.quiz import TestMode
from bot.services.practice.badge_backfill import SETTING, SETTLE, backfill_badges
from tests.contract.samples import quiz
from tests.unit.services.service_fixture import COURSE, DAY, LEARNER, ServiceHarness
from tests.unit.services.test_badges import practice

ID = COURSE.default.id


async def read(harness: ServiceHarness, lesson: Lesson, learner: int = LEARNER) -> None:
    """Read every page, as an older version stored it."""
    for page in range(cards_of(lesson) + 1):
        await harness.record.mark_read(learner, ID, lesson.id, page, harness.now)


async def sit(harness: ServiceHarness, mode: TestMode) -> None:
    """Finish an assessment, without answers."""
    made = quiz(900, lesson=None, mode=mode, form="a", learner=LEARNER, course=ID, started_at=harness.now)
    await harness.record.start_quiz(replace(made, closed_at=harness.now))


async def start_again(harness: ServiceHarness) -> int:
    """Let the next version start, for the first time or once more."""
    return await backfill_badges(harness.services.units)


async def test_badges_are_awarded_once(harness: ServiceHarness) -> None:
    """For lessons read to the end with a passed quiz; what only looks like it later isn't looked for."""
    first, second = COURSE.default.lessons
    await practice(harness, first)
    await read(harness, first)
    await read(harness, second)
    await practice(harness, second, right=False)
    await harness.record._execute("DELETE FROM badge")
    assert await start_again(harness) == 1
    assert (await harness.services.badges.earned(LEARNER, COURSE.default)).keys() == {first.id}
    await harness.record._execute("DELETE FROM badge")
    assert await start_again(harness) == 0
    assert await harness.record.setting(SETTING) == "awarded"


async def test_all_badges_open_the_assessment_tomorrow(harness: ServiceHarness) -> None:
    """If it wasn't open by the older rules."""
    for lesson in COURSE.default.lessons:
        await practice(harness, lesson)
        await read(harness, lesson)
    await harness.record._execute("DELETE FROM badge")
    assert await start_again(harness) == 2
    tomorrow = day_of(harness.now, "UTC") + 1
    assert await harness.record.opening(LEARNER, ID) == Opening(tomorrow, midnight(tomorrow, "UTC"))


@pytest.mark.parametrize(
    ("mode", "reads_all", "days", "is_open"),
    [
        ("pre", False, 7, True),
        ("pre", False, 6.9, False),
        ("post", False, 0, True),
        (None, True, 7, True),
        (None, True, 6.9, False),
        (None, False, 30, False),
    ],
)
async def test_an_open_assessment_stays_open(
    harness: ServiceHarness, mode: TestMode | None, reads_all: bool, days: float, is_open: bool
) -> None:
    """By the older rules: a week after the pretest, or after starting with everything read; or retaken."""
    if mode:
        await sit(harness, mode)
    for lesson in COURSE.default.lessons[: None if reads_all else 1]:
        await read(harness, lesson)
    assert SETTLE == 7 * DAY
    harness.now += int(days * DAY)
    assert await start_again(harness) == 0
    opening = await harness.record.opening(LEARNER, ID)
    assert opening == (Opening(day_of(harness.now, "UTC"), harness.now) if is_open else None)
