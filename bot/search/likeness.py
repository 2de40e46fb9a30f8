"""How like a question is to others, by the threes of letters that they share."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

SIGNS = re.compile(r"[\W_]+")


class Likeness:
    """Questions to compare with. Letters rather than words: other forms and slips share most of them, and the
    little words count too, which tell what is wanted to be known."""

    def __init__(self, questions: Sequence[str]) -> None:
        found = [_threes(question) for question in questions]
        count = Counter(three for threes in found for three in threes)
        self._new = math.log(1 + len(found)) ** 2  # the weight of what none of them has
        self._weight = {three: math.log(1 + len(found) / often) ** 2 for three, often in count.items()}
        self._having: dict[str, list[int]] = defaultdict(list)
        for place, threes in enumerate(found):
            for three in threes:
                self._having[three].append(place)
        self._length = [self._size(threes) for threes in found]

    def to(self, question: str) -> Sequence[float]:
        """How like a question each of them is: from 0, where they share nothing, to 1, where only signs and
        capitals differ."""
        threes = _threes(question)
        shared = [0.0] * len(self._length)
        for three in threes:
            weight = self._weight.get(three, 0.0)
            for place in self._having.get(three, ()):
                shared[place] += weight
        size = self._size(threes)
        return [
            each / (size * length) if each else 0.0 for each, length in zip(shared, self._length, strict=True)
        ]

    def _size(self, threes: frozenset[str]) -> float:
        return math.sqrt(sum(self._weight.get(three, self._new) for three in threes))


def _threes(text: str) -> frozenset[str]:
    """Every three letters that follow one another, with the space before and after each word."""
    plain = f" {SIGNS.sub(' ', text.casefold()).strip()} "
    return frozenset(plain[start : start + 3] for start in range(len(plain) - 2))
