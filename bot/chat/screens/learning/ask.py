"""The answer to a question: what the course says, where, how sure it is, and its sources."""

from discord import ui

from bot.chat import blocks
from bot.chat.words import labels
from bot.chat.words.learning import answers as words
from bot.services.learning.ask import CourseAnswer, FoundPassage


def answer(reply: CourseAnswer) -> ui.LayoutView:
    """Show the passages, best first, and the way to the best one; or say that there are none."""
    if not reply.said:
        return _no_answer(reply.question)
    head = words.asked(reply)
    titles = [f"### {blocks.shorten(said.passage.title, 100)}\n" for said in reply.said]
    notes = [f"\n-# {words.where(said)}\n-# {words.grounds(said)}" for said in reply.said]
    room = blocks.SCREEN_TEXT - len(head) - sum(map(len, [*titles, *notes]))
    cards = []
    for number, said in enumerate(reply.said):
        text = blocks.shorten(said.passage.text, room // (len(reply.said) - number))
        room -= len(text)
        cards.append(blocks.card(blocks.text(titles[number] + text + notes[number])))
    return blocks.view(blocks.text(head), *cards, *_ways(reply))


def _ways(reply: CourseAnswer) -> list[blocks.Block]:
    """Return the primary button to the best passage with a place to read it, and a menu of the other ways."""
    ways = [_entries(said, number) for number, said in enumerate(reply.said)]
    best = next((number for number, entries in enumerate(ways) if entries), 0)
    entries = ways[best] or [(labels.ALL_LESSONS, "ask", "lessons")]
    buttons = [blocks.button(*entry, main=place == 0) for place, entry in enumerate(entries)]
    more: list[blocks.Entry] = [
        (words.other(blocks.shorten(reply.said[number].passage.title, 70), entry[0]), *entry[1:])
        for number, others in enumerate(ways)
        if number != best
        for entry in others
    ]
    return [blocks.row(*buttons), *blocks.more(more)]


def _entries(said: FoundPassage, number: int) -> list[blocks.Entry]:
    """Return the ways to a passage, the best one first.

    The number keeps the custom ids of two passages from the same card apart.
    """
    course, passage = said.course.id, said.passage
    if said.place and passage.extra:
        return [(words.READ, "ask", "extra", course, said.place.lesson.id, passage.extra, number)]
    if said.place and passage.card:
        here = (course, said.place.lesson.id, passage.card, number)
        read: blocks.Entry = (words.READ, "ask", "page", *here)
        return [read, (words.SOURCES, "ask", "sources", *here)] if said.facts else [read]
    if said.facts:
        topic = said.course.topics.index(said.facts[0].topic)
        return [(words.IN_CASE, "ask", "topic", course, topic, number)]
    return []


def _no_answer(question: str) -> ui.LayoutView:
    buttons = [
        blocks.button(labels.ALL_LESSONS, "ask", "lessons", main=True),
        blocks.button(words.CASE, "ask", "topics"),
    ]
    return blocks.note(words.no_answer(question), buttons=buttons)
