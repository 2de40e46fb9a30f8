"""Tests whose seconds pass at once: the event loop's clock jumps to the next timer."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec


class _JumpingSelector(selectors.DefaultSelector):
    """Adds up the seconds that the loop would wait instead of waiting for them."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what's ready. If nothing is, let the whole wait pass."""
        ready = super().select(0 if timeout is not None else None)
        if not ready and timeout is not None:
            self.now += timeout
        return ready


class SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop on a clock that moves only while every task waits."""

    def __init__(self) -> None:
        self._clock = _JumpingSelector()
        super().__init__(self._clock)

    def time(self) -> float:
        """Return the simulated seconds since the start."""
        return self._clock.now


Args = ParamSpec("Args")


def in_simulated_time(test: Callable[Args, Coroutine[Any, Any, None]]) -> Callable[Args, None]:
    """Run a test on a simulated clock: it waits for nothing, and its times are exact on any machine."""

    @wraps(test)
    def run(*args: Args.args, **more: Args.kwargs) -> None:
        with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
            runner.run(test(*args, **more))

    return run
