"""`/leaderboard`: what people of a server who want to be seen have newly mastered."""

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import leaderboard as screens
from bot.domain.course.course import Course
from bot.services.session import Caller


def install(front: FeatureContext, board: "LeaderboardCommands") -> None:
    """Add the command and its controls."""
    library = front.services.library

    @front.tree.command(
        name="leaderboard",
        description="Who has newly mastered most in this server, of those who want it shown",
    )
    async def show(interaction: Interaction) -> None:
        await front.answer(interaction, lambda who: board.show(who, library.default))

    front.on("leaderboard", "show", board.open)
    front.on("leaderboard", "course", board.course)
    front.on("leaderboard", "join", lambda press: board.choose(press, seen=True))
    front.on("leaderboard", "leave", lambda press: board.choose(press, seen=False))
    front.on("leaderboard", "share", board.share)


class LeaderboardCommands:
    """A server's leaderboard."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._sharing = services.sharing

    async def show(self, who: Caller, course: Course) -> Outcome:
        """The leaderboard of the server one is in."""
        guild = who.guild
        if guild is None:
            return Reply(screens.not_here())
        board = await who.read(lambda unit: unit.leaderboard.show(guild, who.learner, course))
        others = [other for other in self._library.courses if other.id != course.id]
        return Reply(screens.leaderboard(board, others, shareable=who.may_post))

    async def open(self, press: ComponentEvent) -> Outcome:
        """The same by a button."""
        return await self.show(press.asker, self._library.course(press.control.text(0)))

    async def course(self, press: ComponentEvent) -> Outcome:
        """That of the course chosen in the menu."""
        return await self.show(press.asker, self._library.course(press.chosen))

    async def choose(self, press: ComponentEvent, *, seen: bool) -> Outcome:
        """Be seen here, or not any more."""
        course = self._library.course(press.control.text(0))
        await press.asker.write(lambda unit: unit.leaderboard.choose(press.asker, seen))
        return await self.show(press.asker, course)

    async def share(self, press: ComponentEvent) -> Outcome:
        """The leaderboard for everyone in the channel. Raises what `Sharing.permit` does."""
        course = self._library.course(press.control.text(0))
        who = press.asker
        guild = who.guild
        if guild is None:
            return Reply(screens.not_here())
        board = await self._sharing.read(
            press, lambda unit: unit.leaderboard.show(guild, who.learner, course)
        )
        return Reply(screens.shared(board, who.learner), audience="public")
