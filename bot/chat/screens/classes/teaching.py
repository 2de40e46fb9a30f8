"""Screens for teachers: a new class, what was posted, which class is meant, and closing one."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.words import classes as words
from bot.domain.classes.assignment import Assignment
from bot.domain.classes.classroom import Classroom
from bot.domain.course.course import Course


def created(classroom: Classroom, mention: str) -> ui.LayoutView:
    """Show a new class with its code."""
    return blocks.note(words.created(classroom, mention), buttons=[_report(classroom)])


def posted(assignment: Assignment, classroom: Classroom, course: Course, now: int) -> ui.LayoutView:
    """Show what was planned or is being posted."""
    text = f"{words.planned(assignment, course, now)}\n-# {words.title(classroom)}"
    return blocks.note(text, buttons=[_report(classroom)])


def which(found: Sequence[Classroom], act: str) -> ui.LayoutView:
    """Ask which class is meant. `act` is "report" or "close"."""
    options = [(str(each.id), label(each)) for each in found]
    menu = blocks.menu("Choose a class", options, "class", "which", act)
    return blocks.view(blocks.card(blocks.text("## Which class?")), menu)


def label(classroom: Classroom) -> str:
    """Return a class in a menu."""
    return f"{words.title(classroom)} · {classroom.code if classroom.is_open else 'closed'}"


def confirm_closing(classroom: Classroom) -> ui.LayoutView:
    """Ask before closing a class."""
    buttons = [
        blocks.button(words.CLOSE, "class", "close-now", classroom.id, danger=True),
        blocks.button(words.BACK, "class", "report", classroom.id, 0),
    ]
    return blocks.note(words.closing(classroom), buttons=buttons)


def closed(classroom: Classroom) -> ui.LayoutView:
    """Say that a class is closed."""
    return blocks.note(words.closed(classroom), buttons=[_report(classroom)])


def _report(classroom: Classroom) -> blocks.Button:
    return blocks.button(words.REPORT, "class", "report", classroom.id, 0, main=True)
