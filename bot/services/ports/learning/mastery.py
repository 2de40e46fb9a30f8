"""The store for mastery."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.learning.mastery import Mastered


@dataclass(frozen=True)
class Rank:
    """Somebody on a leaderboard: objectives newly mastered, and the rank, from 1, which equals share."""

    learner: int
    mastered: int
    rank: int


class MasteryStore(Protocol):
    """Mastery and leaderboards."""

    async def mastered(self, learner: int, course: str) -> Sequence[Mastered]:
        """What the learner has mastered of a course, by their answers, in the order of ids."""

    async def show_on_board(self, guild: int, learner: int, at: int) -> None:
        """The learner wants to be seen on the leaderboard of a server, of this one alone."""

    async def hide_from_board(self, guild: int, learner: int) -> None:
        """The learner doesn't want to be seen there any more."""

    async def on_board(self, guild: int, learner: int) -> bool:
        """Whether the learner wants to be seen there."""

    async def board(self, guild: int, course: str, since: int, places: int, learner: int) -> Sequence[Rank]:
        """Who is seen in a server and has mastered objectives of a course since an instant: most first, then
        who did last. The first `places`, and after them the learner's own if it is further down.
        """
