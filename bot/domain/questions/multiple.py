"""Multiple choice: one or more options are right."""

from collections.abc import Sequence

from bot.domain.questions.grading import percent
from bot.domain.questions.kind import ChoiceKind, Option, right_places


class Multiple(ChoiceKind):
    """Each right pick earns its share, and each wrong pick costs one, so ticking everything gains nothing."""

    shape = "a multiple-choice question has 3 to 8 options, at least one of them `correct: true`"
    several = True

    def fits(self, options: int, right: int) -> bool:
        """Return whether at least one of 3 to 8 options is right."""
        return 3 <= options <= 8 and right >= 1

    def score(self, options: Sequence[Option], places: Sequence[int]) -> int:
        """Return the share of right picks, less the wrong ones, but at least 0."""
        right, picked = right_places(options), frozenset(places)
        return percent(max(0, len(picked & right) - len(picked - right)), len(right))
