"""Interactions that Discord's clients never send, but a homemade one could. Each gets a plain reply."""

from typing import Any

import pytest

from bot.chat.screens.questions.kind import UNKNOWN
from discord_sandbox.clients.person import Person
from tests.e2e.bot_fixture import BotHarness

COMMAND, PRESS, FORM = 2, 3, 5


async def forged(harness: BotHarness, person: Person, kind: int, data: dict[str, Any]) -> str:
    """Send it as this person; return the text of what they see then."""
    sent = harness.sandbox.forge(kind, person.user["id"], await person.place(), data)
    found = await person.hear()
    assert sent.callback is not None
    return found.text


@pytest.mark.parametrize(
    ("custom_id", "values"),
    [
        ("lb1:test:choose:{quiz}", ["0", "1"]),
        ("lb1:test:choose:{quiz}", []),
        ("lb1:quiz:pick:{quiz}:0:x", ["²"]),
        ("lb1:draft:pick", ["9" * 40]),
        ("lb1:draft:open:99999999999999999999", []),
        ("lb1:lesson:open:baeckerei-sommer", ["a", "b"]),
        ("lb1:lesson:page:baeckerei-sommer:a\0b:0", []),
        ("lb1:lesson:course", ["x"] * 26),
        ("lb1:lesson:course", ["x" * 101]),
        ("lb1:lesson:course", ["a\0b"]),
    ],
)
async def test_a_garbled_press_is_answered_as_stale(
    harness: BotHarness, caplog: pytest.LogCaptureFixture, custom_id: str, values: list[str]
) -> None:
    """Values are counted and numbers bounded before any feature sees them."""
    tomasz = await harness.person("tomasz")
    data = {"component_type": 3, "custom_id": custom_id.format(quiz=1), "values": values}
    assert "older version" in await forged(harness, tomasz, PRESS, data)
    assert not [each for each in caplog.records if each.exc_info]


@pytest.mark.parametrize("post", ["", " ", "0", "\0", "²"])
async def test_a_daily_post_named_by_nothing_is_answered(harness: BotHarness, post: str) -> None:
    """With no daily post at all, an empty name doesn't stand for the first of them."""
    maren = await harness.person("maren")
    option = {"type": 3, "name": "post", "value": post}
    data = {"name": "daily", "type": 1, "options": [{"type": 1, "name": "pause", "options": [option]}]}
    said = await forged(harness, maren, COMMAND, data | {"id": "1"})
    assert "older version" in said or "no daily post like that" in said


async def test_a_value_that_does_not_fit_leaves_no_text_in_the_log(
    harness: BotHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says what went wrong, not what was typed."""
    tomasz = await harness.person("tomasz")
    typed = "\x1b[31m\n2026-01-01 INFO forged"
    option = {"type": 3, "name": "what", "value": typed}
    data = {"name": "daily", "type": 1, "options": [{"type": 1, "name": "set", "options": [option]}]}
    assert "older version" in await forged(harness, tomasz, COMMAND, data | {"id": "1"})
    assert "Couldn't read a command" in caplog.text
    assert "forged" not in caplog.text


@pytest.mark.parametrize("value", [10**12, -1, "two", 1.5, True])
async def test_a_number_out_of_bounds_is_refused_in_code_too(harness: BotHarness, value: Any) -> None:
    """The command's definition isn't all there is between a person and the record."""
    tomasz = await harness.person("tomasz")
    option = {"type": 4, "name": "questions", "value": value}
    data = {"id": "1", "name": "quiz", "type": 1, "options": [option]}
    assert "older version" in await forged(harness, tomasz, COMMAND, data)


async def test_a_form_that_carries_too_much_is_refused(harness: BotHarness) -> None:
    """A field holds no more than its form allows."""
    tomasz = await harness.person("tomasz")
    field = {"type": 4, "custom_id": "zone", "value": "\ufdfa" * 4000}
    choice = {"type": 3, "custom_id": "reviews", "values": ["10"]}
    labels = [{"type": 18, "component": each} for each in (field, choice)]
    said = await forged(harness, tomasz, FORM, {"custom_id": "lb1:me:set", "components": labels})
    assert "longer than 100" in said


async def test_what_was_missed_before_the_course_is_not_told(harness: BotHarness) -> None:
    """Single answers of an assessment stay hidden until the final one, whatever button is made up."""
    tomasz, course = await harness.person("tomasz"), harness.library.default

    async def press(*parts: object) -> str:
        data = {"component_type": 2, "custom_id": ":".join(map(str, ("lb1", *parts)))}
        return await forged(harness, tomasz, PRESS, data)

    await press("test", "begin", course.id, 1)
    [test] = await harness.record.open_quizzes(int(tomasz.user["id"]), course.id)
    question = course.tested[test.items[0].question]
    await press("quiz", "answer", test.id, 0, question.fingerprint[:8], UNKNOWN)
    await press("test", "end-now", test.id)
    said = await press("quiz", "missed", test.id)
    assert "older version" in said
    assert question.prompt not in said
