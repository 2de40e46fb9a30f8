"""The store for posts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.domain.learning.quiz import Answer
from bot.domain.posts.post import Item, PauseReason, Post, Schedule, Tally
from bot.domain.posts.server import LogEntry, Notice
from bot.domain.questions.question import Question


@dataclass(frozen=True)
class Lease:
    """The right of one process to do something alone, until an instant in milliseconds of UTC."""

    holder: str
    until: int
    name: Literal["posts", "housekeeping"] = "posts"


class PostStore(Protocol):
    """Daily posts."""

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

    async def add_post(self, post: Post, entry: LogEntry, after: Schedule | None = None) -> bool:
        """Store a post that is not being sent yet, and log it; `after` is how the schedule goes on.

        False, and nothing done, when its occasion has a post, or the schedule was changed meanwhile.
        """

    async def post(self, post: int) -> Post | None:
        """A post by its number."""

    async def posts(self, schedule: int, count: int) -> Sequence[Post]:
        """The latest posts of a schedule, the latest first."""

    async def posted(self, schedule: int) -> Sequence[Item]:
        """What a schedule has posted or is posting, oldest first."""

    async def last_posts(self, guild: int, now: int) -> Mapping[int, Post]:
        """The latest post of each schedule of a server that was due by now, by schedule: a date in the future
        may have been left out already."""

    async def due_schedules(self, now: int, count: int) -> Sequence[Schedule]:
        """Schedules whose time has come, in the order of their times."""

    async def due_posts(self, now: int, count: int) -> Sequence[Post]:
        """Posts to be tried (again) now, and those sent whose thread is still wanted, in order."""

    async def take_posts(
        self, lease: Lease, posts: Sequence[Post], after: Schedule, notice: Notice | None = None
    ) -> bool:
        """Store how a schedule goes on, and what became of the occasions since: its posts in order.

        True when the last post was stored, under its occasion which had none. Nothing is done when the
        schedule was changed meanwhile. The notice is kept if there is one. Raises LeaseLost.
        """

    async def retake_post(self, lease: Lease, post: Post, notice: Notice | None = None) -> bool:
        """Write a post that is tried (again). False, and nothing done, when another attempt has come to more
        since. Raises LeaseLost."""

    async def settle_post(
        self, post: Post, paused: PauseReason | None = None, notice: Notice | None = None
    ) -> None:
        """Write what came of a post, whoever has the lease: Discord's answer is the truth. With `paused`, its
        schedule rests for that reason; the notice is kept if there is one. Nothing is done when the post was
        sent, or is being tried again, since: only that it was sent is always news."""

    async def rest_schedule(self, schedule: int, reason: PauseReason, notice: Notice) -> None:
        """Let a schedule rest that can't go on, and keep the notice."""

    async def far_schedules(self, beyond: int, last: int, count: int) -> Sequence[Schedule]:
        """Schedules that are next later than `beyond`, those that rest too, with ids above `last`, by id."""

    async def forget_missed(self, schedule: int, now: int) -> None:
        """Remove what is noted as missed of a time to come, so that it can be posted when it comes."""

    async def hasten_posts(self, now: int, beyond: int, begun: int) -> None:
        """Let open posts be tried now that would be tried again later than `beyond`, or were first tried
        later than `begun`."""

    async def next_due(self) -> int | None:
        """The earliest instant at which a schedule, post or reminder is due; None when nothing ever is."""

    async def take_lease(self, lease: Lease, now: int) -> bool:
        """Hold the lease until its end, if nobody else holds it now: one that ends over an hour later than
        this was taken by a clock that ran ahead."""

    async def drop_lease(self, lease: Lease) -> None:
        """Let go of the lease."""

    async def add_daily_answer(self, post: int, answer: Answer, question: Question) -> Answer:
        """Keep a person's answer to a post's question; returns the one that stands, the first."""

    async def daily_answer(self, post: int, learner: int) -> Answer | None:
        """A person's answer to a post's question."""

    async def daily_choices(self, post: int) -> Mapping[str, Sequence[tuple[int, ...]]]:
        """Return what people chose in answer to a post, by the fingerprint of the wording they answered."""

    async def tallies(self, guild: int, course: str) -> Sequence[Tally]:
        """How a server answered the questions of a course, over all modes."""
