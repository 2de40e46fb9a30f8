"""A connection to a SQLite file, and a unit's transaction on it."""

import asyncio
import logging
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import aiosqlite

from bot.errors import RecordUnavailable, StorageFault
from bot.storage.engine import Row, Value, storable

log = logging.getLogger(__name__)

BUSY_SECONDS = 5.0
"""How long a connection waits for another process to finish writing."""

Mode = Literal["ro", "rw", "rwc"]
"""Read only, read and write, or also create the file."""

_READ_ONLY = "may not be written to; let this user write the file and its folder"

_FAULTS: dict[int, tuple[StorageFault, str]] = {
    sqlite3.SQLITE_NOTADB: ("damaged", "is not a SQLite database; name another file"),
    sqlite3.SQLITE_CORRUPT: ("damaged", "is damaged; restore it from a backup"),
    sqlite3.SQLITE_BUSY: ("busy", "is held by another process; stop it or try again"),
    sqlite3.SQLITE_LOCKED: ("busy", "is held by another process; stop it or try again"),
    sqlite3.SQLITE_FULL: ("full", "has no space left on its disk; free some"),
    sqlite3.SQLITE_READONLY: (
        "read-only",
        "may not be written to; let this user write the file and its folder",
    ),
    sqlite3.SQLITE_PERM: ("read-only", _READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (
        "unreachable",
        "cannot be opened; check that it is a file in a folder this user may write to",
    ),
    sqlite3.SQLITE_IOERR: ("unreachable", "could not be read or written; check the disk"),
}


class Link:
    """A connection to the file at `path`, an absolute one, opened when needed and again when lost."""

    def __init__(self, path: Path, mode: Mode) -> None:
        self._address = f"{path.as_uri()}?mode={mode}"
        self._mode = mode
        self._connection: aiosqlite.Connection | None = None

    async def begin(self, statement: Literal["BEGIN", "BEGIN IMMEDIATE"]) -> aiosqlite.Connection:
        """A connection in a new transaction."""
        if self._connection is not None:
            try:
                await self._connection.execute_fetchall(statement)
            except (ValueError, sqlite3.ProgrammingError) as fault:
                log.warning("a connection to the record is gone, opening another: %s", fault)
                await self.drop()
            else:
                return self._connection
        self._connection = await self._connect()
        await self._connection.execute_fetchall(statement)
        return self._connection

    async def drop(self) -> None:
        """Close the connection, which undoes what it has not committed."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error, ValueError):
                await connection.close()

    async def _connect(self) -> aiosqlite.Connection:
        """Statements outside BEGIN and COMMIT stand alone; a COMMIT returns once it is on disk."""
        connection = await aiosqlite.connect(
            self._address, uri=True, isolation_level=None, timeout=BUSY_SECONDS
        )
        try:
            connection.row_factory = sqlite3.Row
            if self._mode == "rwc":
                await _choose_wal(connection)
            await connection.execute_fetchall("PRAGMA synchronous = FULL")
            await connection.execute_fetchall("PRAGMA foreign_keys = ON")
        except BaseException:
            await connection.close()
            raise
        return connection


async def _choose_wal(connection: aiosqlite.Connection) -> None:
    """Let readers and a writer work side by side; the file remembers it.

    When another process that starts does the same, SQLite gives up at once here, so this waits by itself.
    """
    until = asyncio.get_running_loop().time() + BUSY_SECONDS
    while True:
        try:
            await connection.execute_fetchall("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or asyncio.get_running_loop().time() > until:
                raise
            await asyncio.sleep(0.05)
        else:
            return


def explain(path: Path, fault: BaseException) -> RecordUnavailable | None:
    """Return the error for a fault of the database; None if the statement was wrong, not the database."""
    known = _FAULTS.get(getattr(fault, "sqlite_errorcode", 0) & 0xFF)
    return RecordUnavailable(f"The record {path} {known[1]}.", known[0]) if known else None


class SqliteTransaction:
    """The statements of one unit, on a connection that nobody else uses meanwhile."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection: aiosqlite.Connection | None = connection

    def end(self) -> None:
        """Let no statement through any more: it would fall into somebody else's transaction."""
        self._connection = None

    async def execute(self, query: str, *values: Value) -> int:
        """Run a statement; returns how many rows it inserted, changed or deleted."""
        cursor = await self._open.execute(query, _named(values))
        return max(cursor.rowcount, 0)

    async def execute_many(self, query: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""
        await self._open.executemany(query, [_named(row) for row in rows])

    async def fetch(self, query: str, *values: Value) -> list[Row]:
        """All rows of a query."""
        return [dict(row) for row in await self._open.execute_fetchall(query, _named(values))]

    async def fetch_one(self, query: str, *values: Value) -> Row | None:
        """The first row of a query, if there is one."""
        return next(iter(await self.fetch(query, *values)), None)

    @property
    def _open(self) -> aiosqlite.Connection:
        if self._connection is None:
            raise RuntimeError("this unit of work has ended")
        return self._connection


def _named(values: Sequence[Value]) -> Any:
    """SQLite takes `$1` for a parameter by the name of 1."""
    return {str(place): storable(value) for place, value in enumerate(values, start=1)}
