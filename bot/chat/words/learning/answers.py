"""What `/ask` says."""

from collections import Counter

from bot.chat.words import citations, quoting
from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.numbers import count
from bot.services.learning.ask import CourseAnswer, FoundPassage

QUESTION = 200
"""Longest part of the question that's shown back, in characters."""

CITED = 350
"""Characters for the sources under a passage; "Sources" has all of them."""

READ = "Read the lesson ▸"
SOURCES = "Sources"
IN_CASE = "Look it up in the case ▸"
CASE = "The case"

_KINDS = {"fact": "The case", "term": "Glossary", "checklist": "Checklist"}


def asked(answer: CourseAnswer) -> str:
    """Return the question, to show above its answer."""
    return f"-# You asked: {quoting.clean(answer.question, QUESTION)}"


def no_answer(question: str) -> str:
    """Return what to say when the course doesn't answer a question."""
    return (
        f'**The course has no answer to "{quoting.clean(question, QUESTION)}".**\n'
        "I'd rather say so than guess. Try other words, or look through the lessons and the case."
    )


def other(title: str, label: str) -> str:
    """Return the label of an entry for one of the other passages."""
    return f"{title} · {label.removesuffix(' ▸')}"


def where(said: FoundPassage) -> str:
    """Return where a passage is from."""
    lesson = lesson_title(said.place.lesson) if said.place else ""
    return " · ".join(filter(None, [said.course.title, _KINDS.get(said.passage.kind), lesson]))


def grounds(said: FoundPassage) -> str:
    """Return a passage's status, note and first sources."""
    return " ".join(filter(None, [_status(said), _sources(said)])) or "In the words of this course."


def _status(said: FoundPassage) -> str:
    if said.passage.kind == "fact":
        [fact] = said.facts
        return f"Status: {citations.STATUSES[fact.status]}." + (f" Note: {fact.note}" if fact.note else "")
    counts = Counter(fact.status for fact in said.facts)
    if not counts:
        return ""
    counted = ", ".join(f"{number} {citations.STATUSES[status]}" for status, number in counts.most_common())
    return f"Based on {count(len(said.facts), 'fact')}: {counted}."


def _sources(said: FoundPassage) -> str:
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
