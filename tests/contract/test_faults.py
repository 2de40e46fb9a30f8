"""What the log says while a database keeps failing, and which reason each failure gets."""

import logging
import sqlite3
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.errors.storage import RecordUnavailable, StorageFault
from bot.storage.engines.connection import explain
from bot.storage.engines.engine import FaultLog
from bot.storage.engines.postgres import _explain


def test_a_failing_record_gets_one_line_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of failures are one line a minute for each reason, and the next line counts the rest."""
    now = [1000.0]
    faults = FaultLog(lambda: now[0])
    full, busy = RecordUnavailable("No space.", "full"), RecordUnavailable("Locked.", "busy")
    with caplog.at_level(logging.ERROR):
        for _ in range(5000):
            faults.report(full)
        faults.report(busy)
        now[0] += 59
        faults.report(full)
        assert caplog.messages == ["No space.", "Locked."]
        now[0] += 1
        faults.report(full)
        faults.report(busy)
    assert caplog.messages[2:] == ["No space. (and 5000 more times since the last line)", "Locked."]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (sqlite3.SQLITE_FULL, "full"),
        (sqlite3.SQLITE_BUSY, "busy"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "busy"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "read-only"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
        (sqlite3.SQLITE_NOTADB, "damaged"),
        (sqlite3.SQLITE_IOERR_WRITE, "unreachable"),
        (sqlite3.SQLITE_CANTOPEN, "unreachable"),
        (sqlite3.SQLITE_CONSTRAINT, None),
        (sqlite3.SQLITE_ERROR, None),
    ],
)
def test_each_failure_of_sqlite_has_its_reason(code: int, reason: StorageFault | None) -> None:
    """Failures of the file are told apart; a wrong statement is none of them."""
    fault = sqlite3.OperationalError("something")
    fault.sqlite_errorcode = code
    explained = explain(Path("record.db"), fault)
    assert (explained.reason if explained else None) == reason


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (asyncpg.DiskFullError("x"), "full"),
        (asyncpg.ReadOnlySQLTransactionError("x"), "read-only"),
        (asyncpg.DataCorruptedError("x"), "damaged"),
        (asyncpg.CannotConnectNowError("x"), "unreachable"),
        (ConnectionRefusedError("x"), "unreachable"),
        (TimeoutError(), "unreachable"),
    ],
)
def test_each_failure_of_postgres_has_its_reason(fault: Exception, reason: StorageFault) -> None:
    """So are those of a server."""
    assert _explain(fault)[0] == reason
