"""What every engine promises of a unit of work."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.errors.storage import DatabaseUnusable, RecordUnavailable
from bot.storage.engines.engine import Engine, Transaction
from bot.storage.stores import program
from tests.records import SqlRecord, open_record


def keep(key: str, value: str = "kept") -> Callable[[Transaction], Coroutine[Any, Any, int]]:
    """A unit that keeps a setting."""
    return lambda tx: tx.execute(program.SET_SETTING, key, value)


async def test_a_statement_tells_how_many_rows_it_touched(engine: Engine) -> None:
    """Inserted, changed, deleted rows are counted; a conflict that does nothing counts none."""

    async def unit(tx: Transaction) -> list[int]:
        await tx.execute_many(program.SET_SETTING, [("a", "1"), ("b", "2")])
        return [
            await tx.execute(program.CLAIM_GREETING, 1, 1),
            await tx.execute(program.CLAIM_GREETING, 1, 1),
            await tx.execute("UPDATE setting SET value = $1", "x"),
            await tx.execute("DELETE FROM setting"),
            await tx.execute("CREATE TABLE another (id INTEGER)"),
        ]

    assert await engine.write(unit) == [1, 0, 2, 2, 0]


async def test_a_unit_that_fails_leaves_no_trace(record: SqlRecord, engine: Engine) -> None:
    """What a unit did before it raised is undone, and its own exception reaches the caller."""

    async def unit(tx: Transaction) -> None:
        await tx.execute(program.SET_SETTING, "a", "1")
        raise LookupError("my own")

    with pytest.raises(LookupError, match="my own"):
        await engine.write(unit)
    assert await record.setting("a") is None


@pytest.mark.parametrize(
    "statement",
    [
        ("SELECT nonsense FROM nowhere",),
        ("INSERT INTO greeting (guild, at) VALUES ($1, $2)", None, 1),
        ("INSERT INTO greeting (guild, at) VALUES ($1, $2)", 2**63, 1),
        ("INSERT INTO page_read (learner, course, lesson, page, at) VALUES ($1, 'c', 'l', 1, 1)", 1),
    ],
    ids=["no such table", "null where none may be", "beyond 64 bits", "no such learner"],
)
async def test_a_wrong_statement_is_not_blamed_on_the_database(
    record: SqlRecord, engine: Engine, statement: tuple[Any, ...]
) -> None:
    """A mistake of ours shows as one, and the next unit is kept."""
    with pytest.raises(Exception) as caught:
        await engine.write(lambda tx: tx.execute(*statement))
    assert not isinstance(caught.value, DatabaseUnusable)
    await record.set_setting("a", "1")
    assert await record.setting("a") == "1"


async def test_a_reading_unit_sees_one_instant(record: SqlRecord, engine: Engine, meanwhile: Any) -> None:
    """What is written while a unit reads does not show in it."""

    async def unit(tx: Transaction) -> list[Any]:
        before = await tx.fetch_one(program.SETTING, "a")
        await meanwhile(record.set_setting("a", "1"))
        return [before, await tx.fetch_one(program.SETTING, "a")]

    assert await engine.read(unit) == [None, None]
    assert await record.setting("a") == "1"


async def test_a_reading_unit_cannot_write(record: SqlRecord, engine: Engine) -> None:
    """Reading leaves the database as it was, even by mistake."""
    with pytest.raises(RecordUnavailable, match="is read-only"):
        await engine.read(keep("a"))
    assert await record.setting("a") is None


async def test_readers_do_not_wait_for_a_writer(record: SqlRecord, engine: Engine, meanwhile: Any) -> None:
    """While a unit writes, readers see what was committed before it."""
    seen: list[str | None] = []

    async def unit(tx: Transaction) -> None:
        await tx.execute(program.SET_SETTING, "a", "1")
        seen.append(await meanwhile(record.setting("a")))

    await engine.write(unit)
    assert [*seen, await record.setting("a")] == [None, "1"]


async def test_more_readers_than_connections_take_turns(record: SqlRecord) -> None:
    """Any number of reads at once is answered."""
    await record.set_setting("a", "1")
    assert set(await asyncio.gather(*(record.setting("a") for _ in range(40)))) == {"1"}


async def test_a_cancelled_reader_spoils_nothing(record: SqlRecord, engine: Engine, meanwhile: Any) -> None:
    """However often reads are given up half-way, later ones are answered."""
    await record.set_setting("a", "1")
    for _ in range(15):
        started, go_on = asyncio.Event(), asyncio.Event()

        async def hold(started: asyncio.Event = started, go_on: asyncio.Event = go_on) -> None:
            started.set()
            await go_on.wait()

        async def unit(tx: Transaction, hold: Callable[[], Coroutine[Any, Any, None]] = hold) -> None:
            await tx.fetch_one(program.SETTING, "a")
            await meanwhile(hold())

        reading = asyncio.create_task(engine.read(unit))
        await started.wait()
        reading.cancel()
        go_on.set()  # on SQLite the rest of the unit isn't waited for by the loop, but by the connection
        with pytest.raises(asyncio.CancelledError):
            await reading
    assert await record.setting("a") == "1"


async def test_a_transaction_ends_with_its_unit(engine: Engine) -> None:
    """A transaction that is used after its unit cannot slip into someone else's."""
    leaked: list[Transaction] = []

    async def unit(tx: Transaction) -> None:
        leaked.append(tx)

    await engine.write(unit)
    await engine.read(unit)
    for tx in leaked:
        with pytest.raises(Exception, match=r"ended|released back"):
            await tx.execute(program.SET_SETTING, "a", "1")


async def test_a_closed_record_refuses_in_words(url: str) -> None:
    """After closing, reading and writing raise DatabaseUnusable, and closing again is nothing."""
    async with open_record(url) as record:
        await record.set_setting("a", "1")
        await record.setting("a")
    for late in (record.setting("a"), record.set_setting("a", "2"), record.set_setting("a", "3")):
        with pytest.raises(DatabaseUnusable, match="closed"):
            await late
    await record._engine.close()  # type: ignore[attr-defined]
    async with open_record(url) as again:
        assert await again.setting("a") == "1"
