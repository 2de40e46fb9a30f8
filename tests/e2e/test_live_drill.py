"""Live quizzes under fire, in short: `make drill` does the same for longer."""

import logging

import pytest

from bench.live_drill import drill

SEEDS = [3, 4]
"""Rounds in which the bot is killed while the lobby is opened and while a question is closed."""


@pytest.fixture(autouse=True)
def quiet() -> None:
    """The sandbox's server reports each connection that a kill cuts."""
    logging.getLogger("aiohttp.server").disabled = True


async def test_no_answer_is_lost_and_none_counts_twice() -> None:
    """Real processes, killed with kill -9: what people were told is locked in is stored once."""
    done = await drill(SEEDS)
    assert [each.story for each in done if not each.good] == []
    assert sum(each.kills for each in done) == 3
    assert sum(len(each.locked) for each in done) > 0
