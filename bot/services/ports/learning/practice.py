"""Storage for the days on which people practiced, and for the people who joined a server's board."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Rank:
    """A learner's place on a board: days practiced in the week, and a rank from 1 that ties share."""

    learner: int
    days: int
    rank: int


class PracticeStore(Protocol):
    """Days practiced, and boards.

    A day is a learner's local day number, and counts if they answered anything on it. `QuizStore` and
    `DailyAnswerStore` store it together with the answer. A week is named by the day number of its Monday.
    """

    async def practice_days(self, learner: int) -> Sequence[int]:
        """Return the days on which the learner practiced, in any course or server, in order."""

    async def latest(self, learner: int) -> tuple[int, int] | None:
        """Return when the learner gave their latest answer, and the day that it counted for."""

    async def people_practicing(self, guild: int, monday: int) -> int:
        """Return how many people practiced in this server in a week."""

    async def join_leaderboard(self, guild: int, learner: int, at: int) -> None:
        """Put the learner on the board of this server and no other."""

    async def leave_leaderboard(self, guild: int, learner: int) -> None:
        """Take the learner off the server's board."""

    async def on_leaderboard(self, guild: int, learner: int) -> bool:
        """Return whether the learner chose to be on the server's board."""

    async def board(self, guild: int, monday: int, places: int, learner: int) -> Sequence[Rank]:
        """Return the first `places` on a server's board for a week, most days practiced anywhere first.

        Only people who joined the board and practiced are on it. The learner's own rank follows if it's
        further down.
        """
