"""Daily posts under fire, in short: `make drill` and `make bench-daily` do the same for longer."""

import logging
from pathlib import Path

import pytest

from bench.drill import drill
from bench.ordeal import KINDS
from bench.rush import LIMIT, NEIGHBOURS, rush


@pytest.fixture(autouse=True)
def quiet() -> None:
    """The sandbox's server reports each connection that a kill cuts."""
    logging.getLogger("aiohttp.server").disabled = True


async def test_no_post_is_missing_and_none_doubled() -> None:
    """Real processes, killed around the due time or failed by Discord: each post is in its channel once."""
    runs = [("kill", seed) for seed in range(10)] + [(kind, 0) for kind in KINDS if kind != "kill"]
    done = await drill(runs)
    assert len(done) == len(runs)
    assert [each.story for each in done if each.missing or each.doubled] == []


async def test_posts_due_at_once_go_out_in_order_near_the_limit(tmp_path: Path) -> None:
    """Two hundred in the same minute: all there, in order, fast and without a 429; commands are answered.

    In so short a time the careful first second counts, and a busy machine too: `make bench-daily` wants more.
    """
    outcome = await rush(200, tmp_path, lead=3.0)
    assert outcome.arrived == outcome.channels == 200
    assert outcome.refused == 0
    assert outcome.behind <= NEIGHBOURS
    assert outcome.rate >= 0.7 * LIMIT
    assert max(outcome.waits) < 3
