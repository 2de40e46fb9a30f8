"""One interaction's units of work: at most one that reads and one that writes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.errors.user import UserError
from bot.services.learning.quiz_state import Actor
from bot.services.unit import Unit, Units

T = TypeVar("T")

Check = Callable[[Unit], Awaitable[None]]


class Session:
    """Opens an interaction's units of work.

    The first one also runs what `require` was given, so that checks don't cost a transaction of their own.
    """

    def __init__(self, units: Units) -> None:
        self._units = units
        self._checks: list[Check] = []
        self.has_notices = False

    def require(self, check: Check) -> None:
        """Run a check in the next unit, before its work. It only reads, and raises a UserError to refuse."""
        self._checks.append(check)

    async def read(self, work: Callable[[Unit], Awaitable[T]]) -> T:
        """Run work that only reads."""
        return await self._units.read(lambda unit: self._run(unit, work))

    async def write(self, work: Callable[[Unit], Awaitable[T]]) -> T:
        """Run work that writes. When this returns, it's on disk."""
        return await self._units.write(lambda unit: self._run(unit, work))

    async def finish(self) -> None:
        """Run the checks that no unit has run."""
        if self._checks:
            await self.read(_nothing)

    async def _run(self, unit: Unit, work: Callable[[Unit], Awaitable[T]]) -> T:
        try:
            for check in self._checks:
                await check(unit)
        except UserError:
            self._checks = []  # it was refused, and `finish` needn't ask again
            raise
        self._checks = []
        return await work(unit)


async def _nothing(_: Unit) -> None:
    pass


@dataclass(frozen=True, kw_only=True)
class Caller(Actor):
    """Who acts, with the session of their interaction."""

    session: Session

    @classmethod
    def of(cls, actor: Actor, session: Session) -> "Caller":
        """Give an actor a session."""
        return cls(**vars(actor), session=session)

    async def read(self, work: Callable[[Unit], Awaitable[T]]) -> T:
        """Run work that only reads."""
        return await self.session.read(work)

    async def write(self, work: Callable[[Unit], Awaitable[T]]) -> T:
        """Run work that writes. When this returns, it's on disk."""
        return await self.session.write(work)
