"""Order: put the options in the right order, which is the file's."""

from collections.abc import Sequence
from itertools import combinations

from bot.domain.questions.grading import percent
from bot.domain.questions.kind import ArrangedKind, Option


class Order(ArrangedKind):
    """Each two options in the right order earn their share; each two the wrong way round cost as much."""

    shape = "an order question lists 3 to 6 options in the right order, none marked `correct`"

    def fits(self, options: int, right: int) -> bool:
        """Return whether there are 3 to 6 options, none marked as right."""
        return 3 <= options <= 6 and right == 0

    def score(self, options: Sequence[Option], places: Sequence[int]) -> int:
        """Return the share of pairs in the right order, less the others, but at least 0."""
        if sorted(places) != list(range(len(options))):
            raise ValueError(f"{list(places)} doesn't put all {len(options)} options in order")
        pairs = [1 if first < second else -1 for first, second in combinations(places, 2)]
        return percent(max(0, sum(pairs)), len(pairs))
