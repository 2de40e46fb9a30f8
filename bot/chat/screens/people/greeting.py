"""The greeting of a server: a question that anyone can answer, and a button for its moderators."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.screens.questions.kind import FINGERPRINT, AskedQuestion
from bot.chat.words.servers import greetings as words
from bot.chat.words.servers import setup
from bot.domain.course.course import Course
from bot.domain.learning.quiz import shuffled
from bot.domain.questions.question import Question

WIDTH = 5
"""Buttons in a row, if they're letters."""


def greeting(course: Course, seed: int) -> ui.LayoutView:
    """Return the greeting. `seed` is what the options of its question are shuffled by."""
    found = course.opener()
    teaching = _opener(course, found[1], seed) if found else _start(course)
    staff = blocks.row(blocks.button(setup.SET_UP, "daily", "setup"))
    return blocks.view(*teaching, blocks.line(), blocks.text(words.STAFF), staff)


def _start(course: Course) -> list[blocks.Block]:
    go = blocks.button(words.START, "learn", "go", course.id, main=True)
    return [blocks.card(blocks.text(f"{words.hello(course)}\n{words.PRIVATE}")), blocks.row(go)]


def _not_first(question: Question, order: Sequence[int]) -> Sequence[int]:
    """Return the order with the right answer second if it came first: the greeting is there for good."""
    first, second, *rest = order
    return [second, first, *rest] if first in question.correct else order


def _opener(course: Course, question: Question, seed: int) -> list[blocks.Block]:
    order = _not_first(question, shuffled(question, seed, 0))
    asked = AskedQuestion(question, order, "learn", (), course.about.language)
    options = "" if asked.short else asked.lines(order)
    card = blocks.card(
        blocks.text(blocks.shorten(words.hello(course), 200)),
        blocks.text(f"{words.question(question, options)}\n{words.PRIVATE}"),
    )
    wording = question.fingerprint[:FINGERPRINT]
    buttons = [
        blocks.button(
            asked.text(place) if asked.short else letter, "learn", "opener", course.id, place, wording
        )
        for letter, place in asked.lettered
    ]
    width = 1 if asked.short else WIDTH
    return [card, *(blocks.row(*buttons[at : at + width]) for at in range(0, len(buttons), width))]
