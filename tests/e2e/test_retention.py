"""People who stay away for years and servers that remove the bot: what gets erased, and when."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.services.people.retention import AWAY_DAYS, NOTICE_DAYS
from discord_sandbox.clients.person import Person, Reply
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_privacy import erase
from tests.e2e.test_privacy import stored as shown
from tests.e2e.test_review import Calendar
from tests.e2e.test_servers import call, until


@pytest.fixture
async def calendar(harness: BotHarness, monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """Restart the harness's bot on a clock that the test moves, without pauses between warnings."""
    monkeypatch.setattr("bot.services.people.retention.PAUSE", 0)
    harness.clock = calendar = Calendar()
    await harness.restart_bot()
    return calendar


async def learned(harness: BotHarness, name: str) -> Person:
    """Return someone who has answered a question and read a card."""
    person = await harness.person(name)
    await person.press(await person.run("/quiz 1"), "I don't know")
    await person.run("/lesson 1")
    return person


def stored(harness: BotHarness, person: Person) -> Callable[[], Awaitable[bool]]:
    """Return a check whether anything is stored about a person."""

    async def ask() -> bool:
        return any((await harness.services.privacy.counts(int(person.user["id"]))).values())

    return ask


async def told(person: Person) -> list[Reply]:
    """Return the warnings that a person got."""
    return [each for each in await person.messages("dm") if "will be erased" in each.text]


async def later(harness: BotHarness, calendar: Calendar, days: float) -> None:
    """Let days pass, and start the bot on the last two: it only trusts a clock that has run steadily."""
    await harness.stop_bot()
    calendar.pass_days(days - 1)
    await harness.start_bot()
    await harness.bot.retention.round()
    await harness.stop_bot()
    calendar.pass_days(1)
    await harness.start_bot()


async def test_24_months_away(harness: BotHarness, calendar: Calendar) -> None:
    """One direct message warns. One button keeps everything; without it, all is erased 30 days later."""
    tomasz, adaeze = await learned(harness, "tomasz"), await learned(harness, "adaeze")
    maren = await learned(harness, "maren")
    await later(harness, calendar, AWAY_DAYS - 1)
    await maren.run("/help")  # is enough
    await later(harness, calendar, 1)
    message = await tomasz.hear("will be erased", "dm")
    await adaeze.hear("will be erased", "dm")

    async def settled() -> bool:
        return len(await harness.record.erasable_learners(10**6, calendar(), 0, 9)) == 2

    await until(settled)
    await later(harness, calendar, 3)
    kept = await tomasz.press(message, "Keep my progress")
    assert "Everything is just as you left it" in kept.text
    await later(harness, calendar, NOTICE_DAYS - 3)
    gone = stored(harness, adaeze)

    async def erased() -> bool:
        return not await gone()

    await until(erased)
    assert await stored(harness, tomasz)()
    assert await stored(harness, maren)()
    assert [len(await told(person)) for person in (tomasz, adaeze, maren)] == [1, 1, 0]
    [late] = await told(adaeze)
    assert "Your data was already erased" in (await adaeze.press(late, "Keep my progress")).text
    assert "1 lesson card read" in (await shown(tomasz)).text
    assert "Nothing is stored about you yet" in (await shown(adaeze)).text


async def test_restoring_a_backup_does_not_bring_erased_people_back(harness: BotHarness) -> None:
    """After a backup, an erasure and a restore, the person is erased again, and can start over."""
    tomasz, adaeze = await learned(harness, "tomasz"), await learned(harness, "adaeze")
    archive = harness.record._backups  # type: ignore[attr-defined]
    copy = await asyncio.to_thread(archive.take, harness.data / "copy.db")
    await erase(tomasz)
    await harness.stop_bot()
    await asyncio.to_thread(archive.put_back, copy, 99)
    await harness.start_bot()
    assert "Nothing is stored about you yet" in (await shown(tomasz)).text
    assert "1 answer given" in (await shown(adaeze)).text
    await tomasz.press(await tomasz.run("/quiz 1"), "I don't know")
    await harness.restart_bot()
    assert "1 answer given" in (await shown(tomasz)).text


async def furnished(harness: BotHarness) -> str:
    """Set up a server with a daily post, and return its id."""
    maren = await harness.person("maren")
    await maren.run("/daily set channel:lessons time:08:30 zone:Europe/Berlin what:facts")
    [guild] = [each for each in harness.bot.guilds if await harness.record.schedules(each.id)]
    return str(guild.id)


@pytest.mark.parametrize("running", [True, False])
async def test_a_server_that_removes_the_bot(harness: BotHarness, calendar: Calendar, running: bool) -> None:
    """The bot notices right away or at its next start. Coming back within 30 days keeps everything."""
    guild = await furnished(harness)
    tomasz = await learned(harness, "tomasz")

    async def left() -> bool:
        return int(guild) in await harness.record.guilds_left_before(calendar(), 0, 9)

    async def absent(days: float) -> None:
        """Remove the bot from the server, and let days pass."""
        if not running:
            await harness.stop_bot()
        await call(harness, "DELETE", f"/sandbox/guilds/{guild}")
        if not running:
            await harness.start_bot()
        await until(left)
        await later(harness, calendar, days)

    async def schedules() -> int:
        record = harness.record
        return len(await record.schedules(int(guild))) + len(await record.log_entries(int(guild), 9))

    async def nothing() -> bool:
        return not await schedules()

    await absent(NOTICE_DAYS - 1)
    await call(harness, "PUT", f"/sandbox/guilds/{guild}")

    async def back() -> bool:
        return not await left()

    await until(back)
    await later(harness, calendar, 9)
    assert await schedules() == 2
    await absent(NOTICE_DAYS)
    await until(nothing)
    assert "1 answer given" in (await shown(tomasz, "dm")).text
    harness.expected_refusals = harness.sandbox.refusals  # the daily post, while the bot was not there
    assert {refusal[2] for refusal in harness.sandbox.refusals} <= {403}


async def test_an_outage_is_not_a_removal(harness: BotHarness, calendar: Calendar) -> None:
    """The bot is still in a server that Discord calls unavailable."""
    guild = await furnished(harness)
    harness.bot._connection.parse_guild_delete({"id": guild, "unavailable": True})  # type: ignore[typeddict-item]
    calendar.pass_days(NOTICE_DAYS + 1)
    await harness.bot.retention.round()
    await harness.restart_bot()
    assert list(await harness.record.guilds_left_before(calendar(), 0, 9)) == []
    assert await harness.record.schedules(int(guild))
