"""Buttons for what to do after a refusal."""

from bot.chat import blocks
from bot.chat.words import labels
from bot.errors import user
from bot.errors.user import UserError


def refusal_buttons(error: UserError) -> list[blocks.Button]:
    """Return the next steps after a refusal, best one first; none if only typing again helps."""
    match error:
        case user.LessonNotFound(near=near) if near:
            return [
                blocks.button(title, "learn", "lesson", course, lesson, main=place == 0)
                for place, (course, lesson, title) in enumerate(near)
            ]
        case user.OwnChallenge(quiz=quiz):
            return [blocks.button(labels.NEW_QUIZ, "quiz", "restart", quiz, main=True)]
        case user.ReminderNotFound():
            return [blocks.button(labels.REMINDERS, "remind", "show", main=True)]
        case user.DraftNotFound() | user.NoDraftHere():
            return [blocks.button(labels.MY_PLAN, "plan", "show", main=True)]
        case (
            user.LessonNotFound()
            | user.CourseNotFound()
            | user.StaleControl()
            | user.PostNotFound()
            | user.NoQuestions()
            | user.QuizNotFound()
            | user.QuizClosed()
            | user.NotYourQuiz()
            | user.NotEarned()
            | user.NotAManager()
            | user.NotAModerator()
            | user.WordingLost()
            | user.FeatureOff()
            | user.TopicNotFound()
        ):
            return [blocks.button(labels.LEARN, "learn", "go", main=True)]
    return []
