"""One text for each query serves both engines."""

import pkgutil
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import ModuleType

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.storage import stores
from bot.storage.engines.engine import Engine
from bot.storage.stores.learning.practice import LATEST
from bot.storage.stores.learning.reviews import PUT_ANSWERS
from bot.storage.stores.posts.reminders import DUE_REMINDERS
from tests.contract.schema import foreign_keys, indexes
from tests.records import open_record


def queries_in(module: ModuleType) -> Iterator[str]:
    """Yield every SQL text in a module's constants, those inside tuples and named tuples too."""
    values: list[object] = [value for name, value in vars(module).items() if name.isupper()]
    while values:
        value = values.pop()
        if isinstance(value, tuple | list):
            values.extend(value)
        elif isinstance(value, str) and value.strip().startswith(STATEMENTS) and "{}" not in value:
            yield value


STATEMENTS = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ")
ALL = {
    f"{module.name.removeprefix(stores.__name__)}: {' '.join(text.split())[:60]} {number}": text
    for module in pkgutil.walk_packages(stores.__path__, f"{stores.__name__}.")
    for number, text in enumerate(dict.fromkeys(queries_in(import_module(module.name))))
}
PARAMETERS = {str(number): None for number in range(1, 30)}


@pytest.mark.parametrize("name", ALL)
def test_no_query_uses_what_one_engine_alone_has(name: str) -> None:
    """No REAL, LIKE, arrays or other words that mean something else on the other engine."""
    words = set(ALL[name].upper().replace("(", " ").replace(",", " ").split())
    assert not words & {
        "REAL",
        "FLOAT",
        "LIKE",
        "ILIKE",
        "ARRAY[",
        "REPLACE",
        "IFNULL",
        "NOW",
        "AUTOINCREMENT",
    }


def test_the_time_zone_has_one_owner() -> None:
    """Only the people store reads or writes a learner's time zone by itself: two stores would drift apart."""
    owners = {
        name.partition(":")[0]
        for name, text in ALL.items()
        if re.search(r"UPDATE learner SET[^;]*\bzone\b|SELECT[^;]*\bzone\b.* FROM learner\b", text)
    }
    assert owners == {".people"}


async def test_every_query_is_understood_by_sqlite(sqlite_url: str) -> None:
    """SQLite prepares each query against the migrated tables."""
    async with open_record(sqlite_url):
        pass
    assert len(ALL) > 200
    with closing(sqlite3.connect(Path(sqlite_url.removeprefix("sqlite:///")))) as connection:
        for text in ALL.values():
            connection.execute(f"EXPLAIN {text}", PARAMETERS)


async def test_every_query_is_understood_by_postgres(postgres_url: str) -> None:
    """PostgreSQL prepares each query against the migrated tables."""
    async with open_record(postgres_url):
        pass
    connection = await asyncpg.connect(postgres_url)
    for text in ALL.values():
        await connection.prepare(text)
    await connection.close()


async def test_every_foreign_key_has_an_index(engine: Engine) -> None:
    """Deleting a row never searches a whole table for what refers to it: each foreign key leads an index.

    Those that refer to a table from which no query deletes need none, and cost nothing without it.
    """
    known = await indexes(engine)
    keys = await foreign_keys(engine)
    assert len(keys) > 20
    deleted_from = {text.split()[2] for text in ALL.values() if text.split()[0] == "DELETE"}
    assert {"learner", "answer", "quiz", "quiz_item", "post", "schedule", "draft"} <= deleted_from
    bare = [
        f"{place}({', '.join(fields)})"
        for place, parent, fields in keys
        if parent in deleted_from
        and not any(set(fields) == set(each[: len(fields)]) for each in known[place])
    ]
    assert bare == []


async def sqlite_plan(url: str, statement: str) -> list[str]:
    """Return the steps in which SQLite would run a statement on a new record."""
    async with open_record(url):
        pass
    with closing(sqlite3.connect(Path(url.removeprefix("sqlite:///")))) as file:
        return [row[-1] for row in file.execute(f"EXPLAIN QUERY PLAN {statement}", PARAMETERS)]


async def postgres_plan(url: str, statement: str, *values: object) -> str:
    """Return how PostgreSQL would run a statement on a new record, with an index if there's one."""
    async with open_record(url):
        pass
    connection = await asyncpg.connect(url)
    await connection.execute("SET enable_seqscan = off")  # an empty table is quicker without an index
    rows = await connection.fetch(f"EXPLAIN {statement}", *values)
    await connection.close()
    return "\n".join(row[0] for row in rows)


async def test_due_reminders_are_found_by_their_index(sqlite_url: str, postgres_url: str) -> None:
    """However many reminders there are, the few that are due are searched for and read in order."""
    assert await sqlite_plan(sqlite_url, DUE_REMINDERS) == [
        "SEARCH reminder USING INDEX reminder_due (<expr><?)"
    ]
    plan = await postgres_plan(postgres_url, DUE_REMINDERS, 1000, 64)
    assert "Index Scan using reminder_due" in plan
    assert "Index Cond: (COALESCE(retry_at, next_at) <= " in plan
    assert "Sort" not in plan


async def test_the_latest_answer_is_found_without_sorting(sqlite_url: str, postgres_url: str) -> None:
    """Each answer looks up the one before it, however many there are and in whatever course."""
    assert await sqlite_plan(sqlite_url, LATEST) == ["SEARCH answer USING INDEX answer_latest (learner=?)"]
    plan = await postgres_plan(postgres_url, LATEST, 1)
    assert "Index Scan Backward using answer_latest" in plan
    assert "Sort" not in plan


async def test_an_answer_is_redated_by_its_index(sqlite_url: str) -> None:
    """Someone's first time zone redates all their answers, each without going through all of them."""
    [plan] = await sqlite_plan(sqlite_url, PUT_ANSWERS)
    assert plan.endswith("answer_by_learner (learner=? AND course=? AND at=?)")
