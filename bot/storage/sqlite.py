"""The record in a SQLite file: one connection writes, a few read, and neither waits for the other."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from bot.errors import DatabaseUnusable
from bot.storage.backups import copy_record
from bot.storage.connection import Link, SqliteTransaction, explain
from bot.storage.engine import FaultLog, T, Unit, closed
from bot.storage.migrate import migrate
from bot.storage.writer import Writer

READERS = 3
"""Connections that only read; each is a thread of its own."""


@asynccontextmanager
async def open_sqlite(path: Path, backups: Path | None) -> AsyncIterator["SqliteEngine"]:
    """The engine on a file, which is created or migrated first; without `backups`, copies go beside the file.

    Raises DatabaseUnusable.
    """
    with _explained(path):
        path = await asyncio.to_thread(_prepare, path)
        link = Link(path, "rwc")
        try:
            connection = await link.begin("BEGIN IMMEDIATE")  # other processes that start wait here
            copy = partial(_copy, path, backups or path.parent / "backups")
            await migrate(SqliteTransaction(connection), "sqlite", partial(asyncio.to_thread, copy))
            await connection.execute_fetchall("COMMIT")
        finally:
            await link.drop()
    engine = SqliteEngine(path)
    try:
        yield engine
    finally:
        await engine.close()


class SqliteEngine:
    """An `Engine` on a migrated file; `path` is absolute."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._faults = FaultLog()
        self._writer = Writer(Link(path, "rw"), partial(explain, path), faults=self._faults)
        self._readers = [Link(path, "ro") for _ in range(READERS)]
        self._idle: asyncio.LifoQueue[Link] = asyncio.LifoQueue()
        for link in self._readers:
            self._idle.put_nowait(link)
        self._closed = False

    async def write(self, unit: Unit[T]) -> T:
        """Run a unit; it is on disk when this returns."""
        return await self._writer.run(unit)

    async def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads, as of one instant."""
        link = await self._idle.get()
        try:
            if self._closed:
                raise closed()
            connection = await link.begin("BEGIN")
            tx = SqliteTransaction(connection)
            try:
                result = await unit(tx)
            finally:
                tx.end()
            await connection.execute_fetchall("COMMIT")
        except BaseException as fault:
            await link.drop()  # whatever it was in the middle of
            if known := explain(self._path, fault):
                self._faults.report(known)
                raise known from fault
            raise
        finally:
            self._idle.put_nowait(link)
        return result

    async def close(self) -> None:
        """Finish what was accepted, refuse what comes later, let go of the file."""
        await self._writer.close()
        self._closed = True
        for _ in self._readers:
            await (await self._idle.get()).drop()
        for link in self._readers:
            self._idle.put_nowait(link)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Whatever keeps the file from being opened becomes one sentence."""
    try:
        yield
    except OSError as fault:
        raise DatabaseUnusable(
            f"The folder of the record {path} cannot be used ({fault.strerror}); name a file in one that can."
        ) from fault
    except sqlite3.Error as fault:
        raise explain(path, fault) or DatabaseUnusable(
            f"The record {path} cannot be brought up to date ({fault}) and is as it was; name another file."
        ) from fault


def _prepare(path: Path) -> Path:
    """The absolute path, in a folder that exists."""
    path = path.expanduser().absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _copy(path: Path, backups: Path, version: int) -> None:
    """Copy what is committed into a new file of the folder for backups, unless there is nothing yet."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source:
        if not source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
            return
        try:
            backups.mkdir(parents=True, exist_ok=True)
            names = (backups / f"{path.stem}-schema-{version}-{number}.db" for number in count(1))
            copy_record(path, next(name for name in names if not name.exists()))
        except (OSError, sqlite3.Error) as fault:
            raise DatabaseUnusable(
                f"The record {path} needs a backup before it is migrated, and none can be written to"
                f" {backups} ({fault}); make room for it there."
            ) from fault
