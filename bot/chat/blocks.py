"""Building blocks of screens: text that fits, rows of buttons, and the finished view.

A view is stopped before it's sent, so that discord.py keeps none of it: every press goes to
`bot.chat.interaction.router`.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import discord
from discord import ui

from bot.chat.interaction.custom_id import MORE, encode
from bot.domain.course.course import Course

ACCENT = discord.Colour(0x3B6FD4)
RIGHT = discord.Colour(0x2E8B57)
WRONG = discord.Colour(0xC0563B)
PARTLY = discord.Colour(0xC99A2E)

SCREEN_TEXT = 4000
"""Characters of text that Discord allows on one screen."""

ONWARDS = "Start or go on with this course"
"""To a course, on a message for everyone: some who read it have begun, some have not."""

Block: TypeAlias = ui.Item[Any]
Button: TypeAlias = ui.Button[Any]
Entry: TypeAlias = tuple[str, str, str, *tuple[str | int, ...]]
"""An entry of a "More…" menu: its label, then what a button would carry: screen, action, arguments."""


def text(content: str) -> Block:
    """A paragraph of Markdown."""
    return ui.TextDisplay(content)


def line() -> Block:
    """A dividing line."""
    return ui.Separator()


def card(*children: Block, colour: discord.Colour = ACCENT) -> Block:
    """Blocks that belong together, with a coloured edge (which never carries meaning alone)."""
    return ui.Container(*children, accent_colour=colour)


def button(
    label: str,
    screen: str,
    action: str,
    *arguments: str | int,
    main: bool = False,
    danger: bool = False,
    disabled: bool = False,
) -> Button:
    """A button whose press reaches the router as `screen:action:arguments`. `main`: the one to press next;
    `disabled`: it is seen and can't be pressed."""
    style = discord.ButtonStyle.primary if main else discord.ButtonStyle.secondary
    return ui.Button(
        label=shorten(label, 80),
        custom_id=encode(screen, action, *arguments),
        style=discord.ButtonStyle.danger if danger else style,
        disabled=disabled,
    )


def row(*buttons: Button) -> Block:
    """One to five buttons beside each other."""
    return ui.ActionRow(*buttons)


def section(content: str, accessory: Button) -> Block:
    """A paragraph with a button at its side."""
    return ui.Section(ui.TextDisplay(content), accessory=accessory)


def menu(
    placeholder: str,
    options: Iterable[tuple[str, str]],
    screen: str,
    action: str,
    *arguments: str | int,
    several: bool = False,
    chosen: str | None = None,
) -> Block:
    """A menu of at most 25 (value, label) options, one or `several` of which can be chosen.

    `chosen` is the value that is chosen already.
    """
    choices = [
        discord.SelectOption(value=value, label=shorten(label, 100), default=value == chosen)
        for value, label in options
    ][:25]
    return ui.ActionRow(
        ui.Select(
            placeholder=shorten(placeholder, 150),
            options=choices,
            custom_id=encode(screen, action, *arguments),
            max_values=len(choices) if several else 1,
        )
    )


def more(entries: Iterable[Entry], placeholder: str = "More…") -> list[Block]:
    """Return a menu whose entries work as if each were a button; nothing without entries."""
    options = [(encode(screen, action, *rest), label) for label, screen, action, *rest in entries]
    return [menu(placeholder, options, *MORE)] if options else []


def colour(written: str) -> discord.Colour:
    """Return the color that a course writes as `#0A6070`."""
    return discord.Colour.from_str(written)


def other_courses(others: Iterable[Course], screen: str) -> list[Block]:
    """A menu to change to another course, where there is one."""
    options = [(other.id, other.title) for other in others]
    return [menu("Another course", options, screen, "course")] if options else []


def view(*blocks: Block) -> ui.LayoutView:
    """The finished screen."""
    layout = ui.LayoutView(timeout=None)
    for block in blocks:
        layout.add_item(block)
    layout.stop()
    return layout


def note(content: str, *, colour: discord.Colour = ACCENT, buttons: Sequence[Button] = ()) -> ui.LayoutView:
    """A screen of one paragraph, with a row of buttons if there are any."""
    return view(card(text(content), colour=colour), *([row(*buttons)] if buttons else []))


def shorten(content: str, length: int) -> str:
    """The text, cut at a blank and marked with an ellipsis where it has more than `length` characters."""
    if len(content) <= length:
        return content
    cut = content[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip() + "…"


def pages(paragraphs: Sequence[str], length: int) -> list[str]:
    """The paragraphs in order, as many together as have room in `length` characters; at least one page.

    A paragraph that has no room by itself is shortened.
    """
    filled = [""]
    for paragraph in paragraphs:
        longer = f"{filled[-1]}\n\n{paragraph}".lstrip("\n")
        if len(longer) <= length:
            filled[-1] = longer
        else:
            filled.append(shorten(paragraph, length))
    return [page for page in filled if page] or [""]


def leading(paragraphs: Sequence[str], length: int, more: str) -> str:
    """The first of `pages`; `more` follows where there are others."""
    first, *others = pages(paragraphs, length - len(more) - 2)
    return f"{first}\n\n{more}" if others else first
