"""Daily posts: moderators set them up, and everyone reads and answers them in private."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from bot.bootstrap import make_clock
from bot.chat.screens.posts import daily as screens
from bot.domain.course.library import Library
from discord_sandbox.clients.person import Modal, Person, Reply
from discord_sandbox.clients.person.failures import Refused
from tests.e2e.answering import entries, has, more
from tests.e2e.bot_fixture import BotHarness

HOUR = 3_600_000


@pytest.fixture
async def call(harness: BotHarness) -> AsyncIterator[Any]:
    """Uses the sandbox's own controls."""
    async with aiohttp.ClientSession() as session:

        async def send(method: str, path: str, body: Any) -> Any:
            async with session.request(method, harness.sandbox.url + path, json=body) as response:
                assert response.status < 300, await response.text()
                return await response.json() if response.status != 204 else None

        yield send


async def run(person: Person, line: str, channel: str | None = None) -> Reply:
    """Run a command that answers with a message."""
    reply = await person.run(line, channel)
    assert not isinstance(reply, Modal)
    return reply


async def press(person: Person, reply: Reply, control: str) -> Reply:
    """Press a button that answers with a message."""
    answer = await person.press(reply, control)
    assert not isinstance(answer, Modal)
    return answer


async def set_daily(harness: BotHarness, more: str = "", channel: str = "lessons") -> tuple[Person, Reply]:
    """A moderator, and what they see after setting a daily post for half past eight in Berlin."""
    maren = await harness.person("maren")
    return maren, await run(
        maren, f"/daily set channel:{channel} time:08:30 zone:Europe/Berlin {more}".strip()
    )


async def posted(person: Person, text: str = "", channel: str = "lessons") -> Reply:
    """Return the next post in a channel that this person hasn't seen."""
    return await person.hear(text, channel)


async def test_a_moderator_sets_a_daily_post(harness: BotHarness) -> None:
    """The reply repeats the settings, with the next time in each reader's own time."""
    maren, reply = await set_daily(harness, "what:mix days:mon-fri role:Learners thread:yes")
    assert reply.private
    assert "All set." in reply.text
    assert "Monday to Friday at 8:30 AM, Europe/Berlin" in reply.text
    assert "A mix of all three" in reply.text
    assert "<@&" in reply.text
    assert "discussion thread" in reply.text
    [schedule] = await harness.record.schedules(harness.bot.guilds[0].id)
    assert f"<t:{schedule.next_at // 1000}:F>" in reply.text
    assert schedule.role
    assert schedule.thread
    assert (await run(maren, "/daily show")).text.count("Next:") == 1


async def test_every_subcommand_does_what_it_says(harness: BotHarness) -> None:
    """Show, preview, pause, resume, skip and remove work on the only daily post."""
    maren, reply = await set_daily(harness)
    preview = await run(maren, "/daily preview")
    first = harness.library.default.lessons[0]
    assert preview.private
    assert first.title in preview.text
    assert (first.cards[0].say or "") in preview.text
    assert "Preview. Only you see it" in preview.text
    assert "Paused" in (await run(maren, "/daily pause")).text
    assert "paused" in (await run(maren, "/daily show")).text.casefold()
    assert "is paused, so there's no next date" in (await run(maren, "/daily skip")).text
    assert "Resumed" in (await run(maren, "/daily resume")).text
    assert "It isn't paused" in (await run(maren, "/daily resume")).text
    guild = harness.bot.guilds[0].id
    [before] = await harness.record.schedules(guild)
    skipped = await run(maren, "/daily skip")
    assert f"<t:{before.next_at // 1000}:F>" in skipped.text
    assert f"skipped by a moderator: <t:{before.next_at // 1000}:f>" in skipped.text
    assert "Last: nothing posted yet" in skipped.text
    [after] = await harness.record.schedules(guild)
    assert after.next_at > before.next_at + 20 * HOUR
    asked = await run(maren, "/daily remove")
    assert "Remove this daily post?" in asked.text
    assert "Removed" in (await press(maren, asked, "Yes, remove it")).text
    assert "none yet" in (await run(maren, "/daily show")).text
    assert "none yet" in (await run(maren, "/daily preview")).text
    assert "no daily post like that" in (await press(maren, reply, "Pause")).text


async def test_a_course_that_is_gone_can_be_seen_and_removed(harness: BotHarness) -> None:
    """Its daily post is still listed, and the other commands keep working."""
    maren, _ = await set_daily(harness)
    course = harness.library.default
    renamed = replace(course, about=course.about.model_copy(update={"id": "another"}))
    await harness.restart_bot(Library([renamed]))
    assert "isn't taught anymore" in (await run(maren, "/daily show")).text
    asked = await run(maren, "/daily remove")
    assert "Removed" in (await press(maren, asked, "Yes, remove it")).text


async def test_a_post_says_in_its_content_what_it_is(harness: BotHarness) -> None:
    """Push notifications only show the content. The post mentions the role and nobody else."""
    maren, _ = await set_daily(harness, "role:Learners thread:yes")
    tomasz = await harness.person("tomasz")
    assert "Posting it in" in (await run(maren, "/daily now")).text
    post = await posted(tomasz)
    first = harness.library.default.lessons[0]
    assert "Card of the day" in post.raw["content"]
    assert first.cards[0].heading in post.raw["content"]
    assert post.raw["embeds"][0]["description"] == first.cards[0].text
    [role] = [role.id for role in harness.bot.guilds[0].roles if role.name == "Learners"]
    assert post.raw["mention_roles"] == [str(role)]
    assert not post.raw["mention_everyone"]
    reading = await press(tomasz, post, "Keep reading")
    assert reading.private
    assert "2/3" in reading.text
    opening = await posted(tomasz, first.reflection, post.id)
    assert not opening.private


async def test_a_change_keeps_what_is_left_out(harness: BotHarness) -> None:
    """Changing the time keeps the role, the thread and the content. A button removes the role."""
    maren, reply = await set_daily(harness, "what:mix days:mon-fri role:Learners thread:yes")
    number = reply.control("Pause").custom_id.rsplit(":", 1)[-1]
    line = f"/daily set channel:lessons time:9:00 zone:Asia/Tokyo instead_of:{number}"
    changed = await run(maren, line)
    assert "Monday to Friday at 9:00 AM, Asia/Tokyo, mentions <@&" in changed.text
    assert "with a discussion thread" in changed.text
    assert "A mix of all three" in changed.text
    quiet = await more(maren, changed, "Stop mentioning a role")
    assert "mentions <@&" not in quiet.text
    assert "with a discussion thread" in quiet.text


async def test_a_lesson_and_a_fact_are_posts_too(harness: BotHarness) -> None:
    """A lesson opens on its first card. A fact has its status and source, and opens its page of the case."""
    maren, reply = await set_daily(harness, "what:lessons")
    tomasz = await harness.person("tomasz")
    await press(maren, reply, "Post it now")
    lesson = await posted(tomasz, "Lesson of the day")
    assert "Key points" in lesson.text
    assert "-# 1/" in (await press(tomasz, lesson, "Keep reading")).text
    number = reply.control("Pause").custom_id.rsplit(":", 1)[-1]
    line = f"/daily set channel:lessons time:9:00 zone:Asia/Tokyo what:facts instead_of:{number}"
    changed = await run(maren, line)
    assert "Changed." in changed.text
    assert "9:00 AM, Asia/Tokyo" in changed.text
    await press(maren, changed, "Post it now")
    fact = await posted(tomasz, "Fact of the day")
    assert "Status: " in fact.text
    assert "Source: " in fact.text
    page = await press(tomasz, fact, "Keep reading")
    assert page.text.startswith("### ")
    assert page.text != fact.text


async def test_a_double_tap_posts_one(harness: BotHarness) -> None:
    """Two taps on one preview make one post, and the second reply says so.

    The next screen has nothing to tap by mistake. Typing the command twice posts twice.
    """
    maren, _ = await set_daily(harness)
    preview = await run(maren, "/daily preview")
    said = await harness.at_once(*(press(maren, preview, "Post it now") for _ in range(2)))
    assert any("Already posted" in each.text for each in said)
    assert not any(has(each, "Post it now") for each in said)
    while "posting now" in (again := await more(maren, said[0], "Show again")).text:
        await asyncio.sleep(0.05)
    assert "Last: [posted" in again.text
    assert not again.control("Post it now").disabled
    assert "Show again" not in entries(again)
    guild = harness.bot.guilds[0].id
    [schedule] = await harness.record.schedules(guild)
    assert len(await harness.record.posts(schedule.id, 9)) == 1
    for _ in range(2):
        assert "Posting it in" in (await run(maren, "/daily now")).text
    assert len(await harness.record.posts(schedule.id, 9)) == 3


async def test_a_choice_made_twice_posts_one(harness: BotHarness) -> None:
    """If `/daily now` asks which one, choosing the same one twice posts once."""
    maren, _ = await set_daily(harness)
    await set_daily(harness, "what:facts", "general")
    asked = await run(maren, "/daily now")
    wanted = next(each.label for each in asked.controls[0].options if "#general" in each.label)
    said = await harness.at_once(*(maren.select(asked, [wanted]) for _ in range(2)))
    assert any("Already posted" in each.text for each in said if isinstance(each, Reply))
    schedules = await harness.record.schedules(harness.bot.guilds[0].id)
    counts = [len(await harness.record.posts(each.id, 9)) for each in schedules]
    assert sorted(counts) == [0, 1]


async def test_two_daily_posts_are_told_apart(harness: BotHarness) -> None:
    """Without a name, a menu asks which one. Autocomplete lists them."""
    maren, _ = await set_daily(harness)
    await set_daily(harness, "what:facts", "general")
    asked = await run(maren, "/daily pause")
    assert "Which one" in asked.text
    [menu] = asked.controls
    wanted = next(option.label for option in menu.options if "#general" in option.label)
    paused = await maren.select(asked, [wanted])
    assert "Paused" in paused.text
    assert "Fact of the day" in paused.text
    listed = await run(maren, "/daily show")
    assert listed.text.count("8:30 AM, Europe/Berlin") == 2
    [choice] = await maren.complete("/daily resume", "post", "general")
    assert "(paused)" in choice.name
    assert "Resumed" in (await run(maren, f"/daily resume post:{choice.value}")).text
    assert "no daily post like that" in (await run(maren, "/daily resume post:nonsense")).text


async def test_a_learner_is_refused_by_discord_and_by_the_bot(harness: BotHarness) -> None:
    """They can't run the commands or use a moderator's buttons, until a moderator gives them the teacher
    role.
    """
    tomasz = await harness.person("tomasz")
    for command in ("show", "preview", "now", "pause", "resume", "skip", "remove"):
        with pytest.raises(Refused):
            await tomasz.run(f"/daily {command}")
    with pytest.raises(Refused):
        await tomasz.run("/daily set channel:lessons time:08:30 zone:UTC")
    await set_daily(harness)
    services, guild = harness.services, harness.bot.guilds[0]
    [status] = await services.schedules.list(guild.id)
    channel = harness.bot.get_channel(int(await tomasz.place("general")))
    await channel.send(view=screens.one(status, services.library, 1))  # type: ignore[union-attr]
    seen = await tomasz.hear("Europe/Berlin", "general")
    for button in ("Post it now", "Pause"):
        assert "only for moderators" in (await press(tomasz, seen, button)).text
    for entry in ("Skip the next one", "Remove", "All daily posts"):
        assert "only for moderators" in (await more(tomasz, seen, entry)).text
    assert (await services.schedules.find(guild.id, status.schedule.id)).paused is None
    maren = await harness.person("maren")
    settings = await run(maren, "/server settings")
    await maren.select(settings, ["Learners"], "Teacher role")
    assert "Paused" in (await press(tomasz, seen, "Pause")).text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("channel:lessons time:half eight zone:UTC", "08:30"),
        ("channel:lessons time:8:30 zone:Berln", "Europe/Berlin"),
        ("channel:lessons time:8:30 zone:xyzzy", "a large city near you"),
        ("channel:lessons time:8:30 zone:UTC days:someday", "weekdays"),
        ("channel:lessons time:8:30 zone:UTC role:Teacher", "Allow anyone to"),
        ("channel:lessons time:8:30 zone:UTC instead_of:1", "no daily post like that"),
    ],
)
async def test_what_cannot_be_set_is_explained(harness: BotHarness, options: str, said: str) -> None:
    """Nothing is saved, and the reply says what to type."""
    maren = await harness.person("maren")
    assert said in (await run(maren, f"/daily set {options}")).text
    assert await harness.record.schedules(harness.bot.guilds[0].id) == []


async def test_the_same_daily_post_is_not_set_twice(harness: BotHarness) -> None:
    """A second one would post everything twice, so it's refused. The reply names what changes the first."""
    maren, _ = await set_daily(harness)
    refused = await run(maren, "/daily set channel:lessons time:8:30 zone:Europe/Berlin")
    assert "/daily edit" in refused.text
    assert len(await harness.record.schedules(harness.bot.guilds[0].id)) == 1


async def test_a_missing_permission_is_named_before_anything_is_set(harness: BotHarness) -> None:
    """The reply names it as Discord's settings do."""
    maren = await harness.person("maren")
    place = await maren.place("lessons")
    await harness.inject_fault(kind="permission", channel_id=place, deny=["EMBED_LINKS"])
    async with asyncio.timeout(5):
        while not await harness.bot.messenger.missing(harness.bot.guilds[0].id, int(place)):
            await asyncio.sleep(0.02)
    refused = await run(maren, "/daily set channel:lessons time:08:30 zone:UTC")
    assert "**Embed Links**" in refused.text
    assert await harness.record.schedules(harness.bot.guilds[0].id) == []


async def test_a_channel_that_is_gone_is_called_so(harness: BotHarness) -> None:
    """The reply doesn't blame a permission, and doesn't say "gone" if Discord just isn't answering."""
    maren, reply = await set_daily(harness)
    place = await maren.place("lessons")
    await harness.inject_fault(kind="channel_delete", channel_id=place)
    async with asyncio.timeout(5):
        while harness.bot.get_channel(int(place)):
            await asyncio.sleep(0.02)
    await maren.press(reply, "Pause")
    assert "can't find the channel" in (await run(maren, "/daily resume")).text
    harness.expected_refusals[:] = list(harness.sandbox.refusals)
    await harness.inject_fault(kind="status", status=503, match=f"GET /api/v10/channels/{place}", times=9)
    assert "Discord isn't responding for this server" in (await run(maren, "/daily resume")).text
    [schedule] = await harness.record.schedules(harness.bot.guilds[0].id)
    assert schedule.paused == "moderator"


async def test_zones_are_completed_with_the_time_there(harness: BotHarness) -> None:
    """By city, country or local time. At most 25, each with its local time."""
    maren = await harness.person("maren")
    line = "/daily set channel:lessons time:08:30"
    [berlin, *_] = await maren.complete(line, "zone", "ber")
    assert berlin.value == "Europe/Berlin"
    assert berlin.name.startswith("Berlin, Germany (")
    assert berlin.name.endswith("M now)")
    assert (await maren.complete(line, "zone", "nepal"))[0].value == "Asia/Kathmandu"
    assert len(await maren.complete(line, "zone", "")) == 25
    assert await maren.complete(line, "zone", "xyzzy") == []
    days = await maren.complete(line, "days", "week")
    assert [each.value for each in days] == ["weekdays", "weekend"]
    assert len(await maren.complete(line, "course", "")) == 1


async def test_a_post_comes_at_its_time(harness: BotHarness) -> None:
    """Once it's time, the post appears, and the next one is a day later."""
    _, _ = await set_daily(harness)
    guild = harness.bot.guilds[0].id
    [schedule] = await harness.record.schedules(guild)
    clock = make_clock()
    ahead = schedule.next_at - clock() + 1000
    await harness.stop_bot()
    harness.clock = lambda: clock() + ahead
    await harness.start_bot()
    tomasz = await harness.person("tomasz")
    async with asyncio.timeout(5):
        while not (posts := await tomasz.messages("lessons")):
            await asyncio.sleep(0.02)
    assert "Card of the day" in posts[0].text
    [after] = await harness.record.schedules(guild)
    assert after.next_at > schedule.next_at
    maren = await harness.person("maren")
    assert "posted" in (await run(maren, "/daily show")).text
