"""Storage for badges."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.learning.badge import Badge
from bot.domain.learning.quiz import Answer, Quiz


class BadgeStore(Protocol):
    """Badges, and what they're awarded for."""

    async def badges(self, learner: int, course: str) -> Sequence[Badge]:
        """Return the learner's badges in a course, in the order in which they were earned."""

    async def add_badge(self, learner: int, course: str, badge: Badge) -> bool:
        """Store a badge. Return False, and change nothing, if the learner has that lesson's badge, or if the
        record doesn't know the learner: they were erased in the meantime.
        """

    async def badges_earned(self, guild: int, monday: int) -> tuple[int, int]:
        """Return how many badges were earned in a week on days of practice in a server, and by how many
        people. `monday` is in days since 1970.
        """

    async def lesson_quizzes(self, learner: int, course: str, lesson: str) -> Sequence[Quiz]:
        """Return the learner's quizzes on a lesson with their answers, without retakes, oldest first."""

    async def retakes(self, learner: int, course: str) -> Sequence[Answer]:
        """Return the learner's answers in retakes, oldest first."""
