"""A server's settings, its check and its log."""

import asyncio
from dataclasses import replace

import pytest

from bot.bootstrap import make_clock
from bot.chat.features.people.server import CHANGES
from bot.chat.interaction.custom_id import Control
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.people import server_settings
from bot.chat.screens.people.server_log import ENTRIES
from bot.domain.posts.server import Notice, ServerSettings
from bot.errors.user import EveryoneRole, StaleControl
from bot.services.learning.quiz_state import Actor
from discord_sandbox.clients.person import Modal, Person, Reply
from discord_sandbox.clients.person.failures import Refused
from tests.e2e.bot_fixture import BotHarness


async def run(person: Person, line: str, channel: str | None = None) -> Reply:
    """Run a command that answers with a message."""
    reply = await person.run(line, channel)
    assert not isinstance(reply, Modal)
    return reply


async def use(person: Person, reply: Reply, control: str, *values: str) -> Reply:
    """Press a button, or choose in a menu, that answers with a message."""
    menu = reply.control(control).kind != "button"
    answer = await (person.select(reply, values, control) if menu else person.press(reply, control))
    assert not isinstance(answer, Modal)
    return answer


async def lacks(harness: BotHarness, channel: str, *permissions: str) -> None:
    """Take permissions from the bot, and wait until it knows."""
    await harness.inject_fault(kind="permission", channel_id=channel, deny=list(permissions))
    async with asyncio.timeout(5):
        while not await harness.bot.messenger.missing(harness.bot.guilds[0].id, int(channel)):
            await asyncio.sleep(0.02)


async def set_daily(person: Person, more: str = "") -> Reply:
    """Set a daily post."""
    return await run(person, f"/daily set channel:lessons time:08:30 zone:Europe/Berlin {more}".strip())


async def reach_its_time(harness: BotHarness) -> None:
    """Restart the bot one second after the only daily post is due."""
    [schedule] = await harness.record.schedules(harness.bot.guilds[0].id)
    clock = make_clock()
    ahead = schedule.next_at - clock() + 1000
    await harness.stop_bot()
    harness.clock = lambda: clock() + ahead
    await harness.start_bot()


async def test_settings_are_changed_where_they_stand(harness: BotHarness) -> None:
    """Each menu saves right away, shows the choice, and can be cleared."""
    maren = await harness.person("maren")
    reply = await run(maren, "/server settings")
    assert reply.private
    assert "Staff channel** for problems: none" in reply.text
    reply = await use(maren, reply, "Staff channel", "staff")
    assert "Saved." in reply.text
    reply = await use(maren, reply, "Teacher role", "Teacher")
    reply = await use(maren, reply, "Channels for posts (leave empty for all)", "lessons", "general")
    reply = await use(maren, reply, "What's switched on", "daily")
    settings = await harness.services.servers.settings(harness.bot.guilds[0].id)
    names = {channel.id: channel.name for channel in harness.bot.guilds[0].text_channels}
    assert names[settings.staff_channel or 0] == "staff"
    assert settings.teacher_role
    assert {names[each] for each in settings.channels} == {"lessons", "general"}
    assert settings.off == {"quiz", "live", "leaderboard", "ask", "simulate"}
    assert "Quizzes, Live quizzes, Board of days practiced" in reply.text
    reply = await use(maren, reply, "Staff channel")
    assert (await harness.services.servers.settings(harness.bot.guilds[0].id)).staff_channel is None
    log = await use(maren, reply, "Who changed what")
    assert log.text.count("changed the settings") == 5
    assert f"<@{maren.user['id']}>" in log.text
    assert f"staff channel none → <#{settings.staff_channel}>" in log.text
    assert f"staff channel <#{settings.staff_channel}> → none" in log.text
    assert "switched off" in log.text


async def test_what_is_switched_off_is_refused_in_words(harness: BotHarness) -> None:
    """Only this server refuses the command and its old buttons. Direct messages still have it."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    question = await run(tomasz, "/quiz 1")
    reply = await run(maren, "/server settings")
    await use(maren, reply, "What's switched on", "daily", "leaderboard", "ask")
    assert "switched off" in (await run(tomasz, "/quiz 1")).text
    assert "switched off" in (await use(tomasz, question, "I don't know")).text
    assert "Quiz · 1 of" in (await run(tomasz, "/quiz 1", "dm")).text
    assert "Quiz · 1 of" in (await run(tomasz, "/quiz 1", "Harbour Goods Marketing/general")).text


async def test_posts_are_kept_to_the_allowed_channels(harness: BotHarness) -> None:
    """Daily posts and shared pages; what was set before is shown by the check."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    page = await run(tomasz, "/lesson 1", "lessons")
    await set_daily(maren)
    reply = await run(maren, "/server settings")
    await use(maren, reply, "Channels for posts (leave empty for all)", "general")
    assert "doesn't allow posts" in (await set_daily(maren)).text
    assert "doesn't allow posts" in (await use(tomasz, page, "More…", "Share in this channel")).text
    allowed = await run(tomasz, "/lesson 1")
    assert not (await use(tomasz, allowed, "More…", "Share in this channel")).private
    check = await run(maren, "/server check")
    assert "Needs attention" in check.text
    assert "doesn't allow posts in this channel" in check.text


async def test_daily_posts_that_are_switched_off_do_not_come(harness: BotHarness) -> None:
    """The date is left out as if it had been skipped; the check says why; on again, the next one comes."""
    maren = await harness.person("maren")
    await set_daily(maren)
    reply = await run(maren, "/server settings")
    await use(maren, reply, "What's switched on", "quiz")
    assert "switched off" in (await run(maren, "/daily show")).text
    await reach_its_time(harness)
    record, guild = harness.record, harness.bot.guilds[0].id
    async with asyncio.timeout(5):
        while not (posts := list((await record.last_posts(guild, 2**62)).values())):
            await asyncio.sleep(0.02)
    assert [post.state for post in posts] == ["skipped"]
    check = await run(maren, "/server check")
    assert "Needs attention" in check.text
    assert "Switch them on in /server settings." in check.text
    assert "skipped by a moderator" in check.text
    await use(maren, reply, "What's switched on", "quiz", "daily")
    await reach_its_time(harness)
    await maren.hear("Card of the day", "lessons")


async def test_the_check_says_what_works(harness: BotHarness) -> None:
    """Next times in the reader's own time, the last post with a link, and that the bot can post."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    empty = await run(maren, "/server check")
    assert "Everything works" in empty.text
    assert "no daily posts" in empty.text
    await set_daily(maren, "what:mix")
    await run(maren, "/daily now")
    post = await tomasz.hear("Card of the day", "lessons")
    async with asyncio.timeout(5):
        while post.id not in (check := await run(maren, "/server check")).text:
            await asyncio.sleep(0.02)
    assert "Everything works" in check.text
    assert "Next: <t:" in check.text
    assert "the bot can post" in check.text


async def test_a_missing_permission_is_shown_reported_and_fixed(harness: BotHarness) -> None:
    """The post pauses, the staff channel gets a notice, the check shows it, and Resume continues."""
    maren = await harness.person("maren")
    await use(maren, await run(maren, "/server settings"), "Staff channel", "staff")
    await set_daily(maren)
    place = await maren.place("lessons")
    await lacks(harness, place, "SEND_MESSAGES")
    await reach_its_time(harness)
    told = await maren.hear("Paused", "staff")
    assert "**Send Messages**" in told.text
    assert "/daily resume" in told.text
    guild, staff, number = (
        harness.bot.guilds[0].id,
        int(await maren.place("staff")),
        int(told.text.split()[-1]),
    )
    assert await harness.bot.messenger.find(guild, staff, number, 60_000)  # as after a crash
    assert await harness.bot.messenger.find(guild, staff, number + 1, 60_000) is None
    harness.expected_refusals[:] = list(harness.sandbox.refusals)
    check = await run(maren, "/server check")
    assert "Needs attention" in check.text
    assert "a permission is missing" in check.text
    assert "needs **Send Messages**" in check.text
    assert "**Send Messages**" in (await run(maren, "/daily resume")).text
    await harness.inject_fault(kind="clear")
    async with asyncio.timeout(5):
        while await harness.bot.messenger.missing(harness.bot.guilds[0].id, int(place)):
            await asyncio.sleep(0.02)
    assert "That's fixed now, so run /daily resume." in (await run(maren, "/server check")).text
    assert "Resumed" in (await run(maren, "/daily resume")).text
    await maren.hear("Card of the day", "lessons")
    assert "Everything works" in (await run(maren, "/server check")).text


async def test_a_moderator_hears_at_the_next_command_what_nobody_was_told(harness: BotHarness) -> None:
    """Without a staff channel, and with the creator's direct messages closed."""
    maren = await harness.person("maren")
    await set_daily(maren)
    dm = await maren.place("dm")
    closed = {"kind": "status", "status": 403, "code": 50007, "times": 9}
    await harness.inject_fault(match=f"POST /api/v10/channels/{dm}/messages", **closed)
    await harness.inject_fault(kind="channel_delete", channel_id=await maren.place("lessons"))
    await reach_its_time(harness)
    record, guild = harness.record, harness.bot.guilds[0].id
    async with asyncio.timeout(5):
        while not await record.notices(guild):
            await asyncio.sleep(0.02)
    async with asyncio.timeout(5):
        while await record.due_notices(2**62, 1):
            await asyncio.sleep(0.02)
    await run(maren, "/help")
    news = await maren.hear("For moderators")
    assert news.private
    assert "the channel is gone" in news.text
    assert await record.notices(guild) == []
    check = await use(maren, news, "Check what works")
    harness.expected_refusals[:] = list(harness.sandbox.refusals)
    assert "it's gone" in check.text
    [menu] = [each.label for each in check.controls if each.label.startswith("Choose another channel: ")]
    assert "8:30 AM" in menu
    moved = await maren.select(check, ["general"], menu)
    assert isinstance(moved, Reply)
    assert "Changed." in moved.text
    first = harness.library.default.lessons[0].cards[0].heading
    assert first in (await maren.hear("Card of the day", "general")).text
    assert "Everything works" in (await run(maren, "/server check")).text


async def test_teachers_do_not_administer(harness: BotHarness) -> None:
    """With a teacher role that every learner has, none of them hears a notice or changes a setting."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    services, guild = harness.services, harness.bot.guilds[0]
    settings = await run(maren, "/server settings")
    await use(maren, settings, "Teacher role", "Learners")
    await set_daily(maren)
    [schedule] = await services.record.schedules(guild.id)
    told = Notice(
        1, guild.id, schedule.id, schedule.channel, "paused", "permission", (), 0, 1, schedule.set_by
    )
    await services.record.pause_schedule(schedule.id, "permission", told)
    await services.record.update_notice(replace(told, tried=True))
    current = await services.servers.settings(guild.id)
    channel = harness.bot.get_channel(int(await tomasz.place("general")))
    await channel.send(view=server_settings.settings(current, frozenset(), harness.library))  # type: ignore[union-attr]
    seen = await tomasz.hear("## Server settings", "general")
    assert "Manage Server" in (await use(tomasz, seen, "What's switched on", "daily")).text
    assert "Manage Server" in (await use(tomasz, seen, "Who changed what")).text
    assert "Manage Server" in (await use(tomasz, seen, "Check what works")).text
    assert await services.servers.settings(guild.id) == current
    await run(tomasz, "/help")
    await run(maren, "/help")  # nobody was told before her
    assert (await maren.hear("For moderators")).private
    assert await services.record.notices(guild.id) == []


def test_everyone_is_no_teacher() -> None:
    """@everyone, whose id is the server's, is refused, and one stored long ago makes nobody a teacher."""
    chosen = ComponentEvent(Actor(1, 10, 2), Control("server", "teacher", ()), ("10",), manages=True)
    with pytest.raises(EveryoneRole):
        CHANGES["teacher"](ServerSettings(10), chosen)
    assert CHANGES["teacher"](ServerSettings(11), chosen).teacher_role == 10
    assert not ServerSettings(10, teacher_role=10).teaches(frozenset({10, 11}))
    assert ServerSettings(10, teacher_role=11).teaches(frozenset({10, 11}))


async def test_a_channel_kept_free_is_not_said_to_get_a_post(harness: BotHarness) -> None:
    """Where the settings keep posts out, no screen promises the next one, and each says why."""
    maren = await harness.person("maren")
    await set_daily(maren)
    settings = await run(maren, "/server settings")
    await maren.select(settings, ["general"], "Channels for posts (leave empty for all)")
    for command in ("/daily show", "/daily preview", "/server check"):
        said = (await run(maren, command)).text
        assert "doesn't allow posts in this channel" in said
        assert "<t:" not in said
    assert "doesn't allow posts in" in (await run(maren, "/daily now")).text


async def test_the_log_is_read_page_by_page(harness: BotHarness) -> None:
    """Ten changes a screen, the latest first."""
    maren = await harness.person("maren")
    await set_daily(maren)
    for _ in range(6):
        await run(maren, "/daily pause")
        await run(maren, "/daily resume")
    log = await run(maren, "/server log")
    assert log.text.count("a daily post") == ENTRIES
    older = await use(maren, log, "Older")
    assert "set a daily post" in older.text
    assert older.text.count("a daily post") == 3
    assert (await use(maren, older, "Latest")).text == log.text


async def test_a_learner_is_refused_by_discord_and_by_the_bot(harness: BotHarness) -> None:
    """The commands are not theirs, and neither are the buttons of a screen that got into a channel."""
    tomasz = await harness.person("tomasz")
    for command in ("settings", "check", "log"):
        with pytest.raises(Refused):
            await tomasz.run(f"/server {command}")
    services, guild = harness.services, harness.bot.guilds[0]
    current = await services.servers.settings(guild.id)
    channel = harness.bot.get_channel(int(await tomasz.place("general")))
    await channel.send(view=server_settings.settings(current, frozenset(), harness.library))  # type: ignore[union-attr]
    seen = await tomasz.hear("## Server settings", "general")
    assert "only for moderators" in (await use(tomasz, seen, "Staff channel", "general")).text
    assert "only for moderators" in (await use(tomasz, seen, "Check what works")).text
    assert "only for moderators" in (await use(tomasz, seen, "Who changed what")).text
    assert (await services.servers.settings(guild.id)).staff_channel is None
    with pytest.raises(Refused):
        await tomasz.run("/server check", channel="dm")


@pytest.mark.parametrize("number", ["2", "11", "x", ""])
def test_results_show_from_a_number_that_is_offered(number: str) -> None:
    """A forged choice is refused; from two answers on, they'd tell on people."""
    chosen = ComponentEvent(None, Control("server", "results"), [number])  # type: ignore[arg-type]
    with pytest.raises(StaleControl):
        CHANGES["results"](ServerSettings(10), chosen)


async def test_the_weekly_summary_is_switched_on_and_off(harness: BotHarness) -> None:
    """Off by default. It waits for a staff channel, and pressing an old button again changes nothing."""
    maren = await harness.person("maren")
    settings = await maren.run("/server settings")
    assert isinstance(settings, Reply)
    assert "on Mondays: off" in settings.text
    on = await maren.press(settings, "Send a weekly summary")
    assert isinstance(on, Reply)
    assert "on Mondays: on, once there's a staff channel" in on.text
    staffed = await maren.select(on, ["staff"], "Staff channel")
    assert isinstance(staffed, Reply)
    assert "on Mondays: on\n" in staffed.text
    off = await maren.press(staffed, "Stop the weekly summary")
    assert isinstance(off, Reply)
    assert "on Mondays: off" in off.text
    log = await maren.run("/server log")
    assert isinstance(log, Reply)
    assert "weekly summary off → on" in log.text
    assert "weekly summary on → off" in log.text
