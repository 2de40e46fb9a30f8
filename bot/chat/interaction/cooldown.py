"""Per-user rate limit, generous enough that normal use never hits it."""

import time
from collections import OrderedDict
from collections.abc import Callable

from bot.errors.user import TooFast

BURST = 40
"""Actions a person may do in a burst."""

EVERY = 0.25
"""Seconds until one more action is allowed."""

PEOPLE = 10_000
"""Most people to remember. The one idle longest is forgotten first."""


class Cooldown:
    """A token bucket per person, stored as the time at which the bucket would be full again.

    Allows `burst` actions at once, and one more every `every` seconds. `clock` counts seconds and never goes
    back.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, burst: int = BURST, every: float = EVERY
    ) -> None:
        self._clock, self._burst, self._every = clock, burst, every
        self._full_at: OrderedDict[int, float] = OrderedDict()

    def give_back(self, person: int) -> None:
        """Take back one action that was counted."""
        if person in self._full_at:
            self._full_at[person] -= self._every

    def spend(self, person: int) -> None:
        """Count one action. If the bucket is empty, count nothing and raise TooFast."""
        now = self._clock()
        full_at = max(self._full_at.get(person, now), now)
        room = (self._burst - 1) * self._every
        if full_at - now > room:
            raise TooFast(full_at - now - room)
        self._full_at[person] = full_at + self._every
        self._full_at.move_to_end(person)
        if len(self._full_at) > PEOPLE:
            self._full_at.popitem(last=False)
