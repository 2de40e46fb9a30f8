"""The board shows on how many days people practiced this week, if they joined it in this server."""

from dataclasses import replace

from bot.domain.posts.server import LogEntry
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import finish, has, more
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
    """How someone is named in a message."""
    return f"<@{person.user['id']}>"


async def board_of(person: Person, channel: str | None = None) -> Reply:
    """The board, which the progress leads to."""
    return await more(person, await person.run("/progress", channel), "The board")


async def practice(person: Person) -> None:
    """Answer one question by direct message."""
    await person.press(await person.run("/quiz questions:1", channel="dm"), "I don't know")


async def test_a_board_shows_only_people_who_joined(harness: BotHarness, calendar: Calendar) -> None:
    """Nobody at first; people who join are seen by others, and no longer after leaving."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    await practice(tomasz)
    empty = await board_of(adaeze)
    assert empty.private
    assert "Nobody's on the board yet. Want to be first?" in empty.text
    assert "in any server or by direct message" in empty.text
    assert not has(empty, "Share in this channel")
    joined = await tomasz.press(await board_of(tomasz), "Join the board")
    assert "You're first here. Share?" in joined.text
    row = f"**1** · {mention(tomasz)} · 1 day"
    assert row in joined.text
    assert row in (await board_of(adaeze)).text
    waiting = await adaeze.press(await board_of(adaeze), "Join the board")
    assert "You've joined. Answer a question and you're on the board." in waiting.text
    assert mention(adaeze) not in waiting.text
    left = await more(tomasz, joined, "Leave the board")
    assert "Nobody's on the board yet." in left.text
    assert mention(tomasz) not in (await board_of(adaeze)).text


async def test_a_board_starts_anew_on_monday(harness: BotHarness, calendar: Calendar) -> None:
    """Days of the week before don't count. The harness's calendar starts on a Monday."""
    tomasz = await harness.person("tomasz")
    await tomasz.press(await board_of(tomasz), "Join the board")
    for days in (1, 2, 1):
        await practice(tomasz)
        calendar.pass_days(days)
    assert f"{mention(tomasz)} · 3 days" in (await board_of(tomasz)).text
    calendar.pass_days(3)
    assert mention(tomasz) not in (await board_of(tomasz)).text


async def test_a_board_is_shared_without_pinging(harness: BotHarness, calendar: Calendar) -> None:
    """A message for everyone that names people and notifies nobody; each opens it for themselves."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    await practice(tomasz)
    board = await tomasz.press(await board_of(tomasz), "Join the board")
    shared = await tomasz.press(board, "Share in this channel")
    assert not shared.private
    assert f"Shared by {mention(tomasz)}" in shared.text
    assert shared.raw["mentions"] == []
    seen = await adaeze.press(shared, "See where I am")
    assert seen.private
    assert "Want to be on the board?" in seen.text


async def test_being_seen_is_a_setting(harness: BotHarness, calendar: Calendar) -> None:
    """Off at first; chosen in /me, for the server where it was; direct messages have no leaderboard."""
    tomasz = await harness.person("tomasz")

    async def form(channel: str | None = None) -> Modal:
        found = await tomasz.press(await tomasz.run("/me", channel=channel), "Change settings")
        assert isinstance(found, Modal)
        return found

    label = "Show me on the board"
    first = await form()
    assert [o.label for f in first.fields if f.label == label for o in f.options if o.default] == [
        "Not shown"
    ]
    await tomasz.submit(first, {label: "Shown in this server"})
    assert "You've joined." in (await board_of(tomasz)).text
    assert label not in [each.label for each in (await form("dm")).fields]
    await tomasz.submit(await form("dm"), {"Time zone": "Europe/Berlin"})
    assert "You've joined." in (await board_of(tomasz)).text
    await tomasz.submit(await form(), {label: "Not shown"})
    assert "Nobody's on the board yet." in (await board_of(tomasz)).text
    assert "Every server has its own board." in (await board_of(tomasz, "dm")).text


async def test_moderators_can_switch_it_off(harness: BotHarness) -> None:
    """As every feature: said so, and buttons from before say so as well."""
    tomasz = await harness.person("tomasz")
    board = await board_of(tomasz)
    assert isinstance(board, Reply)
    services, guild = harness.services, int(tomasz.user["guild_ids"][0])
    settings = replace(await services.record.settings(guild), off=frozenset({"leaderboard"}))
    await services.record.set_settings(settings, LogEntry(1, guild, 1, 1, "server.settings", {}))
    for reply in (await board_of(tomasz), await tomasz.press(board, "Join the board")):
        assert 'switched off "Board of days practiced"' in reply.text
