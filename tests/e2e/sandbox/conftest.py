"""Fixtures: a fresh sandbox, and discord.py in it."""

from collections.abc import AsyncIterator

import pytest

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from tests.e2e.sandbox.clients import Puppet, online
from tests.e2e.sandbox.sandbox_fixture import Scene, open_scene


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """A fresh world in memory, without rate limits."""
    async with open_scene(Sandbox(DEMO_WORLD, rate_limits=False)) as scene:
        yield scene


@pytest.fixture
async def puppet(scene: Scene) -> AsyncIterator[Puppet]:
    """discord.py, online in that world, with the commands registered."""
    await scene.register()
    async with online(scene.sandbox) as puppet:
        yield puppet
