"""Facts on a screen, as many as fit, with buttons to the other pages."""

from collections.abc import Iterable, Sequence
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
    page: int | Fact,
    turn: Turn,
    end: blocks.Entry,
    back: blocks.Entry | None = None,
    more: Sequence[blocks.Entry] = (),
    after: Sequence[blocks.Block] = (),
) -> ui.LayoutView:
    """Show a page of facts under a heading: the nearest to a number from 0, or the one with a fact.

    The primary button turns the page. On the last page, it's `end`. `back` leaves from any page; without it,
    `end` does.
    """
    room = blocks.SCREEN_TEXT - len(head) - 40
    pages = blocks.pages([citations.state(fact, course.sources) for fact in facts], room)
    if isinstance(page, Fact):
        stated = citations.state(page, course.sources)
        page = next((number for number, text in enumerate(pages) if stated in text), 0)
    page = min(max(page, 0), len(pages) - 1)
    last = page + 1 == len(pages)
    buttons = [blocks.button(*(end if last else (words.NEXT, *turn, page + 1)), main=True)]
    if back or not last:
        buttons.append(blocks.button(*(back or end)))
    if page > 0:
        buttons.append(blocks.button(words.PREVIOUS, *turn, page - 1))
    card = blocks.card(blocks.text(head + pages[page] + words.foot(page, len(pages))))
    return blocks.view(card, blocks.row(*buttons), *after, *blocks.more(more))
