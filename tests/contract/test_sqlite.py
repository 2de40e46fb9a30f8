"""What only a file can do to a record: be locked, go bad, vanish."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import bot.storage.engines.connection
from bot.errors.storage import DatabaseUnusable
from bot.errors.user import StaleControl
from bot.storage.engines.engine import Transaction
from bot.storage.stores import program
from tests.records import open_record


async def test_a_commit_waits_for_the_disk(sqlite_url: str) -> None:
    """The writing connection syncs at every commit, logs ahead, and checks foreign keys."""
    expected = {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000}

    async def ask(tx: Transaction) -> dict[str, Any]:
        rows = {name: await tx.fetch_one(f"PRAGMA {name}") for name in expected}
        return {name: next(iter(row.values())) for name, row in rows.items() if row}

    async with open_record(sqlite_url) as record:
        assert await record._engine.write(ask) == expected


async def test_a_unit_is_one_hop_into_the_thread(sqlite_url: str) -> None:
    """However many statements it has, a unit that reads is one hop, and so are ten that share a commit."""

    async def read(tx: Transaction) -> list[Any]:
        return [await tx.fetch("SELECT $1 AS number", number) for number in range(5)]

    async def write(tx: Transaction) -> None:
        for number in range(5):
            await tx.execute(program.SET_SETTING, f"{id(tx)}-{number}", "kept")

    async with open_record(sqlite_url) as record:
        engine: Any = record._engine
        for run, unit in ((engine.read, read), (engine.write, write)):
            await run(unit)  # opens the connection
        before = engine.hops, engine.reads, engine.writes
        assert await engine.read(read) == [[{"number": number}] for number in range(5)]
        assert (engine.hops, engine.reads, engine.writes) == (before[0] + 1, before[1] + 1, before[2])
        await asyncio.gather(*(engine.write(write) for _ in range(10)))
        assert (engine.hops, engine.reads, engine.writes) == (before[0] + 2, before[1] + 1, before[2] + 1)


async def test_a_refusal_costs_no_connection(sqlite_url: str) -> None:
    """A unit that refuses what someone asked is rolled back, and the next one uses the same connection."""

    async def refuse(tx: Transaction) -> None:
        await tx.fetch(program.SETTING, "a")
        raise StaleControl

    async with open_record(sqlite_url) as record:
        engine: Any = record._engine
        await record.set_setting("a", "1")
        assert await record.setting("a") == "1"
        before = engine.hops
        for run in (engine.read, engine.write):
            for _ in range(3):
                with pytest.raises(StaleControl):
                    await run(refuse)
        assert engine.hops == before + 6
        await record.set_setting("a", "2")
        assert await record.setting("a") == "2"


@pytest.mark.parametrize(
    "other",
    [
        lambda: asyncio.sleep(0),
        lambda: asyncio.sleep(1),
        lambda: asyncio.to_thread(int),
        lambda: asyncio.Event().wait(),
    ],
    ids=["another turn", "time", "another thread", "an event"],
)
async def test_a_unit_awaits_nothing_but_its_transaction(sqlite_url: str, other: Any) -> None:
    """A unit that awaits anything else is told so, leaves no trace, and harms none that shares its commit."""

    async def look(tx: Transaction) -> None:
        await tx.fetch("SELECT 1")
        await other()

    async def keep(tx: Transaction) -> None:
        await tx.execute(program.SET_SETTING, "a", "1")
        await other()

    async with open_record(sqlite_url) as record:
        engine = record._engine
        outcomes = await asyncio.gather(
            engine.read(look), engine.write(keep), record.set_setting("b", "1"), return_exceptions=True
        )
        for stray in outcomes[:2]:
            assert isinstance(stray, RuntimeError)
            assert "nothing but its transaction" in str(stray)
        assert [outcomes[2], await record.setting("a"), await record.setting("b")] == [None, None, "1"]


async def test_a_file_that_has_vanished_is_not_made_up(sqlite_url: str, tmp_path: Path) -> None:
    """A connection that is opened later never creates an empty file in place of the record."""
    async with open_record(sqlite_url) as record:
        (tmp_path / "record.db").unlink()
        for request in (record.set_setting("a", "1"), record.setting("a")):
            with pytest.raises(DatabaseUnusable, match="can't be opened"):
                await request
    assert not (tmp_path / "record.db").exists()


async def test_closing_leaves_no_thread_behind(sqlite_url: str) -> None:
    """Once closed, nothing of the record keeps the process alive, not even a read that was given up."""
    before = set(threading.enumerate())
    async with open_record(sqlite_url) as record:
        await record.set_setting("a", "1")
        await asyncio.gather(*(record.setting("a") for _ in range(9)))
        threads = {each for each in threading.enumerate() if "connection_worker" in each.name} - before
        assert len(threads) > 2
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()


async def test_a_file_that_is_locked_later(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that another process locks while it is open refuses to write in words, and recovers."""
    monkeypatch.setattr(bot.storage.engines.connection, "BUSY_SECONDS", 0.1)
    async with open_record(sqlite_url) as record:
        await record.set_setting("a", "1")
        with closing(sqlite3.connect(tmp_path / "record.db", isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseUnusable, match="held by another process"):
                await record.set_setting("a", "2")
            assert await record.setting("a") == "1"
        await record.set_setting("a", "3")
        assert await record.setting("a") == "3"


async def test_a_damaged_file_is_reported(sqlite_url: str, tmp_path: Path) -> None:
    """Reading a damaged page raises an error that says so."""
    path = tmp_path / "record.db"
    async with open_record(sqlite_url) as record:
        for number in range(200):
            await record.mark_read(number, "a-course", "a-lesson", 0, number)
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(DatabaseUnusable, match="is damaged"):
        async with open_record(sqlite_url) as record:
            await record.pages_read(1, "a-course")
