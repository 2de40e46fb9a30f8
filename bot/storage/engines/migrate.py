"""Database migrations. They only go forward."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from bot.errors.storage import DatabaseTooNew, RecordMissing
from bot.storage.engines.engine import Transaction

Dialect = Literal["sqlite", "postgres"]

VERSIONS = """
CREATE TABLE IF NOT EXISTS schema_version (
    version INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
)
"""
VERSION = "SELECT MAX(version) AS version FROM schema_version"
PROVE_WRITABLE = "UPDATE schema_version SET name = name"
ADD_VERSION = "INSERT INTO schema_version (version, name) VALUES ($1, $2)"


@dataclass(frozen=True)
class Migration:
    """One migration in one engine's dialect."""

    number: int
    name: str
    statements: tuple[str, ...]


async def migrate(
    tx: Transaction,
    known: Sequence[Migration],
    place: str,
    keep_copy: Callable[[int], None] | None = None,
    *,
    create: bool = True,
) -> None:
    """Apply missing migrations. No other process migrates during the transaction.

    `keep_copy` is called with the version found before anything is changed; it may block where the unit
    runs in a thread. Raises DatabaseTooNew, and RecordMissing if nothing is stored at `place` yet and no
    record may be created there.
    """
    await tx.execute(VERSIONS)
    found = await tx.fetch_one(VERSION)
    version = found["version"] or 0 if found else 0
    if version > known[-1].number:
        raise DatabaseTooNew(
            f"A newer version of Lessonbot wrote this database (its schema is {version}, this version knows"
            f" {known[-1].number}). Update Lessonbot, or restore a backup made with this version."
        )
    if not version and not create:
        raise RecordMissing(place)
    missing = [migration for migration in known if migration.number > version]
    if missing and keep_copy:
        keep_copy(version)
    for migration in missing:
        for statement in migration.statements:
            await tx.execute(statement)
        await tx.execute(ADD_VERSION, migration.number, migration.name)
    await tx.execute(PROVE_WRITABLE)  # fail now, not on the first write of a learner


def migrations(dialect: Dialect) -> list[Migration]:
    """Return all migrations in order, from `migrations/0001_name.dialect.sql`.

    A statement ends with a semicolon at the end of a line.
    """
    found = []
    for file in files("bot.storage").joinpath("migrations").iterdir():
        match = re.fullmatch(rf"(\d{{4}})_(\w+)\.{dialect}\.sql", file.name)
        if match:
            parts = re.split(r";[ \t]*$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
            statements = tuple(part.strip() for part in parts if part.strip())
            found.append(Migration(int(match[1]), match[2], statements))
    return sorted(found, key=lambda migration: migration.number)
