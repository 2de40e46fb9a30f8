"""Building blocks for screens: text cut to fit, rows of buttons, and the finished view.

A view is stopped before it's sent, so discord.py doesn't keep it in memory: every press goes to
`bot.chat.interaction.router`.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import discord
from discord import ui

from bot.chat.interaction.custom_id import MORE, encode
from bot.domain.course.course import Course

ACCENT = discord.Color(0x3B6FD4)
RIGHT = discord.Color(0x2E8B57)
WRONG = discord.Color(0xC0563B)
PARTLY = discord.Color(0xC99A2E)

SCREEN_TEXT = 4000
"""Characters of text that Discord allows on one screen."""

ONWARDS = "Try the course ▸"
"""A link to a course on a public message, read by people who have started it and people who haven't."""

USUAL = "-"
"""The value in a menu of courses that means no choice. No course has this id."""

Block: TypeAlias = ui.Item[Any]
Button: TypeAlias = ui.Button[Any]
Components: TypeAlias = list[dict[str, Any]]
Entry: TypeAlias = tuple[str, str, str, *tuple[str | int, ...]]
"""An entry of a "More…" menu: its label, then what a button would carry (screen, action, arguments)."""


def text(content: str) -> Block:
    """Return a paragraph of Markdown."""
    return ui.TextDisplay(content)


def line() -> Block:
    """Return a dividing line."""
    return ui.Separator()


def card(*children: Block, color: discord.Color = ACCENT) -> Block:
    """Group blocks behind a colored edge. The color never carries meaning alone."""
    return ui.Container(*children, accent_color=color)


def button(
    label: str,
    screen: str,
    action: str,
    *arguments: str | int,
    main: bool = False,
    danger: bool = False,
    disabled: bool = False,
) -> Button:
    """Return a button whose press reaches the router as `screen:action:arguments`.

    `main` marks the one to press next. A `disabled` button is shown but can't be pressed.
    """
    style = discord.ButtonStyle.primary if main else discord.ButtonStyle.secondary
    return ui.Button(
        label=shorten(label, 80),
        custom_id=encode(screen, action, *arguments),
        style=discord.ButtonStyle.danger if danger else style,
        disabled=disabled,
    )


def row(*buttons: Button) -> Block:
    """Put one to five buttons side by side."""
    return ui.ActionRow(*buttons)


def section(content: str, accessory: Button) -> Block:
    """Return a paragraph with a button next to it."""
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
    """Return a menu of up to 25 (value, label) options. `several` is how many can be chosen, if more than
    one. `chosen` is the value that's already selected.
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


def color(written: str) -> discord.Color:
    """Return the color that a course writes as `#0A6070`."""
    return discord.Color.from_str(written)


def other_courses(others: Iterable[Course], screen: str) -> list[Block]:
    """Return a menu to switch to another course, or nothing if there's only one."""
    options = [(other.id, other.title) for other in others]
    return [menu("Another course", options, screen, "course")] if options else []


def view(*blocks: Block) -> ui.LayoutView:
    """Return the finished screen."""
    layout = ui.LayoutView(timeout=None)
    for block in blocks:
        layout.add_item(block)
    layout.stop()
    return layout


class _Prepared(ui.LayoutView):
    """A screen whose components were made before."""

    def __init__(self, components: Components) -> None:
        super().__init__(timeout=None)
        self._components = components
        self.stop()

    def to_components(self) -> Components:
        """Return them, and what was added to this screen."""
        return [*self._components, *super().to_components()]  # type: ignore[no-untyped-call]

    def has_components_v2(self) -> bool:
        """Return True: all of our screens are made of these."""
        return True


def prepared(components: Components) -> ui.LayoutView:
    """Return a screen with components that were made before, by `to_components`."""
    return _Prepared(components)


def note(content: str, *, color: discord.Color = ACCENT, buttons: Sequence[Button] = ()) -> ui.LayoutView:
    """Return a screen with one paragraph and, if there are any, a row of buttons."""
    return view(card(text(content), color=color), *([row(*buttons)] if buttons else []))


def shorten(content: str, length: int) -> str:
    """Return the text. If it's longer than `length` characters, cut it at a space and add an ellipsis."""
    if len(content) <= length:
        return content
    cut = content[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip() + "…"


def pages(paragraphs: Sequence[str], length: int) -> list[str]:
    """Split paragraphs into pages of up to `length` characters, in order. Return at least one page.

    A paragraph that doesn't fit on a page of its own is shortened.
    """
    filled = [""]
    for paragraph in paragraphs:
        longer = f"{filled[-1]}\n\n{paragraph}".lstrip("\n")
        if len(longer) <= length:
            filled[-1] = longer
        else:
            filled.append(shorten(paragraph, length))
    return [page for page in filled if page] or [""]


def first_page(paragraphs: Sequence[str], length: int, more: str) -> str:
    """Return the first of `pages`, with `more` added if there are others."""
    first, *others = pages(paragraphs, length - len(more) - 2)
    return f"{first}\n\n{more}" if others else first
