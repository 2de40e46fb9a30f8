"""The greeting of a server: a question that anyone can answer, and a button for its moderators.

It's a classic message, because a push notification shows nothing of a screen made of components.
"""

from typing import Any

from discord import ui

from bot.chat import blocks
from bot.chat.screens.questions.kind import FINGERPRINT, AskedQuestion
from bot.chat.words.servers import greetings as words
from bot.domain.course.course import Course
from bot.domain.learning.quiz import shuffled
from bot.domain.questions.question import Question

WIDTH, ROWS = 5, 4
"""Buttons in a row, if they're letters, and rows of options: the last row is for moderators."""

CONTENT = 2000
"""Characters of text that Discord allows in a message."""


def greeting(course: Course, seed: int) -> dict[str, Any]:
    """Return the greeting as arguments for sending. `seed` is what its question's options are shuffled by."""
    found = course.opener()
    text, buttons, width = _opener(course, found[1], seed) if found else _start(course)
    view = ui.View(timeout=None)
    for place, each in enumerate(buttons):
        each.row = place // width
        view.add_item(each)
    staff = blocks.button(words.STAFF, "daily", "setup")
    staff.row = ROWS
    view.add_item(staff)
    view.stop()
    return {"content": blocks.shorten(f"{text}\n{words.PRIVATE}", CONTENT), "view": view}


def _start(course: Course) -> tuple[str, list[blocks.Button], int]:
    return words.hello(course), [blocks.button(words.START, "learn", "go", course.id, main=True)], WIDTH


def _opener(course: Course, question: Question, seed: int) -> tuple[str, list[blocks.Button], int]:
    """Return the greeting's text, its buttons, and how many of them go in a row."""
    order = shuffled(question, seed, 0)
    if (
        order[0] in question.correct
    ):  # it stays in the channel, so the right answer shouldn't stand at the top
        order = (*order[1:2], *order[:1], *order[2:])
    asked = AskedQuestion(question, order, "learn", (), course.about.language)
    stacked = asked.short and len(order) <= ROWS
    options = "" if stacked else asked.lines(order)
    wording = question.fingerprint[:FINGERPRINT]
    buttons = [
        blocks.button(asked.text(place) if stacked else letter, "learn", "opener", course.id, place, wording)
        for letter, place in asked.lettered
    ]
    hello = blocks.shorten(words.hello(course), 200)
    return f"{hello}\n\n{words.question(question, options)}", buttons, 1 if stacked else WIDTH
