"""`/daily`: a server's daily posts, set up by its moderators."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.chat.feature_context import FeatureContext
from bot.chat.features.posts.moderator import DailyCommands
from bot.chat.interaction.autocompleter import Suggest
from bot.chat.interaction.input_checks import Text
from bot.chat.interaction.reply import Interaction, Outcome
from bot.chat.words.posts import CONTENTS, ZONE_HINT
from bot.chat.zones import completion as zone_completion
from bot.domain.calendar.time_text import read_days, read_time
from bot.domain.posts.post import Content
from bot.services.posts.schedule_request import ScheduleRequest
from bot.services.session import Caller

DAYS = ("every day", "weekdays", "weekend", "mon wed fri", "tue thu", "mon", "mon-sat")
"""Examples that autocomplete offers for the days."""

CHOICES = [app_commands.Choice(name=label, value=name) for name, label in CONTENTS.items()]


def install(context: FeatureContext, moderator: "DailyCommands") -> None:
    """Add the commands and their controls."""
    group = app_commands.Group(
        name="daily",
        description="Daily posts: lesson cards, or a question or fact of the day",
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    _add_set(context, group, moderator)
    _add_others(context, group, moderator)
    context.tree.add_command(group)
    context.on("daily", "do", moderator.do)
    context.on("daily", "which", moderator.choose)


class _TextChannel(app_commands.Transformer):
    """A text or announcement channel, by its id alone.

    While a server is unavailable, the client doesn't know its channels, and discord.py would reject the
    command.
    """

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text, discord.ChannelType.news]

    async def transform(
        self, _: Interaction, value: app_commands.AppCommandChannel
    ) -> app_commands.AppCommandChannel:
        """Return the channel as Discord sent it."""
        return value


def _add_set(context: FeatureContext, group: app_commands.Group, moderator: DailyCommands) -> None:
    @group.command(name="set", description="Set up or change a daily post")
    @app_commands.describe(
        channel="Where to post",
        time="Local time of the post, such as 08:30 or noon",
        zone=ZONE_HINT,
        what="What to post. Default for a new post: the course, card by card",
        days="Which days, such as weekdays or mon wed fri. Default for a new post: every day",
        role="A role to mention with each post",
        thread="Open a discussion thread under each post",
        publish="Publish each post to followers. Only in announcement channels. Default for a new post: no",
        course="Which course. Default for a new post: the first one",
        instead_of="The daily post to change. Options you leave out stay as they are",
    )
    @app_commands.choices(what=CHOICES)
    async def set_(
        interaction: Interaction,
        channel: app_commands.Transform[app_commands.AppCommandChannel, _TextChannel],
        time: Text,
        zone: Text,
        what: app_commands.Choice[str] | None = None,
        days: Text | None = None,
        role: discord.Role | None = None,
        thread: bool | None = None,
        publish: bool | None = None,
        course: Text | None = None,
        instead_of: Text | None = None,
    ) -> None:
        async def work(who: Caller) -> Outcome:
            chosen: Content | None = what.value if what else None  # type: ignore[assignment]
            minute, place = read_time(time), await context.services.zones.find(zone)
            on = read_days(days) if days else None
            mentioned = role.id if role else None
            request = ScheduleRequest(channel.id, minute, place, on, chosen, course, mentioned, thread)
            return await moderator.set(who, replace(request, publish=publish), instead_of)

        await context.answer(interaction, work)

    _add_completion(context, set_, moderator)


def _add_completion(
    context: FeatureContext, command: app_commands.Command[Any, ..., None], moderator: DailyCommands
) -> None:
    context.autocompleter.add(command, "zone", zone_completion(context.services))
    context.autocompleter.add(command, "instead_of", moderator.complete)
    context.autocompleter.add(command, "days", _complete_days)
    context.autocompleter.add(command, "course", _completion_of_courses(context))


async def _complete_days(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    fits = [each for each in DAYS if typed.casefold() in each]
    return [app_commands.Choice(name=each, value=each) for each in fits]


def _completion_of_courses(context: FeatureContext) -> Suggest:
    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        courses = context.services.library.courses
        fits = [each for each in courses if typed.casefold() in each.title.casefold()]
        return [app_commands.Choice(name=each.title, value=each.id) for each in fits[:25]]

    return complete


def _add_others(context: FeatureContext, group: app_commands.Group, moderator: DailyCommands) -> None:
    """Add the subcommands whose only option is the daily post."""
    for name, said in (
        ("show", "See this server's daily posts: what, where, when, and how the last one went"),
        ("preview", "See what the next post will look like. Only you see it"),
        ("now", "Post the next one right now, outside its schedule"),
        ("edit", "Change a daily post: time, channel, days, role. Nothing else changes"),
        ("pause", "Pause a daily post. It keeps its place in the course"),
        ("resume", "Resume a daily post after a pause or a problem"),
        ("skip", "Skip the next date. Its content moves to the date after"),
        ("remove", "Remove a daily post for good"),
    ):
        group.add_command(_simple(context, moderator, name, said))


def _simple(
    context: FeatureContext, moderator: DailyCommands, name: str, said: str
) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=name, description=said)
    @app_commands.describe(post="Which daily post. You can leave it out if there's only one")
    async def command(interaction: Interaction, post: Text | None = None) -> None:
        await context.answer(interaction, lambda who: moderator.run(who, name, post))

    context.autocompleter.add(command, "post", moderator.complete)
    return command
