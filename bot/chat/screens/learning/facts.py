"""Facts on a screen, as many as have room, with buttons to turn to the others."""

from collections.abc import Callable, Iterable

from discord import ui

from bot.chat import blocks
from bot.chat.words import citations
from bot.domain.course.course import Course, Fact


def sheet(
    course: Course,
    head: str,
    facts: Iterable[Fact],
    page: int | Fact,
    turn: Callable[[str, int], blocks.Button],
    *before: blocks.Button,
    after: tuple[blocks.Block, ...] = (),
) -> ui.LayoutView:
    """A page (from 0; the nearest there is) of these facts under a heading, or the page with one of them.

    `turn` makes the button with a label that leads to a page; `before` are buttons that stand before those.
    """
    room = blocks.SCREEN_TEXT - len(head) - 40
    pages = blocks.pages([citations.state(fact, course.sources) for fact in facts], room)
    if isinstance(page, Fact):
        stated = citations.state(page, course.sources)
        page = next((number for number, text in enumerate(pages) if stated in text), 0)
    page = min(max(page, 0), len(pages) - 1)
    foot = f"\n\n-# Page {page + 1} of {len(pages)}" if len(pages) > 1 else ""
    buttons = list(before)
    if page > 0:
        buttons.append(turn("Previous", page - 1))
    if page + 1 < len(pages):
        buttons.append(turn("Next", page + 1))
    return blocks.view(blocks.card(blocks.text(head + pages[page] + foot)), blocks.row(*buttons), *after)
