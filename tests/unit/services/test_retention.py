"""People who stay away get one warning and are erased later, and so are servers that removed the bot."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.domain.calendar.clock_history import PROOF
from bot.domain.calendar.day import DAY
from bot.domain.posts.server import LogEntry, ServerSettings
from bot.errors.delivery import Delayed, Undeliverable, Unreadable
from bot.services.delivery.wakeup import Wakeup
from bot.services.learning.unanswered import UnansweredQuestions
from bot.services.people.activity import ActivityService
from bot.services.people.retention import AWAY_DAYS, NOTICE_DAYS, Retention
from bot.services.ports.posts.leases import Lease
from bot.services.unit import Units
from tests.records import SqlRecord, open_record
from tests.unit.services.service_fixture import COURSE

START = 20_000 * DAY + DAY // 2
AWAY = AWAY_DAYS * DAY
NOTICE = NOTICE_DAYS * DAY


class Killed(BaseException):
    """Stands for the death of the process."""


@dataclass
class FakeTeller:
    """Remembers the warnings it sent."""

    notified: list[tuple[int, int, int]] = field(default_factory=list)
    plans: dict[int, BaseException] = field(default_factory=dict)  # the next telling of someone raises it
    arrives: bool = False  # and all the same it arrived
    readable: bool = True
    servers: set[int] = field(default_factory=set)
    ready: bool = True

    async def warn_inactive(self, learner: int, last_seen: int, erased_at: int) -> None:
        """Send a warning."""
        plan = self.plans.pop(learner, None)
        if plan is None or self.arrives:
            self.notified.append((learner, last_seen, erased_at))
        if plan:
            raise plan

    async def find_direct(self, person: int, number: int) -> int | None:
        """Return 1 if the warning was sent."""
        if not self.readable:
            raise Unreadable
        return 1 if any((who, day) == (person, number) for who, day, _ in self.notified) else None

    async def is_in(self, guild: int) -> bool:
        """Return whether the bot is in the server."""
        if not self.ready:
            raise Delayed("the gateway is not ready", sure=False)
        return guild in self.servers


@dataclass
class House:
    """A record, a clock, and the cleanup that runs on them."""

    record: SqlRecord
    warning_sender: FakeTeller = field(default_factory=FakeTeller)
    now: int = START

    def __post_init__(self) -> None:
        self.units = Units(self.record.database, COURSE, lambda: self.now, Wakeup())
        self.presence = ActivityService(self.units, lambda: self.now)
        self.keeping = self.new_process()

    def new_process(self) -> Retention:
        """Return a second process on the same record."""
        return Retention(self.units, self.record, lambda: self.now, self.warning_sender)

    async def reach(self, now: int) -> None:
        """Set the time, with a clock that is trusted because it has been steady for a day."""
        self.now = max(self.now, now - PROOF)
        await self.keeping.round()
        self.now = now

    async def at(self, now: int) -> None:
        """Set the time, and do everything that's due."""
        await self.reach(now)
        await self.keeping.round()

    async def here(self, learner: int) -> bool:
        """Return whether anything is stored about someone."""
        return any((await self.record.counts(learner)).values())


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """Yield a record with two people who learned on the first day."""
    monkeypatch.setattr("bot.services.people.retention.PAUSE", 0)
    async with open_record(str(tmp_path / "record.db")) as record:
        for learner in (1, 2):
            await record.mark_read(learner, "c", "l", 0, START)
        yield House(record)


async def test_people_who_stay_away_are_warned_once_and_erased_30_days_later(house: House) -> None:
    """The warning comes after 24 months, not a day earlier, and its date is the date of the erasure."""
    await house.at(START + AWAY - DAY)
    assert house.warning_sender.notified == []
    for hours in range(3):
        await house.at(START + AWAY + hours * DAY // 24)
    assert house.warning_sender.notified == [(who, 20_000, START + AWAY + NOTICE) for who in (1, 2)]
    await house.at(START + AWAY + NOTICE - 1)
    assert await house.here(1)
    await house.at(START + AWAY + NOTICE)
    assert not await house.here(1)
    assert not await house.here(2)


async def test_people_who_come_back_keep_everything(house: House) -> None:
    """Before or after the warning. Years later, the same starts over."""
    house.now = START + AWAY - DAY
    await house.presence.seen(1)
    await house.at(START + AWAY)
    house.now += NOTICE - 2
    await house.presence.seen(2)
    await house.at(START + 2 * AWAY - 5 * DAY)
    assert [who for who, *_ in house.warning_sender.notified] == [2]
    await house.at(START + 3 * AWAY)
    assert sorted(who for who, *_ in house.warning_sender.notified) == [1, 2, 2]
    assert await house.here(1)


async def test_closed_direct_messages_do_not_change_the_date(house: House) -> None:
    """People who can't get the warning are erased at the same time as others, without more attempts."""
    house.warning_sender.plans[1] = Undeliverable("closed")
    await house.at(START + AWAY)
    await house.at(START + AWAY + DAY)
    assert [who for who, *_ in house.warning_sender.notified] == [2]
    await house.at(START + AWAY + NOTICE)
    assert not await house.here(1)


async def test_temporary_failures_are_retried(house: House) -> None:
    """After an outage, nobody is erased without a warning, and the 30 days start with it."""
    house.warning_sender.plans = {1: Delayed("Discord answered 503", sure=False)}
    await house.at(START + AWAY)
    await house.at(START + AWAY + 9 * DAY)
    assert [who for who, *_ in house.warning_sender.notified] == [2, 1]
    await house.at(START + AWAY + NOTICE)
    assert (await house.here(1), await house.here(2)) == (True, False)
    await house.at(START + AWAY + NOTICE + 9 * DAY)
    assert not await house.here(1)


@pytest.mark.parametrize("fault", [Killed(), Delayed("cut", sure=False)])
async def test_a_message_that_arrived_is_not_sent_again(house: House, fault: BaseException) -> None:
    """The process died, or the connection was cut, after Discord got the message."""
    house.warning_sender.plans, house.warning_sender.arrives = {1: fault}, True
    await house.reach(START + AWAY)
    if isinstance(fault, Killed):
        with pytest.raises(Killed):
            await house.keeping.round()
        house.keeping = house.new_process()
        house.now += DAY
    await house.at(house.now)
    await house.at(house.now + DAY)
    assert sorted(who for who, *_ in house.warning_sender.notified) == [1, 2]


async def test_if_it_cannot_be_looked_up_it_is_sent_again(house: House) -> None:
    """Two warnings are better than none: without one, people would lose everything without a word."""
    house.warning_sender.readable = False
    await house.at(START + AWAY)
    assert len(house.warning_sender.notified) == 2


async def test_nobody_is_warned_after_their_erasure(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """One person erases everything after the bot has listed who's been away. Only the other one is warned."""
    find = house.record.inactive_learners

    async def erased(*what: int) -> list[int]:
        found = list(await find(*what))
        monkeypatch.undo()
        monkeypatch.setattr("bot.services.people.retention.PAUSE", 0)
        await house.record.erase(1)
        return found

    monkeypatch.setattr(house.record, "inactive_learners", erased)
    await house.at(START + AWAY)
    assert [who for who, *_ in house.warning_sender.notified] == [2]


async def test_restoring_an_older_database_warns_nobody_twice(house: House) -> None:
    """The database is from before the warnings, but the bot finds the messages."""
    await house.at(START + AWAY)
    await house.record._execute("UPDATE learner SET told = NULL, told_at = NULL")
    await house.at(START + AWAY + DAY)
    assert sorted(who for who, *_ in house.warning_sender.notified) == [1, 2]


async def test_one_bad_row_does_not_stop_the_others(house: House) -> None:
    """After any failure, the next people are handled, even beyond the first batch."""
    for learner in range(3, 120):
        await house.record.mark_read(learner, "c", "l", 0, START)
    house.warning_sender.plans = {1: RuntimeError("no"), 60: ValueError("nor that")}
    await house.at(START + AWAY)
    assert {who for who, *_ in house.warning_sender.notified} == set(range(1, 120)) - {1, 60}
    await house.at(START + AWAY + DAY)
    assert {who for who, *_ in house.warning_sender.notified} == set(range(1, 120))


async def test_two_processes_send_one_warning(house: House) -> None:
    """One has the lease. The other one waits until it's released or expires."""
    await house.reach(START + AWAY)
    await asyncio.gather(*(house.new_process().round() for _ in range(3)))
    assert sorted(who for who, *_ in house.warning_sender.notified) == [1, 2]
    await house.record.mark_read(3, "c", "l", 0, START)
    died = Lease("one that died", house.now + 1000, "housekeeping")
    assert await house.record.acquire_lease(died, house.now)
    await house.keeping.round()
    assert len(house.warning_sender.notified) == 2
    house.now += 1000
    await house.keeping.round()
    assert len(house.warning_sender.notified) == 3


async def test_a_day_costs_one_small_write(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """No matter how much someone does. The next day costs another one."""
    writes = []
    seen = house.record.mark_seen

    async def counted(learner: int, day: int) -> None:
        writes.append((learner, day))
        await seen(learner, day)

    monkeypatch.setattr(house.record, "mark_seen", counted)
    for hours in (0, 1, 5, 13, 14):
        house.now = START + hours * DAY // 24
        await house.presence.seen(1)
    assert writes == [(1, 20_000), (1, 20_001)]


async def test_servers_that_were_left_are_erased_after_30_days(house: House) -> None:
    """Unless the bot is in them after all, or Discord can't say yet whether it is."""
    for guild in (7, 8):
        await house.record.set_settings(
            ServerSettings(guild, staff_channel=5), LogEntry(guild, guild, 1, START, "server.set", {})
        )
        await house.record.leave_guild(guild, START)
    house.warning_sender.servers = {8}
    await house.at(START + NOTICE - 1)
    house.warning_sender.ready = False
    await house.at(START + NOTICE)
    assert (await house.record.settings(7)).staff_channel == 5
    house.warning_sender.ready = True
    await house.at(START + NOTICE + DAY)
    assert (await house.record.settings(7)).staff_channel is None
    assert await house.record.log_entries(7, 9) == []
    assert (await house.record.settings(8)).staff_channel == 5
    assert list(await house.record.guilds_left_before(house.now, 0, 9)) == []


async def test_backups_that_cannot_be_deleted_hold_nobody_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People are warned and erased even if the backup folder can't be changed."""

    async def refuse() -> None:
        raise PermissionError("the folder of the copies is read-only")

    monkeypatch.setattr(house.record, "expire_copies", refuse)
    for now in (START + AWAY, START + AWAY + NOTICE):
        with pytest.raises(PermissionError):
            await house.at(now)
    assert not await house.here(1)


async def test_after_a_clock_jumped_nothing_irreversible_happens(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody is warned or erased, no server is erased, and no backup expires until the clock has been steady
    for a day, no matter how often the program starts. A corrected clock is trusted right away."""
    expired = []

    async def expire() -> None:
        expired.append(house.now)

    monkeypatch.setattr(house.record, "expire_copies", expire)
    await house.record.leave_guild(7, START)
    await house.keeping.round()
    assert expired == [START]
    ahead = START + AWAY + NOTICE
    for hours in range(24):
        house.now = ahead + hours * DAY // 24
        house.keeping = house.new_process()
        await house.keeping.round()
    assert expired == [START]
    assert house.warning_sender.notified == []
    assert list(await house.record.guilds_left_before(house.now, 0, 9)) == [7]
    assert "far from the newest time in the database, 2024-10-04" in caplog.text
    house.now = START + DAY
    await house.keeping.round()
    assert expired[1:] == [START + DAY]
    await house.at(ahead)
    assert expired[2:] == [ahead]
    assert len(house.warning_sender.notified) == 2


async def test_the_first_start_compares_the_clock_with_what_the_record_holds(house: House) -> None:
    """If no reading is stored yet, as after an update, the newest time in the record is used."""
    house.now = START + AWAY
    await house.keeping.round()
    assert house.warning_sender.notified == []


async def test_times_in_the_future_are_corrected_once_the_clock_is(house: House) -> None:
    """What someone did while the clock ran ahead gets the current time, and locks nobody out."""
    await house.keeping.round()
    house.now = START + 70 * DAY
    await house.keeping.round()
    await house.record.mark_read(3, "c", "l", 0, house.now)
    await house.presence.seen(1)
    house.now = START + DAY // 4
    await house.keeping.round()
    assert await house.record.newest_instant() == house.now
    assert [
        dict(row) for row in await house.record._fetch("SELECT id, last_seen FROM learner ORDER BY id")
    ] == [{"id": learner, "last_seen": 20_000} for learner in (1, 2, 3)]


async def test_old_questions_without_an_answer_are_forgotten(house: House) -> None:
    """The round does it, 90 days after they were last asked."""
    await UnansweredQuestions(house.record.stores.unanswered, lambda: house.now).add("is it raining")
    await house.at(START + 90 * DAY)
    assert await house.record.stores.unanswered.all()
    await house.at(START + 92 * DAY)
    assert not await house.record.stores.unanswered.all()
