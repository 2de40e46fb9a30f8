"""A server's settings, the log of changes, and notices to its staff."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

from bot.domain.learning.group_results import USUAL
from bot.domain.posts.post import Schedule, number_of

Feature = Literal["daily", "quiz", "live", "leaderboard", "ask", "simulate"]
"""What a moderator can switch off in a server."""

FEATURES: tuple[Feature, ...] = ("daily", "quiz", "live", "leaderboard", "ask", "simulate")


@dataclass(frozen=True)
class ServerSettings:
    """The settings of a server. A server that was never set up has the defaults."""

    guild: int
    staff_channel: int | None = None  # gets notices when something goes wrong
    teacher_role: int | None = None  # may use the buttons of daily posts
    channels: frozenset[int] = (
        frozenset()
    )  # the only channels for public screens and daily posts; none: anywhere
    off: frozenset[Feature] = frozenset()
    results_from: int = USUAL  # answers to a question of the day before its results show
    course: str | None = None  # for people here who haven't chosen one; None: the bot's default
    summary_at: int | None = None  # when the staff's next weekly summary is due; None: switched off

    def allows(self, channel: int) -> bool:
        """Return whether the moderators let the bot post in this channel."""
        return not self.channels or channel in self.channels

    def teaches(self, roles: Set[int]) -> bool:
        """Return whether these roles make a teacher; @everyone, whose id is the server's, never does."""
        return self.teacher_role in roles and self.teacher_role != self.guild


@dataclass(frozen=True)
class LogEntry:
    """An entry in the log of changes.

    `actor` is 0 for the bot itself, or for someone whose data was erased. `action` is one of our words, such
    as `daily.set`. `detail` says what changed, as plain values by name.
    """

    id: int
    guild: int
    actor: int
    at: int
    action: str
    detail: Mapping[str, str | int | None]


NoticeKind = Literal[
    "paused",
    "uncertain",
    "course-ends",
    "course-ended",
    "thread-failed",
    "publish-failed",
    "weekly",
    "role-silent",
    "results-from",
    "class-post",
    "live",
]


@dataclass(frozen=True)
class Notice:
    """A notice to a server's staff: about which schedule, why, and which permissions are `missing`.

    For "class-post", `schedule` is the id of an assignment, for "live" that of a round, and for "weekly" it's
    0.

    For "role-silent", `reason` is the role's id, and for "weekly", a written `WeeklySummary`. `posts` is how
    many posts of the course are left, or for "results-from", how many answers it takes until results show.
    `first_at`, `retry_at` and `attempts` are as in `bot.domain.posts.post.Post`. `tried` says that it
    couldn't be delivered, so the next moderator sees it.
    """

    id: int
    guild: int
    schedule: int
    channel: int
    kind: NoticeKind
    reason: str
    missing: tuple[str, ...]
    posts: int
    at: int
    set_by: int = 0  # who gets it if the staff channel can't: the schedule's creator; 0: nobody
    first_at: int | None = None
    retry_at: int | None = None
    attempts: int = 0
    tried: bool = False
    notified: bool = False


def notice_number(once: str) -> int:
    """Return the id of a notice that's sent only once."""
    return number_of(f"notice:{once}")


def notice_about(
    schedule: Schedule,
    once: str,
    kind: NoticeKind,
    at: int,
    reason: str = "",
    missing: tuple[str, ...] = (),
    posts: int = 0,
) -> Notice:
    """Return a notice about a daily post. Notices with the same `once` are sent only once."""
    about = (notice_number(once), schedule.guild, schedule.id, schedule.channel)
    return Notice(*about, kind, reason, missing, posts, at)
