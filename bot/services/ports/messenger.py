"""Delivery of posts, reminders and notices. `bot.chat.messages.discord_messenger` implements it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.classes.assignment import Assignment, DueReminder
from bot.domain.classes.classroom import Classroom
from bot.domain.course.cards import Card
from bot.domain.course.course import Course, Fact
from bot.domain.course.lesson import Lesson
from bot.domain.course.library import Place
from bot.domain.learning.group_results import Results
from bot.domain.live.live_round import LiveRound
from bot.domain.live.scoring import LiveRank
from bot.domain.posts.post import Post, Schedule
from bot.domain.posts.reminder import Reminder
from bot.domain.posts.reminder_question import ReminderQuestion
from bot.domain.posts.server import Notice
from bot.domain.questions.question import Question


@dataclass(frozen=True)
class Shown:
    """A post's item, looked up in the current course.

    A "page" has a lesson, and a `card` with its number (from 1); a "lesson" has a lesson; a "question" has a
    question and its lesson; a "fact" has a fact.
    """

    course: Course
    lesson: Lesson | None = None
    card: Card | None = None
    number: int = 0
    question: Question | None = None
    fact: Fact | None = None


@dataclass(frozen=True)
class PreparedPost:
    """A post ready to be sent.

    `previous` has the server's answers to the schedule's last question.
    """

    post: Post
    schedule: Schedule
    shown: Shown
    previous: Results | None = None


@dataclass(frozen=True)
class ReminderMessage:
    """A reminder ready to be sent, with the question it asks, or None if it's the goodbye."""

    reminder: Reminder
    asked: ReminderQuestion | None


@dataclass(frozen=True)
class ClassPost:
    """What's posted for a class, ready to be sent: the lesson, or its quiz."""

    assignment: Assignment
    classroom: Classroom
    place: Place


@dataclass(frozen=True)
class LivePost:
    """What a phase of a live round shows.

    `place` is the lesson, None for mixed questions. `question` is the current one, with its options in
    `order` and how many chose each by place. `players` counts those who joined. `next_at` is when the phase
    ends by itself, in UTC milliseconds; None: someone has to go on.
    """

    live: LiveRound
    course: Course | None
    lesson: Lesson | None
    question: Question | None
    order: Sequence[int]
    choices: Mapping[int, int]
    ranks: Sequence[LiveRank]
    players: int
    next_at: int | None


class Messenger(Protocol):
    """Sends messages. Ids are Discord's.

    Sending raises Undeliverable for a permanent reason and Delayed for a temporary one.
    """

    async def send(self, delivery: PreparedPost) -> int:
        """Send a post with its nonce and return the message's id."""

    async def find(self, guild: int, channel: int, number: int, ago: int | None) -> int | None:
        """Look for a post or notice in a channel's history and return the message's id, or None.

        It was sent at most `ago` milliseconds ago; pass None if that isn't known.

        Raise Unreadable if the history can't be read far enough back, and the same errors as sending.
        """

    async def open_thread(self, delivery: PreparedPost) -> None:
        """Open the discussion thread under a sent post, unless it already has one."""

    async def publish(self, post: Post) -> None:
        """Publish a sent post to the channels that follow its own, unless that was done before."""

    async def remind(self, reminder_message: ReminderMessage) -> int:
        """Send a reminder by direct message with its nonce and return the message's id."""

    async def find_direct(self, person: int, number: int, ago: int | None = None) -> int | None:
        """Look for a direct message by the number that it carries, as `find` does."""

    async def post_for_class(self, post: ClassPost) -> int:
        """Post something for a class with its nonce and return the message's id."""

    async def remind_student(self, reminder: DueReminder, post: ClassPost) -> int:
        """Send a student a direct message before something is due, and return the message's id."""

    async def post_live(self, post: LivePost) -> int:
        """Post a phase of a live round with its nonce and return the message's id."""

    async def edit_live(self, post: LivePost, message: int) -> int:
        """Show the results of a live question in its message, and return the message's id.

        If that message was deleted, do nothing.
        """

    async def notify(self, notice: Notice, schedule: Schedule | None, channel: int | None = None) -> int:
        """Send a notice with its nonce and return the message's id.

        It goes to the staff channel, or by direct message to the person in `set_by`. `schedule` is None if it
        was removed meanwhile.
        """

    async def can_mention(self, guild: int, channel: int, role: int) -> bool:
        """Return whether mentioning the role in a channel pings it, or True if that isn't known yet."""

    async def can_publish(self, guild: int, channel: int) -> bool:
        """Return whether it's an announcement channel, or True if that isn't known yet."""

    async def missing(self, guild: int, channel: int, *, thread: bool = False) -> tuple[str, ...]:
        """Return the permissions that daily posts lack in a channel, as Discord's settings call them.

        Raise Undeliverable if the bot can't see the channel, and Delayed if Discord doesn't answer.
        """
