"""Find time zones by the names people use for them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.calendar.city import Cities
from bot.domain.calendar.local_times import LocalTime, cities, local_times
from bot.domain.calendar.time_zone import Zone, find, suggest
from bot.services.ports.clock import Clock


@dataclass
class Zones:
    """Finds time zones in a thread, because it takes a while. Reads the list of cities on first use."""

    read: Callable[[], Cities]
    clock: Clock

    async def find(self, typed: str) -> str:
        """Return the name of the zone that's meant. Raises ZoneNotFound."""
        return await asyncio.to_thread(lambda now: find(typed, now, self._cities), self.clock())

    async def suggest(self, typed: str, first: Sequence[str]) -> Sequence[Zone]:
        """Return the zones that match what's been typed so far, or start with `first` if that's nothing."""
        return await asyncio.to_thread(lambda now: suggest(typed, now, self._cities, first), self.clock())

    async def local_times(self, locale: str, first: int) -> tuple[Sequence[LocalTime], Sequence[LocalTime]]:
        """Return what clocks show around the world. See `bot.domain.calendar.local_times`."""
        return await asyncio.to_thread(local_times, self.clock(), locale, first)

    async def at_offset(self, offset: int, locale: str) -> Sequence[Zone]:
        """Return the zones to choose from that are this many minutes ahead of UTC now."""
        return await asyncio.to_thread(cities, offset, self.clock(), locale)

    @cached_property
    def _cities(self) -> Cities:
        return self.read()
