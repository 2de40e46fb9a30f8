"""The answer to a question: what the course says, where, how sure it is, and its sources."""

from collections.abc import Callable

from discord import ui

from bot.chat import blocks
from bot.chat.screens.learning import facts
from bot.chat.words import labels
from bot.chat.words.learning import answers as words
from bot.services.learning.ask import CourseAnswer, FoundPassage

Mention = Callable[[str], str]
"""Turns a command's name into a mention that can be tapped."""

NEAREST = 2
"""Topics that are offered if there's no answer."""


def answer(reply: CourseAnswer, mention: Mention = "/{}".format) -> ui.LayoutView:
    """Show the best passage in three lines, and the ways to it and to the others; or say there's none."""
    if not reply.said:
        return _no_answer(reply)
    best, *others = reply.said
    text = _text(best, mention)
    cut = text if best.about else words.three_lines(text)
    body = f"{words.asked(reply)}\n### {blocks.shorten(best.passage.title, 60)}\n{cut}"
    if not best.about:
        body += f"\n-# {words.summary(best)}"
    full = best.passage.kind != "lesson" and cut != words.plain(text)
    more = [(words.other(each), *_opens(each, number)) for number, each in enumerate(others, 1)]
    card, ways = blocks.card(blocks.text(body)), _ways(best, full=full)
    return blocks.view(card, ways, *blocks.more(more, words.OTHERS))


def passage(said: FoundPassage, mention: Mention = "/{}".format) -> ui.LayoutView:
    """Show a whole passage, with its status and sources."""
    head = f"### {blocks.shorten(said.passage.title, 100)}\n"
    notes = "" if said.about else f"\n-# {words.where(said)}\n-# {words.grounds(said)}"
    text = blocks.shorten(_text(said, mention), blocks.SCREEN_TEXT - len(head) - len(notes))
    return blocks.view(blocks.card(blocks.text(head + text + notes)), _ways(said, full=False))


def sources(said: FoundPassage, page: int) -> ui.LayoutView:
    """Show the facts behind a passage, each with its status and source."""
    here = (said.course.id, said.passage.key)
    head = f"### {words.SOURCES}: {blocks.shorten(said.passage.title, 100)}\n"
    back: blocks.Entry = (words.BACK, "ask", "passage", *here)
    return facts.sheet(said.course, head, said.facts, page, ("ask", "cited", *here), back)


def _text(said: FoundPassage, mention: Mention) -> str:
    return said.about.said(mention) if said.about else said.passage.text


def _ways(said: FoundPassage, *, full: bool) -> blocks.Block:
    """Return the primary button to where a passage is, and the ways to all of its text and its sources."""
    here = (said.course.id, said.passage.key)
    entries = [_place(said, 0) or (labels.ALL_LESSONS, "ask", "lessons")]
    if full:
        entries.append((words.FULL, "ask", "passage", *here))
    if said.facts:
        entries.append((words.SOURCES, "ask", "cited", *here))
    return blocks.row(*(blocks.button(*entry, main=place == 0) for place, entry in enumerate(entries)))


def _place(said: FoundPassage, number: int) -> blocks.Entry | None:
    """Return the way to where a passage is.

    The number keeps the custom ids of two passages from the same card apart.
    """
    course, found = said.course.id, said.passage
    if said.about:
        return (said.about.button, *said.about.opens(course))
    if said.place and found.extra:
        return (words.READ, "ask", "extra", course, said.place.lesson.id, found.extra, number)
    if said.place and found.card:
        return (words.READ, "ask", "page", course, said.place.lesson.id, found.card, number)
    if found.kind == "checklist":
        return (words.CHECKLIST, "checklist", "page", course, found.group, 0)
    if said.facts:
        return (words.IN_CASE, "ask", "topic", course, said.course.topics.index(said.facts[0].topic), number)
    return None


def _opens(said: FoundPassage, number: int) -> tuple[str, str, *tuple[str | int, ...]]:
    """Return what opens a passage that isn't shown."""
    return ("ask", "passage", said.course.id, said.passage.key, number)


def _no_answer(reply: CourseAnswer) -> ui.LayoutView:
    """Say that there's no answer, and offer the nearest topics, or else all lessons and the case."""
    by_title = {said.passage.title: said for said in reversed(reply.nearest)}
    near = [said for said in reply.nearest if by_title[said.passage.title] is said][:NEAREST]
    topics = [(said.passage.title, *_opens(said, number)) for number, said in enumerate(near)]
    usual: list[blocks.Entry] = [(labels.ALL_LESSONS, "ask", "lessons"), (words.CASE, "ask", "topics")]
    shown, rest = (topics, usual) if topics else (usual, [])
    buttons = [blocks.button(*entry, main=place == 0) for place, entry in enumerate(shown)]
    text = words.no_answer(reply, near=bool(topics))
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons), *blocks.more(rest))
