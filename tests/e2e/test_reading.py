"""Reading lessons and the case."""

import re
from dataclasses import replace

import pytest

from bot.domain.course.library import Library
from tests.e2e.answering import answer, entries, has, more
from tests.e2e.bot_fixture import BotHarness

COMMANDS = [
    "/learn",
    "/start",
    "/help",
    "/lesson",
    "/case",
    "/ask question:Brot",
    "/quiz",
    "/review",
    "/plan",
    "/progress",
    "/certificate",
    "/me",
]


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_answers_in_private(harness: BotHarness, command: str) -> None:
    """In a server, only the person sees a command's reply."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    reply = await tomasz.run(command)
    assert reply.private
    assert reply.text
    assert reply.id not in [message.id for message in await adaeze.messages()]


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_works_in_direct_messages(harness: BotHarness, command: str) -> None:
    """In direct messages, replies are ordinary messages, so other devices show them, too."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run(command, channel="dm")
    assert not reply.private
    assert reply.id in [message.id for message in await tomasz.messages("dm")]


async def test_help_names_every_command(harness: BotHarness) -> None:
    """Nothing that can be typed is missing from the help, except /start, which does what /learn does."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run("/help")
    for command in await tomasz.commands():
        if command["name"] not in ("help", "start"):
            mention = rf"</{command['name']}( \w+)?:{command['id']}>"
            assert re.search(mention, reply.text), command["name"]


async def test_a_lesson_is_read_card_by_card(harness: BotHarness) -> None:
    """Next leads through every card in one message, "Back one card" back, and the overview knows it all."""
    tomasz = await harness.person("tomasz")
    card = first = await tomasz.run("/lesson vorher-fragen")
    seen = [card.text]
    while has(card, "Next ▸"):
        card = await tomasz.press(card, "Next ▸")
        seen.append(card.text)
    assert card.id == first.id
    assert [text.splitlines()[0] for text in seen] == [
        "-# 1/3",
        "-# 📘 2/3",
        "-# 📘 3/3",
    ]
    overview = await tomasz.run("/lesson")
    assert "**1. Vorher fragen**\n-# 2 of 3 cards read" in overview.text  # a question isn't read but answered
    feedback = await answer(harness.library.default, tomasz, card)
    assert has(feedback, "Take the quiz (4 questions) ▸")
    again = await tomasz.select(overview, ["1. Vorher fragen"], "Open a lesson")
    second = await tomasz.press(again, "Next ▸")
    assert "2/3" in second.text
    back = await more(tomasz, await tomasz.press(second, "Next ▸"), "Back one card")
    assert back.text == second.text  # past the question, too
    assert (await more(tomasz, back, "Back one card")).text == again.text
    assert "Back one card" not in entries(again)
    overview = await more(tomasz, second, "All lessons")
    assert "**1. Vorher fragen**\n-# all cards read" in overview.text
    assert overview.text.count("\n-# ") == 2  # one for the course, one for the lesson begun


async def test_a_lesson_is_found_by_number_title_and_part(harness: BotHarness) -> None:
    """People type a name as they remember it."""
    tomasz = await harness.person("tomasz")
    for typed in ("2", "Offen antworten", "offen", "antworten", "offen-antworten"):
        assert "-# 1/1\n### Drei Wochen" in (await tomasz.run(f'/lesson lesson:"{typed}"')).text


async def test_an_unknown_lesson_is_answered_with_the_nearest(harness: BotHarness) -> None:
    """A typo gets a suggestion, and typed Markdown isn't echoed."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run('/lesson lesson:"ofen antwortn **x**"')
    assert reply.text.startswith('No lesson is called "ofen antwortn x." Did you mean this one?')
    assert "-# 1/1" in (await tomasz.press(reply, "Offen antworten")).text
    unknown = await tomasz.run('/lesson lesson:"xylqzw"')
    assert '"xylqzw." </lesson:' in unknown.text
    assert "Vorher fragen" in (await tomasz.press(unknown, "All lessons ▸")).text


async def test_lesson_names_are_completed(harness: BotHarness) -> None:
    """Matching lessons are suggested while typing. An empty option suggests all of them."""
    tomasz = await harness.person("tomasz")
    assert [choice.value for choice in await tomasz.complete("/lesson", "lesson", "")] == [
        "vorher-fragen",
        "offen-antworten",
    ]
    assert [choice.name for choice in await tomasz.complete("/lesson", "lesson", "antw")] == [
        "2. Offen antworten"
    ]
    for typed, found in (("antwotren", ["offen-antworten"]), ("baeckerei", []), ("xyz", [])):
        assert [choice.value for choice in await tomasz.complete("/lesson", "lesson", typed)] == found


async def test_the_sources_of_a_card_are_one_press_away(harness: BotHarness) -> None:
    """Each statement says how sure it is and where it's from, and the way back leads to the card."""
    tomasz = await harness.person("tomasz")
    card = await tomasz.run("/lesson 1")
    sources = await more(tomasz, card, "Sources")
    fact = harness.library.default.facts["brot-umbenannt"]
    assert fact.text in sources.text
    assert "Status: confirmed" in sources.text
    assert (await tomasz.press(sources, "Back to the lesson")).text == card.text


async def test_a_shared_card_opens_privately_for_anyone_who_presses(harness: BotHarness) -> None:
    """Sharing shows the card to everyone. Anyone who presses it gets their own private copy."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    card = await tomasz.press(await tomasz.run("/lesson 1"), "Next ▸")
    shared = await more(tomasz, card, "Share in this channel")
    assert not shared.private
    assert shared.text.startswith(f"-# Shared by <@{tomasz.user['id']}> · 📘 Lesson 1 · 2/3\n")
    seen = next(message for message in await adaeze.messages() if message.id == shared.id)
    own = await adaeze.press(seen, "Read this lesson")
    assert own.private
    assert own.id != shared.id
    assert "-# 1/3\n" in own.text


async def test_who_may_not_write_may_not_share(harness: BotHarness) -> None:
    """Where a person may not post, the bot doesn't post for them; nor does it help to flood a channel."""
    tomasz, maren = await harness.person("tomasz"), await harness.person("maren")
    card = await tomasz.run("/lesson 1", channel="announcements")
    assert "Share in this channel" not in entries(card)
    card = await maren.run("/lesson 1", channel="announcements")
    shared = [await more(maren, card, "Share in this channel") for _ in range(4)]
    assert [reply.private for reply in shared] == [False, False, False, True]
    assert f"Shared by <@{maren.user['id']}>" in shared[0].text
    assert "That was quick" in shared[3].text


async def test_nothing_is_shared_where_there_is_no_channel(harness: BotHarness) -> None:
    """In direct messages, there's no one to share with."""
    tomasz = await harness.person("tomasz")
    card = await tomasz.run("/lesson 1", channel="dm")
    assert "Share in this channel" not in entries(card)


async def test_learn_goes_on_in_the_lesson_read_last(harness: BotHarness) -> None:
    """Learners who started with another lesson aren't sent back to the first."""
    tomasz = await harness.person("tomasz")
    await tomasz.press(await tomasz.run("/lesson 1"), "Next ▸")
    course = harness.library.default
    longer = course.lessons[1].model_copy(update={"cards": course.lessons[0].cards[:2]})
    await harness.restart_bot(Library([replace(course, lessons=(course.lessons[0], longer))]))
    await tomasz.run("/lesson 2")
    assert "2/2" in (await tomasz.run("/learn")).text


async def test_the_case_is_looked_up_by_topic(harness: BotHarness) -> None:
    """Topics open by menu, name or part of a name. For an unknown one, the reply says what to do."""
    tomasz = await harness.person("tomasz")
    topics = await tomasz.run("/case")
    topic = await tomasz.select(topics, ["Die Umbenennung"])
    facts = [fact for fact in harness.library.default.facts.values() if fact.text in topic.text]
    assert len(facts) == 2
    assert "Status:" not in topic.text
    sources = await more(tomasz, topic, "Sources")
    assert sources.text.count("Status:") == 2
    topic = await tomasz.press(sources, "Back to the case")
    assert (await tomasz.run('/case topic:"umbenennung"')).text == topic.text
    unknown = await tomasz.run("/case topic:xyz")
    assert "no topic" in unknown.text
    assert "</case:" in unknown.text
    assert (await tomasz.press(unknown, "All topics ▸")).text == topics.text
    assert (await tomasz.press(topic, "All topics")).text == topics.text
