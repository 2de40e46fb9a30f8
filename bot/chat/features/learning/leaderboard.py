"""A server's board: on how many days its members practiced this week, if they joined it."""

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import leaderboard as screens
from bot.services.learning.lessons.next_step import NextStep
from bot.services.practice.leaderboard import Board
from bot.services.session import Caller
from bot.services.unit import Unit


def install(context: FeatureContext, board: "LeaderboardCommands") -> None:
    """Add the controls. Older buttons and menus also name a course, which is ignored."""

    context.on("leaderboard", "show", lambda press: board.show(press.caller))
    context.on("leaderboard", "course", lambda press: board.show(press.caller))
    context.on("leaderboard", "join", lambda press: board.choose(press, join=True))
    context.on("leaderboard", "leave", lambda press: board.choose(press, join=False))
    context.on("leaderboard", "share", board.share)


class LeaderboardCommands:
    """Shows a server's board."""

    def __init__(self, services: Services) -> None:
        self._sharing = services.sharing

    async def show(self, who: Caller) -> Outcome:
        """Show the board of the server that the person is in."""
        guild = who.guild
        if guild is None:
            return Reply(screens.not_here())
        return self._board(who, *await who.read(lambda unit: _look(unit, who, guild)))

    async def choose(self, press: ComponentEvent, *, join: bool) -> Outcome:
        """Join or leave the board, then show it."""
        who, guild = press.caller, press.caller.guild
        if guild is None:
            return Reply(screens.not_here())

        async def choose(unit: Unit) -> tuple[Board, NextStep]:
            await unit.leaderboard.choose(who, join)
            return await _look(unit, who, guild)

        return self._board(who, *await who.write(choose))

    async def share(self, press: ComponentEvent) -> Outcome:
        """Show the board to everyone in the channel. Raises what `Sharing.permit` does."""
        who, guild = press.caller, press.caller.guild
        if guild is None:
            return Reply(screens.not_here())
        board, step = await self._sharing.read(press, lambda unit: _look(unit, who, guild))
        if not board.ranks:
            return self._board(who, board, step)
        return Reply(screens.shared(board, who.learner), audience="public")

    def _board(self, who: Caller, board: Board, step: NextStep) -> Reply:
        return Reply(screens.leaderboard(board, step, shareable=who.may_post))


async def _look(unit: Unit, who: Caller, guild: int) -> tuple[Board, NextStep]:
    """Return the server's board, and the person's next step in their course."""
    step = await unit.next_steps.find(who, await unit.courses.current(who, None))
    return await unit.leaderboard.show(guild, who.learner), step
