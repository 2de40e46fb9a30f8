"""Daily posts: schedules, their posts, who may send, and the question of the day."""

import json
from collections.abc import Mapping, Sequence

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.learning.quiz import Answer
from bot.domain.posts.post import MOST, Item, PauseReason, Post, Schedule, Tally
from bot.domain.posts.server import LogEntry, Notice
from bot.domain.questions.question import Question
from bot.errors import LeaseLost, ScheduleExists, TooManySchedules
from bot.services.ports.posts import Lease
from bot.storage.engines.engine import Row, Transaction, Value
from bot.storage.queries import daily, learners
from bot.storage.stores.answers import read_answer
from bot.storage.stores.quizzes import keep_answer
from bot.storage.stores.servers import keep_entry, keep_notice
from bot.storage.stores.sql_store import SqlStore


class SqlPostStore(SqlStore):
    """`bot.services.ports.posts.PostStore` says what each method promises."""

    async def add_schedule(self, schedule: Schedule, entry: LogEntry) -> Schedule:
        """Store a new schedule and log it, or return the one that is stored under its id."""
        there = await _held(self._tx, schedule.guild)
        if stored := [each for each in there if each.id == schedule.id]:
            return stored[0]
        _refuse_repetition(schedule, there)
        if len(there) >= MOST:
            raise TooManySchedules(MOST)
        about = (schedule.id, schedule.guild, *_settings(schedule), schedule.set_by, schedule.set_at)
        times = (schedule.next_at, schedule.next_date, schedule.paused, schedule.revision)
        if await self._tx.execute(daily.ADD_SCHEDULE, *about, *times):
            await keep_entry(self._tx, entry)
        return schedule

    async def schedule(self, schedule: int) -> Schedule | None:
        """A schedule that was not removed."""
        rows = await self._tx.fetch(daily.SCHEDULE, schedule)
        return _schedule(rows[0]) if rows else None

    async def schedules(self, guild: int) -> Sequence[Schedule]:
        """A server's schedules that were not removed, oldest first."""
        return [_schedule(row) for row in await self._tx.fetch(daily.SCHEDULES, guild)]

    async def change_schedule(
        self, schedule: Schedule, entry: LogEntry | None = None, *, alone: bool = False
    ) -> bool:
        """Put a schedule in place of the one with its id and revision, and log it."""
        if alone:
            _refuse_repetition(schedule, await _held(self._tx, schedule.guild))
        changed = await _change(self._tx, schedule)
        if changed and entry:
            await keep_entry(self._tx, entry)
        return changed

    async def remove_schedule(self, schedule: int, entry: LogEntry) -> bool:
        """Remove a schedule, keeping its posts for their buttons."""
        removed = await self._tx.execute(daily.REMOVE_SCHEDULE, schedule) == 1
        if removed:
            await keep_entry(self._tx, entry)
        return removed

    async def add_post(self, post: Post, entry: LogEntry, after: Schedule | None = None) -> bool:
        """Store a post that is not being sent yet, and log it."""
        taken = await self._tx.fetch_one(daily.POST, post.id)
        if taken or (after and not await _change(self._tx, after)):
            return False
        added = await self._tx.execute(daily.ADD_POST, *_values(post)) == 1
        if added:
            await keep_entry(self._tx, entry)
        return added

    async def post(self, post: int) -> Post | None:
        """A post by its number."""
        rows = await self._tx.fetch(daily.POST, post)
        return _post(rows[0]) if rows else None

    async def posts(self, schedule: int, count: int) -> Sequence[Post]:
        """The latest posts of a schedule, the latest first."""
        return [_post(row) for row in await self._tx.fetch(daily.POSTS, schedule, count)]

    async def posted(self, schedule: int) -> Sequence[Item]:
        """What a schedule has posted or is posting, oldest first."""
        rows = await self._tx.fetch(daily.POSTED, schedule)
        return [item for row in rows if (item := _item(row["item"]))]

    async def last_posts(self, guild: int, now: int) -> Mapping[int, Post]:
        """The latest post of each schedule of a server, by schedule."""
        return {row["schedule"]: _post(row) for row in await self._tx.fetch(daily.LAST_POSTS, guild, now)}

    async def due_schedules(self, now: int, count: int) -> Sequence[Schedule]:
        """Schedules whose time has come, in the order of their times."""
        return [_schedule(row) for row in await self._tx.fetch(daily.DUE_SCHEDULES, now, count)]

    async def due_posts(self, now: int, count: int) -> Sequence[Post]:
        """Posts to be tried (again) now, and those sent whose thread is still wanted, in order."""
        return [_post(row) for row in await self._tx.fetch(daily.DUE_POSTS, now, count)]

    async def take_posts(
        self, lease: Lease, posts: Sequence[Post], after: Schedule, notice: Notice | None = None
    ) -> bool:
        """Store how a schedule goes on, and what became of the occasions since."""
        await hold(self._tx, lease)
        if not await _change(self._tx, after):
            return False
        if notice:
            await keep_notice(self._tx, notice)
        added = [await self._tx.execute(daily.ADD_POST, *_values(post)) for post in posts]
        return added[-1:] == [1]

    async def retake_post(self, lease: Lease, post: Post, notice: Notice | None = None) -> bool:
        """Write a post that is tried (again)."""
        await hold(self._tx, lease)
        if notice:
            await keep_notice(self._tx, notice)
        return await self._tx.execute(daily.SET_POST, *_state(post)) == 1

    async def settle_post(
        self, post: Post, paused: PauseReason | None = None, notice: Notice | None = None
    ) -> None:
        """Write what came of a post."""
        if not await self._tx.execute(daily.SET_POST, *_state(post)):
            return
        if paused:
            await self._tx.execute(daily.PAUSE_SCHEDULE, post.schedule, paused)
        if notice:
            await keep_notice(self._tx, notice)

    async def rest_schedule(self, schedule: int, reason: PauseReason, notice: Notice) -> None:
        """Let a schedule rest that can't go on, and keep the notice."""
        await self._tx.execute(daily.PAUSE_SCHEDULE, schedule, reason)
        await keep_notice(self._tx, notice)

    async def far_schedules(self, beyond: int, last: int, count: int) -> Sequence[Schedule]:
        """Schedules that are next later than `beyond`, by id."""
        return [_schedule(row) for row in await self._tx.fetch(daily.FAR_SCHEDULES, beyond, last, count)]

    async def forget_missed(self, schedule: int, now: int) -> None:
        """Remove what is noted as missed of a time to come."""
        await self._tx.execute(daily.FORGET_MISSED, schedule, now)

    async def hasten_posts(self, now: int, beyond: int, begun: int) -> None:
        """Let posts that would be tried again, or were tried, too late be tried now."""
        await self._tx.execute(daily.HASTEN_POSTS, now, beyond, begun)

    async def next_due(self) -> int | None:
        """The earliest instant at which a schedule, post or reminder is due."""
        found: int | None = (await self._tx.fetch(daily.NEXT_DUE))[0]["at"]
        return found

    async def take_lease(self, lease: Lease, now: int) -> bool:
        """Hold the lease until its end, if nobody else holds it now."""
        return await self._tx.execute(daily.TAKE_LEASE, lease.name, lease.holder, lease.until, now) == 1

    async def drop_lease(self, lease: Lease) -> None:
        """Let go of the lease."""
        await self._tx.execute(daily.DROP_LEASE, lease.name, lease.holder)

    async def add_daily_answer(self, post: int, answer: Answer, question: Question) -> Answer:
        """Keep a person's answer to a post's question; returns the one that stands, the first."""
        await self._tx.execute(learners.UPSERT_LEARNER, answer.learner, answer.at)
        first = await self._tx.fetch_one(daily.DAILY_ANSWER, post, answer.learner)
        if first:
            return read_answer(first)
        stands = await keep_answer(self._tx, answer, question)
        await self._tx.execute(daily.ADD_DAILY_ANSWER, post, answer.learner, stands.id)
        return stands

    async def daily_answer(self, post: int, learner: int) -> Answer | None:
        """A person's answer to a post's question."""
        rows = await self._tx.fetch(daily.DAILY_ANSWER, post, learner)
        return read_answer(rows[0]) if rows else None

    async def daily_choices(self, post: int) -> Mapping[str, Sequence[tuple[int, ...]]]:
        """Return what was chosen in answer to a post, by wording."""
        found: dict[str, list[tuple[int, ...]]] = {}
        for row in await self._tx.fetch(daily.DAILY_CHOICES, post):
            found.setdefault(row["fingerprint"], []).append(tuple(json.loads(row["chosen"])))
        return found

    async def tallies(self, guild: int, course: str) -> Sequence[Tally]:
        """How a server answered the questions of a course, over all modes."""
        rows = await self._tx.fetch(daily.TALLIES, guild, course)
        return [Tally(row["question"], row["answered"], row["fully_right"]) for row in rows]


async def hold(tx: Transaction, lease: Lease) -> None:
    """First in a unit that only the holder of the lease may do. Raises LeaseLost for others."""
    if not await tx.execute(daily.HOLD_LEASE, lease.name, lease.holder):
        raise LeaseLost


async def _held(tx: Transaction, guild: int) -> list[Schedule]:
    """The schedules of a server; until this unit ends no other that holds them so can add or change one."""
    await tx.execute(daily.HOLD_SERVER, guild)
    return [_schedule(row) for row in await tx.fetch(daily.SCHEDULES, guild)]


def _refuse_repetition(schedule: Schedule, there: Sequence[Schedule]) -> None:
    """Raises ScheduleExists when another one of those does the same."""
    if any(map(schedule.repeats, there)):
        raise ScheduleExists(schedule.channel)


async def _change(tx: Transaction, schedule: Schedule) -> bool:
    number = (schedule.id, schedule.revision)
    times = (schedule.next_at, schedule.next_date, schedule.paused)
    values = (*number, *_settings(schedule), schedule.set_by, *times)
    return await tx.execute(daily.CHANGE_SCHEDULE, *values) == 1


def _settings(schedule: Schedule) -> tuple[Value, ...]:
    """What a moderator wished, in the order of the queries that add and change a schedule."""
    cadence = schedule.cadence
    place = (schedule.channel, schedule.course, cadence.minute, cadence.zone, digits(cadence.days))
    return (*place, schedule.content, schedule.role, int(schedule.thread))


def digits(days: frozenset[int]) -> str:
    """Days of the week as they are stored."""
    return "".join(map(str, sorted(days)))


def cadence_of(row: Row) -> Recurrence:
    """The cadence in a row."""
    return Recurrence(row["minute"], row["zone"], frozenset(map(int, row["days"])))


def _schedule(row: Row) -> Schedule:
    kept = {key: value for key, value in row.items() if key not in {"minute", "zone", "days", "removed"}}
    return Schedule(**{**kept, "cadence": cadence_of(row), "thread": bool(row["thread"])})


def _post(row: Row) -> Post:
    return Post(**{key: value for key, value in row.items() if key != "id"} | {"item": _item(row["item"])})


def _item(text: str | None) -> Item | None:
    if text is None:
        return None
    kind, name, page, again = json.loads(text)
    return Item(kind, name, page, bool(again))


def _written(item: Item | None) -> str | None:
    return json.dumps([item.kind, item.name, item.page, int(item.again)]) if item else None


def _values(post: Post) -> tuple[Value, ...]:
    """The columns of a new post, in the order of the query that adds it."""
    about = (post.id, post.schedule, post.occasion, post.guild, post.channel, post.course)
    return (*about, _written(post.item), post.due_at, post.state, *_progress(post))


def _state(post: Post) -> tuple[Value, ...]:
    """What of a post may change, in the order of the query that changes it."""
    return (post.id, post.channel, _written(post.item), post.state, *_progress(post))


def _progress(post: Post) -> tuple[Value, ...]:
    attempts = (post.first_at, post.retry_at, post.attempts)
    return (*attempts, post.message, post.sent_at, post.thread, post.reason)
