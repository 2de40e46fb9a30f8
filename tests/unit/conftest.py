"""Fixtures: the services on an empty record."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.unit.services.service_fixture import ServiceHarness, open_harness


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    """The services, an hour before the first post."""
    async with open_harness(tmp_path) as opened:
        yield opened
