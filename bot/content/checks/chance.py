"""The probability of a guesser's score if nothing in the texts gives the right option away."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import comb, sqrt
from statistics import NormalDist

UNIT = 840
"""Fractions of a point, so that scores stay integers: divisible by every number of tied options up to 8."""

EXACT = 300
"""Most questions for which the distribution is computed exactly. For more, use a normal approximation."""

Spread = Mapping[int, float]
"""The possible scores of one question, in fractions of UNIT, with their probabilities."""


def spread(options: int, right: int, picks: int) -> Spread:
    """Return the score distribution of a random guess among `picks` tied options, `right` of `options` being
    right.

    A guess takes one of the tied options at random, so it scores the share of right ones among them: the
    number of hits, which is hypergeometric, divided by the picks. All numbers are from 1 to 8.
    """
    ways = comb(options, picks)
    return {
        hits * UNIT // picks: comb(right, hits) * comb(options - right, picks - hits) / ways
        for hits in range(max(0, picks - (options - right)), min(right, picks) + 1)
    }


def mean(spreads: Sequence[Spread]) -> float:
    """Return the expected score, in fractions of UNIT."""
    return sum(score * chance for each in spreads for score, chance in each.items())


def tail(spreads: Sequence[Spread], scored: int) -> float:
    """Return the probability of scoring at least this much, in fractions of UNIT, over independent questions.

    Apart from ties, it's the upper tail of the Poisson-binomial distribution, computed by convolution.
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
