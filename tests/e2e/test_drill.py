"""Daily posts under fire, in short: `make drill` does the same for longer."""

import logging

import pytest

from bench.drill import drill
from bench.ordeal import KINDS


@pytest.fixture(autouse=True)
def quiet() -> None:
    """The sandbox's server reports each connection that a kill cuts."""
    logging.getLogger("aiohttp.server").disabled = True


async def test_no_post_is_missing_and_none_doubled() -> None:
    """Real processes, killed around the due time or failed by Discord: each post is in its channel once."""
    runs = [("kill", seed) for seed in range(6)] + [(kind, 0) for kind in KINDS if kind != "kill"]
    done = await drill(runs)
    assert len(done) == len(runs)
    assert [each.story for each in done if each.missing or each.doubled] == []
