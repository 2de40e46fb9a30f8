"""Whether a machine's clock can be believed, judged by what it showed before."""

from dataclasses import dataclass, replace
from typing import Self

DAY = 86_400_000
"""Milliseconds."""

STEP = 2 * DAY
"""The longest step from one reading to the next that nobody doubts: a program may be down for so long."""

PROOF = DAY
"""How long a clock that took a longer step must go on steadily before it's believed."""


@dataclass(frozen=True)
class ClockHistory:
    """What a clock has shown, in milliseconds of UTC: the latest reading that was believed, the latest one,
    and the first of the readings that led to it without a long step.

    A clock that jumps by weeks is more often wrong than right: a bad battery, a restored machine, a typo.
    What can't be undone must not be done by it at once.
    """

    believed_at: int
    read_at: int
    steady_since: int

    @classmethod
    def starting(cls, newest: int) -> Self:
        """Return the history of a clock that nobody has read yet; `newest` is an instant known to be past."""
        return cls(newest, newest, newest)

    @property
    def believed(self) -> bool:
        """Whether the latest reading is."""
        return self.believed_at == self.read_at

    def read(self, now: int) -> Self:
        """Return the history with a further reading."""
        steady_since = self.steady_since if abs(now - self.read_at) <= STEP else now
        known = replace(self, read_at=now, steady_since=steady_since)
        if abs(now - self.believed_at) <= STEP or now - steady_since >= PROOF:
            return replace(known, believed_at=now)
        return known
