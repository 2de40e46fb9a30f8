"""The interface of a database engine: atomic units of work."""

import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from bot.errors.storage import RecordUnavailable

log = logging.getLogger(__name__)

T = TypeVar("T")

Value = int | str | None
"""What a column holds. Flags are 0 and 1, instants milliseconds of UTC."""

Row = Mapping[str, Any]
"""A row by the names of its columns."""


class Transaction(Protocol):
    """The statements of one unit of work. The values fill `$1`, `$2` … in their order."""

    async def execute(self, query: str, *values: Value) -> int:
        """Run a statement and return how many rows it inserted, changed or deleted."""

    async def execute_many(self, query: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""

    async def fetch(self, query: str, *values: Value) -> list[Row]:
        """Return all rows of a query."""

    async def fetch_one(self, query: str, *values: Value) -> Row | None:
        """Return the first row of a query, or None."""


Unit = Callable[[Transaction], Awaitable[T]]
"""A unit of work. It awaits nothing but its transaction, and it may run more than once.

Others wait for it. On SQLite it runs in the database's thread, so it touches nothing that the loop uses."""


class Engine(Protocol):
    """A database. Its methods raise `RecordUnavailable` when it can't be reached or fails.

    Units that write may run side by side (on PostgreSQL, under READ COMMITTED). What two of them must not
    both do is kept by a unique key with ON CONFLICT, or by updating the same row first.
    """

    async def write(self, unit: Unit[T]) -> T:
        """Run a unit. When this returns, its changes are on disk; when it raises, nothing was changed."""

    async def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads. It sees a snapshot of the database."""

    async def lost(self) -> RecordUnavailable:
        """Wait until the database is gone for good and return what to say, so that the program can stop."""


def closed() -> RecordUnavailable:
    """Return the error for calls after the record was closed."""
    return RecordUnavailable(
        "The database is closed because the bot is stopping; try again once it's back.", "stopping"
    )


class FaultLog:
    """Log a failing database without flooding the log: one line a minute for each reason.

    A database that's down fails every request, and thousands of equal lines would hide everything else.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._silent_until: dict[str, float] = {}
        self._left_out: Counter[str] = Counter()

    def report(self, fault: RecordUnavailable) -> None:
        """Log the fault, or count it if its reason was logged within the last minute."""
        now = self._clock()
        if now < self._silent_until.get(fault.reason, now):
            self._left_out[fault.reason] += 1
            return
        self._silent_until[fault.reason] = now + 60
        repeated = self._left_out.pop(fault.reason, 0)
        log.error("%s%s", fault, f" (and {repeated} more times since the last line)" if repeated else "")


def storable(value: Value) -> Value:
    """Return a value that both engines can store: text without NUL and lone surrogates."""
    if isinstance(value, str) and ("\0" in value or not value.isascii()):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    return value
