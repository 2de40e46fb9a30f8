"""A daily post: the schedule it comes from, what it shows, and how far its sending has come."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.posts.attempt import State

Content = Literal["pages", "lessons", "questions", "facts", "mix"]
"""What a schedule posts: the course in order, a page or a lesson a post; a question of the day; a fact of
the day; or page, question, fact in turn."""

Kind = Literal["page", "lesson", "question", "fact"]

PostState = State | Literal["skipped"]
"""Besides the states of any delivery, skipped: a moderator said so."""

PauseReason = Literal[
    "moderator", "channel-gone", "permission", "refused", "closed", "course-gone", "zone-gone"
]
"""Why something rests: a moderator (of a reminder: the person) said so; the channel is gone; a permission is
missing; Discord refused the message, or it could not be made; the person takes no direct messages; the course
isn't taught any more; no time zone is known by that name any more."""

ThreadState = Literal["none", "wanted", "open", "failed"]

MOST = 20
"""Daily posts that one server may have."""


@dataclass(frozen=True)
class PostItem:
    """What one post shows, by ids: `name` is a lesson, question or fact; `page` is the number of
    a card, from 1. Posts from before lessons had cards may have 0, the introduction.

    `again`: the course has ended, and this is a question that the server answered badly before.
    """

    kind: Kind
    name: str
    page: int = 0
    again: bool = False

    @property
    def key(self) -> str:
        """What identifies it among the posts of a schedule."""
        return f"{self.kind}:{self.name}:{self.page}"


@dataclass(frozen=True)
class Schedule:
    """A daily post as a moderator set it. `id` is the interaction that made it.

    `next_at` (milliseconds of UTC) and `next_date` (local, 2026-03-29) say when it is due next; both are set
    while it rests as well, for showing. `revision` grows with each change, so that two changes don't mix.
    """

    id: int
    guild: int
    channel: int
    course: str
    cadence: Recurrence
    content: Content
    role: int | None  # mentioned with each post
    thread: bool  # opens a discussion thread
    set_by: int  # 0: somebody who was erased since
    set_at: int
    next_at: int
    next_date: str
    paused: PauseReason | None = None
    revision: int = 0

    def repeats(self, other: "Schedule") -> bool:
        """Whether it would post what another one of its server does, in the same place at the same times."""
        mine = (self.channel, self.cadence, self.content, self.course)
        return self.id != other.id and mine == (other.channel, other.cadence, other.content, other.course)


@dataclass(frozen=True)
class Post:
    """One post of a schedule. `occasion` is its local date, or `now-` and the id of the interaction that
    asked for it or drew the button that did.

    A schedule has one post for an occasion, so `id`, which follows from both, is unique. `first_at` is the
    first attempt after which it isn't known whether Discord has the message.
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
    reason: str | None = None  # why it failed, in a word or two of our own

    @property
    def id(self) -> int:
        """Its number, 1 to 2^63-1, which buttons carry."""
        return number_of(f"{self.schedule}:{self.occasion}")

    @property
    def seed(self) -> int:
        """What its question's options are shuffled by: the same in a preview, at once, and at its time."""
        return number_of(f"{self.schedule}:{self.item.key if self.item else ''}")

    @property
    def nonce(self) -> str:
        """What Discord knows a repeated sending by, at most 25 characters."""
        return f"lb{self.id}"


def number_of(key: str) -> int:
    """A number from 1 to 2^63-1 that follows from a text."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") >> 1 or 1


@dataclass(frozen=True)
class Tally:
    """How a server answered a question: `answered` times, `right` of them fully right."""

    question: str
    answered: int
    right: int


@dataclass(frozen=True)
class Left:
    """What a schedule posts next, and how many posts of its course are left, that one included."""

    item: PostItem
    count: int  # 0: the course has ended
