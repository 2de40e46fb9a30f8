"""A question of the course, its grading by the rules of its kind, and the fingerprint of its text."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from bot.domain.course_model import CourseModel, ObjectiveId, Slug, Text
from bot.domain.questions.grading import Grade
from bot.domain.questions.kind import Option, QuestionKind, right_places
from bot.domain.questions.kinds import Kind, rules_of

Level = Literal["recall", "apply", "judge"]


class Question(CourseModel):
    """A question that tests one objective and cites the facts it rests on."""

    id: Slug
    version: Annotated[int, Field(ge=1, le=9999)] = 1
    objective: ObjectiveId
    kind: Kind
    level: Level
    invented: bool = Field(default=False, description="set in an invented organisation")
    prompt: Annotated[Text, Field(max_length=600)]
    options: Annotated[tuple[Option, ...], Field(min_length=1, max_length=10)]
    explanation: Annotated[Text, Field(max_length=600)]
    facts: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=8)]

    @property
    def rules(self) -> QuestionKind:
        """The rules of its kind."""
        return rules_of(self.kind)

    @property
    def correct(self) -> frozenset[int]:
        """Places (from 0, in the file's order) of the options that are right."""
        return right_places(self.options)

    @cached_property
    def written(self) -> str:
        """The question as JSON, the way it's stored."""
        return self.model_dump_json()

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that change whenever a word of the question changes."""
        return hashlib.sha256(self.written.encode()).hexdigest()[:16]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values, which is written anew."""
        copied = super().model_copy(update=update, deep=deep)
        for kept in ("written", "fingerprint"):
            copied.__dict__.pop(kept, None)
        return copied

    def reads_like(self, other: "Question") -> bool:
        """Return whether both show a learner the same; what they test, and cite, may differ."""
        mine, others = ((q.kind, q.prompt, q.options, q.explanation) for q in (self, other))
        return mine == others

    def grade(self, chosen: Sequence[int] = (), typed: str | None = None, language: str = "en") -> Grade:
        """Grade these options, or this text. Neither means "I don't know".

        `chosen` are places in the file's order: those picked; for an order question all of them as put in
        order; for a match question the place whose `match` was given to the first option, the second …
        `language` is the course's, such as `en` or `pt-BR`; a typed text is read in it.
        Raise ValueError for what doesn't answer a question of this kind.
        """
        if typed is not None:
            return self.rules.read(self.options, typed, language)
        return Grade(self.score(chosen), self.rules.stored(chosen))

    def score(self, chosen: Collection[int]) -> int:
        """Return the score of these options, 0 to 100. None at all means "I don't know".

        Raise ValueError for a place that the question doesn't have, and for half an order or match.
        """
        picks, count = list(chosen), len(self.options)
        if not set(picks) <= set(range(count)):
            raise ValueError(f"{sorted(set(picks))} are not all among the {count} options")
        return self.rules.score(self.options, picks) if picks else 0

    @model_validator(mode="after")
    def _options_suit_the_kind(self) -> Self:
        """Refuse options that don't have the shape of the kind, or that nobody could tell apart."""
        if fault := self.rules.fault(self.options):
            raise ValueError(fault)
        if len({option.text.casefold() for option in self.options}) != len(self.options):
            raise ValueError("two options have the same text")
        return self
