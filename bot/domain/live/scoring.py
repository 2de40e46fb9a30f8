"""Who won: 100 points for each right answer, whatever the speed. The same points share a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class PlayerScore:
    """A player's points so far, and how many questions they answered."""

    learner: int
    points: int
    answered: int


@dataclass(frozen=True)
class LiveRank:
    """Everyone with the same points. `place` counts from 1, and a tie takes up one place."""

    place: int
    points: int
    learners: Sequence[int]


def ranks(scores: Iterable[PlayerScore]) -> Sequence[LiveRank]:
    """Return the places of everyone who has points, best first. Players in a tie are ordered by id."""
    counted = sorted((each for each in scores if each.points), key=lambda each: (-each.points, each.learner))
    groups = groupby(counted, key=lambda each: each.points)
    return [
        LiveRank(place, points, [each.learner for each in tied])
        for place, (points, tied) in enumerate(groups, start=1)
    ]


def top(found: Sequence[LiveRank], people: int) -> Sequence[LiveRank]:
    """Return the first ranks that hold this many people, all of those who are tied with the last included."""
    shown: list[LiveRank] = []
    for rank in found:
        if sum(len(each.learners) for each in shown) >= people:
            break
        shown.append(rank)
    return shown
