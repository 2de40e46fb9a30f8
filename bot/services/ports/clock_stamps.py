"""Storage for timestamps made by a clock that ran ahead."""

from collections.abc import Mapping
from typing import Protocol


class ClockStampStore(Protocol):
    """Timestamps in the future, made by a clock that ran ahead."""

    async def newest_instant(self) -> int | None:
        """Return the latest instant at which anything happened, or None for an empty record."""

    async def learners_ahead(self, beyond: int) -> Mapping[int, str | None]:
        """Return the learners with answers later than `beyond`, with the time zone where it's known."""

    async def apply_correction(self, days: Mapping[int, int], now: int, beyond: int) -> int:
        """Set timestamps later than `beyond` to `now` and recompute what follows from them.

        A clock that ran ahead made them. `days` has today's day number for each learner that
        `learners_ahead` returned. Return how many timestamps changed.
        """
