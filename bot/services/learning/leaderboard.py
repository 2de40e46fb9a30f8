"""A server's leaderboard: what people who want to be seen have newly mastered."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.mastery import MasteryStore, Rank

PLACES = 10
"""Places that are shown to everybody."""

DAYS = 30
"""Days for which a newly mastered objective counts."""

DAY = 86_400_000


@dataclass(frozen=True)
class Board:
    """A leaderboard as one person sees it: the first PLACES, their own rank if they have one, and whether
    they want to be seen.
    """

    course: Course
    ranks: Sequence[Rank]
    own: Rank | None
    seen: bool


@dataclass(frozen=True)
class LeaderboardService:
    """Leaderboards of servers."""

    library: Library
    mastery_store: MasteryStore
    clock: Clock

    async def show(self, guild: int, learner: int, course: Course) -> Board:
        """The leaderboard of a server in a course."""
        since = self.clock() - DAYS * DAY
        found = await self.mastery_store.board(guild, course.id, since, PLACES, learner)
        own = next((rank for rank in found if rank.learner == learner), None)
        return Board(course, found[:PLACES], own, await self.mastery_store.on_board(guild, learner))

    async def seen(self, asker: Actor) -> bool | None:
        """Return whether someone is seen on the leaderboard of the server they're in; None without one."""
        return (
            None if asker.server is None else await self.mastery_store.on_board(asker.server, asker.learner)
        )

    async def choose(self, asker: Actor, seen: bool) -> None:
        """Be seen in the server you're in, or not anymore; do nothing where there's no leaderboard."""
        if asker.server is None:
            return
        if seen:
            await self.mastery_store.show_on_board(asker.server, asker.learner, self.clock())
        else:
            await self.mastery_store.hide_from_board(asker.server, asker.learner)
