"""A server's board: on how many days its members practiced this week, if they joined it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.calendar.day import day_of, monday
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.learning.practice import PracticeStore
from bot.services.ports.learning.practice import Rank as Rank  # for chat, which knows no ports of stores
from bot.services.ports.people import PeopleStore

PLACES = 10
"""Ranks that are shown to everyone."""


@dataclass(frozen=True)
class Board:
    """A server's board for one week as one person sees it.

    It has the top PLACES, the person's own rank if any, and whether they've joined. `people` counts everyone
    who practiced in this server this week, joined or not.
    """

    ranks: Sequence[Rank]
    own: Rank | None
    joined: bool
    people: int = 0


@dataclass(frozen=True)
class LeaderboardService:
    """Servers' boards, and who is on them."""

    practice_store: PracticeStore
    people_store: PeopleStore
    clock: Clock

    async def show(self, guild: int, learner: int) -> Board:
        """Return a server's board for the week that it is for the learner."""
        zone = (await self.people_store.preferences(learner, guild)).zone
        week = monday(day_of(self.clock(), zone))
        found = await self.practice_store.board(guild, week, PLACES, learner)
        return Board(
            ranks=found[:PLACES],
            own=next((rank for rank in found if rank.learner == learner), None),
            joined=await self.practice_store.on_leaderboard(guild, learner),
            people=await self.practice_store.people_practicing(guild, week),
        )

    async def joined(self, actor: Actor) -> bool | None:
        """Return whether a person is on their server's board, or None if there isn't one."""
        if actor.server is None:
            return None
        return await self.practice_store.on_leaderboard(actor.server, actor.learner)

    async def choose(self, actor: Actor, join: bool) -> None:
        """Put a person on their server's board or take them off it. Do nothing if there's no board."""
        if actor.server is None:
            return
        if join:
            await self.practice_store.join_leaderboard(actor.server, actor.learner, self.clock())
        else:
            await self.practice_store.leave_leaderboard(actor.server, actor.learner)
