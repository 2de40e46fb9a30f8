"""The error tree. Errors carry fields; only `bot.chat.words.refusals` turns them into sentences."""

from typing import Literal

StorageFault = Literal["busy", "full", "read-only", "damaged", "gone", "unreachable", "stopping", "failed"]
"""Why the database can't be read or written: another process has locked it, the disk is full, it's read-only,
it's damaged, its file was moved or deleted, its server or disk doesn't respond, the program is stopping, or
something unexpected happened."""


TRY_LATER = 75
"""Exit status for errors that usually go away by themselves: EX_TEMPFAIL in sysexits.h."""


class LessonbotError(Exception):
    """Base class of every error that this program raises on purpose."""


class ConfigurationError(LessonbotError):
    """The program's setup keeps it from starting. The text is one sentence that says what to do.

    `status` is the exit status: 2, or TRY_LATER if trying again can help.
    """

    status = 2


class SettingInvalid(ConfigurationError):
    """A setting has an invalid value."""


class TokenMissing(ConfigurationError):
    """No bot token is set."""


class TokenRefused(ConfigurationError):
    """Discord doesn't accept the token."""


class DiscordUnreachable(ConfigurationError):
    """Discord can't be reached, or it's having problems. That usually goes away by itself."""

    status = TRY_LATER


class ConnectionRefused(ConfigurationError):
    """Discord closed the connection for good."""


class CourseUnusable(ConfigurationError):
    """A course folder has errors. The text lists them, one per line."""


class DemoUnavailable(ConfigurationError):
    """The demo's port or folder can't be used."""


class DatabaseUnusable(ConfigurationError):
    """The database can't be opened."""


class RecordUnavailable(DatabaseUnusable):
    """The database can't be read or written at the moment. Nothing was stored; `reason` says why."""

    def __init__(self, text: str, reason: StorageFault) -> None:
        super().__init__(text)
        self.reason = reason
        if reason in ("busy", "unreachable"):
            self.status = TRY_LATER


class RecordTaken(ConfigurationError):
    """The database belongs to another Discord application."""


class RecordMissing(ConfigurationError):
    """There's no database at the place in the settings."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"There's no database at {place}. Run this in the bot's folder, or set LESSONBOT_DATABASE."
        )


class BackupUnusable(ConfigurationError):
    """The database can't be backed up or restored."""


class DatabaseTooNew(DatabaseUnusable):
    """The database was written by a newer version of this program."""


class UserError(LessonbotError):
    """A user asked for something that can't be done."""


class LessonNotFound(UserError):
    """No lesson has that name. `asked` is what was typed, and `near` has the closest titles."""

    def __init__(self, asked: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


class CourseNotFound(UserError):
    """No course has this id, or it no longer does. `asked` is the id."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


class TopicNotFound(UserError):
    """The course has no such topic."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


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


class TooFast(UserError):
    """The rate limit is exceeded. `seconds` says how long to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class ScheduleNotFound(UserError):
    """The server doesn't have this daily post, or no longer does."""


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


class ScheduleExists(UserError):
    """Another daily post has the same content and times in the same `channel`."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class ScheduleRests(UserError):
    """The daily post is paused, so there's no next post to skip."""


class AlwaysQuiet(UserError):
    """The reminder would be silent on every day."""


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


class FeatureOff(UserError):
    """The server's moderators have turned this feature off. `feature` is its name."""

    def __init__(self, feature: str) -> None:
        super().__init__(feature)
        self.feature = feature


class BotNotInServer(UserError):
    """The bot isn't a member of the server, so only its commands work. `invitation` is its invite link."""

    def __init__(self, invitation: str) -> None:
        super().__init__(invitation)
        self.invitation = invitation


class DeliveryError(LessonbotError):
    """A message wasn't delivered."""


class Undeliverable(DeliveryError):
    """The message can't be delivered until someone fixes something. `missing` has the missing permissions.

    `reason` is "channel-gone", "permission", "refused" or "closed"; for a thread, also "threads-full" or
    "post-gone". `sure` says whether it definitely wasn't posted.
    """

    def __init__(self, reason: str, missing: tuple[str, ...] = (), *, sure: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.missing = missing
        self.sure = sure


class Delayed(DeliveryError):
    """The message can't be delivered right now, but that should pass.

    `sure` says whether it definitely wasn't posted. `seconds` is how long to wait, if Discord said so.
    """

    def __init__(self, reason: str, *, sure: bool, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.sure = sure
        self.seconds = seconds


class Unreadable(DeliveryError):
    """The channel's history can't be read, so there's no telling whether the message was posted."""


class LeaseLost(DeliveryError):
    """Another process now holds the lease to send, so nothing was written."""
