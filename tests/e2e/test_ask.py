"""`/ask`: passages with their sources, or a reply that says there's no answer."""

import pytest

from discord_sandbox.clients.person.failures import ControlNotFound
from tests.e2e.bot_fixture import BotHarness


async def test_an_answer_comes_with_lesson_status_and_source(harness: BotHarness) -> None:
    """The passage comes in a private reply, with its status and sources."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    reply = await tomasz.run('/ask question:"Wurde das Mühlenbrot umbenannt?"')
    fact = harness.library.default.facts["brot-umbenannt"]
    assert reply.private
    assert fact.text in reply.text
    assert "Status: confirmed. Source:" in reply.text
    assert "1. Vorher fragen" in reply.text
    assert reply.id not in [message.id for message in await adaeze.messages()]


async def test_the_card_opens_beside_the_answer(harness: BotHarness) -> None:
    """Opening the card or its sources leaves the answer in place."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run('/ask question:"Wurde das Mühlenbrot umbenannt?"')
    card = await tomasz.press(reply, "Read the lesson ▸")
    assert card.id != reply.id
    assert "Lesson 1 · 1/3" in card.text
    sources = await tomasz.press(reply, "Sources")
    assert "### Sources: " in sources.text
    assert sources.id not in (reply.id, card.id)


async def test_what_stands_in_no_lesson_is_looked_up_in_the_case(harness: BotHarness) -> None:
    """A glossary term leads to the facts behind it, even after a restart."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run('/ask question:"offener Brief"')
    assert "Ein Brief an jemanden" in reply.text
    await harness.restart_bot()
    topic = await tomasz.press(reply, "Look it up in the case ▸")
    assert topic.id != reply.id
    assert harness.library.default.facts["name-zurueck"].text in topic.text


@pytest.mark.parametrize("question", ["Netflix stock price", "?!", '\\"( OR *) NEAR', "hi"])
async def test_no_answer_is_said_plainly(harness: BotHarness, question: str) -> None:
    """A remote match isn't shown as an answer, and typed text is never read as query syntax."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run(f'/ask question:"{question}"')
    assert "The course has no answer" in reply.text
    assert "Vorher fragen" in (await tomasz.press(reply, "All lessons")).text
    reply = await tomasz.run(f'/ask question:"{question}"')
    assert "Die Umbenennung" in (await tomasz.press(reply, "The case")).text


async def test_what_was_asked_is_shown_without_its_markdown(harness: BotHarness) -> None:
    """Nobody can make the bot say what they like."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run('/ask question:"**free** [coins](https://example.org) @everyone"')
    assert "free coins(https example.org) everyone" in reply.text
    with pytest.raises(ControlNotFound):
        reply.control("Sources")


async def test_a_button_of_a_lesson_since_removed_explains_itself(harness: BotHarness) -> None:
    """If the course has changed, pressing an old answer's button says so."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run('/ask question:"Wurde das Mühlenbrot umbenannt?"')
    course = harness.library.default
    smaller = course.__class__(
        about=course.about, lessons=course.lessons[1:], sources=course.sources, facts=course.facts
    )
    await harness.restart_bot(harness.library.__class__((smaller,)))
    assert "no lesson called" in (await tomasz.press(reply, "Read the lesson ▸")).text
