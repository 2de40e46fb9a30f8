"""What a feature is given to install itself: the command tree, the router, the desk, the services."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from discord import app_commands

from bot.chat.delivery import Interaction, Outcome
from bot.chat.desk import Desk, Work
from bot.chat.router import Handler, Press, Router
from bot.domain.library import Library
from bot.services.ask import Ask
from bot.services.ports import Clock, Record, Search
from bot.services.privacy import Privacy
from bot.services.quiz import Quizzes
from bot.services.review import Reviews
from bot.services.study import Study


@dataclass(frozen=True)
class Services:
    """What the bot does for people."""

    library: Library
    study: Study
    quizzes: Quizzes
    reviews: Reviews
    privacy: Privacy
    ask: Ask
    record: Record
    clock: Clock

    @classmethod
    def over(cls, library: Library, record: Record, clock: Clock, search: Search) -> "Services":
        """All services over one library, one record and one search."""
        quizzes = Quizzes(library, record, clock)
        return cls(
            library,
            Study(library, record, clock),
            quizzes,
            Reviews(library, record, clock, quizzes),
            Privacy(record),
            Ask(library, search),
            record,
            clock,
        )


@dataclass
class CommandIds:
    """The ids that Discord gave our commands, so that a mention of one can be tapped."""

    ids: dict[str, int] = field(default_factory=dict)

    def mention(self, name: str) -> str:
        """`</quiz:123>` once the id is known, else `/quiz`."""
        found = self.ids.get(name.split()[0])
        return f"</{name}:{found}>" if found else f"/{name}"


@dataclass(frozen=True)
class Front:
    """The side of the program that faces Discord."""

    tree: app_commands.CommandTree[Any]
    router: Router
    desk: Desk
    services: Services
    commands: CommandIds

    async def answer(self, interaction: Interaction, work: Work) -> None:
        """Answer a command."""
        await self.desk.answer(interaction, work)

    def on(self, screen: str, action: str, handler: Callable[[Press], Awaitable[Outcome]]) -> None:
        """Let a handler take the presses of `screen:action`."""
        typed: Handler = handler
        self.router.add(screen, action, typed)
