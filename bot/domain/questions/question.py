"""A question of the course, its options, and the fingerprint of its text."""

import hashlib
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Kind = Literal["single", "multiple", "true-false", "order", "match", "short"]
Level = Literal["recall", "apply", "judge"]

OPTION_LENGTH = 100
"""Characters an option may have: the most that a select option's label takes in Discord."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=56, strip_whitespace=False)
]
ObjectiveId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$", max_length=96)
]


class Part(BaseModel):
    """Base of everything that a course file holds: immutable, no unknown keys, no silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Option(Part):
    """One option. What it means depends on the question's kind:

    single, multiple, true-false: `correct` marks what is right; order: the file's order is the right one;
    match: `text` belongs with `match`; short: a `correct` option is an accepted answer, the others are
    foreseen mistakes with their own feedback.
    """

    text: Annotated[Text, Field(max_length=OPTION_LENGTH)]
    correct: bool = False
    match: Annotated[Text, Field(max_length=OPTION_LENGTH)] | None = None
    feedback: Annotated[Text, Field(max_length=300)]


class Question(Part):
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
    def correct(self) -> frozenset[int]:
        """Places (from 0, in the file's order) of the options that are right."""
        return frozenset(i for i, option in enumerate(self.options) if option.correct)

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that change whenever a word of the question changes."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    def reads_like(self, other: "Question") -> bool:
        """Return whether both show a learner the same; what they test, and cite, may differ."""
        mine, others = ((q.kind, q.prompt, q.options, q.explanation) for q in (self, other))
        return mine == others

    @model_validator(mode="after")
    def _options_suit_the_kind(self) -> Self:
        """Each kind has its own shape; Discord's limits on buttons and selects bound the counts."""
        count, right = len(self.options), len(self.correct)
        fault = {
            "single": (not 2 <= count <= 6 or right != 1)
            and "a single-choice question has 2 to 6 options, exactly one of them `correct: true`",
            "multiple": (not 3 <= count <= 8 or right < 1)
            and "a multiple-choice question has 3 to 8 options, at least one of them `correct: true`",
            "true-false": (count != 2 or right != 1)
            and "a true-false question has two options, exactly one of them `correct: true`",
            "order": (not 3 <= count <= 6 or right != 0)
            and "an order question lists 3 to 6 options in the right order, none marked `correct`",
            "match": (not 2 <= count <= 6 or right != 0 or any(o.match is None for o in self.options))
            and "a match question has 2 to 6 options, each with `match`, none marked `correct`",
            "short": right < 1 and "a short question has at least one accepted answer (`correct: true`)",
        }[self.kind]
        if fault:
            raise ValueError(fault)
        if self.kind != "match" and any(o.match is not None for o in self.options):
            raise ValueError("only a match question has `match`")
        if self.kind == "match" and len({(o.match or "").casefold() for o in self.options}) != count:
            raise ValueError("two options have the same `match`: learners could not tell them apart")
        if len({o.text.casefold() for o in self.options}) != count:
            raise ValueError("two options have the same text")
        return self
