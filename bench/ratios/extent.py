"""How much to measure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Extent:
    """Rounds of each scene, people in each round, starts of each bot, and how many answers are stored when
    growth is measured: few, and many.
    """

    rounds: int
    people: int
    starts: int
    answers: tuple[int, ...]
