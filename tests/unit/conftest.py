"""Fixtures: an office for a test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.unit.services.service_fixture import Office, open_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """An office an hour before the first post."""
    async with open_office(tmp_path) as opened:
        yield opened
