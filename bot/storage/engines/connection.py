"""A connection to a SQLite file, and a unit's transaction on it."""

import asyncio
import logging
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Literal

import aiosqlite

from bot.errors.storage import RecordUnavailable, StorageFault
from bot.errors.user import UserError
from bot.storage.engines.engine import Row, T, Unit, Value, storable

log = logging.getLogger(__name__)

BUSY_SECONDS = 5.0
"""How long a connection waits for another process to finish writing."""

STATEMENTS = 512
"""How many statements a connection keeps prepared. All of ours fit."""

Mode = Literal["ro", "rw", "rwc"]
"""Read only, read and write, or also create the file."""

Begin = Literal["BEGIN", "BEGIN IMMEDIATE"]

AWAITS_MORE = (
    "A unit of work awaits nothing but its transaction: on SQLite it runs in the database's thread, where "
    "there's no event loop. Do the rest before or after it."
)
NO_LOOP = ("event loop", "create_future")
"""What asyncio's errors say in a thread without an event loop."""

_READ_ONLY = "is read-only; give this user write access to the file and its folder"

_FAULTS: dict[int, tuple[StorageFault, str]] = {
    sqlite3.SQLITE_NOTADB: ("damaged", "isn't an SQLite database; choose another file"),
    sqlite3.SQLITE_CORRUPT: ("damaged", "is damaged; restore it from a backup"),
    sqlite3.SQLITE_BUSY: ("busy", "is held by another process; stop it or try again"),
    sqlite3.SQLITE_LOCKED: ("busy", "is held by another process; stop it or try again"),
    sqlite3.SQLITE_FULL: ("full", "is out of disk space; free some up"),
    sqlite3.SQLITE_READONLY: ("read-only", _READ_ONLY),
    sqlite3.SQLITE_PERM: ("read-only", _READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (
        "unreachable",
        "can't be opened; check that it's a file in a folder this user can write to",
    ),
    sqlite3.SQLITE_IOERR: ("unreachable", "couldn't be read or written; check the disk"),
}


class SqliteConnection:
    """A connection to the file at `path`, an absolute one, opened when needed and again when lost.

    `hops` counts the calls into the connection's thread, `transactions` what was begun in it.
    """

    def __init__(self, path: Path, mode: Mode) -> None:
        self._address = f"{path.as_uri()}?mode={mode}"
        self._mode = mode
        self._connection: aiosqlite.Connection | None = None
        self.hops = self.transactions = 0

    async def transact(self, begin: Begin, work: Callable[[sqlite3.Connection], T]) -> T:
        """Begin a transaction and do the work, all in one hop; the work commits.

        If anything fails, the connection is dropped, which rolls back uncommitted changes. Only a refusal,
        which says nothing about the connection and comes often, is rolled back without that.
        """
        begun = refused = False

        def whole(connection: sqlite3.Connection) -> T:
            nonlocal begun, refused
            connection.execute(begin)
            begun = True
            try:
                return work(connection)
            except UserError:
                connection.rollback()
                refused = True
                raise

        self.transactions += 1
        try:
            if self._connection is not None:
                try:
                    return await self._hop(self._connection, whole)
                except (ValueError, sqlite3.ProgrammingError) as fault:
                    if begun:
                        raise
                    log.warning("Lost a database connection, opening another: %s", fault)
                    await self.drop()
            self._connection = await self._connect()
            return await self._hop(self._connection, whole)
        except BaseException:
            if not refused:
                await self.drop()
            raise

    async def drop(self) -> None:
        """Close the connection, which rolls back uncommitted changes."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error, ValueError):
                await connection.close()

    async def _hop(self, connection: aiosqlite.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run a function in the connection's thread.

        aiosqlite sends every statement there by itself and has no public way to send more at once. So this
        uses its private one; that's why its version is pinned so closely.
        """
        self.hops += 1
        result: T = await connection._execute(work, connection._conn)  # type: ignore[no-untyped-call]
        return result

    async def _connect(self) -> aiosqlite.Connection:
        self.hops += 1
        connection = aiosqlite.Connection(partial(_open, self._address, self._mode), iter_chunk_size=64)
        try:
            return await connection
        except BaseException:
            # aiosqlite doesn't wait for its thread. It'd find the loop closed if the program ends now.
            await asyncio.to_thread(connection._thread.join)
            raise


def _open(address: str, mode: Mode) -> sqlite3.Connection:
    """Open a connection that commits outside transactions by itself. A COMMIT returns once it's on disk."""
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, timeout=BUSY_SECONDS, cached_statements=STATEMENTS
    )
    try:
        if mode == "rwc":
            _choose_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _choose_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side; the file remembers it.

    SQLite fails immediately if another starting process does the same, so retry here.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def explain(path: Path, fault: BaseException) -> RecordUnavailable | None:
    """Return the error for a fault of the database; None if the statement was wrong, not the database."""
    known = _FAULTS.get(getattr(fault, "sqlite_errorcode", 0) & 0xFF)
    return RecordUnavailable(f"The database {path} {known[1]}.", known[0]) if known else None


def run_unit(unit: Unit[T], connection: sqlite3.Connection) -> T:
    """Run a unit to its end in this thread. Nothing here can wait for the event loop, so a unit mustn't
    either.
    """
    tx = SqliteTransaction(connection)

    async def whole() -> T:
        return await unit(tx)

    steps = whole()
    try:
        steps.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    except (RuntimeError, AttributeError) as fault:
        if any(clue in str(fault) for clue in NO_LOOP):
            raise RuntimeError(AWAITS_MORE) from fault
        raise
    finally:
        tx.end()
        steps.close()
    raise RuntimeError(AWAITS_MORE)


class SqliteTransaction:
    """The statements of one unit, which has the connection to itself.

    Its methods are coroutines for the sake of PostgreSQL, and never wait.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection

    def end(self) -> None:
        """Refuse later statements, which would run in another unit's transaction."""
        self._connection = None

    async def execute(self, query: str, *values: Value) -> int:
        """Run a statement and return how many rows it inserted, changed or deleted."""
        return max(self._open.execute(numbered(query), [*map(storable, values)]).rowcount, 0)

    async def execute_many(self, query: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""
        self._open.executemany(numbered(query), [[*map(storable, row)] for row in rows])

    async def fetch(self, query: str, *values: Value) -> list[Row]:
        """Return all rows of a query."""
        found = self._open.execute(numbered(query), [*map(storable, values)])
        rows = found.fetchall()
        names = [column[0] for column in found.description] if rows else ()
        return [dict(zip(names, row, strict=True)) for row in rows]

    async def fetch_one(self, query: str, *values: Value) -> Row | None:
        """Return the first row of a query, or None."""
        return next(iter(await self.fetch(query, *values)), None)

    @property
    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise RuntimeError("this unit of work has ended")
        return self._connection


@cache
def numbered(query: str) -> str:
    """Return the query with `?1` instead of `$1`, which to SQLite is a name rather than a number."""
    return re.sub(r"\$(\d+)", r"?\1", query)
