"""Questions, quizzes and answers to keep."""

from dataclasses import replace
from typing import Any

from bot.domain.learning.quiz import Answer, Item, Quiz
from bot.domain.questions.kind import Option
from bot.domain.questions.question import Question
from bot.domain.writing.drafts import LearnerDraft, Version
from bot.services.ports.people import QuestionReport

COURSE = "a-course"
LEARNER = 175928847299117063  # as long as Discord's ids are
GUILD = 41771983423143937


def question(name: str = "first-01", **changes: Any) -> Question:
    """A question of one right option out of two."""
    options = (
        Option(text="Yes", correct=True, feedback="It is so."),
        Option(text="No", feedback="It is not so."),
    )
    fields: dict[str, Any] = {
        "id": name,
        "objective": "first.goal",
        "kind": "single",
        "level": "apply",
        "prompt": "Is it so? «Ja», 是",
        "options": options,
        "explanation": "Because.",
        "facts": ("a-fact",),
    }
    return Question(**{**fields, **changes})


def quiz(id: int = 1000, places: int = 3, **changes: Any) -> Quiz:
    """A quiz of some places, on a lesson of its own."""
    items = tuple(Item(f"first-{place:02}", place + 1) for place in range(places))
    made = Quiz(id, LEARNER, COURSE, f"lesson-{id}", GUILD, "quiz", seed=id, started_at=id, items=items)
    return replace(made, **changes)


def answer(id: int = 5000, quiz: int | None = 1000, position: int | None = 0, **changes: Any) -> Answer:
    """A right answer to `question()`."""
    asked = question()
    made = Answer(
        id=id,
        learner=LEARNER,
        course=COURSE,
        guild=GUILD,
        question=asked.id,
        version=asked.version,
        fingerprint=asked.fingerprint,
        mode="quiz",
        quiz=quiz,
        position=position,
        chosen=(0,),
        score=100,
        guessed=False,
        at=id,
        day=0,
    )
    return replace(made, **changes)


def report(id: int = 9000, **changes: Any) -> QuestionReport:
    """What a learner says against `question()`."""
    asked = question()
    made = QuestionReport(
        id, LEARNER, COURSE, asked.id, asked.version, asked.fingerprint, text="It isn't so.", at=id
    )
    return replace(made, **changes)


def draft(id: int = 8000, text: str = "Dear all", **changes: Any) -> LearnerDraft:
    """A draft with its first version."""
    rubric = ("Says what changes", "Says why", "Says when", "Asks", "Thanks «so»")
    made = LearnerDraft(id, LEARNER, COURSE, "a-lesson", rubric, (Version(1, text, at=id),))
    return replace(made, **changes)
