"""What a database offers the record: units of work that are kept whole or not at all."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

Value = int | str | None
"""What a column holds. Flags are 0 and 1, instants milliseconds of UTC."""

Row = Mapping[str, Any]
"""A row by the names of its columns."""


class Transaction(Protocol):
    """The statements of one unit of work. The values fill `$1`, `$2` … in their order."""

    async def execute(self, query: str, *values: Value) -> int:
        """Run a statement; returns how many rows it inserted, changed or deleted."""

    async def execute_many(self, query: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""

    async def fetch(self, query: str, *values: Value) -> list[Row]:
        """All rows of a query."""

    async def fetch_one(self, query: str, *values: Value) -> Row | None:
        """The first row of a query, if there is one."""


Unit = Callable[[Transaction], Awaitable[T]]
"""A unit of work. It awaits its transaction alone, since others wait for it; it may run more than once."""


class Engine(Protocol):
    """A database. Its methods raise `DatabaseUnusable` when it cannot be reached or fails.

    Units that write may run side by side (on PostgreSQL, under READ COMMITTED). What two of them must not
    both do is kept by a unique key with ON CONFLICT, or by updating the same row first.
    """

    async def write(self, unit: Unit[T]) -> T:
        """Run a unit. When this returns, what it did is on disk; when it raises, it has left no trace."""

    async def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads; it sees the database as of one instant."""


CLOSED = "The record is closed, since the program is stopping; try again once it is back."


def storable(value: Value) -> Value:
    """The value as both engines can keep it: a text without NUL and without halves of surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    return value
