"""`/ask`: passages with their sources, or a reply that says there's no answer."""

import pytest

from discord_sandbox.clients.person.failures import ControlNotFound
from discord_sandbox.clients.person.reply import Reply
from tests.e2e.bot_fixture import BotHarness

ASKED = '/ask question:"Wurde das Mühlenbrot umbenannt?"'


async def test_an_answer_is_short_and_says_where_it_is_from(harness: BotHarness) -> None:
    """The passage comes in a private reply, with its lesson and status."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    reply = await tomasz.run(ASKED)
    fact = harness.library.default.facts["brot-umbenannt"]
    assert reply.private
    assert fact.text in reply.text
    assert "1. Vorher fragen · Status: confirmed" in reply.text
    assert reply.id not in [message.id for message in await adaeze.messages()]


async def test_the_card_and_the_sources_open_beside_the_answer(harness: BotHarness) -> None:
    """Each leaves the answer in place, and the sources lead to the whole passage."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run(ASKED)
    card = await tomasz.press(reply, "Read the lesson ▸")
    assert card.id != reply.id
    assert "-# 1/3\n" in card.text
    sources = await tomasz.press(reply, "Sources")
    assert "### Sources: " in sources.text
    assert sources.id not in (reply.id, card.id)
    assert "Status: confirmed. Source:" in (await tomasz.press(sources, "Back to the answer")).text


async def test_another_answer_is_chosen_in_a_menu(harness: BotHarness) -> None:
    """It opens beside the best one, in full."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run(ASKED)
    [menu] = [control for control in reply.controls if control.options]
    other = menu.options[0]
    shown = await tomasz.select(reply, [other.value])
    assert isinstance(shown, Reply)
    assert shown.id != reply.id
    assert other.label.partition(":")[0] in shown.text


async def test_what_stands_in_no_lesson_is_looked_up_in_the_case(harness: BotHarness) -> None:
    """A glossary term leads to the facts behind it, even after a restart."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run('/ask question:"offener Brief"')
    assert "Ein Brief an jemanden" in reply.text
    await harness.restart_bot()
    topic = await tomasz.press(reply, "Look it up in the case ▸")
    assert topic.id != reply.id
    assert harness.library.default.facts["name-zurueck"].text in topic.text


async def test_the_bot_says_how_to_use_it(harness: BotHarness) -> None:
    """The button below leads there, whatever the course's language."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run('/ask question:"how do I stop the reminders"')
    assert "press Stop reminders" in reply.text
    assert "Reminders are off" in (await tomasz.press(reply, "My reminders ▸")).text


@pytest.mark.parametrize("question", ["Netflix stock price", "?!", '\\"( OR *) NEAR', "hi"])
async def test_no_answer_is_said_plainly(harness: BotHarness, question: str) -> None:
    """A remote match isn't shown as an answer, and typed text is never read as query syntax."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run(f'/ask question:"{question}"')
    assert "The course doesn't cover that" in reply.text


async def test_without_an_answer_there_are_ways_on(harness: BotHarness) -> None:
    """All lessons and the case, or the topics that are nearest."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run('/ask question:"xylqzw"')
    assert "Vorher fragen" in (await tomasz.press(reply, "All lessons")).text
    reply = await tomasz.run('/ask question:"xylqzw"')
    assert "Die Umbenennung" in (await tomasz.press(reply, "The case")).text
    near = await tomasz.run('/ask question:"wer hat die Weltmeisterschaft gewonnen"')
    assert "the closest I have" in near.text


async def test_questions_without_an_answer_are_counted_without_who_asked(harness: BotHarness) -> None:
    """Nothing else is stored, not even that someone was here."""
    tomasz = await harness.person("tomasz")
    for _ in range(2):
        await tomasz.run('/ask question:"Who won the cup? Write to me@example.org"')
    await tomasz.run(ASKED)
    [counted] = await harness.record.stores.unanswered.all()
    assert (counted.text, counted.times) == ("who won the cup write to", 2)
    assert not any((await harness.record.counts(int(tomasz.user["id"]))).values())


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
    assert "No lesson is called" in (await tomasz.press(reply, "Read the lesson ▸")).text
