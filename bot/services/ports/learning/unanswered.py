"""Storage for questions that no course answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class UnansweredQuestion:
    """A question without punctuation, how often it was asked, and the last day (UTC, since 1970)."""

    text: str
    times: int
    day: int


class UnansweredStore(Protocol):
    """Questions that no course answered. Nothing says who asked, or where."""

    async def count(self, text: str, day: int, most: int) -> None:
        """Count a question. If it's new and there are `most` others, do nothing."""

    async def all(self) -> Sequence[UnansweredQuestion]:
        """Return all questions, those asked most often first."""

    async def forget(self, day: int) -> int:
        """Delete the questions last asked before this day. Return how many."""
