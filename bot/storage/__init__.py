"""The record: the only place with SQL."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.errors.storage import DatabaseUnusable, RecordMissing
from bot.storage.address import NO_ASYNCPG, database_file, display_address
from bot.storage.copies.backups import BACKUP_DAYS, Backups
from bot.storage.copies.erasures import Erasures
from bot.storage.copies.maintenance import SqlMaintenance
from bot.storage.engines.engine import Engine
from bot.storage.engines.migrate import migrations
from bot.storage.engines.sqlite import open_sqlite
from bot.storage.record import SqlRecord

__all__ = [
    "Backups",
    "OpenRecord",
    "SqlMaintenance",
    "SqlRecord",
    "archive_for",
    "beside",
    "display_address",
    "newest_schema",
    "open_record",
]


@dataclass(frozen=True)
class OpenRecord:
    """An open record and the operations that maintain it."""

    database: SqlRecord
    maintenance: SqlMaintenance


def machine_time() -> int:
    """Return the machine's time, which file times use, in milliseconds of UTC."""
    return time.time_ns() // 1_000_000


@asynccontextmanager
async def open_record(
    url: str,
    *,
    backups: Path | None = None,
    backup_days: int = BACKUP_DAYS,
    clock: Callable[[], int] = machine_time,
    daily: bool = False,
    create: bool = True,
) -> AsyncIterator[OpenRecord]:
    """Open the record at an address, migrate it, and close it on exit.

    `url` is `postgresql://user:password@host/database`, or a file: `sqlite:///relative.db`,
    `sqlite:////absolute.db`, or a path as such. An existing file is backed up before it's migrated, to the
    folder `backups` or, by default, to `backups` beside the file; backups expire after `backup_days`.
    With `daily`, `Maintenance.back_up_daily` makes one a day.
    Erasures are noted in a folder beside the file, or for PostgreSQL beside the backups, and are repeated if
    the record lacks them.

    Raise DatabaseUnusable, whose text is one sentence without any password; DatabaseTooNew; and, without
    `create`, RecordMissing instead of starting an empty record.
    """
    archive = await asyncio.to_thread(archive_for, url, backups, backup_days, clock, daily)
    if archive.path and not create and not await asyncio.to_thread(archive.path.is_file):
        raise RecordMissing(str(archive.path))
    async with _open_engine(url, archive, create) as engine:
        record = SqlRecord(engine)
        maintenance = SqlMaintenance(record, _erasures(archive), archive)
        await maintenance.repeat_erasures()
        yield OpenRecord(record, maintenance)


def archive_for(
    url: str,
    backups: Path | None,
    days: int = BACKUP_DAYS,
    clock: Callable[[], int] = machine_time,
    daily: bool = False,
) -> Backups:
    """Return the backups of the record at an address. Raise DatabaseUnusable if the address is invalid."""
    path = database_file(url)
    if path is None:
        return Backups(backups or Path("data/backups"), None, days, clock, daily)
    return Backups(backups or path.parent / "backups", path, days, clock, daily)


def newest_schema() -> int:
    """Return the latest SQLite schema version that this program knows."""
    return migrations("sqlite")[-1].number


def _erasures(archive: Backups) -> Erasures:
    """Return a folder beside the database, so that restoring a backup doesn't restore the notes too."""
    return Erasures(beside(archive, "erasures"))


def beside(archive: Backups, ending: str) -> Path:
    """Return the path of a file beside the database that has its name and this ending."""
    path = archive.path or archive.folder.parent / "postgresql"
    return path.with_name(f"{path.name}.{ending}")


def _open_engine(url: str, archive: Backups, create: bool) -> AbstractAsyncContextManager[Engine]:
    if archive.path:
        return open_sqlite(archive.path, archive, create)
    try:
        from bot.storage.engines.postgres import open_postgres
    except ModuleNotFoundError as fault:
        raise DatabaseUnusable(NO_ASYNCPG) from fault
    return open_postgres(url, create)
