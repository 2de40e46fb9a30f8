"""What carries posts to where they're read. `bot.chat.messages.discord_messenger` implements it."""

from dataclasses import dataclass
from typing import Protocol

from bot.domain.course.course import Course, Fact, Lesson
from bot.domain.course.lesson_steps import Step
from bot.domain.learning.group_results import Results
from bot.domain.posts.post import Post, Schedule
from bot.domain.posts.reminder import Reminder
from bot.domain.posts.server import Notice
from bot.domain.questions.question import Question


@dataclass(frozen=True)
class Shown:
    """What a post's item is in the course as it is now. One of lesson and step, question, fact is there.

    For "page" the lesson, `step` and `page` of `pages`; for "lesson" the lesson; for "question" the question
    and its lesson; for "fact" the fact.
    """

    course: Course
    lesson: Lesson | None = None
    step: Step | None = None
    page: int = 0
    pages: int = 0
    question: Question | None = None
    fact: Fact | None = None


@dataclass(frozen=True)
class DeliveryResult:
    """A post ready to be sent. `previous` is how the server answered the schedule's last question, `seed`
    what the options of that one were shuffled by, `picture` the same drawn as PNG, where there is anything to
    draw. `late` says that the post comes after its time."""

    post: Post
    schedule: Schedule
    shown: Shown
    previous: Results | None = None
    late: bool = False
    seed: int = 0
    picture: bytes | None = None


@dataclass(frozen=True)
class Nudge:
    """A reminder ready to be sent: the page to go on with, or how many reviews are due."""

    reminder: Reminder
    course: Course
    lesson: Lesson | None = None
    page: int = 0
    step: Step | None = None
    due: int = 0


PICTURES = "Attach Files"
"""The permission without which posts come without their pictures."""


class Messenger(Protocol):
    """Carries messages. Ids are Discord's.

    Sending raises Undeliverable for a reason that lasts and Delayed for one that passes.
    """

    async def illustrate(self, delivery: DeliveryResult) -> DeliveryResult:
        """The delivery with its picture, where it has one and the channel takes files. It asks Discord
        nothing and takes a tenth of a second, so it comes before one's turn to send."""

    async def send(self, delivery: DeliveryResult) -> int:
        """Send a post under its nonce; returns the message's id."""

    async def find(self, post: Post, ago: int | None) -> int | None:
        """The message that is this post, found in the channel's history; None when it isn't there.

        It can't have been sent earlier than `ago` milliseconds before now; None: that isn't known.

        Raises Unreadable when the history can't be read far enough to say, and as sending does.
        """

    async def open_thread(self, delivery: DeliveryResult) -> None:
        """Open the discussion thread under a post that was sent; one that is there already is fine."""

    async def remind(self, nudge: Nudge) -> int:
        """Send a reminder by direct message under its nonce; returns the message's id."""

    async def find_reminder(self, reminder: Reminder, ago: int) -> int | None:
        """The direct message that is this reminder, as with `find`."""

    async def tell_channel(self, channel: int, notice: Notice, schedule: Schedule | None) -> None:
        """Tell the staff in their channel about a daily post; None: it was removed since."""

    async def tell_person(self, person: int, notice: Notice, schedule: Schedule | None) -> None:
        """Tell one person by direct message."""

    async def can_mention(self, guild: int, channel: int, role: int) -> bool:
        """Return whether a mention of the role in a channel pings it; True as well while nobody can say."""

    async def missing(
        self, guild: int, channel: int, *, thread: bool = False, pictures: bool = False
    ) -> tuple[str, ...]:
        """Return the permissions that daily posts need and lack in a channel, by their names in Discord's
        settings. Only `pictures` need PICTURES: without it a post comes all the same.

        Raises Undeliverable when the channel is not there for the bot, and Delayed when Discord, asked for
        it, doesn't answer.
        """
