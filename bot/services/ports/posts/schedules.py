"""Storage for schedules of daily posts."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.posts.post import PauseReason, Schedule
from bot.domain.posts.server import LogEntry, Notice


class ScheduleStore(Protocol):
    """Schedules of daily posts."""

    async def add_schedule(self, schedule: Schedule, entry: LogEntry) -> Schedule:
        """Store a new schedule and log it. If its id is stored already, that one is returned.

        Raises ScheduleExists when it repeats another of the server, and TooManySchedules when the server has
        as many as it may: of several that are added at once only as many as fit are.
        """

    async def schedule(self, schedule: int) -> Schedule | None:
        """A schedule that was not removed."""

    async def schedules(self, guild: int) -> Sequence[Schedule]:
        """A server's schedules that were not removed, oldest first."""

    async def change_schedule(
        self, schedule: Schedule, entry: LogEntry | None = None, *, alone: bool = False
    ) -> bool:
        """Put a schedule in place of the one with its id and revision, and log it; the revision grows.

        False, and nothing done, when that one was changed or removed meanwhile. With `alone`, raises
        ScheduleExists when it repeats another of the server.
        """

    async def remove_schedule(self, schedule: int, entry: LogEntry) -> bool:
        """Remove a schedule, keeping its posts for their buttons. False when it was gone already."""

    async def due_schedules(self, now: int, count: int) -> Sequence[Schedule]:
        """Schedules whose time has come, in the order of their times."""

    async def rest_schedule(self, schedule: int, reason: PauseReason, notice: Notice) -> None:
        """Let a schedule rest that can't go on, and keep the notice."""

    async def far_schedules(self, beyond: int, last: int, count: int) -> Sequence[Schedule]:
        """Schedules that are next later than `beyond`, those that rest too, with ids above `last`, by id."""
