"""A lesson: its objectives, the cards that teach them, and the questions that test them."""

import math
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import Field, PrivateAttr, StringConstraints

from bot.domain.course.cards import Card, Extra, Template
from bot.domain.course_model import CourseModel, ObjectiveId, Slug, Text
from bot.domain.questions.question import Question

LessonId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]

READING = 240
"""Words that people read in a minute."""

ANSWERING = 6
"""Seconds it takes to answer a question, apart from reading it."""

QUIZ = 5
"""Questions in a lesson's quiz."""


class Objective(CourseModel):
    """Something a learner can do after the lesson."""

    id: ObjectiveId
    was: Annotated[tuple[ObjectiveId, ...], Field(max_length=10)] = ()
    text: Annotated[Text, Field(max_length=200)]


class Draft(CourseModel):
    """A writing task: the prompt, a checklist for the learner's message, and a model answer."""

    prompt: Annotated[Text, Field(max_length=600)]
    rubric: Annotated[tuple[Annotated[Text, Field(max_length=100)], ...], Field(min_length=5, max_length=5)]
    model: Annotated[Text, Field(max_length=1000)]
    comment: Annotated[Text, Field(max_length=900)]


class Lesson(CourseModel):
    """One lesson, or a bonus unit in the same format. `was` has its previous ids.

    `opener` is the id of a question that's asked before anything is taught.
    """

    id: LessonId
    was: Annotated[tuple[LessonId, ...], Field(max_length=10)] = ()
    number: Annotated[int, Field(ge=1, le=99)]
    title: Annotated[Text, Field(max_length=80)]
    emoji: Annotated[Text, Field(max_length=8)] = "📘"
    color: Color = "#3B6FD4"
    principle: Annotated[Text, Field(max_length=300)]
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1, max_length=5)]
    opener: Slug | None = None
    cards: Annotated[tuple[Card, ...], Field(min_length=1, max_length=12)]
    extras: Annotated[tuple[Extra, ...], Field(max_length=12)] = ()
    takeaways: Annotated[tuple[Annotated[Text, Field(max_length=200)], ...], Field(max_length=6)] = ()
    template: Template | None = None
    reflection: Annotated[Text, Field(max_length=400)]
    draft: Draft | None = None
    questions: Annotated[tuple[Question, ...], Field(max_length=60)] = ()
    _bonus: bool = PrivateAttr(default=False)  # not a key that authors can write: course.yaml says it

    @property
    def bonus(self) -> bool:
        """Return whether it's a bonus unit."""
        return self._bonus

    def as_bonus(self) -> Self:
        """Return it as a bonus unit."""
        unit = self.model_copy()
        unit._bonus = True
        return unit

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Return the ids of the questions that the lesson asks: its opener, then those on its cards."""
        ids = [self.opener, *(card.ask for card in self.cards)]
        return tuple(dict.fromkeys(each for each in ids if each))

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Return its questions by id."""
        return {question.id: question for question in self.questions}

    def after(self, question: str) -> int | None:
        """Return the number of the card after a question that the lesson asks: 1 after the opener, one more
        than there are after the last card, None if the lesson doesn't ask it.
        """
        if question == self.opener:
            return 1
        return next((n + 1 for n, card in enumerate(self.cards, 1) if card.ask == question), None)

    @property
    def minutes(self) -> int:
        """Return how many minutes it takes to go through the cards and a quiz: reading and answering."""
        others = [question for question in self.questions if question.id not in self.asked][:QUIZ]
        questions = [*(self.by_id[each] for each in self.asked if each in self.by_id), *others]
        words = _words(card.text for card in self.cards) + sum(map(_question_words, questions))
        return max(1, math.ceil(words / READING + ANSWERING * len(questions) / 60))


def dropped(lesson: str) -> Lesson:
    """Return a placeholder for a lesson that the course no longer has: only its id is known."""
    title = lesson.replace("-", " ").capitalize()
    known: dict[str, Any] = {"id": lesson, "number": 0, "title": title, "principle": "", "reflection": ""}
    return Lesson.model_construct(**known, objectives=(), cards=())


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _question_words(question: Question) -> int:
    return _words((question.prompt, question.explanation, *(option.text for option in question.options)))
