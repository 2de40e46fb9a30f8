"""Storage for schedules of daily posts."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.posts.post import PauseReason, Schedule
from bot.domain.posts.server import LogEntry, Notice


class ScheduleStore(Protocol):
    """Schedules of daily posts."""

    async def add_schedule(
        self, schedule: Schedule, entry: LogEntry, *, known: int | None = None
    ) -> Schedule:
        """Store and log a new schedule, or return the one stored under its id.

        Raise ScheduleAdded if the server has more schedules than are `known`, ScheduleExists if it repeats
        another schedule in the server, and TooManySchedules if the server has reached its limit, even when
        several are added at once.
        """

    async def schedule(self, schedule: int) -> Schedule | None:
        """Return a schedule unless it was removed."""

    async def schedules(self, guild: int) -> Sequence[Schedule]:
        """Return a server's schedules, oldest first, without removed ones."""

    async def change_schedule(
        self, schedule: Schedule, entry: LogEntry | None = None, *, alone: bool = False
    ) -> bool:
        """Overwrite the schedule with the same id and revision, increase its revision and log the change.

        Return False, and do nothing, if it was changed or removed meanwhile. With `alone`, raise
        ScheduleExists if it repeats another schedule in the server.
        """

    async def remove_schedule(self, schedule: int, entry: LogEntry) -> bool:
        """Remove a schedule but keep its posts, whose buttons still work.

        Return False if it's already gone.
        """

    async def removed_schedule(self, schedule: int) -> Schedule | None:
        """Return a schedule that was removed."""

    async def restore_schedule(self, schedule: Schedule, entry: LogEntry) -> None:
        """Bring back a removed schedule with its posts, due at `next_at`, and log it.

        Raise ScheduleExists and TooManySchedules, as `add_schedule` does.
        """

    async def due_schedules(self, now: int, count: int) -> Sequence[Schedule]:
        """Return schedules that are due, in order."""

    async def pause_schedule(self, schedule: int, reason: PauseReason, notice: Notice) -> None:
        """Pause a schedule that can't continue, and store a notice."""

    async def schedules_due_after(self, beyond: int, last: int, count: int) -> Sequence[Schedule]:
        """Return schedules due later than `beyond`, paused ones too, with ids above `last`, ordered by id."""
