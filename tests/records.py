"""Records for tests: every call is a unit of work of its own, so that something can happen in between."""

import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import bot.storage
from bot.services.ports.database import Stores
from bot.services.unit import Unit
from bot.storage import OpenRecord
from bot.storage.record import stores_on

READS = frozenset({"setting", "pages_read", "answers", "quiz", "cards", "preferences"})
"""What's read on a reader's connection here; everything else may write."""


class SqlRecord:
    """An open record whose stores' methods can be called one by one: `await record.start_quiz(quiz)`."""

    def __init__(self, opened: OpenRecord) -> None:
        self.opened = opened
        self.maintenance = opened.maintenance
        self._engine = opened.database.engine
        self._erasures = opened.maintenance._erasures
        self._backups = opened.maintenance._backups

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        if name.startswith("__"):
            raise AttributeError(name)
        if hasattr(self.maintenance, name) and name not in ("erased",):
            return getattr(self.maintenance, name)
        for field in fields(Stores):
            if hasattr(_CLASSES[field.name], name):
                return self._caller(field.name, name)
        raise AttributeError(name)

    def _caller(self, store: str, name: str) -> Callable[..., Awaitable[Any]]:
        run = self.opened.database.read if name in READS else self.opened.database.write

        async def call(*args: Any, **more: Any) -> Any:
            return await run(lambda stores: getattr(getattr(stores, store), name)(*args, **more))

        return call

    @property
    def stores(self) -> Any:
        """Every store, each call a unit of its own."""
        return _Stores(self)

    @property
    def database(self) -> "CallByCall":
        """A database whose units are made of such calls."""
        return CallByCall(self)

    async def lost(self) -> Any:
        """Wait until the record is gone for good."""
        return await self.opened.database.lost()

    async def _fetch(self, query: str, *values: Any) -> Any:
        return await self._engine.write(lambda tx: tx.fetch(query, *values))

    async def _execute(self, query: str, *values: Any) -> int:
        return await self._engine.write(lambda tx: tx.execute(query, *values))


_CLASSES = {field.name: type(getattr(stores_on(None), field.name)) for field in fields(Stores)}  # type: ignore[arg-type]


def store_class(method: str) -> type:
    """Return the class of the store that has a method, to replace it for a test."""
    return next(kind for kind in _CLASSES.values() if hasattr(kind, method))


class _Stores:
    def __init__(self, record: SqlRecord) -> None:
        self._record = record

    def __getattr__(self, store: str) -> "_Store":
        return _Store(self._record)


class _Store:
    def __init__(self, record: SqlRecord) -> None:
        self._record = record

    def __getattr__(self, name: str) -> Any:
        return getattr(self._record, name)


class CallByCall:
    """A `bot.services.ports.database.Database` whose stores' calls can be replaced on the record."""

    def __init__(self, record: SqlRecord) -> None:
        self._record = record

    async def read(self, work: Callable[[Any], Awaitable[Any]]) -> Any:
        """Run work that only reads."""
        return await work(self._record.stores)

    async def write(self, work: Callable[[Any], Awaitable[Any]]) -> Any:
        """Run work that writes."""
        return await work(self._record.stores)

    async def lost(self) -> Any:
        """Wait until the record is gone for good."""
        return await self._record.lost()


@asynccontextmanager
async def open_record(*args: Any, **more: Any) -> AsyncIterator[SqlRecord]:
    """Open a record as `bot.storage.open_record` does."""
    async with bot.storage.open_record(*args, **more) as opened:
        yield SqlRecord(opened)


TEMPLATE: list[Path] = []
"""An empty record that's migrated, once there's one."""


@asynccontextmanager
async def open_migrated(path: Path) -> AsyncIterator[SqlRecord]:
    """Open a record in a file. A new one is copied: running all migrations takes three times as long."""
    if not TEMPLATE:
        made = Path(tempfile.mkdtemp(prefix="lessonbot-template-")) / "record.db"
        async with open_record(str(made)):
            pass
        atexit.register(shutil.rmtree, made.parent)
        TEMPLATE.append(made)
    _copy_unless_there(path)
    async with open_record(str(path)) as record:
        yield record


def _copy_unless_there(path: Path) -> None:
    if not path.exists():
        shutil.copy(TEMPLATE[0], path)


class UnitCalls:
    """The bot's services, and those of a unit of work beside them: `await services.quizzes.open(...)`."""

    def __init__(self, services: Any, record: SqlRecord) -> None:
        self._services = services
        self.record = record
        self._unit = Unit(record.stores, services.library, services.clock)
        self._unit.wakeup = services.units.wakeup  # each call is committed when it returns

    def __getattr__(self, name: str) -> Any:
        return getattr(self._services if hasattr(self._services, name) else self._unit, name)
