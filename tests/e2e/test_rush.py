"""Many daily posts due at once, in short: `make bench-daily` does the same for longer."""

from pathlib import Path

from bench.rush import NEIGHBOURS, rush


async def test_posts_due_at_once_go_out_in_order_without_a_refusal(tmp_path: Path) -> None:
    """All there, in order, without a 429, and commands are answered. `make bench-daily` measures how fast."""
    outcome = await rush(120, tmp_path, lead=1.5)
    assert outcome.arrived == outcome.channels == 120
    assert outcome.refused == 0
    assert outcome.behind <= NEIGHBOURS
    assert outcome.waits
