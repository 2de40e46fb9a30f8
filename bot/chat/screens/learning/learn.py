"""The first screen, and the one for when there's nothing left to do."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.screens.learning import assessment, quiz
from bot.chat.words import labels
from bot.chat.words.achievements import certificates
from bot.chat.words.learning import next_steps
from bot.chat.words.quoting import literal
from bot.domain.course.course import Course
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.lessons.next_step import NextStep
from bot.services.learning.quiz_state import OpenQuestion


def first(opener: OpenQuestion, status: AssessmentStatus) -> ui.LayoutView:
    """Show what this is in two lines, and a question to start with."""
    course = opener.course
    more = assessment.pretest(status)
    more.append((labels.ALL_LESSONS, "lesson", "overview", course.id))
    more.append((labels.HELP, "help", "show"))
    lead = blocks.text(f"👋 {blocks.shorten(course.about.summary, 200)}")
    return quiz.question(opener, lead=lead, more=more)


def rested(step: NextStep) -> ui.LayoutView:
    """Say that nothing is waiting and when the next review is due, and offer a quiz."""
    course = step.course.id
    buttons = [blocks.button(labels.PRACTICE, "quiz", "start", course, "", main=True)]
    if step.status.waiting:
        buttons.append(blocks.button(certificates.LOOK, "certificate", "show", course))
    if step.due.waiting:
        buttons.append(blocks.button(next_steps.REVIEW_MORE, "review", "more"))
    more: list[blocks.Entry] = [
        (labels.ALL_LESSONS, "lesson", "overview", course),
        (labels.MY_PROGRESS, "progress", "show"),
    ]
    card = blocks.card(blocks.text(next_steps.rested(step)), color=blocks.RIGHT)
    return blocks.view(card, blocks.row(*buttons), *blocks.more(more))


def add_courses(view: ui.LayoutView, others: Sequence[Course]) -> None:
    """Add a menu of other courses to a finished screen."""
    for block in blocks.other_courses(others, "learn"):
        view.add_item(block)


def switched(course: Course) -> ui.LayoutView:
    """Say which course is the current one now."""
    go = blocks.button(next_steps.CONTINUE, "learn", "go", course.id, main=True)
    return blocks.note(next_steps.switched(literal(course.title)), buttons=[go])
