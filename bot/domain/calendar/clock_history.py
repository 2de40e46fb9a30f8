"""Decide whether the machine's clock can be trusted, based on its earlier readings."""

from dataclasses import dataclass, replace
from typing import Self

from bot.domain.calendar.day import DAY

STEP = 2 * DAY
"""Longest step between two readings that's trusted right away: the bot may have been down that long."""

PROOF = DAY
"""How long a clock must run steadily after a longer step before it's trusted again."""


@dataclass(frozen=True)
class ClockHistory:
    """A clock's readings in UTC milliseconds: the last trusted one, the last one, and the first reading since
    its last long step.

    A clock that jumps by weeks is usually wrong: a dead battery, a restored machine, a typo. Nothing
    irreversible, such as erasing data, may rely on it right away.
    """

    believed_at: int
    read_at: int
    steady_since: int

    @classmethod
    def starting(cls, newest: int) -> Self:
        """Return the history of a clock that hasn't been read yet; `newest` is a time known to be in the
        past.
        """
        return cls(newest, newest, newest)

    @property
    def believed(self) -> bool:
        """Return whether the latest reading is trusted."""
        return self.believed_at == self.read_at

    def read(self, now: int) -> Self:
        """Return the history with one more reading."""
        steady_since = self.steady_since if abs(now - self.read_at) <= STEP else now
        known = replace(self, read_at=now, steady_since=steady_since)
        if abs(now - self.believed_at) <= STEP or now - steady_since >= PROOF:
            return replace(known, believed_at=now)
        return known
