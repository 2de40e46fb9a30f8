"""Match: choose for each option what belongs with it."""

from collections.abc import Sequence

from bot.domain.questions.grading import percent
from bot.domain.questions.kind import ArrangedKind, Option


class Match(ArrangedKind):
    """Each right pair earns its share. A wrong one costs nothing, since it already earns nothing."""

    shape = "a match question has 2 to 6 options, each with `match`, none marked `correct`"

    def fits(self, options: int, right: int) -> bool:
        """Return whether there are 2 to 6 options, none marked as right."""
        return 2 <= options <= 6 and right == 0

    def fault(self, options: Sequence[Option]) -> str | None:
        """Say what's wrong: each option needs a `match` that nobody can mistake for another."""
        right = sum(option.correct for option in options)
        matches = [option.match.casefold() for option in options if option.match is not None]
        if len(matches) != len(options) or not self.fits(len(options), right):
            return self.shape
        if len(set(matches)) != len(matches):
            return "two options have the same `match`: learners could not tell them apart"
        return None

    def score(self, options: Sequence[Option], places: Sequence[int]) -> int:
        """Return the share of right pairs: in turn, the place whose `match` was given to each option."""
        if len(places) != len(options):
            raise ValueError(f"{list(places)} doesn't match all {len(options)} options")
        return percent(sum(place == given for place, given in enumerate(places)), len(places))
