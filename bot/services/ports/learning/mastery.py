"""Storage for mastered objectives and leaderboards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.learning.mastery import Mastered


@dataclass(frozen=True)
class Rank:
    """A learner's place on a leaderboard: objectives newly mastered, and a rank from 1 that ties share."""

    learner: int
    mastered: int
    rank: int


class MasteryStore(Protocol):
    """Mastered objectives and leaderboards."""

    async def mastered(self, learner: int, course: str) -> Sequence[Mastered]:
        """Return the objectives the learner has mastered in a course, ordered by id."""

    async def join_leaderboard(self, guild: int, learner: int, at: int) -> None:
        """Put the learner on the leaderboard of this server and no other."""

    async def leave_leaderboard(self, guild: int, learner: int) -> None:
        """Take the learner off the server's leaderboard."""

    async def on_leaderboard(self, guild: int, learner: int) -> bool:
        """Return whether the learner chose to be on the server's leaderboard."""

    async def board(self, guild: int, course: str, since: int, places: int, learner: int) -> Sequence[Rank]:
        """Return the first `places` on a server's leaderboard, most mastered since `since` first.

        Ties are ordered by the latest mastery, newest first. The learner's own rank follows if it's further
        down.
        """
