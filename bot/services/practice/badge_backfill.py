"""Give learners from before there were badges what they had already earned."""

from bot.domain.calendar.day import DAY, day_of
from bot.domain.course.course import Course
from bot.domain.learning.assessment import Opening
from bot.domain.learning.badge import is_read
from bot.services.unit import Unit, Units

SETTING = "badges"
"""The program's own value that says it was done."""

SETTLE = 7 * DAY
"""Shortest time from the pretest, or from starting the course, to the final assessment, before badges."""


async def backfill_badges(units: Units) -> int:
    """Award the badges that older records have earned, and keep open assessments open. Return how many.

    Do it once: afterward, do nothing and return 0. If it's interrupted, the next start continues.
    """
    if await units.read(lambda unit: unit.stores.program.setting(SETTING)) is not None:
        return 0
    awarded = 0
    for learner in await units.read(lambda unit: unit.stores.reviews.learners()):
        awarded += await units.write(lambda unit, who=learner: _award(unit, who, units))  # type: ignore[misc]
    await units.write(lambda unit: unit.stores.program.set_setting(SETTING, "awarded"))
    return awarded


async def _award(unit: Unit, learner: int, units: Units) -> int:
    awarded = 0
    for course in units.library.courses:
        if await _was_open(unit, learner, course, units.clock()):
            zone = (await unit.stores.people.preferences(learner)).zone
            now = units.clock()
            await unit.stores.assessments.open_assessment(learner, course.id, Opening(day_of(now, zone), now))
        awarded += len(await unit.badges.award(learner, course))
    return awarded


async def _was_open(unit: Unit, learner: int, course: Course, now: int) -> bool:
    """Return whether the learner could take the final assessment by the older rules.

    Those didn't ask for badges: a week after the pretest, or after starting the course, it was open to people
    who had read everything or taken an assessment before.
    """
    store = unit.stores.assessments
    begun_at = await store.first_study(learner, course.id)
    sittings = await store.sittings(learner, course.id)
    if any(each.mode == "post" for each in sittings):
        return True
    ended = [each.finished_at for each in sittings if each.finished_at is not None]
    if begun_at is None or now < max(ended, default=begun_at) + SETTLE:
        return False
    read = await unit.stores.people.pages_read(learner, course.id)
    return bool(ended) or all(
        is_read(lesson, read.get(lesson.id, frozenset())) for lesson in course.units.values()
    )
