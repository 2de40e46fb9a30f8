"""What a moderator asks of a daily post."""

from dataclasses import dataclass, replace

from bot.domain.calendar.recurrence import Recurrence
from bot.domain.course.library import Library
from bot.domain.posts.post import LINE, Content, Schedule
from bot.errors.user import NoDays, TextTooLong


def one_line(typed: str) -> str:
    """Return what was typed as one line. Raises TextTooLong."""
    line = " ".join(typed.split())
    if len(line) > LINE:
        raise TextTooLong(LINE)
    return line


@dataclass(frozen=True)
class ScheduleRequest:
    """What a moderator typed. None means left out: a change keeps the old value, and a new daily post takes
    the default. Role 0 is no role.
    """

    channel: int
    minute: int
    zone: str
    days: frozenset[int] | None = None
    content: Content | None = None
    course: str | None = None
    role: int | None = None
    thread: bool | None = None
    left_out: frozenset[str] | None = None
    line: str | None = None
    publish: bool | None = None

    def applied(self, base: Schedule, library: Library) -> Schedule:
        """Return the schedule with what was typed applied to it. Raises NoDays and CourseNotFound."""
        if self.course and self.course != base.course:
            base = replace(base, left_out=frozenset())
        days = base.recurrence.days if self.days is None else self.days
        if not days:
            raise NoDays
        return replace(
            base,
            channel=self.channel,
            course=library.course(self.course).id if self.course else base.course,
            recurrence=Recurrence(self.minute, self.zone, days),
            content=self.content or base.content,
            role=base.role if self.role is None else self.role or None,
            thread=base.thread if self.thread is None else self.thread,
            left_out=base.left_out if self.left_out is None else self.left_out,
            line=base.line if self.line is None else one_line(self.line),
            publish=base.publish if self.publish is None else self.publish,
        )
