"""What every part of the record stands on."""

from collections.abc import Awaitable

from bot.storage.engines.engine import Engine, Row, Value


class SqlStore:
    """A part of the record: the methods about one thing. `SqlRecord` is made of all of them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def _fetch(self, query: str, *values: Value) -> Awaitable[list[Row]]:
        """All rows of one query, outside any unit of work."""
        return self._engine.read(lambda tx: tx.fetch(query, *values))

    def _execute(self, query: str, *values: Value) -> Awaitable[int]:
        """One statement as a unit of work; returns how many rows it changed."""
        return self._engine.write(lambda tx: tx.execute(query, *values))
