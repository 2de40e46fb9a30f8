"""Check how a course reads: texts short enough for a phone, and questions that stand by themselves."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.content.files.node import Place
from bot.domain.course.lesson import Lesson
from bot.domain.questions.question import Question

LIMITS: Mapping[str, int] = MappingProxyType(
    {"prompt": 220, "option": 70, "feedback": 120, "explanation": 200}
)
"""Most characters for each text of a question, so that it fits on a phone's screen without scrolling."""

CARD_WORDS = 80
CARD_FACTS = 5
"""Most facts for a card to rest on. What readers take for one fact often has two or three entries."""

_NUMBERED = re.compile(r"\b(?:lesson|lektion|leçon)\s+\d", re.IGNORECASE)


def long_texts(question: Question) -> Iterator[tuple[Place, str]]:
    """Yield the place in a question of each text that's too long, and what's wrong with it."""
    texts: list[tuple[Place, str, str | None]] = [
        (("prompt",), "prompt", question.prompt),
        (("explanation",), "explanation", question.explanation),
    ]
    for i, option in enumerate(question.options):
        texts.append((("options", i, "text"), "option", option.text))
        texts.append((("options", i, "feedback"), "feedback", option.feedback))
    for place, name, text in texts:
        if text and len(text) > LIMITS[name]:
            yield place, f"{name}: {len(text)} characters; there should be at most {LIMITS[name]}"


def names_lesson(question: Question, lessons: Mapping[str, Lesson]) -> bool:
    """Return whether the prompt names a lesson, by number or by its title of two words or more.

    A question should make sense to someone who meets it in a review, months after the lesson.
    """
    prompt = question.prompt.casefold()
    titles = (lesson.title.casefold() for lesson in lessons.values() if " " in lesson.title)
    return bool(_NUMBERED.search(prompt)) or any(title in prompt for title in titles)


def crowded(lesson: Lesson) -> Iterator[tuple[int, str]]:
    """Yield the index of each card to read that's too full, and what's wrong with it."""
    for i, card in enumerate(lesson.cards):
        words = sum(any(map(str.isalnum, word)) for word in (card.say or "").split())
        if words > CARD_WORDS:
            yield i, f"{words} words; there should be at most {CARD_WORDS}"
        if card.say and len(card.facts) > CARD_FACTS:
            yield i, f"{len(card.facts)} facts on one card; there should be at most {CARD_FACTS}"
