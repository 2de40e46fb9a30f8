"""Where commands run without the bot: group DMs, other people's DMs, servers with the commands alone."""

from dataclasses import replace

import pytest

from bot.chat.interaction.interaction_context import invite_url
from bot.services.learning.quiz_state import Actor
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import entries, more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_leaderboard import board_of
from tests.e2e.test_servers import call


async def shown(person: Person, line: str, place: str) -> Reply:
    """Return the message that a command brings."""
    reply = await person.run(line, channel=place)
    assert isinstance(reply, Reply)
    return reply


async def pressed(person: Person, reply: Reply, control: str) -> Reply:
    """Return the message that a press brings."""
    found = await person.press(reply, control)
    assert isinstance(found, Reply)
    return found


async def put_to_rest(harness: BotHarness, person: Person) -> None:
    """Set a reminder, and let it rest without the person knowing, as closed direct messages do."""
    record, learner = harness.record, int(person.user["id"])
    me = Actor(learner, None, 1)
    await harness.services.preferences.set_zone(me, "Europe/Berlin")
    await harness.services.reminders.set(me, 8 * 60)
    found = await record.reminder(learner)
    assert found is not None
    assert await record.update_reminder(replace(found, paused="closed", notified=False))


@pytest.mark.parametrize("others", [["maren"], ["maren", "adaeze"]])
async def test_what_one_person_is_told_stays_theirs_among_others(
    harness: BotHarness, others: list[str]
) -> None:
    """In a DM or group DM with other people, nobody else sees an answer, or a notice below one."""
    tomasz, maren = await harness.person("tomasz"), await harness.person("maren")
    await put_to_rest(harness, tomasz)
    place = await tomasz.open_private(*others)
    answer = await shown(tomasz, "/quiz 1", place)
    assert answer.private
    notice = await tomasz.hear("Reminders are paused", place)
    assert notice.private
    assert (await pressed(tomasz, answer, "I don't know")).private
    assert await maren.messages(place) == []


async def test_a_notice_in_ones_own_direct_messages_is_an_ordinary_message(harness: BotHarness) -> None:
    """Nobody else reads along there, so it stays when the app is opened again."""
    tomasz = await harness.person("tomasz")
    await put_to_rest(harness, tomasz)
    await tomasz.run("/help", channel="dm")
    assert not (await tomasz.hear("Reminders are paused", "dm")).private


async def without_the_bot(harness: BotHarness, install: str) -> str:
    """Return the id of a channel of a new server that the bot isn't a member of."""
    guild = (await call(harness, "POST", "/sandbox/guilds", {"name": "Night School", "install": install}))[
        "id"
    ]
    world = await call(harness, "GET", "/sandbox/world")
    [found] = [each for each in world["guilds"] if each["id"] == guild]
    return str(next(each["id"] for each in found["channels"] if each["name"] == "general"))


@pytest.mark.parametrize(
    "line",
    [
        "/daily set channel:general time:08:30 zone:Europe/Berlin",
        "/daily show",
        "/server check",
    ],
)
async def test_a_server_with_commands_alone_is_told_to_invite_the_bot(harness: BotHarness, line: str) -> None:
    """What needs the bot in the server says so, with the link that adds it; everything else works."""
    place = await without_the_bot(harness, "commands")
    maren = await harness.person("maren")
    answer = await shown(maren, line, place)
    assert "The bot isn't a member of this server" in answer.text
    assert invite_url(harness.bot) in answer.text
    assert answer.private
    assert "Quiz · 1 of" in (await shown(maren, "/quiz 1", place)).text
    assert "The bot isn't a member" in (await board_of(maren, place)).text


@pytest.mark.parametrize("install", ["commands", "none"])
async def test_what_people_do_in_a_server_without_the_bot_is_no_departure(
    harness: BotHarness, install: str
) -> None:
    """Nothing is kept about a server that the bot never joined, so none is erased as one that it left."""
    place = await without_the_bot(harness, install)
    tomasz = await harness.person("tomasz")
    assert "isn't a member" in (await board_of(tomasz, place)).text
    form = await tomasz.press(await shown(tomasz, "/me", place), "Change settings")
    assert isinstance(form, Modal)
    assert "Show me on the board" not in [field.label for field in form.fields]
    await pressed(tomasz, await shown(tomasz, "/quiz 1", place), "I don't know")
    await harness.restart_bot()
    assert list(await harness.record.guilds_left_before(2**62, 0, 9)) == []


async def test_buttons_from_before_the_bot_left_say_what_to_do(harness: BotHarness) -> None:
    """A moderator's and a learner's old button name the invitation, and change nothing."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    place = await maren.place("general")
    settings = await shown(maren, "/server check", place)
    board = await board_of(tomasz, place)
    guild = maren.directory.guild_of(place)
    await call(harness, "DELETE", f"/sandbox/guilds/{guild}")
    for person, reply, control in (
        (maren, settings, "Settings"),
        (tomasz, board, "Join the board"),
    ):
        assert "The bot isn't a member" in (await pressed(person, reply, control)).text
    assert not await harness.record.on_leaderboard(int(guild or 0), int(tomasz.user["id"]))


async def test_sharing_needs_use_external_apps_where_only_the_person_has_the_app(harness: BotHarness) -> None:
    """Discord would show it to that person alone; nobody is told that they shared something."""
    place = await without_the_bot(harness, "none")
    tomasz, maren = await harness.person("tomasz"), await harness.person("maren")
    page = await shown(tomasz, "/lesson 1", place)
    assert "Share in this channel" in entries(page)
    everyone = next(guild for guild in harness.sandbox.world.guilds if guild["name"] == "Night School")[
        "roles"
    ][0]
    everyone["permissions"] = str(int(everyone["permissions"]) & ~(1 << 50))
    page = await shown(tomasz, "/lesson 1", place)
    assert "Share in this channel" not in entries(page)
    assert await maren.messages(place) == []


async def test_an_announcement_channel_has_daily_posts_with_their_discussion(harness: BotHarness) -> None:
    """It's a channel of its own type, as are the threads in it; the bot posts and opens one all the same."""
    maren = await harness.person("maren")
    news = await maren.place("announcements")
    line = "/daily set channel:announcements time:08:30 zone:Europe/Berlin what:questions thread:yes"
    assert "All set." in (await shown(maren, line, "general")).text
    await maren.run("/daily now", channel="general")
    post = await maren.hear(channel="announcements")
    talk = await maren.hear(channel=post.id)
    thread = harness.sandbox.world.channels[talk.channel_id]
    assert (thread["type"], thread["parent_id"]) == (10, news)
    assert "✅ the bot can post" in (await shown(maren, "/server check", "general")).text


async def test_in_timeout_nothing_is_shared_or_changed_by_an_old_button(harness: BotHarness) -> None:
    """Discord lets members in timeout read alone, so their buttons give them nothing more."""
    tomasz, maren = await harness.person("tomasz"), await harness.person("maren")
    place = await tomasz.place("general")
    page = await shown(tomasz, "/lesson 1", place)
    check = await shown(maren, "/server check", place)
    for person in (tomasz, maren):
        guild = tomasz.directory.guild_of(place)
        await harness.inject_fault(kind="timeout", guild_id=guild, user_id=person.user["id"], seconds=600)
    assert "You can't write in this channel" in (await more(tomasz, page, "Share in this channel")).text
    assert "Manage Server" in (await pressed(maren, check, "Settings")).text
    assert [each for each in await maren.messages(place) if not each.private] == []
