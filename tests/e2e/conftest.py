"""Fixtures: a stage with the bot online, whose world took everything the bot sent."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.bot_fixture import Stage, open_stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot online in a fresh world. At the end: nothing it sent was unknown to Discord, or refused."""
    async with open_stage(tmp_path) as stage:
        yield stage
        assert stage.sandbox.unsupported == []
        assert stage.sandbox.unknown_fields == []
        assert stage.sandbox.refusals == stage.expected_refusals
