"""Time zones by what people call them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.calendar.city import Cities
from bot.domain.calendar.time_zone import Zone, find, suggest
from bot.services.ports.clock import Clock


@dataclass
class Zones:
    """Finds zones in a thread. There the list of cities is also read, when it's first needed."""

    read: Callable[[], Cities]
    clock: Clock

    async def find(self, typed: str) -> str:
        """Return the zone that's meant. Raises ZoneNotFound."""
        return await asyncio.to_thread(lambda now: find(typed, now, self._cities), self.clock())

    async def suggest(self, typed: str, first: Sequence[str]) -> Sequence[Zone]:
        """Return the zones that fit what was typed so far; those in `first` before anything is."""
        return await asyncio.to_thread(lambda now: suggest(typed, now, self._cities, first), self.clock())

    @cached_property
    def _cities(self) -> Cities:
        return self.read()
