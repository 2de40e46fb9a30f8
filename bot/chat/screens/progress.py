"""One's own progress."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks, words
from bot.domain.progress import LessonProgress, Progress

COURSES = 8
"""Courses that have room on one screen."""


def progress(courses: Sequence[Progress]) -> ui.LayoutView:
    """Lessons read and questions right, course by course."""
    shown = courses[:COURSES]
    cards = [blocks.card(blocks.text(blocks.shorten(_text(part), 3800 // len(shown)))) for part in shown]
    first = courses[0].course.id
    buttons = [
        blocks.button("Continue", "start", "continue", first, main=True),
        blocks.button("Quiz me", "quiz", "start", first, ""),
        blocks.button("My data", "me", "show"),
    ]
    return blocks.view(*cards, blocks.row(*buttons))


def _text(part: Progress) -> str:
    rows = "\n".join(_row(lesson) for lesson in part.lessons)
    if part.answers:
        percent = round(100 * part.right / part.answers)
        total = f"{words.count(part.answers, 'answer')} given, {part.right} right ({percent} %)."
    else:
        total = "No answers yet. /quiz asks the first ones."
    return f"## Your progress\n**{part.course.title}**\n{total}\n\n{rows}"


def _row(part: LessonProgress) -> str:
    bar = meter(part.read, part.pages)
    quiz = f"{part.right} of {part.questions} questions right" if part.answered else "no questions answered"
    return (
        f"**{part.lesson.number}. {part.lesson.title}**\n"
        f"{bar} {part.read} of {part.pages} pages read · {quiz}"
    )


def meter(done: int, whole: int) -> str:
    """Eight squares, as many filled as the share done; the numbers always stand beside it."""
    filled = 8 * done // whole if whole else 0
    return "▰" * filled + "▱" * (8 - filled)
