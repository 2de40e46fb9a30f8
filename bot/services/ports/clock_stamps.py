"""The store for clock_stamps."""

from collections.abc import Mapping
from typing import Protocol


class ClockStampStore(Protocol):
    """Instants in the future."""

    async def newest_instant(self) -> int | None:
        """Return the latest instant at which anything happened; None for an empty record."""

    async def ahead(self, beyond: int) -> Mapping[int, str | None]:
        """Return the learners with answers later than `beyond`, each with their time zone if it's known."""

    async def put_back(self, days: Mapping[int, int], now: int, beyond: int) -> int:
        """Let what happened later than `beyond`, by a clock that ran ahead, have happened now, with all that
        follows from it. `days` has today's number for each learner of `ahead`. Return how many instants were
        changed."""
