"""The error tree. Errors carry fields; only `bot.chat.words.refusals` turns them into sentences."""

from typing import Literal

StorageFault = Literal["busy", "full", "read-only", "damaged", "gone", "unreachable", "stopping", "failed"]
"""Why the record can't be read or written: another process holds it, the disk is full, it may not be written
to, it is damaged, its file was moved or deleted, its server or disk doesn't answer, the program is stopping,
or something nobody foresaw."""


TRY_LATER = 75
"""The exit status for what usually passes by itself; EX_TEMPFAIL in sysexits.h."""


class LessonbotError(Exception):
    """Anything this program raises on purpose."""


class ConfigurationError(LessonbotError):
    """The program can't start as it's set up; its text is one sentence that says what to do.

    `status` is the exit status: 2, unless trying again later can help.
    """

    status = 2


class SettingInvalid(ConfigurationError):
    """A setting has a value that cannot be used."""


class TokenMissing(ConfigurationError):
    """No bot token is set."""


class TokenRefused(ConfigurationError):
    """Discord does not accept the token."""


class DiscordUnreachable(ConfigurationError):
    """No connection to Discord's address, or Discord itself fails. That usually passes."""

    status = TRY_LATER


class ConnectionRefused(ConfigurationError):
    """Discord ended the connection for good."""


class CourseUnusable(ConfigurationError):
    """A course folder has faults; the text lists them, one a line."""


class DemoUnavailable(ConfigurationError):
    """The demo's port or folder cannot be used."""


class DatabaseUnusable(ConfigurationError):
    """The record cannot be opened."""


class RecordUnavailable(DatabaseUnusable):
    """The record can't be read or written at the moment; nothing was stored. `reason` says why."""

    def __init__(self, text: str, reason: StorageFault) -> None:
        super().__init__(text)
        self.reason = reason
        if reason in ("busy", "unreachable"):
            self.status = TRY_LATER


class RecordTaken(ConfigurationError):
    """The record belongs to another Discord application."""


class RecordMissing(ConfigurationError):
    """There's no record where the settings say."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"There's no database at {place}. Run this in the bot's folder, or set LESSONBOT_DATABASE."
        )


class BackupUnusable(ConfigurationError):
    """A copy of the record can't be taken or put back."""


class DatabaseTooNew(DatabaseUnusable):
    """The record was written by a newer version of this program."""


class UserError(LessonbotError):
    """A person asked for something that cannot be done as asked."""


class LessonNotFound(UserError):
    """No lesson by that name. `asked` is what was typed, `near` the closest titles."""

    def __init__(self, asked: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


class CourseNotFound(UserError):
    """No course has this id (anymore). `asked` is the id."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


class TopicNotFound(UserError):
    """The case has no such topic."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


class ZoneNotFound(UserError):
    """No time zone by that name. `asked` is what was typed, `near` names that come close."""

    def __init__(self, asked: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


class NoQuestions(UserError):
    """Nothing to ask in that lesson."""


class QuizNotFound(UserError):
    """The quiz is not in the record (any more)."""


class QuizClosed(UserError):
    """The test was ended before this answer came."""


class NotYourQuiz(UserError):
    """The quiz belongs to somebody else."""


class WordingLost(UserError):
    """The question has changed since it was answered, and its old text can't be read."""


class NameUnclear(UserError):
    """Not a name for a certificate: without a letter, or of more than `limit` characters."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class TextTooLong(UserError):
    """The text has more characters than fit there. `limit` says how many do."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class CopyTooLarge(UserError):
    """The copy of a person's data doesn't fit into a message."""


class NotEarned(UserError):
    """Something is still missing for a certificate."""


class StaleControl(UserError):
    """A button or form from a version that cannot be read any more."""


class MayNotPost(UserError):
    """The person may not write in this channel, so nothing of theirs can be shown there."""


class TooFast(UserError):
    """More actions than a person makes. `seconds`: how long to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class ScheduleNotFound(UserError):
    """No such daily post in this server (any more)."""


class ScheduleChanged(UserError):
    """Somebody else changed the daily post meanwhile; nothing was done."""


class TooManySchedules(UserError):
    """The server has as many daily posts as it may. `limit` says how many."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class TimeUnclear(UserError):
    """Not a time of day. `asked` is what was typed."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


class NoDays(UserError):
    """No day of the week was chosen."""


class ChannelNotAllowed(UserError):
    """The server's settings keep the bot out of that channel."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class PostNotFound(UserError):
    """The daily post is not in the record (any more), or shows no question."""


class NotAnsweredYet(UserError):
    """How the others answered is shown to those who have answered."""


class ReminderNotFound(UserError):
    """There is no reminder to change."""


class ChannelNotFound(UserError):
    """The channel is not there for the bot."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class ChannelUnclear(UserError):
    """Discord does not say just now what the bot may do in that channel."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class PermissionMissing(UserError):
    """The bot may not post in that channel; `missing` permissions by their names in Discord's settings."""

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
    """Another daily post does the same at the same times in the same `channel`."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class ScheduleRests(UserError):
    """The daily post is paused, so that nothing comes next that could be left out."""


class AlwaysQuiet(UserError):
    """A reminder that would be quiet on all days."""


class NotAModerator(UserError):
    """A button that only moderators and teachers use."""


class NotAManager(UserError):
    """A button that only people with Manage Server use."""


class EveryoneRole(UserError):
    """@everyone was chosen as a role that sets some people apart."""


class DraftNotFound(UserError):
    """The draft is not in the record (any more)."""


class NoDraftHere(UserError):
    """The lesson has no message to write."""


class FeatureOff(UserError):
    """The server's moderators switched it off. `feature` is its name."""

    def __init__(self, feature: str) -> None:
        super().__init__(feature)
        self.feature = feature


class BotNotInServer(UserError):
    """The bot isn't a member of the server: only its commands work there. `invitation` is the way in."""

    def __init__(self, invitation: str) -> None:
        super().__init__(invitation)
        self.invitation = invitation


class DeliveryError(LessonbotError):
    """Something that was to be posted was not."""


class Undeliverable(DeliveryError):
    """It can't be posted until a person does something; `missing` are the permissions that would help.

    `reason` is "channel-gone", "permission", "refused" or "closed"; for a thread also "threads-full" or
    "post-gone".
    `sure`: it was certainly not posted.
    """

    def __init__(self, reason: str, missing: tuple[str, ...] = (), *, sure: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.missing = missing
        self.sure = sure


class Delayed(DeliveryError):
    """For a reason that passes. `sure`: it was certainly not posted; `seconds` to wait, if Discord said."""

    def __init__(self, reason: str, *, sure: bool, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.sure = sure
        self.seconds = seconds


class Unreadable(DeliveryError):
    """The channel's history can't be read to see whether something was posted."""


class LeaseLost(DeliveryError):
    """Another process has the right to send now; nothing was written."""
