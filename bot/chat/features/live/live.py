"""`/live`: quizzes that many people play at once in a channel."""

import discord
from discord import app_commands

from bot.chat.feature_context import FeatureContext
from bot.chat.features.posts.checks import check_channel
from bot.chat.interaction.input_checks import Text
from bot.chat.interaction.interaction_context import text_channel
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.lesson_names import completion
from bot.chat.screens.live import players as screens
from bot.domain.live.live_round import FEWEST, LONGEST, MOST, SHORTEST, LiveRound
from bot.errors.live import LiveNotFound, LiveWrongPlace
from bot.errors.user import MayNotPost
from bot.services.live.rounds import Host, LiveWish
from bot.services.session import Caller
from bot.services.unit import Unit

QUESTIONS, SECONDS = 5, 20
"""The usual number of questions, and the usual seconds for each."""

PACES = [
    app_commands.Choice(name="by itself", value="auto"),
    app_commands.Choice(name="when I press Next", value="host"),
]


def install(context: FeatureContext, live: "LiveCommands") -> None:
    """Add the commands and their controls."""
    group = app_commands.Group(
        name="live",
        description="For moderators: a live quiz that everyone here plays at once",
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    _add_start(context, group, live)

    @group.command(name="next", description="Go on with the live quiz in this channel")
    async def following(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: live.next_here(who, interaction.channel_id or 0))

    @group.command(name="stop", description="End the live quiz in this channel. Every answer so far counts")
    async def stop(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: live.stop_here(who, interaction.channel_id or 0))

    context.tree.add_command(group)
    context.on("live", "join", live.join)
    context.on("live", "answer", live.answer)
    context.on("live", "next", live.next)
    context.on("live", "stop", live.stop)
    context.on("live", "mine", live.mine)


def _add_start(context: FeatureContext, group: app_commands.Group, live: "LiveCommands") -> None:
    @group.command(name="start", description="Open a live quiz in this channel")
    @app_commands.describe(
        lesson="Its name or number. Leave it out for a mix",
        questions=f"How many. {QUESTIONS} if you leave it out",
        seconds=f"Seconds for each question. {SECONDS} if you leave it out",
        changes="Whether people can change their answer until time is up",
        pace="How it goes on after a question. By itself if you leave it out",
    )
    @app_commands.choices(pace=PACES)
    async def start(
        interaction: Interaction,
        lesson: Text | None = None,
        questions: app_commands.Range[int, FEWEST, MOST] = QUESTIONS,
        seconds: app_commands.Range[int, SHORTEST, LONGEST] = SECONDS,
        changes: bool = False,
        pace: app_commands.Choice[str] | None = None,
    ) -> None:
        automatic = pace is None or pace.value != "host"
        wish = (questions, seconds, changes, automatic)
        await context.answer(interaction, lambda who: live.start(interaction, who, lesson, *wish))

    context.autocompleter.add(start, "lesson", completion(context.services))


class LiveCommands:
    """Handles what hosts and players do."""

    def __init__(self, context: FeatureContext) -> None:
        self._context = context

    async def start(
        self,
        interaction: Interaction,
        who: Caller,
        lesson: str | None,
        questions: int,
        seconds: int,
        changes: bool,
        automatic: bool,
    ) -> Outcome:
        """Open a round in the channel where the command was run."""
        channel = text_channel(interaction)
        if who.server is None or channel is None:
            raise LiveWrongPlace
        if not who.may_post:
            raise MayNotPost
        await check_channel(self._context.messenger, who.server, channel)

        async def open_round(unit: Unit) -> LiveRound:
            course = await unit.courses.of_server(who.guild)
            place = unit.library.find(lesson, course) if lesson else None
            wish = LiveWish(channel, place, questions, seconds, changes, automatic)
            return await unit.live_rounds.start(who, place.course if place else course, wish)

        return Reply(screens.opened(await who.write(open_round)))

    async def next_here(self, who: Caller, channel: int) -> Outcome:
        """Go on with the round in a channel. Discord lets only moderators run the command."""

        async def go_on(unit: Unit) -> LiveRound:
            live = await unit.live_rounds.in_channel(channel)
            return await unit.live_rounds.next(Host(who, entitled=True), live.id)

        return Reply(screens.went_on(await who.write(go_on)))

    async def stop_here(self, who: Caller, channel: int) -> Outcome:
        """Stop the round in a channel. Discord lets only moderators run the command."""

        async def stop(unit: Unit) -> None:
            live = await unit.live_rounds.in_channel(channel)
            await unit.live_rounds.stop(Host(who, entitled=True), live.id)

        await who.write(stop)
        return Reply(screens.stopped())

    async def next(self, press: ComponentEvent) -> Outcome:
        """Go on with a round. The button says from which position, counted from 0 for the lobby."""
        live, position = press.control.id(0), press.control.number(1) - 1
        found = await press.caller.write(lambda unit: unit.live_rounds.next(_host(press), live, position))
        return Reply(screens.went_on(found), audience="private")

    async def stop(self, press: ComponentEvent) -> Outcome:
        """Stop a round."""
        live = press.control.id(0)
        await press.caller.write(lambda unit: unit.live_rounds.stop(_host(press), live))
        return Reply(screens.stopped())

    async def join(self, press: ComponentEvent) -> Outcome:
        """Join a round."""
        who, live = press.caller, press.control.id(1)
        found, new = await who.write(lambda unit: unit.live_answers.join(who, live))
        return Reply(screens.joined(found, new=new), audience="private")

    async def answer(self, press: ComponentEvent) -> Outcome:
        """Take a vote. Many people press at the same moment, so this does as little as possible."""
        who, question, choice = press.caller, press.control.id(0), press.control.number(1)
        if not press.message:
            raise LiveNotFound
        found = await who.write(lambda unit: unit.live_answers.vote(who, question, choice, press.message))
        return Reply(screens.locked_in(found), audience="private")

    async def mine(self, press: ComponentEvent) -> Outcome:
        """Show how the person did."""
        who, live = press.caller, press.control.id(1)
        found = await who.write(lambda unit: unit.live_answers.result(who, live))
        return Reply(screens.result(found, shareable=who.may_post), audience="private")


def _host(press: ComponentEvent) -> Host:
    return Host(press.caller, press.roles, press.manages)
