"""The harness of service tests: a record, a clock that the test moves, and a fake messenger."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.bootstrap import make_scheduler, make_services
from bot.courses import load_library
from bot.domain.calendar.day import day_of
from bot.domain.calendar.recurrence import EVERY_DAY, Recurrence
from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.quiz import Answer
from bot.domain.live.live_round import DISCORD_EPOCH
from bot.domain.posts.post import Content, Post, Schedule
from bot.domain.posts.reminder import Reminder
from bot.domain.posts.server import Notice
from bot.domain.questions.question import Question
from bot.errors.delivery import Undeliverable
from bot.search import open_search
from bot.services.delivery.scheduler_loop import SchedulerLoop
from bot.services.learning.quiz import Actor
from bot.services.people.server_check import Check, ServerChecker
from bot.services.ports.messenger import LivePost, PreparedPost, ReminderMessage
from bot.services.ports.search import Search
from bot.services.posts.schedule_request import ScheduleRequest
from tests.records import SqlRecord, UnitCalls, open_migrated


def make_library() -> Library:
    """Return a library of the small course, with enough cards to read for a post on each of eleven days."""
    course = load_library((Path(__file__).parents[2] / "courses" / "baeckerei-sommer",)).default
    first, second = course.lessons
    lessons = (
        first.model_copy(update={"cards": first.cards[:1] * 7}),
        second.model_copy(update={"cards": second.cards[:1] * 4}),
    )
    return Library((replace(course, lessons=lessons),))


COURSE = make_library()
GUILD, CHANNEL, STAFF, MODERATOR, LEARNER = 10, 20, 30, 40, 50
SECOND, HOUR, DAY = 1000, 3_600_000, 86_400_000
DUE = 1_774_854_000_000  # 2026-03-30, a Monday, at 9:00 in Berlin
CADENCE = Recurrence(540, "Europe/Berlin")


class Killed(BaseException):
    """The process is gone in the middle of a sending."""


@dataclass
class FakeMessenger:
    """Keeps what it is given.

    An error in `plans` is raised by the next sending; with `arrives` it was taken all the same.
    """

    sent: list[PreparedPost] = field(default_factory=list)
    live: list[LivePost] = field(default_factory=list)
    sent_reminders: list[ReminderMessage] = field(default_factory=list)
    threads: list[PreparedPost] = field(default_factory=list)
    notified: list[tuple[str, int, Notice]] = field(default_factory=list)
    about: list[Schedule | None] = field(default_factory=list)  # the daily post of each notice
    plans: list[BaseException] = field(default_factory=list)
    published: list[Post] = field(default_factory=list)
    publish_plans: list[BaseException] = field(default_factory=list)
    plain: set[int] = field(default_factory=set)  # channels that aren't announcement channels
    thread_plans: list[BaseException] = field(default_factory=list)
    tell_plans: list[BaseException] = field(default_factory=list)
    slow: float = 0.0
    closed: set[int] = field(default_factory=set)  # channels and people that can't be told
    arrives: bool = False
    finds: Exception | None = None
    lacks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    mute: set[int] = field(default_factory=set)  # roles that can't be mentioned
    gone: set[int] = field(default_factory=set)
    known: dict[str, int] = field(default_factory=dict)  # message by nonce: what the channel holds
    searched: list[int | None] = field(default_factory=list)  # how long ago a post was said to be at most

    async def send(self, delivery: PreparedPost) -> int:
        """Keep a post."""
        await asyncio.sleep(self.slow)
        return self._take(self.sent, delivery, delivery.post.nonce)

    async def remind(self, message: ReminderMessage) -> int:
        """Keep a reminder."""
        return self._take(self.sent_reminders, message, message.reminder.nonce)

    async def post_live(self, post: LivePost) -> int:
        """Keep a phase of a live round. Like Discord's, the message's id has the time it was sent."""
        self._take(self.live, post, post.live.nonce)
        asked = post.live.phase == "question"
        at = (post.next_at or 0) - post.live.seconds * 1000 if asked else DUE
        self.known[post.live.nonce] = at - DISCORD_EPOCH << 22
        return self.known[post.live.nonce]

    async def edit_live(self, post: LivePost, message: int) -> int:
        """Keep the results of a live question."""
        if self.plans:
            raise self.plans.pop(0)
        self.live.append(post)
        return message

    def _take(self, kept: list[Any], what: Any, nonce: str) -> int:
        plan = self.plans.pop(0) if self.plans else None
        if plan is None or self.arrives:
            kept.append(what)
            self.known.setdefault(nonce, 1000 + len(self.known))
        if plan is not None:
            raise plan
        return self.known[nonce]

    async def find(self, guild: int, channel: int, number: int, ago: int | None) -> int | None:
        """The message with this number."""
        assert ago is None or ago >= 0
        self.searched.append(ago)
        if self.finds:
            raise self.finds
        return self.known.get(f"lb{number}") or self._told(channel, number)

    async def find_direct(self, person: int, number: int, ago: int | None = None) -> int | None:
        """The message with this number."""
        if self.finds:
            raise self.finds
        return self.known.get(f"lb{number}") or self._told(person, number)

    def _told(self, whom: int, number: int) -> int | None:
        return next((1 for _, there, each in self.notified if (there, each.id) == (whom, number)), None)

    async def publish(self, post: Post) -> None:
        """Keep what's published."""
        if self.publish_plans:
            raise self.publish_plans.pop(0)
        self.published.append(post)

    async def can_publish(self, guild: int, channel: int) -> bool:
        """Whether it's an announcement channel, as far as it was told."""
        return channel not in self.plain

    async def open_thread(self, delivery: PreparedPost) -> None:
        """Keep a thread."""
        if self.thread_plans:
            raise self.thread_plans.pop(0)
        self.threads.append(delivery)

    async def notify(self, notice: Notice, schedule: Schedule | None, channel: int | None = None) -> int:
        """Keep what the staff or one person is told; Discord drops a nonce that it knows."""
        self.about.append(schedule)
        plan = self.tell_plans.pop(0) if self.tell_plans else None
        if (channel or notice.set_by) in self.closed:
            raise Undeliverable("closed")
        whom = channel or notice.set_by
        if not self._told(whom, notice.id) and (plan is None or self.arrives):
            self.notified.append(("channel" if channel else "person", whom, notice))
        if plan is not None:
            raise plan
        return 1

    async def can_mention(self, guild: int, channel: int, role: int) -> bool:
        """Whether the role may be mentioned, as far as it was told."""
        return role not in self.mute

    async def missing(
        self, guild: int, channel: int, *, thread: bool = False, pictures: bool = False
    ) -> tuple[str, ...]:
        """What it was told to lack."""
        if channel in self.gone:
            raise Undeliverable("channel-gone")
        if self.finds:
            raise self.finds
        return self.lacks.get(channel, ())


def wish(
    channel: int, recurrence: Recurrence = CADENCE, content: Content | None = "pages", **more: Any
) -> ScheduleRequest:
    """What a moderator types to have pages posted at nine in Berlin."""
    return ScheduleRequest(channel, recurrence.minute, recurrence.zone, recurrence.days, content, **more)


@dataclass
class ServiceHarness:
    """The services and what they stand on, with a moderator and a learner to act as."""

    record: SqlRecord
    search: Search
    messenger: FakeMessenger
    now: int = DUE - HOUR
    acts: int = 100

    def __post_init__(self) -> None:
        self.services = UnitCalls(
            make_services(COURSE, self.record, lambda: self.now, self.search), self.record
        )
        self.scheduler = self.new_process()

    def new_process(self) -> SchedulerLoop:
        """The scheduler of another process on the same record."""
        return make_scheduler(self.services, self.messenger)

    def actor(self, learner: int = MODERATOR, guild: int | None = GUILD) -> Actor:
        """Return someone who acts, by a new interaction."""
        self.acts += 1
        return Actor(learner, guild, self.acts)

    async def create_schedule(self, **changes: Any) -> Schedule:
        """Create a daily post at nine in Berlin, by default each in a different channel."""
        channel = CHANNEL + 1000 * len(await self.record.schedules(GUILD))
        return await self.services.schedules.create(self.actor(), wish(**{"channel": channel, **changes}))

    async def set_reminder(self, days: frozenset[int] = EVERY_DAY) -> Reminder:
        """Let the learner, who lives in Berlin, set a reminder for nine."""
        me = self.actor(LEARNER, None)
        await self.services.preferences.set_zone(me, CADENCE.zone)
        made: Reminder = await self.services.reminders.set(me, CADENCE.minute, days=days)
        return made

    async def run_at(self, now: int) -> int | None:
        """Set the clock, and let the scheduler do all that's due."""
        self.now = now
        return await self.scheduler.round()

    async def answer_wrongly(self, course: Course, question: Question, at: int) -> None:
        """Store the learner's wrong answer to a question, on the day in UTC."""
        given = Answer(
            id=self.actor(LEARNER).interaction,
            learner=LEARNER,
            course=course.id,
            guild=None,
            question=question.id,
            version=question.version,
            fingerprint=question.fingerprint,
            mode="quiz",
            quiz=None,
            position=None,
            chosen=(0,),
            score=0,
            guessed=False,
            at=at,
            day=day_of(at, "UTC"),
        )
        await self.record.add_answer(given, question)

    async def check(self, guild: int) -> Check:
        """What works in a server."""
        found = await self.services.servers.overview(guild)
        return await ServerChecker(self.record, self.messenger).check(guild, found)

    async def posts(self, schedule: int) -> list[Post]:
        """All posts of a schedule, oldest first."""
        return list(reversed(await self.record.posts(schedule, 99)))

    async def schedule(self, schedule: int) -> Schedule:
        """Return the schedule as it's stored now."""
        found = await self.record.schedule(schedule)
        assert found
        return found


@asynccontextmanager
async def open_harness(folder: Path) -> AsyncIterator[ServiceHarness]:
    """Open a harness in an empty folder."""
    async with open_migrated(folder / "record.db") as record, open_search(COURSE.courses) as search:
        yield ServiceHarness(record, search, FakeMessenger())
