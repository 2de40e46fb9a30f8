"""Daily posts under fire, in short: `make drill` does the same for longer."""

import logging

import pytest

from bench.drill import drill
from bench.drill_run import KINDS

RUNS = [
    *(("kill", 7), ("drop", 1), ("kill", 4), ("500", 2), ("429", 1), ("drop", 2)),
    *(("kill", 1), ("kill", 2), ("permission", 0), ("kill", 11), ("channel", 0), ("gateway", 0)),
]
"""Kinds and seeds whose runs are short, the longest first: Discord fails once, so that discord.py's patience
is enough. Runs that wait for ours, of five seconds and more, are left to the long drill."""


@pytest.fixture(autouse=True)
def quiet() -> None:
    """The sandbox's server reports each connection that a kill cuts."""
    logging.getLogger("aiohttp.server").disabled = True


async def test_no_post_is_missing_and_none_doubled() -> None:
    """Real processes, killed before the claim, after it, after the message's arrival and after marking, or
    failed by Discord in each way: every post is in its channel once."""
    done = await drill(RUNS)
    assert len(done) == len(RUNS)
    assert {each.kind for each in done} == set(KINDS)
    assert [each.story for each in done if each.missing or each.doubled] == []
