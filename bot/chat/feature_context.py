"""What a feature is given to install itself: the command tree, the router, the desk, the services."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from discord import app_commands

from bot.chat.interaction.completer import Completer
from bot.chat.interaction.moderation import admit
from bot.chat.interaction.places import invitation
from bot.chat.interaction.reply import Interaction, Outcome
from bot.chat.interaction.responder import Desk, Work, asker
from bot.chat.interaction.router import Press, Router
from bot.chat.interaction.sharing import Sharing
from bot.chat.interaction.typed import check_options
from bot.chat.messages.pending_notices import tell_news
from bot.chat.screens.people.policies import Policies
from bot.domain.course.library import Library
from bot.errors import BotNotInServer
from bot.services.delivery.clock_repair import Correcting
from bot.services.delivery.scheduler_loop import Dispatcher
from bot.services.delivery.wakeup import Alarm
from bot.services.learning.ask import Ask
from bot.services.learning.assessment import Measuring
from bot.services.learning.certificates import Certificates
from bot.services.learning.leaderboard import Leaderboards
from bot.services.learning.next_step import Onwards
from bot.services.learning.question_reports import Remarks
from bot.services.learning.quiz import Quizzes
from bot.services.learning.quiz_state import Asker
from bot.services.learning.review import Reviews
from bot.services.learning.study import Study
from bot.services.people.activity import Presence
from bot.services.people.privacy import Privacy
from bot.services.people.retention import Housekeeping, Teller
from bot.services.people.servers import Servers
from bot.services.people.zones import Zones
from bot.services.ports.messenger import Courier
from bot.services.ports.record import Clock, Record
from bot.services.posts.post_content import Composing
from bot.services.posts.post_sender import Announcing
from bot.services.posts.question_of_the_day import QuestionOfTheDay
from bot.services.posts.reminder_sender import Nudging
from bot.services.posts.reminders import Reminders
from bot.services.posts.schedules import Daily
from bot.services.writing.checklists import Checklists
from bot.services.writing.drafts import Drafts
from bot.services.writing.journal import Journals

FOR_MEMBERS = frozenset({"daily", "leaderboard", "server"})
"""What works only where the bot is a member: it posts by itself, or keeps something about the server."""


@dataclass(frozen=True)
class Services:
    """What the bot does for people."""

    library: Library
    study: Study
    quizzes: Quizzes
    remarks: Remarks
    reviews: Reviews
    measuring: Measuring
    privacy: Privacy
    presence: Presence
    policies: Policies
    daily: Daily
    questions_of_the_day: QuestionOfTheDay
    reminders: Reminders
    servers: Servers
    sharing: Sharing
    leaderboards: Leaderboards
    certificates: Certificates
    onwards: Onwards
    ask: Ask
    drafts: Drafts
    journals: Journals
    checklists: Checklists
    composing: Composing
    alarm: Alarm
    zones: Zones
    record: Record
    clock: Clock

    def dispatcher(self, courier: Courier) -> Dispatcher:
        """What sends posts, reminders and notices by this courier."""
        announcing = Announcing(self.record, self.clock, self.composing, courier, self.clock())
        nudging = Nudging(self.record, self.clock, self.study, courier, self._due_reviews)
        correcting = Correcting(self.record, self.clock, self.composing)
        return Dispatcher(self.record, self.clock, self.alarm, announcing, nudging, courier, correcting)

    def housekeeping(self, teller: Teller) -> Housekeeping:
        """What erases by itself, and tells people before by this teller."""
        return Housekeeping(self.record, self.clock, teller)

    async def _due_reviews(self, learner: int, course: str) -> int:
        return len((await self.reviews.agenda(learner, self.library.course(course))).items)


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
    completer: Completer
    desk: Desk
    services: Services
    commands: CommandIds
    courier: Courier

    async def answer(self, interaction: Interaction, work: Work) -> None:
        """Answer a command, unless moderators have switched it off; then say what somebody should know."""

        async def admitted() -> Outcome:
            check_options(interaction)
            await self._admit(asker(interaction), _called(interaction))
            return await work()

        services = self.services
        news = partial(tell_news, interaction, services.servers, services.reminders)
        await self.desk.answer(interaction, admitted, news)

    def on(self, screen: str, action: str, handler: Callable[[Press], Awaitable[Outcome]]) -> None:
        """Let a handler take the presses of `screen:action`, unless moderators have switched it off."""

        async def admitted(press: Press) -> Outcome:
            await self._admit(press.asker, screen)
            return await handler(press)

        self.router.add(screen, action, admitted)

    async def _admit(self, who: Asker, feature: str) -> None:
        """Raise BotNotInServer where a feature needs the bot in the server, and what `admit` does."""
        if feature in FOR_MEMBERS and who.guild is not None and who.server is None:
            raise BotNotInServer(invitation(self.tree.client))
        await admit(self.services.servers, who.guild, feature)


def _called(interaction: Interaction) -> str:
    """The name of the command, without those of its subcommands."""
    command = interaction.command
    return command.qualified_name.split()[0] if command else ""
