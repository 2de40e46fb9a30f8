"""What is stored about a person, the copy of it, and erasing it."""

import json
from typing import Any

import aiohttp

from bot.chat.screens.people.policies import Policies, privacy, terms
from discord_sandbox.clients.person import Person, Reply
from tests.e2e.answering import has
from tests.e2e.bot_fixture import BotHarness

CONTAINER, FILE = 17, 13  # types of components


async def export(reply: Reply) -> dict[str, dict[str, Any]]:
    """The file of an export, as JSON."""
    [card] = [part for part in reply.raw["components"] if part["type"] == CONTAINER]
    [file] = [part["file"] for part in card["components"] if part["type"] == FILE]
    async with aiohttp.ClientSession() as session, session.get(file["url"]) as response:
        assert response.status == 200
        return json.loads(await response.read())


async def stored(person: Person, channel: str | None = None) -> Reply:
    """What `/me` says is stored."""
    return await person.press(await person.run("/me", channel), "What's stored about me")


async def copied(person: Person) -> dict[str, dict[str, Any]]:
    """The person's copy of what's stored, as JSON."""
    return await export(await person.press(await stored(person), "Get a copy of my data"))


async def erase(person: Person) -> Reply:
    """What comes of erasing everything."""
    asked = await person.press(await stored(person), "Erase everything")
    return await person.press(asked, "Yes, erase everything")


async def test_a_copy_holds_everything_and_erasing_leaves_nothing(harness: BotHarness) -> None:
    """Export, erase after a confirmation, export again: nothing left but the anonymous counts."""
    tomasz = await harness.person("tomasz")
    assert "Nothing is stored about you yet" in (await stored(tomasz)).text
    await tomasz.press(await tomasz.run("/quiz 1"), "I don't know")
    await tomasz.run("/lesson 1")
    me = await stored(tomasz)
    for line in ("1 lesson card read", "1 quiz started", "1 answer given"):
        assert line in me.text
    copy = await tomasz.press(me, "Get a copy of my data")
    assert copy.private
    document = await export(copy)
    assert document.keys() == {"about", "meaning", "data"}
    assert document["meaning"].keys() == document["data"].keys()
    assert len(document["data"]["answers"]) == len(document["data"]["pages_read"]) == 1
    assert len(document["data"]["question_texts"]) == 1

    asked = await tomasz.press(me, "Erase everything")
    assert "Nothing is deleted" not in asked.text
    done = await tomasz.press(asked, "Yes, erase everything")
    assert "deleted" in done.text
    document = await copied(tomasz)
    assert all(rows == [] for rows in document["data"].values())
    [counter] = await harness.record.counters(harness.library.default.id)
    assert (counter.answered, counter.unknown) == (1, 1)


async def test_a_copy_writes_long_numbers_as_text(harness: BotHarness) -> None:
    """Discord's ids are longer than what many readers of JSON keep exactly; the fields' lines say so."""
    tomasz = await harness.person("tomasz")
    await tomasz.run("/quiz 1")
    document = await copied(tomasz)
    [quiz] = document["data"]["quizzes"]
    assert quiz["learner"] == tomasz.user["id"]
    assert isinstance(quiz["guild"], str)
    assert isinstance(quiz["started_at"], int)
    assert document["meaning"]["quizzes"]["learner"] == "your Discord id; long numbers are written as text"
    assert "as text" not in document["meaning"]["quizzes"]["started_at"]


async def test_erasing_can_be_thought_better_of(harness: BotHarness) -> None:
    """Keep it goes back, and nothing is deleted."""
    tomasz = await harness.person("tomasz")
    await tomasz.press(await tomasz.run("/quiz 1"), "I don't know")
    asked = await tomasz.press(await stored(tomasz), "Erase everything")
    kept = await tomasz.press(asked, "Keep it")
    assert "Your settings" in kept.text
    assert "1 answer given" in (await tomasz.press(kept, "What's stored about me")).text


async def test_the_buttons_of_an_erased_quiz_explain_themselves(harness: BotHarness) -> None:
    """Its messages are still there; pressing them doesn't bring anything back."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run("/quiz 1")
    await erase(tomasz)
    assert "quiz was erased" in (await tomasz.press(question, "I don't know")).text
    assert "Nothing is stored" in (await stored(tomasz)).text


async def test_each_field_of_a_copy_is_explained(harness: BotHarness) -> None:
    """What is in the file can be understood with the file alone, instants and days too."""
    tomasz = await harness.person("tomasz")
    await tomasz.press(await tomasz.run("/quiz 1"), "I don't know")
    document = await copied(tomasz)
    [answer] = document["data"]["answers"]
    assert answer["at_iso"].startswith(answer["day_iso"])
    for kind, rows in document["data"].items():
        for row in rows:
            named = {name.removesuffix("_iso") for name in row}
            assert named <= document["meaning"][kind].keys(), kind


async def test_privacy_and_terms_are_in_the_help(harness: BotHarness) -> None:
    """Short and complete in Discord; the operator's own pages are linked once their addresses are set."""
    tomasz = await harness.person("tomasz")
    for wish, said in (("See what's stored about me", "24 months"), ("Read the terms", "Discord's terms")):
        page = await tomasz.select(await tomasz.run("/help"), [wish])
        assert said in page.text
        assert "whole" not in str(page.raw)
        assert has(await tomasz.press(page, "Back"), "Start learning ▸")
    policies = Policies("https://example.org/privacy", "https://example.org/terms", 7)
    for screen in (privacy(policies), terms(policies)):
        assert "https://example.org/" in str(screen.to_components())
    assert "expire after 7 days" in str(privacy(policies).to_components())
