"""The single writer of a SQLite file. Units that arrive together share a commit."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.errors.storage import RecordUnavailable
from bot.storage.engines.connection import SqliteConnection, run_unit
from bot.storage.engines.engine import FaultLog, T, Unit, closed
from bot.storage.engines.wal import count_commit

MOST = 64
"""Units that share a commit, at most."""


Verify = Callable[[sqlite3.Connection], None]


def _assume_in_place(_: sqlite3.Connection) -> None:
    """Skip the check that the file is still in place."""


@dataclass(frozen=True)
class _Job:
    """A unit and the future its caller waits on."""

    unit: Unit[Any]
    caller: asyncio.Future[Any]

    def fail(self, fault: BaseException) -> None:
        if not self.caller.done():
            self.caller.set_exception(fault)

    def succeed(self, result: Any) -> None:
        if not self.caller.done():
            self.caller.set_result(result)


class Writer:
    """Runs units one after another, each in a savepoint, and tells the callers once they are committed.

    Units that share a commit run in one hop into the connection's thread. `explain` finds the error for a
    fault of the database, or None. `verify` is called in that thread after each COMMIT, and what it raises is
    told to the callers instead of success. After a failed transaction the connection is opened again for what
    comes next.
    """

    def __init__(
        self,
        link: SqliteConnection,
        explain: Callable[[BaseException], RecordUnavailable | None],
        most: int = MOST,
        faults: FaultLog | None = None,
        verify: Verify | None = None,
    ) -> None:
        self._link = link
        self._faults = faults or FaultLog()
        self._verify = verify or _assume_in_place
        self._explain = explain
        self._most = most
        self._queue: asyncio.Queue[_Job | None] = asyncio.Queue()
        self._closed = False
        self._task = asyncio.create_task(self._drain(), name="the record's writer")

    async def run(self, unit: Unit[T]) -> T:
        """Run a unit and return its result once its changes are on disk.

        Raise what the unit raised, or RecordUnavailable if it couldn't be committed. Skip the unit if its
        caller is canceled before its turn.
        """
        if self._closed:
            raise closed()
        caller: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(_Job(unit, caller))
        return await caller

    async def close(self) -> None:
        """Finish accepted units and refuse new ones."""
        if not self._closed:
            self._closed = True
            self._queue.put_nowait(None)
        await self._task

    async def _drain(self) -> None:
        batch: list[_Job] = []
        try:
            while batch := await self._gather():
                await self._commit(batch)
        finally:
            self._closed = True
            rest = [self._queue.get_nowait() for _ in range(self._queue.qsize())]
            for job in (*batch, *filter(None, rest)):
                job.fail(closed())
            await self._link.drop()

    async def _gather(self) -> list[_Job]:
        """Return waiting units: at least one, unless the writer is closed and done."""
        batch: list[_Job] = []
        while len(batch) < self._most and not (batch and self._queue.empty()):
            job = await self._queue.get()
            if job is None:
                self._queue.put_nowait(None)  # nothing can follow it: met again, it ends the next batch
                break
            batch.append(job)
        return batch

    async def _commit(self, batch: Sequence[_Job]) -> None:
        """Run one transaction. Callers get no result before its COMMIT has succeeded or failed."""
        try:
            news = await self._link.transact("BEGIN IMMEDIATE", partial(self._transact, batch))
        except Exception as fault:
            known = self._as_record_error(fault)
            self._faults.report(known)
            for job in batch:
                job.fail(known)
        else:
            for tell in news:
                tell()

    def _transact(self, batch: Sequence[_Job], connection: sqlite3.Connection) -> list[Callable[[], None]]:
        """Run the units and commit, in the connection's thread. Return functions that notify the callers."""
        before = connection.total_changes
        news = [self._attempt(connection, job) for job in batch if not job.caller.done()]
        if connection.total_changes != before:
            count_commit(connection)
        if self._task.cancelling():  # the callers are told that it's closed
            raise closed()
        connection.execute("COMMIT")
        self._verify(connection)
        return news

    def _as_record_error(self, fault: Exception) -> RecordUnavailable:
        if isinstance(fault, RecordUnavailable):
            return fault
        return self._explain(fault.__cause__ or fault) or RecordUnavailable(
            f"Couldn't write to the database ({fault}); try again.", "failed"
        )

    def _attempt(self, connection: sqlite3.Connection, job: _Job) -> Callable[[], None]:
        """Run a unit in a savepoint. Return a function that notifies its caller.

        Raise if the whole transaction was rolled back.
        """
        connection.execute("SAVEPOINT unit")
        try:
            result = run_unit(job.unit, connection)
        except (Exception, asyncio.CancelledError) as fault:
            if not connection.in_transaction:
                raise sqlite3.OperationalError(f"the transaction was rolled back: {fault}") from fault
            connection.execute("ROLLBACK TO unit")
            connection.execute("RELEASE unit")
            return partial(self._refuse, job, fault)
        connection.execute("RELEASE unit")
        return partial(job.succeed, result)

    def _refuse(self, job: _Job, fault: BaseException) -> None:
        """Notify the caller of a unit that failed by itself."""
        if known := self._explain(fault):
            self._faults.report(known)
        job.fail(known or fault)
