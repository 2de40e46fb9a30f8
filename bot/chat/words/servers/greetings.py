"""What a server reads when the bot joins it."""

from bot.chat.words.formatting import strong
from bot.domain.course.course import Course
from bot.domain.questions.question import Question

PRIVATE = "-# Answers are private."
START = "Start ▸"
STAFF = "Moderators: set up daily posts"


def hello(course: Course) -> str:
    """Return what the course is about."""
    return f"👋 {course.about.summary}"


def question(asked: Question, options: str) -> str:
    """Return a question to begin with. `options` lists its options, unless they're on the buttons."""
    return f"{strong(asked.prompt)}\n{options}".rstrip()
