"""The weights of the search. `python -m bench.fit_ask` sets and prints them; don't change them by hand."""

from typing import NamedTuple


class Weights(NamedTuple):
    """What counts for the rank of a passage, and for whether the best ones are an answer."""

    rank: tuple[float, ...]
    answer: tuple[float, ...]


BY_MEANING = Weights(
    rank=(5.17, 3.30, 1.62, -0.39, 5.58, 3.58),
    answer=(-5.99, 0.60, 1.69, 2.05, -8.36, -6.43),
)
BY_WORDS = Weights(
    rank=(7.85, 3.82, 2.92, -0.27),
    answer=(-7.58, 0.46, 3.39, 2.33, -10.75),
)
