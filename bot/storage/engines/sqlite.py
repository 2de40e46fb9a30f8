"""SQLite: one connection writes, a few read, and neither waits for the other."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path

from bot.errors.storage import DatabaseUnusable, RecordUnavailable
from bot.storage.copies.backups import Backups, copy_record
from bot.storage.engines import connection as settings
from bot.storage.engines import migrate
from bot.storage.engines.connection import SqliteConnection, explain, run_unit
from bot.storage.engines.engine import FaultLog, T, Unit, closed
from bot.storage.engines.wal import count_commit, log_matches
from bot.storage.engines.writer import Writer
from bot.storage.files import make_file, make_folder

READERS = 3
"""Connections that only read; each is a thread of its own."""

LOOK_EVERY = 30.0
"""Seconds between checks that the file is still there."""

Identity = tuple[int, int]
"""The device and the number of a file on it."""


@asynccontextmanager
async def open_sqlite(path: Path, archive: Backups, create: bool = True) -> AsyncIterator["SqliteEngine"]:
    """Open the engine on a file, which is created or migrated first; `archive` is for copies of it.

    Raises DatabaseUnusable, and RecordMissing if it's empty and may not be created.
    """
    with _explained(path):
        path = await asyncio.to_thread(_prepare, path)
        link = SqliteConnection(path, "rwc")
        try:
            known = await asyncio.to_thread(migrate.migrations, "sqlite")
            copy = partial(_copy, path, archive.folder)
            unit = partial(migrate.migrate, known=known, place=str(path), keep_copy=copy, create=create)
            # other processes that start wait for this
            await link.transact("BEGIN IMMEDIATE", partial(_update, unit))
        finally:
            await link.drop()
        identity = await asyncio.to_thread(_identity, path)
    engine = SqliteEngine(path, archive, identity)
    try:
        yield engine
    finally:
        await engine.close()


class SqliteEngine:
    """An `Engine` on a migrated file; `path` is absolute, `identity` tells the file from any other there.

    A unit that reads, and all those that share a commit, are one hop into a connection's thread.
    """

    def __init__(self, path: Path, archive: Backups, identity: Identity | None) -> None:
        self._path = path
        self._archive = archive
        self._identity = identity
        self._log: tuple[sqlite3.Connection, Identity | None] | None = None
        self._loop = asyncio.get_running_loop()
        self._lost: asyncio.Future[RecordUnavailable] = self._loop.create_future()
        self._gone: RecordUnavailable | None = None
        self._faults = FaultLog()
        self._writing = SqliteConnection(path, "rw")
        self._writer = Writer(self._writing, partial(explain, path), faults=self._faults, verify=self._verify)
        self._readers = [SqliteConnection(path, "ro") for _ in range(READERS)]
        self._idle: asyncio.LifoQueue[SqliteConnection] = asyncio.LifoQueue()
        for link in self._readers:
            self._idle.put_nowait(link)
        self._closed = False

    @property
    def hops(self) -> int:
        """How often a connection's thread was called, opening connections included."""
        return sum(link.hops for link in (self._writing, *self._readers))

    @property
    def reads(self) -> int:
        """How many transactions only read."""
        return sum(link.transactions for link in self._readers)

    @property
    def writes(self) -> int:
        """How many transactions wrote; units share them."""
        return self._writing.transactions

    async def write(self, unit: Unit[T]) -> T:
        """Run a unit. When this returns, its changes are on disk."""
        return await self._writer.run(unit)

    async def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads a snapshot."""
        link = await self._idle.get()
        try:
            if self._closed:
                raise closed()
            return await link.transact("BEGIN", partial(_read, unit))
        except Exception as fault:
            if known := explain(self._path, fault):
                self._faults.report(known)
                raise known from fault
            raise
        finally:
            self._idle.put_nowait(link)

    async def lost(self) -> RecordUnavailable:
        """Wait until the file was moved, replaced or deleted; return what to say.

        A write notices it immediately. The periodic check is for a bot that's idle.
        """
        while not self._lost.done():
            await asyncio.wait({self._lost}, timeout=LOOK_EVERY)
            with suppress(RecordUnavailable):
                await self._writer.run(lambda tx: tx.fetch("SELECT 1"))
        return self._lost.result()

    async def close(self) -> None:
        """Finish accepted units, refuse new ones and close the file.

        The writer goes last: the last connection copies the log into the file and deletes it, so that the
        file alone holds everything, and connections that only read can't.
        """
        self._closed = True
        for _ in self._readers:
            await (await self._idle.get()).drop()
        for link in self._readers:
            self._idle.put_nowait(link)
        await self._writer.close()

    def _verify(self, connection: sqlite3.Connection) -> None:
        """Raise RecordUnavailable if the file that was just written isn't the record anymore.

        The open file can still be read, so everything in it is saved as a copy first.
        """
        if self._gone is None:
            if _identity(self._path) == self._identity and self._log_is_there(connection):
                return
            self._gone = self._rescue(connection)
            self._loop.call_soon_threadsafe(self._lost.set_result, self._gone)
        raise self._gone

    def _log_is_there(self, connection: sqlite3.Connection) -> bool:
        """Return whether the log beside the file is the one that this connection has open.

        Commits are in the log until they are copied into the file. On some disks SQLite works without one.
        """
        found = _identity(self._path.with_name(self._path.name + "-wal"))
        if self._log is None or self._log[0] is not connection:
            [mode] = connection.execute("PRAGMA journal_mode").fetchone()
            if mode != "wal":
                return True
            self._log = connection, found
        return found is not None and found == self._log[1]

    def _rescue(self, connection: sqlite3.Connection) -> RecordUnavailable:
        """Save everything as a copy; return what to say of it."""
        try:
            copy = self._place_for_rescue()
            connection.execute("VACUUM INTO $1", {"1": str(copy)})
            rest = f"everything in it was saved to {copy}. To get it back, run: lessonbot restore {copy}"
        except (OSError, sqlite3.Error) as fault:
            rest = f"it couldn't be saved elsewhere ({fault}); put it back."
        return RecordUnavailable(
            f"The database {self._path}, or the -wal file beside it, was moved, replaced or deleted while the"
            f" bot was running; {rest}",
            "gone",
        )

    def _place_for_rescue(self) -> Path:
        copy = self._archive.place("rescued").absolute()
        make_file(copy)
        return copy


def _read(unit: Unit[T], connection: sqlite3.Connection) -> T:
    """Run a unit in a transaction that was begun for it."""
    result = run_unit(unit, connection)
    connection.execute("COMMIT")
    return result


def _update(unit: Unit[None], connection: sqlite3.Connection) -> None:
    """Migrate the file, in a transaction that was begun for it."""
    run_unit(unit, connection)
    count_commit(connection)
    connection.execute("COMMIT")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn any failure to open the file into one sentence."""
    try:
        yield
    except OSError as fault:
        raise DatabaseUnusable(
            f"Can't use the folder of the database {path} ({fault.strerror}); choose another one."
        ) from fault
    except sqlite3.Error as fault:
        raise explain(path, fault) or DatabaseUnusable(
            f"Can't update the database {path} ({fault}), so nothing was changed; choose another file."
        ) from fault


def _prepare(path: Path) -> Path:
    """Return the absolute path of a file that exists, for this user alone, and may be used."""
    path = path.expanduser().absolute()
    _check(path)
    make_folder(path.parent)
    make_file(path)
    return path


def _check(path: Path) -> None:
    """Refuse a file that is damaged, or that another one's log lies beside. Reading mixes nothing."""
    if not log_matches(path):
        raise RecordUnavailable(
            f"The database {path} and {path.name}-wal don't belong together. Put back the database that was"
            f" there, or move {path.name}-wal away and lose the changes in it.",
            "damaged",
        )
    if not path.is_file() or not path.stat().st_size:
        return
    with closing(
        sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=settings.BUSY_SECONDS)
    ) as file:
        [found] = file.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise RecordUnavailable(f"The database {path} is damaged; restore it from a backup.", "damaged")


def _identity(path: Path) -> Identity | None:
    """Return what tells a file from any other; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _copy(path: Path, backups: Path, version: int) -> None:
    """Copy what is committed into a new file of the folder for backups, unless there is nothing yet."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source:
        if not source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
            return
        try:
            make_folder(backups)
            names = (backups / f"{path.stem}-schema-{version}-{number}.db" for number in count(1))
            copy_record(path, next(name for name in names if not name.exists()))
        except (OSError, sqlite3.Error) as fault:
            raise DatabaseUnusable(
                f"The database {path} needs a backup before its format changes, but {backups} can't be"
                f" written to ({fault}); make room there."
            ) from fault
