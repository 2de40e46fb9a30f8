"""Lessons in the older format, with `pages:` instead of `cards:`, and what they turn into.

Nothing beyond the loader knows about pages.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, model_validator

from bot.domain.course.cards import Card, Extra, ExtraKind, Facts, Outcome
from bot.domain.course.lesson import Draft, Lesson, LessonId, Objective
from bot.domain.course_model import CourseModel, Slug, Text
from bot.domain.questions.question import Question

ASKS = 3
"""Most questions put among the cards of a lesson that has pages."""

TITLES = {"in_the_case": "In the case", "inside": "From the inside", "since": "Since then"}


class Page(CourseModel):
    """One screen of a lesson, in Markdown."""

    title: Annotated[Text, Field(max_length=100)]
    text: Annotated[Text, Field(max_length=900)]
    facts: Facts = ()


class Passage(CourseModel):
    """Text with the facts behind it. Course files may write just the text."""

    text: Annotated[Text, Field(max_length=900)]
    facts: Facts = ()

    @model_validator(mode="before")
    @classmethod
    def _accept_text_alone(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Contrast(CourseModel):
    """The same principle at another organization."""

    title: Annotated[Text, Field(max_length=100)]
    outcome: Outcome
    text: Annotated[Text, Field(max_length=900)]
    facts: Annotated[tuple[Slug, ...], Field(min_length=1)]


class PagedLesson(CourseModel):
    """A lesson in the older format."""

    id: LessonId
    was: Annotated[tuple[LessonId, ...], Field(max_length=10)] = ()
    number: Annotated[int, Field(ge=1, le=99)]
    title: Annotated[Text, Field(max_length=80)]
    principle: Annotated[Text, Field(max_length=300)]
    minutes: Annotated[int, Field(ge=1, le=60)]
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1, max_length=5)]
    pages: Annotated[tuple[Page, ...], Field(min_length=1, max_length=5)]
    in_the_case: Passage | None = None
    inside: Passage | None = None
    since: Passage | None = None
    contrast: Annotated[tuple[Contrast, ...], Field(max_length=5)] = ()
    takeaways: Annotated[
        tuple[Annotated[Text, Field(max_length=200)], ...], Field(min_length=1, max_length=6)
    ]
    reflection: Annotated[Text, Field(max_length=400)]
    draft: Draft | None = None
    questions: Annotated[tuple[Question, ...], Field(max_length=60)] = ()

    def to_cards(self) -> Lesson:
        """Return the lesson in the current format."""
        kept = {name: getattr(self, name) for name in Lesson.model_fields if name in type(self).model_fields}
        return Lesson(**kept, cards=tuple(self.cards()), extras=tuple(self.extras()))

    def cards(self) -> Iterator[Card]:
        """Yield a card for each page, and a question after every second one and after the last.

        Learners who had read everything are done with the new cards too: their record has a row for each of
        the old screens, and there are never more cards than that.
        """
        others = sum(map(bool, (self.in_the_case, self.inside, self.since, self.contrast))) + 1
        quick = [question.id for question in self.questions if question.rules.one_press]
        asks = iter(quick[: min(ASKS, others)])
        for n, page in enumerate(self.pages, 1):
            yield Card(title=page.title, say=page.text, facts=page.facts)
            if (n % 2 == 0 or n == len(self.pages)) and (question := next(asks, None)):
                yield Card(ask=question)

    def extras(self) -> Iterator[Extra]:
        """Yield an extra for everything that isn't on the pages."""
        kinds: tuple[tuple[str, ExtraKind], ...] = (("in_the_case", "case"), ("inside", "inside"))
        for name, kind in (*kinds, ("since", "since")):
            if passage := getattr(self, name):
                yield Extra(title=TITLES[name], kind=kind, text=passage.text, facts=passage.facts)
        for case in self.contrast:
            yield Extra(
                title=case.title, kind="contrast", outcome=case.outcome, text=case.text, facts=case.facts
            )

    def passages(self) -> dict[str, str]:
        """Return the current id of each passage that `asked.yaml` may name in the older way."""
        said = [n for n, card in enumerate(self.cards(), 1) if card.say]
        names = [name.replace("_", "-") for name in TITLES if getattr(self, name)]
        names += [f"contrast-{n}" for n in range(1, len(self.contrast) + 1)]
        found = {f"page-{n}": f"card-{card}" for n, card in enumerate(said, 1)}
        found |= {name: f"extra-{n}" for n, name in enumerate(names, 1)}
        return {f"{self.id}/{old}": f"{self.id}/{new}" for old, new in found.items()}
