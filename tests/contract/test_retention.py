"""Warnings and erasures that happen without anyone asking, and coming back in time."""

import asyncio
from pathlib import Path
from typing import Literal

import pytest

from bot.domain.posts.server import ServerSettings
from bot.services.ports.posts.leases import Lease
from bot.storage.engines.engine import Engine
from bot.storage.stores.retention import ERASE_GUILD
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question, quiz
from tests.contract.samples_classes import fill_class
from tests.contract.samples_daily import entry, notice, post, schedule
from tests.contract.samples_live import fill_live
from tests.contract.schema import columns
from tests.contract.test_privacy import fill
from tests.records import SqlRecord, open_record

DAY = 86_400_000
PEOPLES = {"answer", "page_place", "practice_day", "quiz"}  # what people did in a server stays theirs


async def arrive(record: SqlRecord, learner: int, day: int) -> None:
    """Have someone open a card on a day."""
    await record.mark_read(learner, COURSE, "a-lesson", 0, day * DAY + 5)


async def test_people_are_found_by_when_they_were_seen_last(record: SqlRecord) -> None:
    """They come in batches, ordered by id. Only being seen on another day counts."""
    for learner in range(1, 6):
        await arrive(record, learner, 100)
    await record.mark_seen(3, 105)
    await record.mark_seen(3, 104)  # of a process whose clock is behind
    await record.mark_seen(99, 105)  # has nothing stored
    assert list(await record.inactive_learners(99, 0, 9)) == []
    assert list(await record.inactive_learners(100, 0, 2)) == [1, 2]
    assert list(await record.inactive_learners(100, 2, 9)) == [4, 5]
    assert list(await record.inactive_learners(105, 0, 9)) == [1, 2, 3, 4, 5]
    assert not any((await record.counts(99)).values())


async def test_marking_a_card_as_read_does_not_count_as_seen(record: SqlRecord) -> None:
    """Only `mark_seen` counts as activity."""
    await arrive(record, LEARNER, 100)
    await record.mark_read(LEARNER, COURSE, "a-lesson", 1, 150 * DAY)
    assert list(await record.inactive_learners(100, 0, 9)) == [LEARNER]


async def test_a_warning_is_claimed_and_settled_once(record: SqlRecord) -> None:
    """After a crash, the warning can be claimed again, but not once it's settled or the person is back."""
    await arrive(record, LEARNER, 100)
    assert await record.claim_warning(LEARNER, 99, 7) is None
    assert await record.claim_warning(LEARNER, 100, 7) == 100
    assert list(await record.inactive_learners(100, 0, 9)) == [LEARNER]
    assert await record.claim_warning(LEARNER, 100, 8) == 100
    await record.settle_warning(LEARNER, "sent", 9)
    assert await record.claim_warning(LEARNER, 100, 10) is None
    assert list(await record.inactive_learners(100, 0, 9)) == []
    assert list(await record.erasable_learners(100, 8, 0, 9)) == []
    assert list(await record.erasable_learners(100, 9, 0, 9)) == [LEARNER]
    await record.mark_seen(LEARNER, 101)
    await record.settle_warning(LEARNER, "closed", 11)  # too late
    assert list(await record.erasable_learners(101, 99, 0, 9)) == []
    assert list(await record.inactive_learners(101, 0, 9)) == [LEARNER]


async def test_people_who_come_back_are_not_erased(record: SqlRecord) -> None:
    """People warned too recently aren't either. Those who stay away are, and a backup doesn't undo it."""
    await fill(record, LEARNER, 100)
    for told_at, erased in ((20, False), (10, True)):
        await record.mark_seen(LEARNER, 5)
        assert not await record.erase_gone(LEARNER, 5, 99)
        await record.claim_warning(LEARNER, 5, 1)
        assert not await record.erase_gone(LEARNER, 5, 99)
        await record.settle_warning(LEARNER, "sent", told_at)
        assert not await record.erase_gone(LEARNER, 4, 15)
        assert await record.erase_gone(LEARNER, 5, 15) is erased
        await record.mark_seen(LEARNER, 6)
        await record._execute("UPDATE learner SET last_seen = 4 WHERE id = $1", LEARNER)
    assert not any((await record.export(LEARNER)).values())
    await record._execute("DELETE FROM erasure")
    await fill(record, LEARNER, 300)
    assert await record.repeat_erasures() == 1
    assert not any((await record.export(LEARNER)).values())


async def test_coming_back_while_being_erased_is_all_or_nothing(record: SqlRecord) -> None:
    """The first one wins, and nobody is left half erased."""
    for learner in range(1, 21):
        await arrive(record, learner, 5)
        await record.claim_warning(learner, 5, 1)
        await record.settle_warning(learner, "closed", 1)
    race = [
        step(learner)
        for learner in range(1, 21)
        for step in (lambda who: record.erase_gone(who, 5, 1), lambda who: record.mark_seen(who, 6))
    ]
    erased = (await asyncio.gather(*race))[::2]
    for learner, gone in enumerate(erased, start=1):
        counts = await record.counts(learner)
        assert (counts["learner"], counts["pages_read"]) == ((0, 0) if gone else (1, 1))


async def furnish(record: SqlRecord, guild: int, base: int) -> None:
    """Add one row of each kind that's stored about a server, and an answer that someone gave there."""
    await record.set_settings(ServerSettings(guild, staff_channel=5), entry(base, guild=guild))
    made = schedule(base, guild=guild)
    await record.add_schedule(made, entry(base + 1, guild=guild))
    posted = post(made)
    await record.add_post(posted, entry(base + 2, guild=guild))
    await record.pause_schedule(made.id, "permission", notice(base, guild=guild))
    await record.claim_greeting(guild, base)
    await fill_class(record, LEARNER, base, guild)
    await fill_live(record, LEARNER, base, guild)
    await record.mark_read(LEARNER, COURSE, "a-lesson", 0, base, guild)
    await record.start_quiz(quiz(base, guild=guild))
    await record.add_answer(answer(base, base, guild=guild), question())
    given = answer(base + 1, None, None, guild=guild, mode="daily")
    await record.add_daily_answer(posted.id, given, question())


async def about(record: SqlRecord, guild: int) -> set[str]:
    """Return the tables that have rows about a server."""
    found = await columns(record._engine)
    tables = [table for table, names in found.items() if "guild" in names]
    rows = {table: await record._fetch(f"SELECT * FROM {table} WHERE guild = $1", guild) for table in tables}
    return {table for table, kept in rows.items() if kept}


async def test_a_server_that_was_left_is_erased_later(record: SqlRecord) -> None:
    """Its settings go, but not what people answered. Other servers keep everything."""
    await furnish(record, GUILD, 100)
    await furnish(record, GUILD + 1, 200)
    before = await about(record, GUILD + 1)
    kept = {"server", "schedule", "post", "server_log", "notice", "greeting", "classroom", "live_round"}
    assert before == kept | PEOPLES
    await record.leave_guild(GUILD, 50)
    await record.leave_guild(GUILD, 90)  # said twice: the first instant counts
    assert list(await record.guilds_left_before(49, 0, 9)) == []
    assert not await record.erase_guild(GUILD, 49)
    assert list(await record.guilds_left_before(50, 0, 9)) == [GUILD]
    assert await record.erase_guild(GUILD, 50)
    assert not await record.erase_guild(GUILD, 50)
    assert await about(record, GUILD) == PEOPLES
    assert await about(record, GUILD + 1) == before
    for table in ("classroom_student", "assignment", "due_reminder", "live_player", "live_vote"):
        assert len(await record._fetch(f"SELECT * FROM {table}")) == 1
    assert len(await record.answers(LEARNER, COURSE)) == 4


async def test_a_server_that_comes_back_keeps_everything(record: SqlRecord) -> None:
    """Inviting the bot again in time undoes the removal."""
    await furnish(record, GUILD, 100)
    before = await about(record, GUILD)
    await record.leave_guild(GUILD, 50)
    await record.rejoin_guild(GUILD)
    assert not await record.erase_guild(GUILD, 99)
    assert await about(record, GUILD) == before


async def test_servers_left_meanwhile_are_noticed(record: SqlRecord) -> None:
    """Known servers that the bot isn't in count as left, and those it's in again don't."""
    for number in (1, 2, 3):
        await furnish(record, number, 100 * number)
    assert await record.sync_guilds([1, 2, 3, 4], 50) == 0
    assert await record.sync_guilds([2, 4], 50) == 2
    assert await record.sync_guilds([2, 3], 60) == 0
    assert list(await record.guilds_left_before(99, 0, 9)) == [1]
    assert list(await record.guilds_left_before(49, 0, 9)) == []


async def test_every_table_about_servers_is_known(engine: Engine) -> None:
    """Every table with a server id is erased with the server, unless it's about what people did there."""
    tables = {table for table, names in (await columns(engine)).items() if "guild" in names}
    erased = {query.split()[2] for query in ERASE_GUILD}
    assert tables <= erased | PEOPLES | {"decision", "departure"}


@pytest.mark.parametrize("name", ["posts", "live", "housekeeping"])
async def test_one_process_has_a_lease(
    url: str, tmp_path: Path, name: Literal["posts", "live", "housekeeping"]
) -> None:
    """One process holds it and can renew it. Another one gets it after it expires or is released."""

    def lease(holder: str, until: int) -> Lease:
        return Lease(holder, until, name)

    async with (
        open_record(url, backups=tmp_path / "b") as one,
        open_record(url, backups=tmp_path / "b") as other,
    ):
        assert await one.acquire_lease(lease("one", 100), 50)
        assert await one.acquire_lease(lease("one", 120), 60)
        assert not await other.acquire_lease(lease("other", 200), 119)
        assert await other.acquire_lease(lease("other", 200), 120)
        await one.release_lease(lease("one", 120))
        assert not await one.acquire_lease(lease("one", 300), 130)
        await other.release_lease(lease("other", 200))
        assert await one.acquire_lease(lease("one", 300), 130)


@pytest.mark.parametrize("name", ["posts", "live", "housekeeping"])
async def test_a_lease_of_a_clock_that_ran_ahead_is_taken_back(
    record: SqlRecord, name: Literal["posts", "live", "housekeeping"]
) -> None:
    """If a process died while its clock was days ahead, nobody waits until the lease's time comes."""
    assert await record.acquire_lease(Lease("ahead", 70 * DAY, name), 70 * DAY - 1)
    assert await record.acquire_lease(Lease("right", 2000, name), 1000)
    assert not await record.acquire_lease(Lease("another", 2500, name), 1500)


async def test_the_space_left_is_that_of_the_records_disk(record: SqlRecord, url: str) -> None:
    """It's known for a file, but not for a database on another machine."""
    left = await record.free_space()
    assert (left is None) == url.startswith("postgres")
    assert left is None or left > 0
