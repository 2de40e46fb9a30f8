"""The weights of the search. `python -m bench.fit_ask` sets and prints them; don't change them by hand."""

from typing import NamedTuple


class Weights(NamedTuple):
    """What counts for the rank of a passage, and for whether the best ones are an answer."""

    rank: tuple[float, ...]
    answer: tuple[float, ...]


BY_MEANING = Weights(
    rank=(5.58, 2.47, 2.60, -0.58, 4.15, 3.67),
    answer=(-4.80, 0.45, 2.89, 1.76, -7.61, -6.14),
)
BY_WORDS = Weights(
    rank=(7.80, 3.10, 3.44, -0.28),
    answer=(-6.50, 0.37, 3.24, 2.03, -9.49),
)
