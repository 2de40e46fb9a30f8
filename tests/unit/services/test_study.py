"""Reading, and the statistics of a course."""

import asyncio
import threading
from typing import Any

import pytest

from bot.domain.learning.learning_stats import LearningStats, compute_stats
from bot.services.learning.lessons import study
from tests.unit.services.service_fixture import COURSE, LEARNER, ServiceHarness


async def test_others_go_on_while_a_long_log_is_looked_at(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes long waits for something that only the loop can do meanwhile."""
    went_on = threading.Event()

    def slowly(*given: Any) -> LearningStats:
        assert went_on.wait(timeout=5)
        return compute_stats(*given)

    monkeypatch.setattr(study, "compute_stats", slowly)
    log = await harness.services.study.log(LEARNER, COURSE.default)
    looking = asyncio.create_task(log.stats())
    await asyncio.sleep(0.05)
    went_on.set()
    assert (await looking).mastered == 0
