"""The record: the only place with SQL."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from bot.errors import DatabaseUnusable
from bot.storage.engine import Engine
from bot.storage.record import SqlRecord
from bot.storage.sqlite import open_sqlite

__all__ = ["SqlRecord", "open_record"]


@asynccontextmanager
async def open_record(url: str, *, backups: Path | None = None) -> AsyncIterator[SqlRecord]:
    """The record at an address, brought up to date; it is closed on leaving.

    `url` is `postgresql://user:password@host/database`, or a file: `sqlite:///relative.db`,
    `sqlite:////absolute.db`, or a path as such. Before an existing file is migrated, a copy of it goes to
    the folder `backups`; without one, to `backups` beside the file.

    Raises DatabaseUnusable, whose text is one sentence without any password; DatabaseTooNew.
    """
    async with _open_engine(url, backups) as engine:
        yield SqlRecord(engine)


def _open_engine(url: str, backups: Path | None) -> AbstractAsyncContextManager[Engine]:
    scheme, mark, rest = url.partition("://")
    if scheme in {"postgresql", "postgres"} and mark:
        try:
            from bot.storage.postgres import open_postgres
        except ModuleNotFoundError as fault:
            raise DatabaseUnusable(
                "A record on PostgreSQL needs the package asyncpg;"
                " install it with `pip install 'lessonbot[postgres]'`."
            ) from fault
        return open_postgres(url)
    if mark and (scheme != "sqlite" or not rest.startswith("/")):
        raise DatabaseUnusable(
            f"The address of the record begins with {scheme}://, which is not known; give a file such as"
            " sqlite:///data/record.db, or postgresql://user@host/database."
        )
    path = rest[1:] if mark else url
    if path in {"", ":memory:"}:
        raise DatabaseUnusable(
            "The address of the record names no file; give one such as sqlite:///data/record.db."
        )
    return open_sqlite(Path(path), backups)
