"""Fixtures: a fresh sandbox, and discord.py in it."""

from collections.abc import AsyncIterator

import pytest

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from tests.e2e.sandbox.clients import ManualClient, online
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness, open_sandbox


@pytest.fixture
async def harness() -> AsyncIterator[SandboxHarness]:
    """Yield a fresh world in memory, without rate limits."""
    async with open_sandbox(Sandbox(DEMO_WORLD, rate_limits=False)) as harness:
        yield harness


@pytest.fixture
async def client(harness: SandboxHarness) -> AsyncIterator[ManualClient]:
    """Yield discord.py, online in that world, with the commands registered."""
    await harness.register()
    async with online(harness.sandbox) as client:
        yield client
