"""Check that texts shown together fit on one screen: Discord allows 4,000 characters in a message.

The models limit each text. This limits their sums, leaving room for headings and the learner's own words.
"""

from collections.abc import Iterator
from typing import Any

from bot.content.fault import Fault
from bot.content.files.node import Document, Place
from bot.domain.course.assessment_forms import Assessment
from bot.domain.course.checklist import Checklist
from bot.domain.course.course import Fact
from bot.domain.course.lesson import Lesson
from bot.domain.questions.question import Question

SCREEN = 3500
"""Most characters of course text on one screen."""

MENU = 25
"""Most options in a menu, which is Discord's limit."""


def check_screens(document: Document, part: Any, faults: list[Fault]) -> None:
    """Add a fault for each question or checklist group whose texts together exceed a screen."""
    for place, length in _lengths(part):
        if length > SCREEN:
            message = f"{length:,} characters in total, but a screen fits {SCREEN:,}"
            faults.append(document.fault(place, message))
    if isinstance(part, tuple):
        _check_topics(document, [fact for fact in part if isinstance(fact, Fact)], faults)


def _check_topics(document: Document, facts: list[Fact], faults: list[Fault]) -> None:
    """Add a fault for the first topic that no longer fits in the topic menu."""
    topics: set[str] = set()
    for i, fact in enumerate(facts):
        topics.add(fact.topic)
        if len(topics) > MENU:
            message = f"this is the {len(topics)}th topic; a Discord menu fits {MENU}"
            faults.append(document.fault((i, "topic"), message))
            return


def _lengths(part: Any) -> Iterator[tuple[Place, int]]:
    """Yield the place and length of each group of texts that's shown at once."""
    if isinstance(part, Lesson):
        yield from ((("questions", i), _question(question)) for i, question in enumerate(part.questions))
    elif isinstance(part, Assessment):
        for f, form in enumerate(part.forms):
            for i, question in enumerate(form.questions):
                yield ("forms", f, "questions", i), _question(question)
    elif isinstance(part, tuple):
        for c, checklist in enumerate(part):
            for g, group in enumerate(checklist.groups if isinstance(checklist, Checklist) else ()):
                length = sum(len(item.text) + len(item.reason) for item in group.items)
                yield (c, "groups", g), length


def _question(question: Question) -> int:
    """Return a question's length as shown after the answer: at worst, with all options and feedback."""
    options = sum(len(o.text) + len(o.match or "") + len(o.feedback) for o in question.options)
    return len(question.prompt) + options + len(question.explanation)
