"""Daily posts, reminders and what belongs to them, to keep."""

from dataclasses import replace
from typing import Any

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.posts.post import Post, PostItem, Schedule
from bot.domain.posts.reminder import Reminder
from bot.domain.posts.server import LogEntry, Notice
from tests.contract.samples import COURSE, GUILD, LEARNER

CHANNEL = 41771983423143999
CADENCE = Recurrence(480, "Europe/Berlin", frozenset({0, 2, 4}))


def schedule(id: int = 700, **changes: Any) -> Schedule:
    """A daily post on three days of the week, each in a channel of its own."""
    made = Schedule(
        id=id,
        guild=GUILD,
        channel=CHANNEL + id - 700,
        course=COURSE,
        recurrence=CADENCE,
        content="questions",
        role=None,
        thread=True,
        set_by=LEARNER,
        set_at=id,
        next_at=1000,
        next_date="2026-03-30",
        left_out=frozenset({"first", "third"}),
        line="Good morning!",
    )
    return replace(made, **changes)


def post(of: Schedule | None = None, **changes: Any) -> Post:
    """A post of a schedule, being sent."""
    home = of or schedule()
    made = Post(
        schedule=home.id,
        occasion=home.next_date,
        guild=home.guild,
        channel=home.channel,
        course=home.course,
        item=PostItem("question", "first-01"),
        due_at=home.next_at,
        state="claimed",
        first_at=1000,
        retry_at=1000,
        attempts=1,
        thread="wanted",
    )
    return replace(made, **changes)


def reminder(learner: int = LEARNER, **changes: Any) -> Reminder:
    """A reminder for someone."""
    made = Reminder(learner, COURSE, CADENCE, set_at=500, next_at=1000, next_date="2026-03-30")
    return replace(made, **changes)


def entry(id: int = 900, **changes: Any) -> LogEntry:
    """A change in a server."""
    return replace(LogEntry(id, GUILD, LEARNER, id, "daily.set", {"role": None, "days": "024"}), **changes)


def notice(id: int = 800, **changes: Any) -> Notice:
    """Something to tell the staff."""
    about = (id, GUILD, 700, CHANNEL, "paused", "permission", ("Send Messages",), 0, id, LEARNER)
    return replace(Notice(*about), **changes)  # type: ignore[arg-type]
