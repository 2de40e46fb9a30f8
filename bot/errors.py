"""The error tree. Errors carry fields; `bot.chat.words` alone turns them into sentences for people.

LessonbotError
├── ConfigurationError          the program cannot start as it is set up (exit status 2)
│   ├── SettingInvalid          a setting has a value that cannot be used
│   ├── TokenMissing            no bot token is set
│   ├── TokenRefused            Discord does not accept the token
│   ├── DiscordUnreachable      no connection to Discord's address
│   ├── CourseUnusable          a course folder has faults
│   └── DatabaseUnusable        the record cannot be opened
│       └── DatabaseTooNew      it was written by a newer version of this program
└── StudyError                  a person asked for something that cannot be done as asked
    ├── LessonNotFound          no lesson by that name
    ├── TopicNotFound           the case has no such topic
    ├── ZoneNotFound            no time zone by that name
    ├── NoQuestions             nothing to ask in that lesson
    ├── QuizNotFound            the quiz is not in the record (any more)
    ├── NotYourQuiz             it belongs to somebody else
    ├── QuestionChanged         the question was edited or removed since it was shown
    ├── StaleControl            a button or form from a version that cannot be read any more
    └── TooFast                 more actions than a person makes
"""


class LessonbotError(Exception):
    """Anything this program raises on purpose."""


class ConfigurationError(LessonbotError):
    """The program cannot start as it is set up; its text is one sentence that says what to do."""


class SettingInvalid(ConfigurationError):
    """A setting has a value that cannot be used."""


class TokenMissing(ConfigurationError):
    """No bot token is set."""


class TokenRefused(ConfigurationError):
    """Discord does not accept the token."""


class DiscordUnreachable(ConfigurationError):
    """No connection to Discord's address."""


class CourseUnusable(ConfigurationError):
    """A course folder has faults; the text lists them, one a line."""


class DatabaseUnusable(ConfigurationError):
    """The record cannot be opened."""


class DatabaseTooNew(DatabaseUnusable):
    """The record was written by a newer version of this program."""


class StudyError(LessonbotError):
    """A person asked for something that cannot be done as asked."""


class LessonNotFound(StudyError):
    """No lesson by that name. `asked` is what was typed, `near` the closest titles."""

    def __init__(self, asked: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


class TopicNotFound(StudyError):
    """The case has no such topic."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked


class ZoneNotFound(StudyError):
    """No time zone by that name. `asked` is what was typed, `near` the names of the closest."""

    def __init__(self, asked: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(asked)
        self.asked = asked
        self.near = near


class NoQuestions(StudyError):
    """Nothing to ask in that lesson."""


class QuizNotFound(StudyError):
    """The quiz is not in the record (any more)."""


class NotYourQuiz(StudyError):
    """The quiz belongs to somebody else."""


class QuestionChanged(StudyError):
    """The question was edited or removed since it was shown."""


class StaleControl(StudyError):
    """A button or form from a version that cannot be read any more."""


class TooFast(StudyError):
    """More actions than a person makes. `retry_at` is the instant, milliseconds of UTC, to go on."""

    def __init__(self, retry_at: int) -> None:
        super().__init__(retry_at)
        self.retry_at = retry_at
