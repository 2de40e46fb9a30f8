"""Measure how late an interaction arrives, even if Discord's clock and ours differ."""

import time
from collections.abc import Callable

WINDOW = 300.0
"""Seconds that the quickest interaction counts, at least. Clocks drift, and networks change."""


class Lateness:
    """Compares when an interaction was made, by Discord's clock, with when it arrived, by ours.

    Most of that difference is how far the clocks are apart. So an interaction is as late as its difference
    exceeds that of the quickest recent one. `clock` counts seconds and never jumps, even if the system time
    is changed.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._quickest = self._before = float("inf")

    def of(self, made: float) -> float:
        """Return how many seconds late an interaction is that was made at this time (seconds since 1970)."""
        now = self._clock()
        if now - self._since >= WINDOW:
            self._since, self._before, self._quickest = now, self._quickest, float("inf")
        self._quickest = min(self._quickest, now - made)
        return now - made - min(self._quickest, self._before)
