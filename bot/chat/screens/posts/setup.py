"""Set up a daily post on one screen with everything filled in. Its controls carry the choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import discord
from discord import ui

from bot.chat import blocks, zones
from bot.chat.interaction.custom_id import Control, encode, read_number
from bot.chat.words import reminders
from bot.chat.words.dates import say_time
from bot.chat.words.posts import CONTENTS
from bot.chat.words.servers import setup as words
from bot.domain.calendar.local_times import LocalTime
from bot.domain.calendar.time_zone import Zone
from bot.domain.calendar.time_zone import zones as known_zones
from bot.domain.posts.post import Content
from bot.errors.user import StaleControl

MORNING, DAY = 9 * 60, 24 * 60
"""Minutes between the times in the menu."""

FIRST_TIMES = 24
"""Local times in the first menu: it has 25 entries, and the last one leads to the rest."""

CLOCKS, OTHERS = "clocks", "others"
"""What the menu of time zones carries for the first local times, and for the rest."""

NO_ZONE = "-"


@dataclass(frozen=True)
class Choices:
    """What a moderator has chosen so far. `known` is how many daily posts the server had when they began;
    `minute` is of the day.
    """

    known: int
    channel: int
    minute: int = MORNING
    content: Content = "questions"
    zone: str | None = None

    @property
    def arguments(self) -> tuple[str | int, ...]:
        """Return what controls carry."""
        return (self.known, self.channel, self.minute, self.content, self.zone or NO_ZONE)

    @classmethod
    def read(cls, control: Control) -> "Choices":
        """Return what a control carries. Raises StaleControl."""
        zone = control.text(4)
        if zone != NO_ZONE and zone not in known_zones():
            raise StaleControl
        content = read_content(control.text(3))
        return cls(
            control.number(0),
            control.id(1),
            read_minute(control.text(2)),
            content,
            None if zone == NO_ZONE else zone,
        )


def read_minute(text: str) -> int:
    """Return a minute of the day. Raises StaleControl."""
    return read_number(text, DAY - 1)


def read_content(text: str) -> Content:
    """Return what to post. Raises StaleControl."""
    for content in get_args(Content):
        if text == content:
            return content  # type: ignore[no-any-return]
    raise StaleControl


@dataclass(frozen=True)
class ZoneMenu:
    """What the menu of time zones offers: zones, of which the first is the chosen one, or local times. Its
    last entry carries `more` and leads to other local times, if it isn't empty.
    """

    zones: Sequence[Zone] = ()
    times: Sequence[LocalTime] = ()
    more: str = ""


def form(choices: Choices, menu: ZoneMenu, now: int, *, there: bool, refused: str = "") -> ui.LayoutView:
    """Return the screen. `there`: the channel exists. `refused` says why nothing was saved."""
    zone = known_zones()[choices.zone] if choices.zone else None
    rule = words.rule(CONTENTS[choices.content], choices.channel, choices.minute, zone, now)
    lines = [f"⚠ {refused}" if refused else words.HEAD, rule, words.CHECK if zone else words.WHICH_CLOCK]
    save = blocks.button(
        words.SAVE, "daily", "setup-save", *choices.arguments, main=True, disabled=zone is None
    )
    hours = [(str(minute), say_time(minute)) for minute in range(0, DAY, 60)]
    contents = list(CONTENTS.items())
    color = blocks.PARTLY if refused else blocks.ACCENT
    return blocks.view(
        blocks.card(blocks.text("\n".join(lines)), color=color),
        _channel(choices, there=there),
        _menu(choices, "at", words.TIME, hours, str(choices.minute)),
        _zones(choices, menu, now),
        _menu(choices, "what", words.CONTENT, contents, choices.content),
        blocks.row(save),
    )


def _menu(
    choices: Choices, action: str, prompt: str, options: Sequence[tuple[str, str]], chosen: str
) -> blocks.Block:
    return blocks.menu(prompt, options, "daily", f"setup-{action}", *choices.arguments, chosen=chosen)


def _channel(choices: Choices, *, there: bool) -> blocks.Block:
    kind = discord.SelectDefaultValueType.channel
    return ui.ActionRow(
        ui.ChannelSelect(
            placeholder=words.CHANNEL,
            custom_id=encode("daily", "setup-in", *choices.arguments),
            channel_types=[discord.ChannelType.text, discord.ChannelType.news],
            default_values=[discord.SelectDefaultValue(id=choices.channel, type=kind)] if there else [],
        )
    )


def _zones(choices: Choices, menu: ZoneMenu, now: int) -> blocks.Block:
    options = [
        discord.SelectOption(label=zones.label(each, now)[:100], value=each.name, default=place == 0)
        for place, each in enumerate(menu.zones)
    ] or [
        discord.SelectOption(
            label=reminders.clock(time), description=", ".join(time.cities)[:100], value=str(time.offset)
        )
        for time in menu.times
    ]
    if menu.more:
        options.append(discord.SelectOption(label=reminders.ANOTHER_TIME, value=menu.more))
    return ui.ActionRow(
        ui.Select(
            placeholder=words.CITY if menu.zones else words.CLOCK,
            options=options,
            custom_id=encode("daily", "setup-zone", *choices.arguments),
        )
    )
