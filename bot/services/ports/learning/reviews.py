"""The store for reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.learning.spaced_repetition import Card


@dataclass(frozen=True)
class Rebuilt:
    """What came of making all that follows from the log anew: cards, objectives mastered, and how many of
    either had differed.
    """

    learners: int
    cards: int
    mastered: int
    differed: int


class ReviewStore(Protocol):
    """Cards."""

    async def cards(self, learner: int, course: str) -> Sequence[Card]:
        """What is in the learner's memory of one course; it follows from the answers."""

    async def reviewed(self, learner: int, day: int) -> int:
        """How many questions a learner answered in reviews, of whatever course, on a local date."""

    async def learners(self) -> Sequence[int]:
        """Return everyone whose cards follow from answers."""

    async def rebuild(self, learner: int) -> tuple[int, int, int]:
        """Replay one learner's answers. Return how many cards and mastered objectives there are now, and how
        many of either were different before."""
