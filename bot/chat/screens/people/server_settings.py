"""A server's settings, with a menu for each."""

from collections.abc import Iterable, Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.words import feature_names
from bot.chat.words.quoting import literal
from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.group_results import FEWEST, MOST
from bot.domain.posts.server import FEATURES, ServerSettings

NO_STAFF = "on, once there's a staff channel"

_CHANNEL = discord.SelectDefaultValueType.channel
_ROLE = discord.SelectDefaultValueType.role


def settings(
    current: ServerSettings, there: frozenset[int], library: Library, done: str = ""
) -> ui.LayoutView:
    """Show the settings, with a menu to change each one. If there are several courses, that's one of them.

    `there` has the ids of channels and roles that exist: a menu can't preselect any others.
    """
    on = [(each, feature_names.FEATURES[each], each not in current.off) for each in FEATURES]
    return blocks.view(
        blocks.card(blocks.text(f"## Server settings\n{done}{_text(current, library)}")),
        _channels("Staff channel", "staff", [current.staff_channel or 0], there, 1),
        _roles("Teacher role", "teacher", [current.teacher_role or 0], there),
        _channels("Channels for posts (leave empty for all)", "channels", current.channels, there, 25),
        blocks.menu("Results show from", _numbers(), "server", "results", chosen=str(current.results_from)),
        _features(on),
        *([_courses(library.known(current.course), library)] if len(library.courses) > 1 else []),
        blocks.row(
            blocks.button("Check what works", "server", "check", main=True),
            blocks.button("Who changed what", "server", "log", 0),
            _summary(current),
        ),
    )


def _text(current: ServerSettings, library: Library) -> str:
    staff = (
        f"<#{current.staff_channel}>"
        if current.staff_channel
        else "none yet, so I tell the person who set up the post"
    )
    teacher = f"<@&{current.teacher_role}>" if current.teacher_role else "none"
    allowed = " ".join(f"<#{each}>" for each in sorted(current.channels)) or "all"
    off = ", ".join(feature_names.FEATURES[each] for each in FEATURES if each in current.off) or "none"
    course = literal((library.known(current.course) or library.default).title)
    taught = f"**Course** for people who haven't chosen one: {course}\n" if len(library.courses) > 1 else ""
    weekly = "off" if current.summary_at is None else "on" if current.staff_channel else NO_STAFF
    return (
        f"**Staff channel** for problems: {staff}\n"
        f"**Weekly summary** there, on Mondays: {weekly}\n"
        f"**Teacher role** for /class and the buttons on daily posts: {teacher}\n"
        f"**Channels for posts and shared pages**: {allowed}\n"
        f"**Question of the day**: results from {current.results_from} answers\n"
        f"**Switched off**: {off}\n"
        f"{taught}\n"
        "-# To choose who can run which command, go to Discord's Server settings → Integrations."
    )


def _summary(current: ServerSettings) -> blocks.Button:
    """Return the button that switches the weekly summary on or off."""
    off = current.summary_at is None
    label = "Send a weekly summary" if off else "Stop the weekly summary"
    return blocks.button(label, "server", "summary", int(off))


def _courses(chosen: Course | None, library: Library) -> blocks.Block:
    titles = [(course.id, course.title) for course in library.courses[:24]]
    options = [(blocks.USUAL, f"The bot's default: {library.default.title}"), *titles]
    return blocks.menu("Course", options, "server", "course", chosen=chosen.id if chosen else blocks.USUAL)


def _numbers() -> list[tuple[str, str]]:
    return [(str(count), f"Results from {count} answers") for count in range(FEWEST, MOST + 1)]


def _channels(
    said: str, action: str, chosen: Iterable[int], there: frozenset[int], most: int
) -> blocks.Block:
    defaults = [discord.Object(each) for each in sorted(chosen) if each in there]
    return ui.ActionRow(
        ui.ChannelSelect(
            placeholder=said,
            custom_id=encode("server", action),
            channel_types=[discord.ChannelType.text, discord.ChannelType.news],
            min_values=0,
            max_values=most,
            default_values=[discord.SelectDefaultValue(id=each.id, type=_CHANNEL) for each in defaults],
        )
    )


def _roles(said: str, action: str, chosen: Iterable[int], there: frozenset[int]) -> blocks.Block:
    defaults = [discord.SelectDefaultValue(id=each, type=_ROLE) for each in chosen if each in there]
    return ui.ActionRow(
        ui.RoleSelect(
            placeholder=said,
            custom_id=encode("server", action),
            min_values=0,
            max_values=1,
            default_values=defaults,
        )
    )


def _features(on: Sequence[tuple[str, str, bool]]) -> blocks.Block:
    options = [discord.SelectOption(value=value, label=name, default=is_on) for value, name, is_on in on]
    return ui.ActionRow(
        ui.Select(
            placeholder="What's switched on",
            custom_id=encode("server", "features"),
            options=options,
            min_values=0,
            max_values=len(options),
        )
    )
