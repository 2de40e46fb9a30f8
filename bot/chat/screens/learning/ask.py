"""The answer to a question: what the course says, where, how sure it is and who says so."""

from collections import Counter

from discord import ui

from bot.chat import blocks
from bot.chat.words import citations, labels, numbers, quoting
from bot.chat.words.learning.lessons import in_sentence, lesson_title
from bot.services.learning.ask import CourseAnswer, Said

QUESTION = 200
"""Characters of the question that are shown back."""

CITED = 350
"""Characters for the sources under a passage; all of them are behind the button."""

_KINDS = {"fact": "The case", "term": "Glossary", "checklist": "Checklist"}


def answer(reply: CourseAnswer) -> ui.LayoutView:
    """The passages, best first, each with the way to where it can be read; or that there is none."""
    if not reply.said:
        return _no_answer(reply.question)
    head = f"-# You asked: {quoting.clean(reply.question, QUESTION)}"
    titles = [f"### {blocks.shorten(said.passage.title, 100)}\n" for said in reply.said]
    notes = [f"\n-# {_where(said)}\n-# {_grounds(said)}" for said in reply.said]
    room = blocks.SCREEN_TEXT - len(head) - sum(map(len, [*titles, *notes]))
    cards = []
    for number, said in enumerate(reply.said):
        text = blocks.shorten(said.passage.text, room // (len(reply.said) - number))
        room -= len(text)
        buttons = _buttons(said, number)
        shown = blocks.text(titles[number] + text + notes[number])
        cards.append(blocks.card(shown, *([blocks.row(*buttons)] if buttons else [])))
    return blocks.view(blocks.text(head), *cards)


def _no_answer(question: str) -> ui.LayoutView:
    asked = quoting.clean(question, QUESTION)
    text = (
        f"### The course has no answer to “{asked}”\n"
        "I'd rather say so than show you the nearest thing. If you think that it should have one, try other "
        "words, or look through the lessons and the case."
    )
    buttons = [
        blocks.button(labels.ALL_LESSONS, "ask", "lessons", main=True),
        blocks.button("The case", "ask", "topics"),
    ]
    return blocks.note(text, buttons=buttons)


def _where(said: Said) -> str:
    lesson = lesson_title(said.place.lesson) if said.place else ""
    return " · ".join(filter(None, [said.course.title, _KINDS.get(said.passage.kind), lesson]))


def _grounds(said: Said) -> str:
    """How sure it is, what the record corrects, and the first of its sources."""
    return " ".join(filter(None, [_status(said), _sources(said)])) or "In the words of this course."


def _status(said: Said) -> str:
    if said.passage.kind == "fact":
        [fact] = said.facts
        return f"Status: {citations.STATUSES[fact.status]}." + (f" Note: {fact.note}" if fact.note else "")
    counts = Counter(fact.status for fact in said.facts)
    if not counts:
        return ""
    counted = ", ".join(f"{count} {citations.STATUSES[status]}" for status, count in counts.most_common())
    return f"Rests on {numbers.count(len(said.facts), 'statement')}: {counted}."


def _sources(said: Said) -> str:
    stated = [*said.passage.sources, *(source for fact in said.facts for source in fact.sources)]
    sources = [said.course.sources[source] for source in dict.fromkeys(stated)]
    cited: list[str] = []
    for source in sources:
        text = citations.cite(source)
        if len("; ".join([*cited, text])) > CITED:
            break
        cited.append(text)
    if sources and not cited:
        cited.append(f"*{sources[0].title}*")
    more = f" and {len(sources) - len(cited)} more" if len(sources) > len(cited) else ""
    return f"Source: {'; '.join(cited)}{more}" if cited else ""


def _buttons(said: Said, number: int) -> list[blocks.Button]:
    """The number keeps apart the buttons of two passages from the same page."""
    course = said.course.id
    if said.place and (said.passage.card or said.passage.extra):
        here = (course, said.place.lesson.id, said.passage.card or 1, number)
        read = blocks.button(f"Read it in {in_sentence(said.place.lesson)}", "ask", "page", *here)
        return [read, blocks.button("Sources", "ask", "sources", *here)] if said.facts else [read]
    if said.facts:
        topic = said.course.topics.index(said.facts[0].topic)
        return [blocks.button("Look it up in the case", "ask", "topic", course, topic, number)]
    return []
