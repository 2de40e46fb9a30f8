"""The weights of the search. `python -m bench.fit_ask` sets and prints them; don't change them by hand."""

from typing import NamedTuple


class Weights(NamedTuple):
    """What counts for the rank of a passage, and for whether the best ones are an answer."""

    rank: tuple[float, ...]
    answer: tuple[float, ...]


BY_MEANING = Weights(
    rank=(5.59, 2.59, 1.55, -0.49, 5.42, 3.38),
    answer=(-5.35, 0.51, 1.71, 2.04, -8.03, -5.87),
)
BY_WORDS = Weights(
    rank=(7.99, 3.18, 2.86, -0.37),
    answer=(-6.88, 0.43, 2.13, 2.32, -9.63),
)
