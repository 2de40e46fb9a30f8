"""The weights of the search. `python -m bench.fit_ask` sets and prints them; don't change them by hand."""

from typing import NamedTuple


class Weights(NamedTuple):
    """What counts for the rank of a passage, and for whether the best ones are an answer."""

    rank: tuple[float, ...]
    answer: tuple[float, ...]


BY_MEANING = Weights(
    rank=(5.17, 2.93, 1.57, -0.45, 5.71, 3.36),
    answer=(-5.42, 0.58, 1.40, 2.01, -8.54, -6.21),
)
BY_WORDS = Weights(
    rank=(7.65, 3.78, 2.95, -0.27),
    answer=(-6.80, 0.44, 2.78, 2.30, -10.84),
)
