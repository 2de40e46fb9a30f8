"""Buttons for what to do after a refusal."""

from bot.chat import blocks
from bot.chat.words import labels, settings
from bot.chat.words.learning import facts
from bot.chat.words.live_quizzes import rounds as words
from bot.chat.words.servers import setup
from bot.chat.words.writing import drafts
from bot.errors import classes, live, user
from bot.errors.user import UserError


def refusal_buttons(error: UserError, subject: str = "") -> list[blocks.Button]:
    """Return the next steps after a refusal, best one first; none if only typing again helps.

    `subject` is the command that was typed, or what the pressed button belongs to.
    """
    match error:
        case user.LessonNotFound(near=near) if near:
            return [
                blocks.button(title, "learn", "lesson", course, lesson, main=place == 0)
                for place, (course, lesson, title) in enumerate(near)
            ]
        case _ if isinstance(error, _LEARN):
            return [blocks.button(labels.LEARN, "learn", "go", main=True)]
    way = _way(error, subject)
    return [blocks.button(*way, main=True)] if way else []


_LEARN = (
    user.CourseNotFound,
    user.StaleControl,
    user.PostNotFound,
    user.NoQuestions,
    user.NoScenario,
    user.QuizNotFound,
    user.QuizClosed,
    user.NotYourQuiz,
    user.NotEarned,
    user.AlreadyShared,
    user.NotAManager,
    user.NotAModerator,
    user.WordingLost,
    user.FeatureOff,
    classes.NotInClass,
    live.LiveNotFound,
)
"""After these, people can only go on learning."""


def _way(error: UserError, subject: str) -> blocks.Entry | None:
    """Return the one way on after an error that has its own."""
    match error:
        case user.LessonNotFound():
            return f"{labels.ALL_LESSONS} ▸", "lesson", "overview"
        case user.TopicNotFound(course=course):
            return f"{facts.ALL_TOPICS} ▸", "case", "show", course, "", 0
        case user.ZoneNotFound() if subject != "daily":
            return settings.CHOOSE_ZONE, "me", "clocks"
        case user.ZoneNotFound() | user.TimeUnclear() | user.NoDays():
            return setup.SET_UP, "daily", "setup"
        case user.OwnChallenge(quiz=quiz):
            return labels.NEW_QUIZ, "quiz", "restart", quiz
        case user.ReminderNotFound():
            return labels.REMINDERS, "remind", "show"
        case user.BlankMessage(course=course, lesson=lesson, draft=None):
            return drafts.WRITE, "draft", "write", course, lesson
        case user.BlankMessage(draft=int(draft)):
            return drafts.REVISE, "draft", "revise", draft
        case live.LiveOver(live=over):
            return words.MY_RESULT, "live", "mine", 0, over
        case user.DraftNotFound() | user.NoDraftHere():
            return labels.MY_PLAN, "plan", "show"
    return None
