"""What's kept of questions that no course answered: words and counts, nothing personal, and not for long."""

import pytest

from bot.domain.calendar.day import DAY
from bot.services.learning.unanswered import KEPT_DAYS, LONGEST, UnansweredQuestions, plain
from tests.unit.services.service_fixture import ServiceHarness


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Who founded Netflix?!", "who founded netflix"),
        ("what's  up…", "what's up"),
        ("ask <@123456789012345678> or <#42>, not @everyone", "ask or not"),
        ("write to jane.doe@example.org about it", "write to about it"),
        ("see https://example.org/me?id=1 and www.example.org", "see and"),
        ("call +49 (170) 123-45 67 now", "call now"),
        ("order 1234567", "order"),
        ("netflix in 2030", "netflix in 2030"),
        ("?!", ""),
    ],
)
def test_nothing_personal_is_kept(typed: str, kept: str) -> None:
    """Mentions, addresses, links and long numbers are left out; case and punctuation don't matter."""
    assert plain(typed) == kept


def test_a_long_question_is_cut_at_a_word() -> None:
    """Nobody's story is kept, only how it begins."""
    text = plain("because " * 40)
    assert len(text) <= LONGEST
    assert set(text.split()) == {"because"}


async def test_a_question_is_forgotten_after_a_while(harness: ServiceHarness) -> None:
    """Counted from the day on which it was last asked; one that's still asked stays."""
    questions = UnansweredQuestions(harness.record.stores.unanswered, lambda: harness.now)
    for question in ("Who founded Netflix?", "is it raining", "who founded netflix"):
        await questions.add(question)
    [first, second] = await questions.store.all()
    assert (first.text, first.times, second.times) == ("who founded netflix", 2, 1)
    harness.now += KEPT_DAYS * DAY
    await questions.add("is it raining")
    assert await questions.forget_old() == 0
    harness.now += DAY
    assert await questions.forget_old() == 1
    assert [each.text for each in await questions.store.all()] == ["is it raining"]
