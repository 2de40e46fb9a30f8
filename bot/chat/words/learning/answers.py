"""What `/ask` says."""

import re
from collections import Counter

from bot.chat.words import citations, quoting
from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.numbers import count
from bot.services.learning.ask import CourseAnswer, FoundPassage

QUESTION = 80
"""Longest part of the question that's shown back, in characters."""

CITED = 350
"""Characters for the sources under a passage; "Sources" has all of them."""

LINES = 150
"""Characters that fit on three lines of a phone."""

READ = "Read the lesson ▸"
SOURCES = "Sources"
IN_CASE = "Look it up in the case ▸"
CHECKLIST = "Open the checklist ▸"
CASE = "The case"
FULL = "Read it all"
OTHERS = "Other answers"
BACK = "Back to the answer"

_SENTENCE = re.compile(r"(?<=[.!?…])\s")
_MARKS = re.compile(r"^[>*\s-]+|\*\*|\n", re.MULTILINE)

_KINDS = {"fact": "The case", "term": "Glossary", "checklist": "Checklist"}


def asked(answer: CourseAnswer) -> str:
    """Return the question, to show above its answer."""
    return f"-# You asked: {quoting.clean(answer.question, QUESTION)}"


def no_answer(answer: CourseAnswer, *, near: bool) -> str:
    """Return what to say when the course doesn't answer a question. `near`: similar topics are offered."""
    ways = (
        "This is the closest I have:"
        if near
        else "Try other words, or look through the lessons and the case."
    )
    return (
        f"{asked(answer)}\n**The course doesn't cover that.** I'd rather say so than guess. {ways}\n"
        "-# I count questions like this for the course's author, without your name."
    )


def three_lines(text: str) -> str:
    """Return the first sentences of a text, as many as fit on three lines of a phone, without its markup."""
    shown, *rest = _SENTENCE.split(plain(text))
    for sentence in rest:
        if len(shown) + len(sentence) >= LINES:
            break
        shown += f" {sentence}"
    return shown if len(shown) <= LINES else shown[: LINES - 1].rsplit(" ", 1)[0] + "…"


def other(said: FoundPassage) -> str:
    """Return the label of an entry for one of the other passages: what it's about, and how it begins."""
    return f"{said.passage.title}: {plain(said.passage.text)}"


def plain(text: str) -> str:
    """Return a text on one line, without its markup."""
    return " ".join(_MARKS.sub(" ", text).split())


def summary(said: FoundPassage) -> str:
    """Return where a passage is from and how certain it is, on one line."""
    lesson = lesson_title(said.place.lesson) if said.place else _KINDS.get(said.passage.kind, "")
    status = f"Status: {citations.STATUSES[said.facts[0].status]}" if said.passage.kind == "fact" else ""
    return " · ".join(filter(None, [lesson, status]))


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
