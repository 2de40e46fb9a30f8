"""Find out whether a record can be written, without changing or migrating it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors.storage import DatabaseUnusable, RecordMissing
from bot.storage.address import NO_ASYNCPG, database_file

WAIT = 5.0
"""Seconds to wait for a program that's writing."""


async def probe(url: str) -> None:
    """Begin writing to the record at an address, and take it back.

    Raises RecordMissing, or DatabaseUnusable, whose text has no password.
    """
    if path := database_file(url):
        await asyncio.to_thread(_probe_file, path)
        return
    try:
        from bot.storage.engines.postgres import probe_postgres
    except ModuleNotFoundError as fault:
        raise DatabaseUnusable(NO_ASYNCPG) from fault
    await probe_postgres(url)


def _probe_file(path: Path) -> None:
    if not path.exists():
        raise RecordMissing(str(path))
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=WAIT)) as connection:
            connection.isolation_level = None
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("SELECT MAX(version) FROM schema_version")
            connection.execute("ROLLBACK")
    except sqlite3.Error as fault:
        raise DatabaseUnusable(f"The database {path} can't be written ({fault}).") from fault
