"""A server's leaderboard: how much its members, if they've opted in, have recently mastered."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.calendar.day import DAY
from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.learning.mastery import MasteryStore
from bot.services.ports.learning.mastery import Rank as Rank  # for chat, which knows no ports of stores

PLACES = 10
"""Ranks that are shown to everyone."""

DAYS = 30
"""Days for which a mastered objective counts."""


@dataclass(frozen=True)
class Board:
    """A leaderboard as one person sees it: the top PLACES, their own rank if any, and whether they've opted
    in.
    """

    course: Course
    ranks: Sequence[Rank]
    own: Rank | None
    seen: bool


@dataclass(frozen=True)
class LeaderboardService:
    """Servers' leaderboards, and who is listed on them."""

    library: Library
    mastery_store: MasteryStore
    clock: Clock

    async def show(self, guild: int, learner: int, course: Course) -> Board:
        """Return a server's leaderboard for a course."""
        since = self.clock() - DAYS * DAY
        found = await self.mastery_store.board(guild, course.id, since, PLACES, learner)
        own = next((rank for rank in found if rank.learner == learner), None)
        return Board(course, found[:PLACES], own, await self.mastery_store.on_leaderboard(guild, learner))

    async def seen(self, asker: Actor) -> bool | None:
        """Return whether a person is listed on their server's leaderboard, or None if there isn't one."""
        return (
            None
            if asker.server is None
            else await self.mastery_store.on_leaderboard(asker.server, asker.learner)
        )

    async def choose(self, asker: Actor, seen: bool) -> None:
        """List or hide a person on their server's leaderboard. Do nothing if there's no leaderboard."""
        if asker.server is None:
            return
        if seen:
            await self.mastery_store.join_leaderboard(asker.server, asker.learner, self.clock())
        else:
            await self.mastery_store.leave_leaderboard(asker.server, asker.learner)
