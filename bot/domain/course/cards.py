"""What a lesson is made of: cards to go through one by one, and extras to open if you want to."""

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.domain.course_model import CourseModel, Slug, Text

Facts = Annotated[tuple[Slug, ...], Field(max_length=30)]
"""The ids of the facts that a text rests on."""

CardKind = Literal["say", "show", "ask"]
ExtraKind = Literal["case", "inside", "since", "contrast"]
Outcome = Literal["well", "badly", "mixed"]

_BOLD = re.compile(r"\s*\*\*(.+?)\*\*", re.DOTALL)


class Artifact(CourseModel):
    """A message to look at: a quotation, what to notice about it, and a better version.

    Without a source, the quoted message was made up for the course.
    """

    title: Annotated[Text, Field(max_length=100)]
    quote: Annotated[Text, Field(max_length=300)]
    source: Slug | None = None
    says: Annotated[Text, Field(max_length=400)]
    rewrite: Annotated[Text, Field(max_length=700)]


class Card(CourseModel):
    """One step of a lesson: something to read, an artifact to look at, or a question to answer.

    `ask` is the id of one of the lesson's questions.
    """

    title: Annotated[Text, Field(max_length=100)] | None = None
    say: Annotated[Text, Field(max_length=900)] | None = None
    show: Artifact | None = None
    ask: Slug | None = None
    facts: Facts = ()

    @property
    def kind(self) -> CardKind:
        """Return which of the three it is."""
        return "ask" if self.ask else "show" if self.show else "say"

    @property
    def heading(self) -> str:
        """Return a few words that name the card, or the empty string for a question."""
        if self.title or self.show:
            return self.title or (self.show.title if self.show else "")
        bold = _BOLD.match(self.say or "")
        return (bold[1] if bold else (self.say or "").split("\n")[0]).rstrip(".:").strip()

    @property
    def text(self) -> str:
        """Return everything there is to read on it, as Markdown. The title isn't included."""
        if self.show:
            return f"> {self.show.quote}\n\n{self.show.says}\n\n> {self.show.rewrite}"
        return self.say or ""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        """Refuse a card that's none or several of the three kinds."""
        if sum(each is not None for each in (self.say, self.show, self.ask)) != 1:
            raise ValueError("a card has one of `say`, `show` and `ask`")
        if self.title and not self.say:
            raise ValueError("only a card with `say` has a `title`")
        return self


class Extra(CourseModel):
    """Background that learners can open: the case, the insiders' view, later news, another company."""

    title: Annotated[Text, Field(max_length=100)]
    kind: ExtraKind
    outcome: Outcome | None = None
    text: Annotated[Text, Field(max_length=900)]
    facts: Facts = ()

    @model_validator(mode="after")
    def _outcome_of_contrast(self) -> Self:
        """Only another company's case can go well or badly."""
        if (self.outcome is not None) != (self.kind == "contrast"):
            raise ValueError("`outcome` belongs to the kind contrast, and only there")
        return self


class Template(CourseModel):
    """A message to copy, with blanks in brackets."""

    title: Annotated[Text, Field(max_length=60)]
    text: Annotated[Text, Field(max_length=900)]
