"""Publishing daily posts in announcement channels, from the setting to the message's flag."""

import asyncio
from typing import Any

import pytest

from bot.domain.posts.post import Post
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.bot_fixture import BotHarness

SET = "/daily set time:08:30 zone:Europe/Berlin what:facts"
CROSSPOST = "POST /api/v10/channels/*/messages/*/crosspost"


async def run(person: Person, line: str) -> Reply:
    """Run a command that answers with a message."""
    reply = await person.run(line)
    assert not isinstance(reply, Modal)
    return reply


async def press(person: Person, reply: Reply, label: str) -> Reply:
    """Press a button that answers with a message."""
    found = await person.press(reply, label)
    assert not isinstance(found, Modal)
    return found


async def post_now(harness: BotHarness, person: Person) -> Post:
    """Post the next one, and return the post once nothing is left to do."""
    await run(person, "/daily now")
    [schedule] = await harness.record.schedules(harness.bot.guilds[0].id)
    while True:
        [latest, *_] = await harness.record.posts(schedule.id, 9)
        if latest.state == "sent" and latest.publish != "wanted":
            return latest
        await asyncio.sleep(0.02)


def flags(harness: BotHarness, post: Post) -> int:
    """Return the flags of a post's message."""
    found = harness.sandbox.world.messages.get(str(post.message))
    assert found
    return int(found.body["flags"])


async def test_posts_are_published_if_that_is_chosen(harness: BotHarness) -> None:
    """Off by default, switched on and off with a button, and the log says so."""
    maren = await harness.person("maren")
    await run(maren, f"{SET} channel:announcements")
    assert not flags(harness, await post_now(harness, maren)) & 1
    edited = await press(maren, await run(maren, "/daily edit"), "Publish to followers")
    assert "published to followers" in edited.text
    assert "It's published to followers." in (await run(maren, "/daily preview")).text
    post = await post_now(harness, maren)
    assert (flags(harness, post) & 1, post.publish) == (1, "published")
    assert "can't be published" not in (await run(maren, "/server check")).text
    await press(maren, edited, "Don't publish")
    assert not flags(harness, await post_now(harness, maren)) & 1
    log = (await run(maren, "/server log")).text
    assert "publishing off → on" in log
    assert "publishing on → off" in log


async def test_only_announcements_can_be_published(harness: BotHarness) -> None:
    """Anywhere else it's refused, and nothing is set. Moving a daily post there stops publishing."""
    maren = await harness.person("maren")
    refused = await run(maren, f"{SET} channel:lessons publish:True")
    assert "Only posts in announcement channels can be published" in refused.text
    guild = harness.bot.guilds[0].id
    assert await harness.record.schedules(guild) == []
    await run(maren, f"{SET} channel:announcements publish:True")
    screen = await run(maren, "/daily edit")
    moved = await maren.select(screen, ["lessons"], "Choose a channel")
    assert isinstance(moved, Reply)
    assert "published" not in moved.text
    assert "Publish to followers" not in [each.label for each in moved.controls]
    assert [each.publish for each in await harness.record.schedules(guild)] == [False]


@pytest.mark.parametrize(
    ("fault", "state", "told"),
    [
        ({"status": 400, "code": 40033}, "published", False),
        ({"status": 403, "code": 50013}, "failed", True),
        ({"status": 404, "code": 10008}, "failed", False),
    ],
)
async def test_whatever_discord_says_the_post_stands(
    harness: BotHarness, fault: dict[str, Any], state: str, told: bool
) -> None:
    """It's there once, and staff hear what isn't their own doing. What's published already is fine."""
    maren = await harness.person("maren")
    await maren.select(await run(maren, "/server settings"), ["staff"], "Staff channel")
    await run(maren, f"{SET} channel:announcements publish:True")
    await harness.inject_fault(kind="status", match=CROSSPOST, times=1, **fault)
    assert (await post_now(harness, maren)).publish == state
    assert len(await maren.messages("announcements")) == 1
    assert len([each for each in harness.requests() if each["path"].endswith("/crosspost")]) == 1
    if told:
        assert "went out, but not to followers" in (await maren.hear("Not published", "staff")).text
    assert "Paused" not in (await run(maren, "/daily show")).text


async def test_a_channel_that_is_no_longer_for_announcements(harness: BotHarness) -> None:
    """The check says what to do, and after that the complaint is gone."""
    maren = await harness.person("maren")
    await run(maren, f"{SET} channel:announcements publish:True")
    place = int(await maren.place("announcements"))
    harness.sandbox.world.channels[str(place)]["type"] = 0
    channel: Any = harness.bot.get_channel(place)
    channel._type = 0
    assert (await post_now(harness, maren)).publish == "failed"
    harness.expected_refusals[:] = list(harness.sandbox.refusals)
    check = await run(maren, "/server check")
    assert "Needs attention" in check.text
    assert "isn't an announcement channel anymore" in check.text
    await press(maren, await run(maren, "/daily edit"), "Don't publish")
    again = await run(maren, "/server check")
    assert "announcement channel" not in again.text
