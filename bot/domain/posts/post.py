"""Daily posts: their schedule, what they show, and their delivery state."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.posts.attempt import State

Content = Literal["pages", "lessons", "questions", "facts", "mix"]
"""What a schedule posts: the course in order, a card or a lesson per post; a question of the day; a fact of
the day; or cards, questions and facts in turn.
"""

Kind = Literal["page", "lesson", "question", "fact"]

PostState = State | Literal["skipped"]
"""The states of any delivery, and "skipped" if a moderator said so."""

PauseReason = Literal[
    "moderator", "channel-gone", "permission", "refused", "closed", "course-gone", "zone-gone"
]
"""Why a schedule or reminder is paused: by a moderator (for a reminder: by the learner); the channel is gone;
a permission is missing; Discord refused the message, or it couldn't be built; the person doesn't accept
direct messages; the course isn't taught anymore; the time zone's name no longer exists.
"""

ThreadState = Literal["none", "wanted", "open", "failed"]

PublishState = Literal["none", "wanted", "published", "failed"]
"""Whether a post in an announcement channel is passed on to the channels that follow it."""

MOST = 20
"""Most daily posts that a server can have."""

LINE = 200
"""Characters of the line that moderators can put above each post."""


@dataclass(frozen=True)
class PostItem:
    """What one post shows, by ids.

    `name` is a lesson, question or fact. `page` is a card's number, from 1; posts from before lessons had
    cards may have 0, the introduction. `again` says that the course has ended and this is a question that the
    server got wrong before.
    """

    kind: Kind
    name: str
    page: int = 0
    again: bool = False

    @property
    def key(self) -> str:
        """Return what identifies it among a schedule's posts."""
        return f"{self.kind}:{self.name}:{self.page}"


@dataclass(frozen=True)
class Schedule:
    """A daily post as a moderator set it up.

    `id` is the interaction that created it. `next_at` (UTC milliseconds) and `next_date` (local, such as
    2026-03-29) say when the next post is due. Both are also set while it's paused, to show them. `revision`
    grows with each change, so that concurrent changes don't mix.
    """

    id: int
    guild: int
    channel: int
    course: str
    recurrence: Recurrence
    content: Content
    role: int | None  # mentioned with each post
    thread: bool  # opens a discussion thread
    set_by: int  # 0: someone whose data was erased
    set_at: int
    next_at: int
    next_date: str
    paused: PauseReason | None = None
    revision: int = 0
    left_out: frozenset[str] = frozenset()  # ids of lessons it doesn't post from
    line: str = ""  # the moderators' own, above each post
    publish: bool = False  # passes each post on to the channels that follow its announcement channel

    def repeats(self, other: "Schedule") -> bool:
        """Return whether another schedule posts the same in the same channel at the same times."""
        mine = (self.channel, self.recurrence, self.content, self.course)
        return self.id != other.id and mine == (other.channel, other.recurrence, other.content, other.course)


@dataclass(frozen=True)
class Post:
    """One post of a schedule.

    `occasion` is its local date, or `now-` and the id of the interaction that asked for it or showed the
    button that did. A schedule has one post per occasion, so `id`, which is derived from both, is unique.
    `first_at` is the first attempt since which nobody knows if Discord has the message.
    """

    schedule: int
    occasion: str
    guild: int
    channel: int
    course: str
    item: PostItem | None  # None: missed or skipped, so nothing was chosen
    due_at: int
    state: PostState
    first_at: int | None = None
    retry_at: int | None = None
    attempts: int = 0
    message: int | None = None
    sent_at: int | None = None
    thread: ThreadState = "none"
    reason: str | None = None  # why it failed, as one of our codes
    publish: PublishState = "none"

    @property
    def id(self) -> int:
        """Return the post's number (1 to 2^63-1), which its buttons carry."""
        return number_of(f"{self.schedule}:{self.occasion}")

    @property
    def seed(self) -> int:
        """Return the seed for shuffling the question's options: the same in a preview and in the post."""
        return number_of(f"{self.schedule}:{self.item.key if self.item else ''}")

    @property
    def nonce(self) -> str:
        """Return the nonce by which Discord recognizes a repeated send, at most 25 characters."""
        return f"lb{self.id}"


def number_of(key: str) -> int:
    """Return a number from 1 to 2^63-1 derived from a text."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") >> 1 or 1


@dataclass(frozen=True)
class Tally:
    """How a server answered a question: `answered` times, of which `right` were fully right."""

    question: str
    answered: int
    right: int


@dataclass(frozen=True)
class RemainingItems:
    """What a schedule posts next, and how many posts of its course are left, including that one."""

    item: PostItem
    count: int  # 0: the course has ended
