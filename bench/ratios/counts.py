"""How many statements, transactions and hops each interaction takes, counted one at a time."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.ratios.load import LoadProcess
from bench.ratios.programs import LATER, OURS, settings_for
from bench.ratios.scenes import Scene
from bot.bootstrap import open_bot
from bot.config import Settings
from bot.storage.engines.connection import SqliteTransaction


@dataclass(frozen=True)
class Count:
    """What one interaction of a scene takes: the least of a few, as the bot also works by itself."""

    scene: str
    statements: int
    transactions: int
    hops: int


class Counter:
    """Counts statements; the engine counts the rest."""

    def __init__(self) -> None:
        self.statements = 0

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count while the context is open."""
        before = {name: getattr(SqliteTransaction, name) for name in ("execute", "execute_many", "fetch")}

        def counted(method: Any) -> Any:
            def count(*arguments: Any) -> Any:
                self.statements += 1
                return method(*arguments)

            return count

        for name, method in before.items():
            setattr(SqliteTransaction, name, counted(method))
        try:
            yield
        finally:
            for name, method in before.items():
                setattr(SqliteTransaction, name, method)


async def count(load: LoadProcess, folder: Path, chosen: list[tuple[Scene, int]]) -> list[Count]:
    """Run our bot in this process, and let one person at a time act: the ones with these numbers."""
    counter = Counter()
    settings = Settings.model_validate(settings_for(load, folder, LATER))
    with counter.counting():
        async with open_bot(settings) as bot:
            online = asyncio.create_task(bot.start(OURS))
            call: Any = partial(asyncio.to_thread, load.call)  # type: ignore[call-arg]
            await call("ready", OURS)
            database: Any = bot.services.units.database
            engine = database.engine
            counts = []
            for scene, person in chosen:
                await call("prepare", OURS, scene, range(person, person + 1))
                least: tuple[int, ...] | None = None
                for _ in range(3):
                    before = (counter.statements, engine.reads + engine.writes, engine.hops)
                    await call("round", OURS, scene, 0, keep=True)
                    now = (counter.statements, engine.reads + engine.writes, engine.hops)
                    spent = tuple(after - earlier for after, earlier in zip(now, before, strict=True))
                    least = min(least or spent, spent)
                    await call("go_on", OURS, scene)
                counts.append(Count(scene.name, *(least or (0, 0, 0))))
            await bot.close()
            await asyncio.wait({online})
    return counts
