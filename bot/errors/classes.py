"""Errors that a user's request about a class causes."""

from collections.abc import Sequence

from bot.errors.user import UserError


class ClassNotFound(UserError):
    """The server has no open class with that code, or the class is gone."""


class NoClasses(UserError):
    """The server has no class yet that a teacher could use."""


class ClassUnclear(UserError):
    """The server has several open classes, or none, and none was named."""


class ClassUnknown(UserError):
    """A teacher typed something that's no class of the server. `titles` has the ones there are."""

    def __init__(self, asked: str, titles: Sequence[str]) -> None:
        super().__init__(asked, titles)
        self.asked, self.titles = asked, titles


class NoLessonToPost(UserError):
    """A teacher typed something that's no lesson. `titles` has similar ones; the course has `lessons`."""

    def __init__(self, asked: str, titles: Sequence[str], lessons: int) -> None:
        super().__init__(asked, titles, lessons)
        self.asked, self.titles, self.lessons = asked, titles, lessons


class ClassClosed(UserError):
    """The class was closed, so nobody can join it and nothing can be posted for it."""


class NotInClass(UserError):
    """The person isn't in that class, or left it."""


class TooManyClasses(UserError):
    """The server already has `limit` open classes, the most it can have."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class ClassFull(UserError):
    """The class already has `limit` students, the most it can have."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class StudentNameUnclear(UserError):
    """The text can't be a name or number: it has no letter or digit, or over `limit` characters."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class DateUnclear(UserError):
    """The text isn't a date. `asked` is what was typed."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


class NoPlaceToPost(UserError):
    """A class can't get posts where the command was run: in a thread, or a voice channel's chat."""


class TeacherMayNotWrite(UserError):
    """The teacher may not write in this channel, so the bot mustn't post there for them."""


class DatesUnusable(UserError):
    """The due date is over, or before the release date, or one of them is more than a year away."""
