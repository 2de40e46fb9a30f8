"""Storage for review cards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.learning.spaced_repetition import ReviewCard


@dataclass(frozen=True)
class Rebuilt:
    """Totals after recomputing cards and mastered objectives from the log, and how many of them differed."""

    learners: int
    cards: int
    mastered: int
    differed: int


class ReviewStore(Protocol):
    """Review cards for spaced repetition."""

    async def cards(self, learner: int, course: str) -> Sequence[ReviewCard]:
        """Return the learner's review cards for a course, as computed from their answers."""

    async def reviewed(self, learner: int, day: int) -> int:
        """Return how many questions the learner answered in reviews on a local date, across all courses."""

    async def learners(self) -> Sequence[int]:
        """Return the ids of all learners."""

    async def rebuild(self, learner: int) -> tuple[int, int, int]:
        """Recompute a learner's cards and mastered objectives from their answers.

        Return how many cards and mastered objectives there are now, and how many of either were different
        before.
        """

    async def redate(self, learner: int, day: Callable[[int], int]) -> None:
        """Give the learner's answers and badges the day that this function makes of their instant, and
        recompute what follows.
        """
