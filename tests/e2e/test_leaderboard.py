"""/leaderboard shows who wants to be seen, by what they have newly mastered, in this server alone."""

from dataclasses import replace

from bot.domain.posts.server import LogEntry
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import finish, has
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_review import Calendar, calendar

__all__ = ["calendar"]


async def master(harness: BotHarness, calendar: Calendar, *people: Person) -> None:
    """Master every objective of the course: everything right, and again some days later."""
    for question in harness.library.default.questions.values():
        object.__setattr__(question, "level", "apply")
    for days in (4, 0):
        for person in people:
            quiz = await person.run("/quiz questions:20", channel="dm")
            await finish(harness.library.default, person, quiz)
        calendar.pass_days(days)


def mention(person: Person) -> str:
    """How somebody is named in a message."""
    return f"<@{person.user['id']}>"


async def test_a_leaderboard_shows_only_who_wants_it(harness: BotHarness, calendar: Calendar) -> None:
    """Nobody at first; whoever joins is seen by others, and not any more after leaving."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    await master(harness, calendar, tomasz)
    empty = await adaeze.run("/leaderboard")
    assert empty.private
    assert "Nobody is on it yet. The first place is free" in empty.text
    assert "wherever they were mastered" in empty.text
    assert not has(empty, "Share in this channel")
    own = await tomasz.run("/leaderboard")
    assert "You are not shown here" in own.text
    joined = await tomasz.press(own, "Show me here")
    row = f"**1** · {mention(tomasz)} · 3 objectives"
    assert row in joined.text
    assert row in (await adaeze.run("/leaderboard")).text
    waiting = await adaeze.press(await adaeze.run("/leaderboard"), "Show me here")
    assert "as soon as you have newly mastered" in waiting.text
    assert mention(adaeze) not in waiting.text
    left = await tomasz.press(joined, "Don't show me")
    assert "You are not shown here" in left.text
    assert mention(tomasz) not in (await adaeze.run("/leaderboard")).text


async def test_what_is_older_than_a_month_makes_room(harness: BotHarness, calendar: Calendar) -> None:
    """Only what was newly mastered counts; a guess taken back counts no more."""
    tomasz = await harness.person("tomasz")
    await master(harness, calendar, tomasz)
    await tomasz.press(await tomasz.run("/leaderboard"), "Show me here")
    calendar.pass_days(29)
    assert mention(tomasz) in (await tomasz.run("/leaderboard")).text
    calendar.pass_days(2)
    assert mention(tomasz) not in (await tomasz.run("/leaderboard")).text


async def test_a_leaderboard_is_shared_without_pinging(harness: BotHarness, calendar: Calendar) -> None:
    """A message for everyone that names people and notifies nobody; each opens it for themselves."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    await master(harness, calendar, tomasz)
    board = await tomasz.press(await tomasz.run("/leaderboard"), "Show me here")
    shared = await tomasz.press(board, "Share in this channel")
    assert not shared.private
    assert f"Shared by {mention(tomasz)}" in shared.text
    assert shared.raw["mentions"] == []
    seen = await adaeze.press(shared, "Open it for myself")
    assert seen.private
    assert "You are not shown here" in seen.text


async def test_being_seen_is_a_setting(harness: BotHarness, calendar: Calendar) -> None:
    """Off at first; chosen in /me, for the server where it was; direct messages have no leaderboard."""
    tomasz = await harness.person("tomasz")

    async def form(channel: str | None = None) -> Modal:
        found = await tomasz.press(await tomasz.run("/me", channel=channel), "Settings")
        assert isinstance(found, Modal)
        return found

    label = "Show me on leaderboards"
    first = await form()
    assert [o.label for f in first.fields if f.label == label for o in f.options if o.default] == [
        "Not shown"
    ]
    await tomasz.submit(first, {label: "Shown in this server"})
    assert "as soon as you have newly mastered" in (await tomasz.run("/leaderboard")).text
    assert label not in [each.label for each in (await form("dm")).fields]
    await tomasz.submit(await form("dm"), {"Time zone": "Europe/Berlin"})
    assert "as soon as you have newly mastered" in (await tomasz.run("/leaderboard")).text
    await tomasz.submit(await form(), {label: "Not shown"})
    assert "You are not shown here" in (await tomasz.run("/leaderboard")).text
    assert "belongs to a server" in (await tomasz.run("/leaderboard", channel="dm")).text


async def test_moderators_can_switch_it_off(harness: BotHarness) -> None:
    """As every feature: said so, and buttons from before say so as well."""
    tomasz = await harness.person("tomasz")
    board = await tomasz.run("/leaderboard")
    assert isinstance(board, Reply)
    services, guild = harness.services, int(tomasz.user["guild_ids"][0])
    settings = replace(await services.record.settings(guild), off=frozenset({"leaderboard"}))
    await services.record.set_settings(settings, LogEntry(1, guild, 1, 1, "server.settings", {}))
    for reply in (await tomasz.run("/leaderboard"), await tomasz.press(board, "Show me here")):
        assert "switched off “Leaderboard”" in reply.text
