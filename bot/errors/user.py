"""Errors that a user's request causes."""

from bot.errors import LessonbotError


class UserError(LessonbotError):
    """A user asked for something that can't be done."""


class LessonNotFound(UserError):
    """No lesson has that name. `asked` is what was typed, and `near` has the lessons that come closest: the
    ids of the course and the lesson, and its title.
    """

    def __init__(self, asked: str, near: tuple[tuple[str, str, str], ...] = ()) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


class CourseNotFound(UserError):
    """No course has this id, or it no longer does. `asked` is the id."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


class TopicNotFound(UserError):
    """The `course` has no such topic. `asked` is what was typed."""

    def __init__(self, asked: str, course: str) -> None:
        super().__init__(asked, course)
        self.asked = asked
        self.course = course


class NoScenario(UserError):
    """The `course` has no scenario to play."""

    def __init__(self, course: str) -> None:
        super().__init__(course)
        self.course = course


class ZoneNotFound(UserError):
    """No time zone has that name. `asked` is what was typed, and `near` has similar names."""

    def __init__(self, asked: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


class NoQuestions(UserError):
    """The lesson has no questions to ask."""


class QuizNotFound(UserError):
    """The quiz isn't in the database, or no longer is."""


class QuizClosed(UserError):
    """The assessment was closed before this answer arrived."""


class OwnChallenge(UserError):
    """Nobody can take on a quiz that they shared themselves. `quiz` is its id."""

    def __init__(self, quiz: int) -> None:
        super().__init__(quiz)
        self.quiz = quiz


class NotYourQuiz(UserError):
    """The quiz belongs to someone else."""


class WordingLost(UserError):
    """The question has changed since it was answered, and its old text is lost."""


class NameUnclear(UserError):
    """The text can't be a name on a certificate: it has no letters, or more than `limit` characters."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class TextTooLong(UserError):
    """The text has more than `limit` characters."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class CopyTooLarge(UserError):
    """The data export is too large to attach to a message."""


class NotEarned(UserError):
    """The certificate's requirements aren't met yet."""


class StaleControl(UserError):
    """A button or form is from an older version and no longer works."""


class MayNotPost(UserError):
    """The person may not post in this channel, so the bot mustn't post there for them."""


class AlreadyShared(UserError):
    """The result was shared before, in this `channel`."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class TooFast(UserError):
    """The rate limit is exceeded. `seconds` says how long to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class ScheduleNotFound(UserError):
    """The server doesn't have this daily post, or no longer does."""


class ScheduleAdded(UserError):
    """Someone else set up a daily post in the meantime, so nothing was done."""


class ScheduleChanged(UserError):
    """Someone else changed the daily post in the meantime, so nothing was done."""


class TooManySchedules(UserError):
    """The server already has `limit` daily posts, the most it can have."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class TimeUnclear(UserError):
    """The text isn't a time of day. `asked` is what was typed."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


class NoDays(UserError):
    """No day of the week was chosen."""


class ChannelNotAllowed(UserError):
    """The server's settings don't allow the bot in that channel."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class PostNotFound(UserError):
    """The daily post isn't in the database, or it has no question."""


class NotAnsweredYet(UserError):
    """The person hasn't answered yet, and only those who have may see how others answered."""


class ReminderNotFound(UserError):
    """There's no reminder to change."""


class ChannelNotFound(UserError):
    """The channel doesn't exist, or the bot can't see it."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class ChannelUnclear(UserError):
    """Discord can't say right now what the bot may do in that channel."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class PermissionMissing(UserError):
    """The bot may not post in that channel. `missing` names the permissions as Discord's settings do."""

    def __init__(self, channel: int, missing: tuple[str, ...]) -> None:
        super().__init__(channel, missing)
        self.channel = channel
        self.missing = missing


class RoleUnmentionable(UserError):
    """The bot may not mention that role."""

    def __init__(self, role: int) -> None:
        super().__init__(role)
        self.role = role


class NotAnnouncements(UserError):
    """Posts in that `channel` can't be published: it isn't an announcement channel."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class ScheduleExists(UserError):
    """Another daily post has the same content and times in the same `channel`."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class ScheduleRests(UserError):
    """The daily post is paused, so there's no next post to skip."""


class NotAModerator(UserError):
    """The button is only for moderators and teachers."""


class NotAManager(UserError):
    """The button is only for people with the Manage Server permission."""


class EveryoneRole(UserError):
    """@everyone was chosen as a special role, such as the teacher role, but everyone has it."""


class DraftNotFound(UserError):
    """The draft isn't in the database, or no longer is."""


class NoDraftHere(UserError):
    """The lesson has no writing task."""


class BlankMessage(UserError):
    """A practice message has nothing in it. `draft` is the one to revise; None for a new one on `lesson`."""

    def __init__(self, course: str, lesson: str, draft: int | None = None) -> None:
        super().__init__(course, lesson, draft)
        self.course = course
        self.lesson = lesson
        self.draft = draft


class FeatureOff(UserError):
    """The server's moderators have turned this feature off. `feature` is its name."""

    def __init__(self, feature: str) -> None:
        super().__init__(feature)
        self.feature = feature


class BotNotInServer(UserError):
    """The bot isn't a member of the server, so only its commands work. `invitation` is its invite link."""

    def __init__(self, invite_url: str) -> None:
        super().__init__(invite_url)
        self.invite_url = invite_url
