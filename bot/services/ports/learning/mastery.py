"""Storage for mastered objectives."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.learning.mastery import Mastered


class MasteryStore(Protocol):
    """Mastered objectives."""

    async def mastered(self, learner: int, course: str) -> Sequence[Mastered]:
        """Return the objectives the learner has mastered in a course, ordered by id."""
