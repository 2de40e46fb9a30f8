"""Many daily posts due at once, in short: `make bench-daily` does the same for longer."""

from pathlib import Path

from bench.rush import LIMIT, NEIGHBOURS, rush


async def test_posts_due_at_once_go_out_in_order_near_the_limit(tmp_path: Path) -> None:
    """In the same minute: all there, in order, fast and without a 429; commands are answered.

    In so short a time the careful first second counts, and a busy machine too: `make bench-daily` wants more.
    """
    outcome = await rush(120, tmp_path, lead=1.5)
    assert outcome.arrived == outcome.channels == 120
    assert outcome.refused == 0
    assert outcome.behind <= NEIGHBOURS
    assert outcome.rate >= 0.7 * LIMIT
    assert max(outcome.waits) < 3
