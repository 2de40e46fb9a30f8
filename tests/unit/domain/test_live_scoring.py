"""Points decide, and ties share a place."""

import random

from bot.domain.live.scoring import LiveRank, PlayerScore, ranks, top


def test_ties_share_a_place_and_zero_points_have_none() -> None:
    """Best first, in order of ids where it's a tie; the next place follows without a gap."""
    scores = [PlayerScore(*each, answered=3) for each in ((5, 100), (1, 300), (4, 0), (3, 300), (2, 200))]
    assert ranks(scores) == [LiveRank(1, 300, [1, 3]), LiveRank(2, 200, [2]), LiveRank(3, 100, [5])]
    assert ranks([]) == []


def test_the_order_of_scores_does_not_matter() -> None:
    """Who answered first isn't in it."""
    scores = [PlayerScore(number, 100 * (number % 4), 4) for number in range(40)]
    mixed = random.Random(1).sample(scores, len(scores))
    assert ranks(mixed) == ranks(scores)


def test_the_top_five_include_everyone_who_is_tied_with_the_fifth() -> None:
    """Nobody is left out by chance."""
    found = [LiveRank(1, 300, [1, 2]), LiveRank(2, 200, [3, 4, 5, 6, 7]), LiveRank(3, 100, [8])]
    assert top(found, 5) == found[:2]
    assert top(found, 2) == found[:1]
    assert top(found, 9) == found
