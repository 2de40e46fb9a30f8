"""Fixtures: the bot online in a world that took everything the bot sent."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.bot_fixture import BotHarness, open_bot


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[BotHarness]:
    """The bot online in a fresh world. At the end: nothing it sent was unknown to Discord, or refused."""
    async with open_bot(tmp_path) as harness:
        yield harness
        assert harness.sandbox.unsupported == []
        assert harness.sandbox.unknown_fields == []
        assert harness.sandbox.refusals == harness.expected_refusals
