"""Reading: lessons, the case, finding one's way."""

import re

import pytest

from discord_sandbox.clients.person.failures import ControlNotFound
from tests.e2e.bot_fixture import BotHarness

COMMANDS = [
    "/start",
    "/help",
    "/lesson",
    "/case",
    "/ask question:Brot",
    "/quiz",
    "/review",
    "/progress",
    "/me",
]


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_answers_in_private(harness: BotHarness, command: str) -> None:
    """In a server, what a command shows is seen by the person alone."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    reply = await tomasz.run(command)
    assert reply.private
    assert reply.text
    assert reply.id not in [message.id for message in await adaeze.messages()]


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_works_in_direct_messages(harness: BotHarness, command: str) -> None:
    """Alone with the bot, the replies are ordinary messages, so that another device shows them too."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run(command, channel="dm")
    assert not reply.private
    assert reply.id in [message.id for message in await tomasz.messages("dm")]


async def test_help_names_every_command(harness: BotHarness) -> None:
    """Nothing that can be typed is missing from the help."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run("/help")
    for command in await tomasz.commands():
        if command["name"] != "help":
            mention = rf"</{command['name']}( \w+)?:{command['id']}>"
            assert re.search(mention, reply.text), command["name"]


async def test_a_lesson_is_read_page_by_page(harness: BotHarness) -> None:
    """Next leads through every page in one message, Previous back, and the overview knows what was read."""
    tomasz = await harness.person("tomasz")
    page = first = await tomasz.run("/lesson vorher-fragen")
    seen = [page.text]
    while any(control.label == "Next" for control in page.controls):
        page = await tomasz.press(page, "Next")
        seen.append(page.text)
    assert page.id == first.id
    assert len(set(seen)) == len(seen) == 7
    assert "Page 7 of 7" in page.text
    assert "Page 6 of 7" in (await tomasz.press(page, "Previous")).text
    overview = await tomasz.press(page, "All lessons")
    assert "**1. Vorher fragen**\n-# ☑ read" in overview.text
    assert "0 of 4 pages read" in overview.text


async def test_a_lesson_is_found_by_number_title_and_part(harness: BotHarness) -> None:
    """People type a name as they remember it."""
    tomasz = await harness.person("tomasz")
    for typed in ("2", "Offen antworten", "offen", "antworten", "offen-antworten"):
        assert "Lesson 2\n## Offen antworten" in (await tomasz.run(f'/lesson lesson:"{typed}"')).text


async def test_an_unknown_lesson_is_answered_with_the_nearest(harness: BotHarness) -> None:
    """A typing error gets a hint, and no Markdown of the person's own is echoed."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run('/lesson lesson:"ofen antwortn **x**"')
    assert "Did you mean" in reply.text
    assert "**Offen antworten**" in reply.text
    assert "**x**" not in reply.text


async def test_lesson_names_are_completed(harness: BotHarness) -> None:
    """As one types, fitting lessons are offered; nothing typed offers all."""
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


async def test_the_sources_of_a_page_are_one_press_away(harness: BotHarness) -> None:
    """Each statement says how sure it is and where it is from, and the way back leads to the page."""
    tomasz = await harness.person("tomasz")
    page = await tomasz.press(await tomasz.run("/lesson 1"), "Next")
    sources = await tomasz.press(page, "Sources")
    fact = harness.library.default.facts["brot-umbenannt"]
    assert fact.text in sources.text
    assert "Status: confirmed" in sources.text
    assert (await tomasz.press(sources, "Back to the page")).text == page.text


async def test_a_shared_page_opens_privately_for_whoever_presses(harness: BotHarness) -> None:
    """Sharing shows the page to everyone; somebody else's press gives them a copy of their own."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    shared = await tomasz.press(await tomasz.run("/lesson 1"), "Share in this channel")
    assert not shared.private
    seen = next(message for message in await adaeze.messages() if message.id == shared.id)
    own = await adaeze.press(seen, "Read this lesson")
    assert own.private
    assert own.id != shared.id
    assert "Page 1 of 7" in own.text
    assert "Lesson 1" in (await adaeze.press(seen, "Quiz me")).text


async def test_who_may_not_write_may_not_share(harness: BotHarness) -> None:
    """Where a person may not post, the bot doesn't post for them; nor does it help to flood a channel."""
    tomasz, maren = await harness.person("tomasz"), await harness.person("maren")
    page = await tomasz.run("/lesson 1", channel="announcements")
    with pytest.raises(ControlNotFound):
        page.control("Share in this channel")
    page = await maren.run("/lesson 1", channel="announcements")
    shared = [await maren.press(page, "Share in this channel") for _ in range(4)]
    assert [reply.private for reply in shared] == [False, False, False, True]
    assert f"Shared by <@{maren.user['id']}>" in shared[0].text
    assert "That was quick" in shared[3].text


async def test_nothing_is_shared_where_there_is_no_channel(harness: BotHarness) -> None:
    """In direct messages there is nobody to share with."""
    tomasz = await harness.person("tomasz")
    page = await tomasz.run("/lesson 1", channel="dm")
    with pytest.raises(ControlNotFound):
        page.control("Share in this channel")


async def test_start_leads_from_the_first_page_to_the_last(harness: BotHarness) -> None:
    """Continue always opens the next page not read yet; after the last the task to write is next."""
    tomasz = await harness.person("tomasz")
    start = await tomasz.run("/start")
    reply = await tomasz.press(start, "Start with lesson 1")
    assert "Page 1 of 7" in reply.text
    assert "Next: **Vorher fragen**, page 2." in (await tomasz.run("/start")).text
    for _ in range(10):
        reply = await tomasz.press(await tomasz.run("/start"), "Continue")
    assert "Page 4 of 4" in reply.text
    end = await tomasz.run("/start")
    assert "Next: write the message that **Vorher fragen** asks for, and revise it." in end.text
    assert "## Write it yourself" in (await tomasz.press(end, "Continue")).text


async def test_continue_goes_on_in_the_lesson_read_last(harness: BotHarness) -> None:
    """Who has begun with another lesson is not sent back to the first."""
    tomasz = await harness.person("tomasz")
    await tomasz.press(await tomasz.run("/lesson 2"), "Next")
    assert "Next: **Offen antworten**, page 3." in (await tomasz.run("/start")).text


async def test_the_case_is_looked_up_by_topic(harness: BotHarness) -> None:
    """Topics by menu or by name, in any part; an unknown one says what to do."""
    tomasz = await harness.person("tomasz")
    topics = await tomasz.run("/case")
    topic = await tomasz.select(topics, ["Die Umbenennung"])
    facts = [fact for fact in harness.library.default.facts.values() if fact.text in topic.text]
    assert len(facts) == 2
    assert "Status:" in topic.text
    assert (await tomasz.run('/case topic:"umbenennung"')).text == topic.text
    assert "no topic" in (await tomasz.run("/case topic:xyz")).text
    assert (await tomasz.press(topic, "All topics")).text == topics.text
