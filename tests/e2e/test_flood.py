"""A flood of fuzzed interactions, in short: `make drill` does the same for longer."""

import logging
from collections import Counter

import pytest

from bench.flood import flood
from bench.fuzz import KINDS, Forgery, Fuzzer, actions
from tests.e2e.bot_fixture import BotHarness

COUNT = 400


def named(sent: Forgery) -> str:
    """What it's for; ids of people and channels are new in each world."""
    return str(sent.data.get("custom_id", sent.data.get("name")))


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_sent_is_answered(
    harness: BotHarness, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    """Commands, completions, presses and forms with anything in them: no silence, and no traceback."""
    with caplog.at_level(logging.WARNING):
        assert await flood(harness.sandbox, COUNT, seed) == []
    assert [each.getMessage() for each in caplog.records if each.exc_info] == []


async def test_a_flood_is_of_every_kind_and_the_same_for_the_same_seed(harness: BotHarness) -> None:
    """So what it finds can be found again."""
    sent = [
        [(each.kind, named(each)) for each in (fuzzer.next() for _ in range(COUNT))]
        for fuzzer in (Fuzzer(harness.sandbox.world, seed, 8) for seed in (5, 5, 6))
    ]
    assert Counter(kind for kind, _ in sent[0]).keys() == set(KINDS)
    assert sent[0] == sent[1] != sent[2]
    assert set(harness.bot.router._handlers) == set(actions())
