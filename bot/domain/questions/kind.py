"""What all kinds of questions have: options, and the rules that each kind defines."""

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from bot.domain.course_model import OPTION_LENGTH, CourseModel, Text
from bot.domain.questions.grading import FULL, Grade


class Option(CourseModel):
    """One option. What it means depends on the question's kind:

    single, multiple, true-false: `correct` marks what is right; order: the file's order is the right one;
    match: `text` belongs with `match`; short: a `correct` option is an accepted answer, the others are
    foreseen mistakes with their own feedback.
    """

    text: Annotated[Text, Field(max_length=OPTION_LENGTH)]
    correct: bool = False
    match: Annotated[Text, Field(max_length=OPTION_LENGTH)] | None = None
    feedback: Annotated[Text, Field(max_length=300)]


def right_places(options: Sequence[Option]) -> frozenset[int]:
    """Return the places of the options that are marked as right."""
    return frozenset(place for place, option in enumerate(options) if option.correct)


class QuestionKind(ABC):
    """The rules of one kind of question. A place is that of an option in the file, from 0."""

    shape: ClassVar[str]
    """What the options of this kind must look like, for the course's author."""

    choice: ClassVar[bool] = False
    """Whether people choose among the options, so that showing them doesn't give the answer away."""

    several: ClassVar[bool] = False
    """Whether people may choose more than one."""

    one_press: ClassVar[bool] = False
    """Whether one press answers it, which makes it a good first question."""

    statement: ClassVar[bool] = False
    """Whether it asks if a statement is true. Half of all guesses are right, so it doesn't show mastery."""

    typed: ClassVar[bool] = False
    """Whether people type the answer."""

    @abstractmethod
    def fits(self, options: int, right: int) -> bool:
        """Return whether a question may have this many options, this many of them marked as right."""

    def fault(self, options: Sequence[Option]) -> str | None:
        """Say what's wrong with a question's options, if anything is."""
        if not self.fits(len(options), len(right_places(options))):
            return self.shape
        if any(option.match is not None for option in options):
            return "only a match question has `match`"
        return None

    @abstractmethod
    def score(self, options: Sequence[Option], places: Sequence[int]) -> int:
        """Return the score of these places, one or more. Raise ValueError if some are missing."""

    @abstractmethod
    def stored(self, places: Sequence[int]) -> tuple[int, ...]:
        """Return the places as the answer stores them."""

    def read(self, options: Sequence[Option], typed: str, language: str) -> Grade:
        """Grade a typed answer. Raise ValueError if this kind isn't answered by typing."""
        raise ValueError(f"{type(self).__name__} is not answered by typing")

    def arrange(self, options: int, chance: random.Random) -> list[int]:
        """Return the places in the order in which to show them."""
        order = list(range(options))
        chance.shuffle(order)
        return order


class ChoiceKind(QuestionKind):
    """A question that people answer by choosing among its options: all or nothing, or as the kind says."""

    choice = True

    def score(self, options: Sequence[Option], places: Sequence[int]) -> int:
        """Return the full score if exactly the right options were chosen."""
        return FULL if set(places) == right_places(options) else 0

    def stored(self, places: Sequence[int]) -> tuple[int, ...]:
        """Return each chosen place once: the order in which they were chosen means nothing."""
        return tuple(sorted(set(places)))


class ArrangedKind(QuestionKind):
    """A question that people answer by giving each option its place."""

    def stored(self, places: Sequence[int]) -> tuple[int, ...]:
        """Return the places as they are: their order is the answer."""
        return tuple(places)
