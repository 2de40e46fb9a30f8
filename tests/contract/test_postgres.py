"""What only a server can do to a unit of work: refuse, interrupt, vanish."""

import asyncio
from collections.abc import AsyncIterator

import pytest

import bot.storage.engines.postgres
from bot.errors.storage import DatabaseUnusable
from bot.storage.engines.engine import Engine, Transaction
from bot.storage.stores import program
from tests.records import SqlRecord, open_record

LOSE = "DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$"
DIE = "SELECT pg_terminate_backend(pg_backend_pid())"


@pytest.fixture
async def record(postgres_url: str) -> AsyncIterator[SqlRecord]:
    """An open, empty record on PostgreSQL."""
    async with open_record(postgres_url) as opened:
        yield opened


async def test_units_that_lock_each_other_are_both_kept(record: SqlRecord, engine: Engine) -> None:
    """Of two units in a deadlock the server ends one; it is run again, and both are kept."""
    await record.set_setting("a", "")
    await record.set_setting("b", "")
    met = asyncio.Barrier(2)
    runs: list[str] = []

    async def write(tx: Transaction, name: str, keys: str) -> None:
        runs.append(name)
        await tx.execute("SET LOCAL deadlock_timeout = '10ms'")
        for key in keys:
            await tx.execute("UPDATE setting SET value = value || $2 WHERE key = $1", key, name)
            if len(runs) <= 2 and key == keys[0]:
                await met.wait()

    await asyncio.gather(
        engine.write(lambda tx: write(tx, "1", "ab")), engine.write(lambda tx: write(tx, "2", "ba"))
    )
    assert len(runs) > 2
    for key in "ab":
        assert sorted(await record.setting(key) or "") == ["1", "2"]


async def test_a_unit_that_always_loses_is_given_up(record: SqlRecord, engine: Engine) -> None:
    """Trying again has an end, which is told in words."""
    runs = []

    async def lose(tx: Transaction) -> None:
        runs.append(await tx.execute(program.SET_SETTING, "a", "1"))
        await tx.execute(LOSE)

    with pytest.raises(DatabaseUnusable, match="too busy"):
        await engine.write(lose)
    assert len(runs) == bot.storage.engines.postgres.ATTEMPTS
    assert await record.setting("a") is None


async def test_a_connection_that_is_lost_is_told_and_replaced(record: SqlRecord, engine: Engine) -> None:
    """A unit whose connection dies fails in words, without the address's user; the next one is kept."""

    async def die(tx: Transaction) -> None:
        await tx.execute(program.SET_SETTING, "a", "1")
        await tx.execute(DIE)

    for _ in range(3):
        with pytest.raises(DatabaseUnusable, match="can't be reached"):
            await engine.write(die)
    assert await record.setting("a") is None
    await record.set_setting("a", "2")
    assert await record.setting("a") == "2"


async def test_a_statement_without_end_is_broken_off(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that does not answer in time is as good as none."""
    monkeypatch.setattr(bot.storage.engines.postgres, "STATEMENT_SECONDS", 0.3)
    async with open_record(postgres_url) as record:
        with pytest.raises(DatabaseUnusable, match="can't be reached"):
            await record._engine.read(lambda tx: tx.fetch("SELECT pg_sleep(60)"))


async def test_closing_does_not_wait_for_ever(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit that hangs does not keep the program from stopping."""
    begun = asyncio.Event()

    async def hang(tx: Transaction) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with open_record(postgres_url) as record:
        hanging = asyncio.create_task(record._engine.write(hang))
        await begun.wait()
        monkeypatch.setattr(bot.storage.engines.postgres, "SECONDS", 0.1)
    hanging.cancel()
    with pytest.raises((asyncio.CancelledError, DatabaseUnusable)):
        await hanging


async def test_a_commit_waits_for_the_disk(engine: Engine) -> None:
    """Whatever the server's default, what is committed is on its disk."""
    assert await engine.read(lambda tx: tx.fetch("SHOW synchronous_commit")) == [{"synchronous_commit": "on"}]
