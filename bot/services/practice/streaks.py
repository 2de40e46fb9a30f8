"""A learner's streak."""

from dataclasses import dataclass

from bot.domain.calendar.day import day_of
from bot.domain.learning.streak import Streak, streak
from bot.services.ports.clock import Clock
from bot.services.ports.learning.practice import PracticeStore
from bot.services.ports.people import PeopleStore


@dataclass(frozen=True)
class StreakService:
    """Learners' streaks, over all courses and servers."""

    practice_store: PracticeStore
    people_store: PeopleStore
    clock: Clock

    async def streak(self, learner: int) -> Streak:
        """Return the learner's streak on their local day."""
        zone = (await self.people_store.preferences(learner)).zone
        return streak(await self.practice_store.practice_days(learner), day_of(self.clock(), zone))
