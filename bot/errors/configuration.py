"""Errors that keep the program from starting."""

from bot.errors import LessonbotError

DEMO = "A demo keeps its data in data/demo: for that, set LESSONBOT_DATABASE=data/demo/lessonbot.db."
"""Where the data of a demo is, unless it was started with --data."""

TRY_LATER = 75
"""Exit status for errors that usually go away by themselves: EX_TEMPFAIL in sysexits.h."""


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


class NoCourse(ConfigurationError):
    """There's no course that can be used."""


class BotNotRunning(ConfigurationError):
    """No running bot answers a request."""


class DemoUnavailable(ConfigurationError):
    """The demo's port or folder can't be used."""
