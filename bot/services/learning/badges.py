"""Badges: awarding them, and when the last one opens the final assessment."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bot.domain.calendar.day import day_of
from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.learning.assessment import opening_after
from bot.domain.learning.badge import Badge, is_gold, is_passed, is_read
from bot.domain.learning.quiz import Quiz
from bot.services.ports.clock import Clock
from bot.services.ports.learning.assessment import AssessmentStore
from bot.services.ports.learning.badges import BadgeStore
from bot.services.ports.learning.mastery import MasteryStore
from bot.services.ports.people import PeopleStore


@dataclass(frozen=True)
class EarnedBadge:
    """A learner's badge with its lesson. It's gold if all the lesson's objectives are mastered."""

    lesson: Lesson
    badge: Badge
    gold: bool


@dataclass(frozen=True)
class BadgeService:
    """Learners' badges."""

    badge_store: BadgeStore
    people_store: PeopleStore
    mastery_store: MasteryStore
    assessment_store: AssessmentStore
    clock: Clock

    async def earned(self, learner: int, course: Course) -> Mapping[str, int]:
        """Return the local day numbers of the learner's badges, by lesson id."""
        return {badge.lesson: badge.day for badge in await self.badge_store.badges(learner, course.id)}

    async def badge_collection(self, learner: int, course: Course) -> Sequence[EarnedBadge]:
        """Return the learner's badges in teaching order, without those of lessons that were dropped."""
        held = {badge.lesson: badge for badge in await self.badge_store.badges(learner, course.id)}
        mastered = await self._mastered(learner, course)
        return [
            EarnedBadge(lesson, held[lesson.id], is_gold(lesson, mastered))
            for lesson in course.units.values()
            if lesson.id in held
        ]

    async def from_quiz(self, quiz: Quiz, course: Course) -> Sequence[EarnedBadge]:
        """Return the badges that the last answer of a quiz earned."""
        last = max((answer.at for answer in quiz.answers.values()), default=None)
        return [each for each in await self.badge_collection(quiz.learner, course) if each.badge.at == last]

    async def award(self, learner: int, course: Course, at: int | None = None) -> Sequence[EarnedBadge]:
        """Store the badges that the learner has earned by now, and return those that are new.

        Call it after anything that can earn one: the end of a quiz, a card, an answer that masters an
        objective. `at` is when that was, in UTC milliseconds, or else now. Once every lesson of the course
        has its badge, also store when the final assessment opens, which is the next local day.
        """
        held = set(await self.earned(learner, course))
        waiting = [lesson for lesson in course.units.values() if lesson.id not in held]
        at = self.clock() if at is None else at
        zone = (await self.people_store.preferences(learner)).zone
        read = await self.people_store.pages_read(learner, course.id)
        mastered = await self._mastered(learner, course)
        new = []
        for lesson in waiting:
            if await self._deserved(learner, course, lesson, read.get(lesson.id, frozenset()), mastered):
                badge = Badge(lesson.id, day_of(at, zone), at)
                if await self.badge_store.add_badge(learner, course.id, badge):
                    new.append(EarnedBadge(lesson, badge, is_gold(lesson, mastered)))
        if held.union(each.lesson.id for each in new).issuperset(course.about.lessons):
            await self.assessment_store.open_assessment(learner, course.id, opening_after(at, zone))
        return new

    async def _deserved(
        self, learner: int, course: Course, lesson: Lesson, read: Set[int], mastered: Set[str]
    ) -> bool:
        if is_gold(lesson, mastered):
            return True
        if not is_read(lesson, read):
            return False
        if not lesson.questions:
            return True
        quizzes = await self.badge_store.lesson_quizzes(learner, course.id, lesson.id)
        if not quizzes:
            return False
        retakes = await self.badge_store.retakes(learner, course.id)
        return any(is_passed(lesson, quiz, retakes) for quiz in quizzes)

    async def _mastered(self, learner: int, course: Course) -> Set[str]:
        return {each.objective for each in await self.mastery_store.mastered(learner, course.id)}
