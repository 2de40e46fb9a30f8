"""How likely a guesser's score is when nothing in the texts tells the right option from the others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import comb, sqrt
from statistics import NormalDist

UNIT = 840
"""Parts that one question's point is counted in: divisible by every number of tied options up to 8."""

EXACT = 300
"""Questions up to which the distribution is computed exactly; a normal curve serves for more."""

Spread = Mapping[int, float]
"""The scores, in parts of UNIT, that one question can bring, with the probability of each."""


def spread(options: int, right: int, picks: int) -> Spread:
    """What a guess among `picks` tied options brings, if any `right` of the `options` may be the right ones.

    The guess takes one of its ties at random, so it scores the share of right ones among them: a
    hypergeometric number of hits, divided by the picks. All numbers are from 1 to 8.
    """
    ways = comb(options, picks)
    return {
        hits * UNIT // picks: comb(right, hits) * comb(options - right, picks - hits) / ways
        for hits in range(max(0, picks - (options - right)), min(right, picks) + 1)
    }


def mean(spreads: Sequence[Spread]) -> float:
    """The score to expect, in parts of UNIT."""
    return sum(score * chance for each in spreads for score, chance in each.items())


def tail(spreads: Sequence[Spread], scored: int) -> float:
    """The probability of scoring at least so many parts of UNIT over independent questions.

    With ties aside this is the upper tail of the Poisson-binomial distribution, by convolution.
    """
    if len(spreads) > EXACT:
        return _normal_tail(spreads, scored)
    total: dict[int, float] = {0: 1.0}
    for each in spreads:
        longer: defaultdict[int, float] = defaultdict(float)
        for sum_so_far, likelihood in total.items():
            for score, chance in each.items():
                longer[sum_so_far + score] += likelihood * chance
        total = longer
    return min(1.0, sum(likelihood for score, likelihood in total.items() if score >= scored))


def _normal_tail(spreads: Sequence[Spread], scored: int) -> float:
    squares = sum(score * score * chance for each in spreads for score, chance in each.items())
    variance = squares - sum(mean([each]) ** 2 for each in spreads)
    if variance <= 1e-6:
        return 1.0 if scored <= mean(spreads) + 1e-6 else 0.0
    return 1 - NormalDist(mean(spreads), sqrt(variance)).cdf(scored - UNIT / 2)
