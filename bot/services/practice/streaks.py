"""A learner's streak."""

from dataclasses import dataclass

from bot.domain.learning.streak import Streak, streak
from bot.services.ports.learning.practice import PracticeStore
from bot.services.practice.local_days import LocalDays


@dataclass(frozen=True)
class StreakService:
    """Learners' streaks, over all courses and servers."""

    practice_store: PracticeStore
    days: LocalDays

    async def streak(self, learner: int) -> Streak:
        """Return the learner's streak on their local day."""
        return streak(await self.practice_store.practice_days(learner), await self.days.today(learner))
