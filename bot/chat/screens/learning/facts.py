"""Facts on a screen, as many as fit, with buttons to the other pages."""

from collections.abc import Iterable
from typing import TypeAlias

from discord import ui

from bot.chat import blocks
from bot.chat.words import citations
from bot.chat.words.learning import facts as words
from bot.domain.course.course import Course, Fact

Turn: TypeAlias = tuple[str, str, *tuple[str | int, ...]]
"""What the buttons to other pages carry before the page's number: screen, action, arguments."""


def sheet(
    course: Course,
    head: str,
    facts: Iterable[Fact],
    page: int,
    turn: Turn,
    back: blocks.Entry,
) -> ui.LayoutView:
    """Show a page of facts under a heading, the nearest to a number from 0.

    The primary button turns the page. On the last page, it leads `back`, which any other page does, too.
    """
    room = blocks.SCREEN_TEXT - len(head) - 40
    pages = blocks.pages([citations.state(fact, course.sources) for fact in facts], room)
    page = min(max(page, 0), len(pages) - 1)
    last = page + 1 == len(pages)
    buttons = [blocks.button(*(back if last else (words.NEXT, *turn, page + 1)), main=True)]
    if not last:
        buttons.append(blocks.button(*back))
    if page > 0:
        buttons.append(blocks.button(words.PREVIOUS, *turn, page - 1))
    card = blocks.card(blocks.text(head + pages[page] + words.foot(page, len(pages))))
    return blocks.view(card, blocks.row(*buttons))
