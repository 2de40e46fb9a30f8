"""The writer of a SQLite file: who shares a commit, who is told what, and when."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
import pytest

from bot.errors.storage import RecordUnavailable
from bot.storage.engines.connection import Begin, SqliteConnection, explain
from bot.storage.engines.engine import T, Transaction
from bot.storage.engines.sqlite import SqliteEngine
from bot.storage.engines.writer import Writer
from bot.storage.stores import program
from tests.records import open_record


class FailingLink(SqliteConnection):
    """A link that fails when told to."""

    fault: BaseException | None = None

    async def transact(self, begin: Begin, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do it or fail."""
        fault, self.fault = self.fault, None
        if fault is not None:
            raise fault
        return await super().transact(begin, work)

    @property
    def connection(self) -> aiosqlite.Connection:
        """The connection that the last unit ran on."""
        assert self._connection is not None
        return self._connection


@pytest.fixture
async def engine(sqlite_url: str) -> AsyncIterator[SqliteEngine]:
    """An engine on an empty, migrated file, for reading what was kept."""
    async with open_record(sqlite_url) as record:
        yield record._engine  # type: ignore[misc]


@pytest.fixture
def link(engine: SqliteEngine, tmp_path: Path) -> FailingLink:
    """The writer's way to the file."""
    return FailingLink(tmp_path / "record.db", "rw")


@pytest.fixture
async def writer(link: FailingLink, tmp_path: Path) -> AsyncIterator[Writer]:
    """A writer that puts at most four units into a commit."""
    writer = Writer(link, partial(explain, tmp_path / "record.db"), most=4)
    yield writer
    await writer.close()


async def hold(begun: asyncio.Event, go_on: asyncio.Event) -> None:
    """Keep a unit that has begun from going on."""
    begun.set()
    await go_on.wait()


def keep(key: str) -> Any:
    """A unit that keeps a setting."""
    return lambda tx: tx.execute(program.SET_SETTING, key, "kept")


async def kept(engine: SqliteEngine) -> set[str]:
    """The settings that are on disk."""
    return {row["key"] for row in await engine.read(lambda tx: tx.fetch("SELECT key FROM setting"))}


async def test_units_share_a_commit_and_fail_alone(
    writer: Writer, link: FailingLink, engine: SqliteEngine, meanwhile: Any
) -> None:
    """A unit that fails in the middle of a shared commit takes neither the one before nor the one after."""
    seen: list[Any] = []

    async def fail(tx: Transaction) -> None:
        await keep("failed")(tx)
        seen.append(await tx.fetch_one(program.SETTING, "before"))
        seen.append(await meanwhile(kept(engine)))
        raise LookupError("my own")

    units = [writer.run(keep("before")), writer.run(fail), writer.run(keep("after"))]
    outcomes = await asyncio.gather(*units, return_exceptions=True)
    assert seen == [{"value": "kept"}, set()]  # written, not yet committed: the commit was shared
    assert link.transactions == 1
    assert [type(each) for each in outcomes] == [int, LookupError, int]
    assert await kept(engine) == {"before", "after"}


async def test_a_commit_is_shared_by_so_many_and_no_more(
    writer: Writer, link: FailingLink, engine: SqliteEngine
) -> None:
    """Ten units that wait together need three commits of at most four."""
    await asyncio.gather(*(writer.run(keep(str(number))) for number in range(10)))
    assert link.transactions == 3
    assert len(await kept(engine)) == 10


async def test_a_failing_commit_fails_everyone_in_it(writer: Writer, engine: SqliteEngine) -> None:
    """When COMMIT itself fails, no caller is told of success, nothing is kept, and the next commit works."""

    async def spoil(tx: Transaction) -> None:
        await tx.execute("PRAGMA defer_foreign_keys = ON")
        await tx.execute(
            "INSERT INTO page_read (learner, course, lesson, page, at) VALUES (404, 'c', 'l', 1, 1)"
        )

    async def fail(tx: Transaction) -> None:
        raise LookupError("judged by what was never kept")

    units = [writer.run(keep("a")), writer.run(spoil), writer.run(fail), writer.run(keep("b"))]
    outcomes = await asyncio.gather(*units, return_exceptions=True)
    assert [type(each) for each in outcomes] == [RecordUnavailable] * 4
    assert await kept(engine) == set()
    await writer.run(keep("c"))
    assert await kept(engine) == {"c"}


@pytest.mark.parametrize("swallowed", [False, True], ids=["the unit fails", "the unit notices nothing"])
async def test_a_transaction_that_is_gone_is_never_success(
    writer: Writer, engine: SqliteEngine, swallowed: bool
) -> None:
    """When the database has rolled back under a unit, everyone in the commit gets an error."""

    async def lose(tx: Transaction) -> None:
        await tx.execute("ROLLBACK")
        if not swallowed:
            raise LookupError("my own")

    units = [writer.run(keep("a")), writer.run(lose), writer.run(keep("b"))]
    outcomes = await asyncio.gather(*units, return_exceptions=True)
    assert [type(each) for each in outcomes] == [RecordUnavailable] * 3
    assert await kept(engine) == set()
    await writer.run(keep("c"))
    assert await kept(engine) == {"c"}


async def test_a_full_disk_is_never_success(writer: Writer, link: FailingLink, engine: SqliteEngine) -> None:
    """When the disk fills up SQLite undoes the whole transaction: all in the commit are told why."""
    await writer.run(keep("a"))
    await link.connection.execute_fetchall("PRAGMA max_page_count = 1")

    async def fill(tx: Transaction) -> int:
        return await tx.execute(program.SET_SETTING, "b", "long" * 10_000)

    units = [writer.run(keep("c")), writer.run(fill), writer.run(keep("d"))]
    for outcome in await asyncio.gather(*units, return_exceptions=True):
        assert isinstance(outcome, RecordUnavailable)
        assert "out of disk space" in str(outcome)
    assert await kept(engine) == {"a"}
    await writer.run(keep("e"))
    assert await kept(engine) == {"a", "e"}


async def test_a_caller_that_gave_up_is_skipped(writer: Writer, engine: SqliteEngine, meanwhile: Any) -> None:
    """A unit whose caller was cancelled before its turn does not run; one that has begun is finished."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def block(tx: Transaction) -> None:
        await keep("begun")(tx)
        await meanwhile(hold(begun, go_on))

    running = asyncio.create_task(writer.run(block))
    await begun.wait()
    waiting = [asyncio.create_task(writer.run(keep(key))) for key in ("given up", "waited")]
    await asyncio.sleep(0)
    waiting[0].cancel()
    running.cancel()
    await asyncio.sleep(0)
    go_on.set()
    await waiting[1]
    assert await kept(engine) == {"begun", "waited"}


async def test_a_caller_that_gave_up_is_not_told_of_failure(
    writer: Writer, engine: SqliteEngine, meanwhile: Any
) -> None:
    """A unit that fails after its caller was cancelled concerns nobody."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def fail(tx: Transaction) -> None:
        await meanwhile(hold(begun, go_on))
        raise LookupError("my own")

    running = asyncio.create_task(writer.run(fail))
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    go_on.set()
    await writer.run(keep("a"))
    assert await kept(engine) == {"a"}


async def test_a_unit_that_is_cancelled_inside_does_not_stop_the_writer(
    writer: Writer, engine: SqliteEngine
) -> None:
    """A CancelledError out of a unit is that unit's failure alone."""

    async def give_up(tx: Transaction) -> None:
        await keep("a")(tx)
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await writer.run(give_up)
    await writer.run(keep("b"))
    assert await kept(engine) == {"b"}


async def test_closing_finishes_what_was_accepted(writer: Writer, engine: SqliteEngine) -> None:
    """Units handed in before closing are kept, also in several commits; later ones are refused."""
    accepted = [asyncio.create_task(writer.run(keep(str(number)))) for number in range(9)]
    await asyncio.sleep(0)
    await writer.close()
    assert all(task.done() for task in accepted)
    assert len(await kept(engine)) == 9
    with pytest.raises(RecordUnavailable, match="closed"):
        await writer.run(keep("late"))


async def test_a_writer_that_is_torn_down_answers_everyone(
    link: FailingLink, engine: SqliteEngine, meanwhile: Any
) -> None:
    """If the event loop ends before the writer is closed, waiting and later callers get an error."""
    writer = Writer(link, lambda fault: None)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def block(tx: Transaction) -> None:
        await keep("begun")(tx)
        await meanwhile(hold(begun, go_on))

    waiting = [asyncio.create_task(writer.run(unit)) for unit in (block, keep("a"))]
    await begun.wait()
    waiting.append(asyncio.create_task(writer.run(keep("b"))))
    await asyncio.sleep(0)
    writer._task.cancel()
    go_on.set()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(each) for each in outcomes] == [RecordUnavailable] * 3
    with pytest.raises(RecordUnavailable, match="closed"):
        await writer.run(keep("c"))
    with pytest.raises(asyncio.CancelledError):
        await writer.close()
    assert await kept(engine) == set()


async def test_a_connection_that_died_is_replaced(
    writer: Writer, link: FailingLink, engine: SqliteEngine, caplog: pytest.LogCaptureFixture
) -> None:
    """A writing connection that is gone before a unit begins costs nothing but a line in the log."""
    await writer.run(keep("a"))
    await link.connection.close()
    await writer.run(keep("b"))
    assert await kept(engine) == {"a", "b"}
    assert "opening another" in caplog.text


async def test_a_connection_that_dies_in_a_unit_fails_it(
    writer: Writer, link: FailingLink, engine: SqliteEngine
) -> None:
    """A connection that is lost half-way loses what was not committed, says so, and the next unit is kept."""

    async def die(tx: Transaction) -> None:
        link.connection._conn.close()
        await keep("b")(tx)

    units = [writer.run(keep("a")), writer.run(die)]
    outcomes = await asyncio.gather(*units, return_exceptions=True)
    assert [type(each) for each in outcomes] == [RecordUnavailable] * 2
    await writer.run(keep("c"))
    assert await kept(engine) == {"c"}


async def test_whatever_keeps_a_transaction_from_beginning_is_told(
    writer: Writer, link: FailingLink, engine: SqliteEngine
) -> None:
    """A fault nobody foresaw fails the units that waited, not the writer."""
    link.fault = RuntimeError("can't start new thread")
    with pytest.raises(RecordUnavailable, match="can't start new thread"):
        await writer.run(keep("a"))
    await writer.run(keep("b"))
    assert await kept(engine) == {"b"}
