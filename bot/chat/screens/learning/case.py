"""The case: its facts by topic, in order of time."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.screens.learning import facts
from bot.chat.words import labels
from bot.chat.words.learning import facts as words
from bot.domain.course.course import Course, Fact

PAGE = 440
"""Characters of facts on a page, so that it fits on a phone's screen."""


def topics(course: Course) -> ui.LayoutView:
    """Show the topics of the case, and a menu of them."""
    text = "\n".join([words.CASE, *(words.topic(course.topic_title(topic)) for topic in course.topics)])
    if course.topics:
        start = words.start(course.topic_title(course.topics[0]))
        button = blocks.button(start, "case", "show", course.id, course.topics[0], 0, main=True)
    else:
        button = blocks.button(labels.LEARN, "learn", "go", course.id, main=True)
    names = [(topic, course.topic_title(topic)) for topic in course.topics]
    menu = [blocks.menu(words.CHOOSE_TOPIC, names, "case", "topic", course.id)] if names else []
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(button), *menu)


def topic(course: Course, name: str, page: int | Fact) -> ui.LayoutView:
    """Show a page of a topic's facts: by its number from 0 (the nearest there is), or the one with a fact.

    Their sources are one press away.
    """
    pages = _pages(course, name)
    if isinstance(page, Fact):
        page = next((number for number, found in enumerate(pages) if page in found), 0)
    page = min(max(page, 0), len(pages) - 1)
    rest = course.topics[course.topics.index(name) + 1 :]
    here = ("case", "show", course.id)
    go_on: blocks.Entry = (labels.LEARN, "learn", "go", course.id)
    end = (words.next_topic(course.topic_title(rest[0])), *here, rest[0], 0) if rest else go_on
    last = page + 1 == len(pages)
    buttons = [
        blocks.button(*(end if last else (words.NEXT, *here, name, page + 1)), main=True),
        blocks.button(words.ALL_TOPICS, *here, "", 0),
    ]
    if page > 0:
        buttons.append(blocks.button(words.PREVIOUS, *here, name, page - 1))
    more: list[blocks.Entry] = [(words.SOURCES, "case", "src", course.id, name, page)]
    more += [go_on] if rest or not last else []
    rows = "\n\n".join(map(words.short, pages[page]))
    text = f"### {course.topic_title(name)}\n{rows}{words.foot(page, len(pages))}"
    card = blocks.card(blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT)))
    return blocks.view(card, blocks.row(*buttons), *blocks.more(more))


def sources(course: Course, name: str, page: int, sheet: int = 0) -> ui.LayoutView:
    """Show a page of a topic's facts with the status and the sources of each."""
    pages = _pages(course, name)
    page = min(max(page, 0), len(pages) - 1)
    back: blocks.Entry = (words.BACK, "case", "show", course.id, name, page)
    head = f"### {words.SOURCES}: {course.topic_title(name)}\n"
    return facts.sheet(course, head, pages[page], sheet, ("case", "src", course.id, name, page), back)


def in_order(course: Course, topic: str) -> Sequence[Fact]:
    """Return a topic's facts by date: those of a month after those of its days, undated ones last."""
    facts = [fact for fact in course.facts.values() if fact.topic == topic]
    return sorted(facts, key=lambda fact: f"{fact.date or ''}~")  # "~" comes after digits and "-"


def _pages(course: Course, topic: str) -> list[list[Fact]]:
    """Return a topic's facts page by page, as many on each as fit."""
    pages: list[list[Fact]] = [[]]
    length = 0
    for fact in in_order(course, topic):
        length += len(words.short(fact))
        if pages[-1] and length > PAGE:
            pages.append([])
            length = len(words.short(fact))
        pages[-1].append(fact)
    return pages
