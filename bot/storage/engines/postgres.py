"""PostgreSQL: each unit of work is a transaction on its own connection."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from bot.errors.storage import DatabaseUnusable, RecordUnavailable, StorageFault
from bot.storage.address import display_address
from bot.storage.engines import migrate
from bot.storage.engines.engine import FaultLog, Row, T, Unit, Value, closed, storable

log = logging.getLogger(__name__)

CONNECTIONS = 10
"""Units that run side by side, at most."""

SECONDS = 10.0
"""How long to wait for a connection, and for the last units when closing."""

STATEMENT_SECONDS = 10.0
"""How long to wait for a statement."""

ATTEMPTS = 5
"""How often to run a unit that fails because of a concurrent one."""

LOCK = "SELECT pg_advisory_xact_lock(7309453)"
"""Held while migrating. The number is this program's own."""

LOST_RACE = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)

GONE = (
    OSError,  # also what a timeout is
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresSystemError,
    asyncpg.ReadOnlySQLTransactionError,
)
"""The server or the network is at fault, not the statement."""

DAMAGED = (asyncpg.DataCorruptedError, asyncpg.IndexCorruptedError)

FAULTS = (*GONE, *DAMAGED)


@asynccontextmanager
async def open_postgres(url: str, create: bool = True) -> AsyncIterator["PostgresEngine"]:
    """Migrate a database and open the engine on it. Raise DatabaseUnusable or RecordMissing."""
    place = display_address(url)
    with _explained(place):
        known = await asyncio.to_thread(migrate.migrations, "postgres")
        connection = await asyncpg.connect(url, timeout=SECONDS)
        try:
            async with connection.transaction():
                await connection.execute(LOCK)  # other processes that start wait here
                await migrate.migrate(PostgresTransaction(connection), known, place, create=create)
        finally:
            await connection.close(timeout=SECONDS)
        pool = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=SECONDS,
            command_timeout=STATEMENT_SECONDS,
            server_settings={"application_name": "lessonbot", "synchronous_commit": "on"},
        )
    engine = PostgresEngine(pool, place)
    try:
        yield engine
    finally:
        await engine.close()


async def probe_postgres(url: str) -> None:
    """Connect and read. Raises DatabaseUnusable."""
    with _explained(display_address(url)):
        connection = await asyncpg.connect(url, timeout=SECONDS)
        try:
            await connection.execute("SELECT 1")
        finally:
            await connection.close(timeout=SECONDS)


class PostgresEngine:
    """An `Engine` on a migrated database; `place` is how to name it to people."""

    def __init__(self, pool: Any, place: str) -> None:
        self._pool = pool
        self._place = place
        self._faults = FaultLog()
        self._closed = False

    async def write(self, unit: Unit[T]) -> T:
        """Run a unit in a transaction, up to five times. When this returns, its changes are on disk."""
        return await self._run(unit, isolation="read_committed")

    async def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads a snapshot."""
        return await self._run(unit, isolation="repeatable_read", readonly=True)

    async def lost(self) -> RecordUnavailable:
        """Never return: a server may come back."""
        return await asyncio.Future()

    async def close(self) -> None:
        """Finish accepted units, refuse new ones and close all connections."""
        self._closed = True
        try:
            await asyncio.wait_for(self._pool.close(), SECONDS)
        except TimeoutError:
            self._pool.terminate()

    async def _run(self, unit: Unit[T], **options: Any) -> T:
        if self._closed:
            raise closed()
        for left in reversed(range(ATTEMPTS)):
            try:
                async with (
                    self._pool.acquire(timeout=SECONDS) as connection,
                    connection.transaction(**options),
                ):
                    return await unit(PostgresTransaction(connection))
            except LOST_RACE as fault:
                log.info("Transaction conflict, %d attempts left: %s", left, fault)
            except FAULTS as fault:
                raise self._reported(*_explain(fault)) from fault
        raise self._reported("busy", "is too busy; try again")

    def _reported(self, reason: StorageFault, words: str) -> RecordUnavailable:
        unavailable = RecordUnavailable(f"The database {self._place} {words}.", reason)
        self._faults.report(unavailable)
        return unavailable


class PostgresTransaction:
    """The statements of one unit."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def execute(self, query: str, *values: Value) -> int:
        """Run a statement and return how many rows it inserted, changed or deleted."""
        status: str = await self._connection.execute(query, *map(storable, values))
        count = status.rpartition(" ")[2]  # such as "INSERT 0 1"
        return int(count) if count.isdecimal() else 0

    async def execute_many(self, query: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""
        await self._connection.executemany(query, [[storable(value) for value in row] for row in rows])

    async def fetch(self, query: str, *values: Value) -> list[Row]:
        """Return all rows of a query."""
        return [dict(row) for row in await self._connection.fetch(query, *map(storable, values))]

    async def fetch_one(self, query: str, *values: Value) -> Row | None:
        """Return the first row of a query, or None."""
        return next(iter(await self.fetch(query, *values)), None)


def _explain(fault: BaseException) -> tuple[StorageFault, str]:
    """Return why the database failed, and what to say after its name."""
    match fault:
        case asyncpg.DiskFullError():
            return "full", "is out of disk space; free some up"
        case asyncpg.ReadOnlySQLTransactionError():
            return "read-only", "is read-only; check that its server isn't a standby"
        case _ if isinstance(fault, DAMAGED):
            return "damaged", "is damaged; restore it from a backup"
        case _:
            return (
                "unreachable",
                f"can't be reached ({str(fault).partition(chr(10))[0] or type(fault).__name__}); try again",
            )


@contextmanager
def _explained(place: str) -> Iterator[None]:
    """Turn any failure to open the database into one sentence.

    The causes are dropped on purpose: they may hold the password.
    """
    try:
        yield
    except (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InsufficientPrivilegeError):
        remedy = (
            "doesn't let this user in; check the user name, the password, and the rights to create and write"
            " tables"
        )
    except asyncpg.InvalidCatalogNameError:
        remedy = "doesn't exist; create it first"
    except ValueError:
        remedy = "has an invalid address; use postgresql://user:password@host/database"
    except (asyncpg.DiskFullError, asyncpg.ReadOnlySQLTransactionError, *DAMAGED) as fault:
        remedy = _explain(fault)[1]
    except GONE:
        sentence = f"The database {place} doesn't answer; start the server, or fix the address."
        raise RecordUnavailable(sentence, "unreachable") from None
    except asyncpg.PostgresError as fault:
        remedy = f"can't be used ({type(fault).__name__}); check the address and what's in the database"
    else:
        return
    raise DatabaseUnusable(f"The database {place} {remedy}.") from None
