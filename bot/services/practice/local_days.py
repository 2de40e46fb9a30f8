"""Which day it is for a learner."""

from dataclasses import dataclass

from bot.domain.calendar.day import day_counted
from bot.services.ports.clock import Clock
from bot.services.ports.learning.practice import PracticeStore
from bot.services.ports.people import PeopleStore


@dataclass(frozen=True)
class LocalDays:
    """Finds the day that an answer counts for."""

    practice_store: PracticeStore
    people_store: PeopleStore
    clock: Clock

    async def today(self, learner: int, server: int | None = None) -> int:
        """Return the day that an answer counts for now, given in a server or by direct message."""
        zone = (await self.people_store.preferences(learner, server)).zone
        return day_counted(self.clock(), zone, await self.practice_store.latest(learner))
