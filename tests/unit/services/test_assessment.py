"""Tests before and after a course."""

from typing import Any

import pytest

from bot.services.learning.quiz_state import FinishedQuiz, OpenQuestion
from tests.unit.services.service_fixture import COURSE, LEARNER, ServiceHarness


async def test_an_answer_that_comes_while_its_test_is_ended_is_told_the_end(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another device, after the question was looked up: nothing is added, and the result is shown."""
    services, me = harness.services, harness.actor(LEARNER)
    asked = await services.assessments.begin(me, COURSE.default, 1)
    assert isinstance(asked, OpenQuestion)
    preferences = harness.record.preferences

    async def meanwhile(learner: int, server: int | None = None) -> Any:
        await harness.record.close_quiz(asked.quiz.id, harness.now)
        return await preferences(learner, server)

    monkeypatch.setattr(harness.record, "preferences", meanwhile)
    key = (asked.quiz.id, asked.position, asked.question.fingerprint)
    state = await services.quizzes.answer(harness.actor(LEARNER), *key, [0])
    assert isinstance(state, FinishedQuiz)
    assert state.quiz.answers == {}
