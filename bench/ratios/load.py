"""The load generator: a process of its own that plays Discord, and sends bots what people do."""

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from bench.ratios.machine import processor_time
from bench.ratios.scenes import Request, Scene
from bench.ratios.stub import Stub
from bench.ratios.wire import SCREENLESS, Json


@dataclass(frozen=True)
class Round:
    """What a round took, in seconds: on the clock, and of the bot's processor time."""

    count: int
    wall: float
    processor: float

    @property
    def each(self) -> float:
        """Return the milliseconds of processor time per interaction."""
        return self.processor / self.count * 1000


class Load:
    """The work of the process. Its methods are called from the other side of a pipe."""

    def __init__(self, stub: Stub) -> None:
        self._stub = stub
        self._next: dict[str, list[Request]] = {}
        self._answers: dict[str, list[Json]] = {}

    async def url(self) -> str:
        """Return the address for the bots."""
        return self._stub.url

    async def guild(self) -> int:
        """Return the id of the server that everyone is in."""
        return int(self._stub.wire.guild["id"])

    async def ready(self, token: str) -> float:
        """Wait until a bot is online, and return when (of the monotonic clock)."""
        await self._stub.ready(token)
        return time.monotonic()

    async def prepare(self, token: str, scene: Scene, people: range) -> None:
        """Bring people up to the first request of a scene."""

        async def one(person: int) -> Request:
            return await scene.prepare(partial(self._ask, token), person)

        self._next[scene.name] = await _in_flight([partial(one, person) for person in people])

    async def go_on(self, token: str, scene: Scene) -> None:
        """Bring everyone up to their next request."""

        async def one(asked: Request, answer: Json) -> Request:
            return await scene.after(partial(self._ask, token), asked, answer)

        pairs = zip(self._next[scene.name], self._answers[scene.name], strict=True)
        self._next[scene.name] = await _in_flight([partial(one, *pair) for pair in pairs])

    async def round(self, token: str, scene: Scene, pid: int, *, keep: bool) -> Round:
        """Send everyone's request, and return what it took. `keep` says that the answers count."""
        requests = self._next[scene.name]
        asks = [
            partial(self._ask, token, each.person, each.kind, each.data, each.message) for each in requests
        ]
        began, used = time.perf_counter(), processor_time(pid)
        answers = await _in_flight(asks, scene.at_once)
        wall, used = time.perf_counter() - began, processor_time(pid) - used
        if keep:
            self._answers[scene.name] = answers
        return Round(len(requests), wall, used)

    async def answer(self, scene: Scene) -> Json:
        """Return an answer to this scene, as the bare bot will repeat it."""
        return self._answers[scene.name][0]

    async def _ask(self, token: str, person: int, kind: int, data: Json, shown: Json | None) -> Json:
        message = self._stub.wire.message(SCREENLESS, shown) if shown else None
        return await self._stub.ask(token, person, kind, data, message)


class LoadProcess(AbstractContextManager["LoadProcess"]):
    """Starts the process, and calls the methods of its `Load`."""

    def __enter__(self) -> Self:
        """Start it."""
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(
            target=_serve, args=(theirs,), daemon=True
        )
        self._process.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._process.kill()
        self._process.join()

    def call(self, method: str, *arguments: Any, **more: Any) -> Any:
        """Call a method of `Load`. Raises what it raised."""
        self._pipe.send((method, arguments, more))
        result = self._pipe.recv()
        if isinstance(result, BaseException):
            raise result
        return result


def _serve(pipe: Connection) -> None:
    async def serve() -> None:
        stub = Stub()
        await stub.start()
        load, loop = Load(stub), asyncio.get_running_loop()
        while True:
            method, arguments, more = await loop.run_in_executor(None, pipe.recv)
            try:
                pipe.send(await getattr(load, method)(*arguments, **more))
            except Exception as error:
                pipe.send(error)

    asyncio.run(serve())


async def _in_flight(asks: Sequence[Any], at_once: int = 16) -> list[Any]:
    """Make all calls, so many of them at a time, and return the results in their order."""
    results: list[Any] = [None] * len(asks)
    waiting = iter(enumerate(asks))

    async def work() -> None:
        for place, ask in waiting:
            results[place] = await ask()

    await asyncio.gather(*(work() for _ in range(at_once)))
    return results
