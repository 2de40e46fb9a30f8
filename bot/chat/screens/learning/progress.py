"""One's own progress: what was read, what is mastered, what is remembered, and what comes back when."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.pictures import gallery
from bot.chat.screens.learning import assessment
from bot.chat.words import dates, labels, numbers, reviews
from bot.domain.calendar.day import date_of
from bot.domain.course.course import Lesson
from bot.domain.course.library import Place
from bot.domain.learning.mastery import APART
from bot.domain.learning.outlook import GOAL, Memory, Outlook
from bot.domain.learning.progress import LessonProgress, Progress
from bot.domain.questions.grading import percent
from bot.services.learning.assessment import AssessmentStatus

PICTURE = "progress.png"

COURSES = 7
"""Courses that have room on one screen."""

MASTERED = (
    f"**Mastered** is an objective after two right answers, not guessed and at least {APART} days apart, one "
    "of them to a question on applying or judging; true or false doesn't count."
)
RECALL = (
    "**Recall today** is how many of all practice questions you would answer rightly today, as predicted "
    "from your answers until yesterday; one that you never answered counts as not recalled."
)
WEEK = (
    "**This week** a day counts, from your first practice on, when you answered something or nothing was due."
)


def progress(
    courses: Sequence[tuple[Progress, Outlook]],
    picture: discord.File,
    tests: Sequence[AssessmentStatus] = (),
    *,
    shareable: bool,
) -> ui.LayoutView:
    """Course by course, with how its tests stand, the first with its picture. `shareable`: the person may
    share that in the channel.
    """
    shown = courses[:COURSES]
    tested = {each.course.id: each for each in tests if assessment.summary(each)}
    room = 3800 // len(shown)
    cards = [
        blocks.card(
            *([] if number else [gallery(picture)]),
            blocks.text(blocks.shorten(_text(part, outlook, tested.get(part.course.id)), room)),
            blocks.menu(
                "Look at a lesson's objectives",
                [(each.lesson.id, f"{each.lesson.number}. {each.lesson.title}") for each in part.lessons],
                *("progress", "lesson", part.course.id),
            ),
        )
        for number, (part, outlook) in enumerate(shown)
    ]
    first = courses[0][0].course.id
    buttons = [
        blocks.button("Continue", "start", "continue", first, main=True),
        blocks.button("Review", "review", "show"),
        blocks.button("Quiz me", "quiz", "start", first, ""),
        blocks.button("My data", "me", "show"),
    ]
    more = [blocks.button("Certificate", "certificate", "show", first)]
    if shareable:
        more.insert(0, blocks.button(labels.SHARE_HERE, "progress", "share", first))
    if first in tested:
        more.append(blocks.button("My tests", "test", "show", first))
    return blocks.view(*cards, blocks.row(*buttons), blocks.row(*more))


def shared(part: Progress, outlook: Outlook, picture: discord.File, by: int) -> ui.LayoutView:
    """One's progress in a course as a message for everyone, shared `by` a person."""
    by_lesson = "\n".join(
        f"{each.lesson.number}. {each.lesson.title}: {_mastered(each.lesson, outlook)}"
        for each in part.lessons
    )
    head = f"-# Shared by <@{by}>\n**{part.course.title}**\n"
    text = blocks.text(blocks.shorten(f"{head}{_figures(part, outlook)}\n\n{by_lesson}", blocks.SCREEN_TEXT))
    buttons = [
        blocks.button(blocks.ONWARDS, "start", "continue", part.course.id, main=True),
        blocks.button(labels.MY_PROGRESS, "progress", "show"),
    ]
    return blocks.view(blocks.card(gallery(picture), text), blocks.row(*buttons))


def objectives(place: Place, outlook: Outlook) -> ui.LayoutView:
    """One lesson's objectives, each with when it was mastered and how well it is remembered."""
    lesson = place.lesson
    rows = [_objective(each.text, outlook.objectives[each.id], outlook.today) for each in lesson.objectives]
    head = f"-# {place.course.title}\n## {lesson.number}. {lesson.title}\n"
    note = f"-# {MASTERED}\n-# {RECALL}"
    buttons = [
        blocks.button("Back", "progress", "show", main=True),
        blocks.button(labels.READ_LESSON, "lesson", "page", place.course.id, lesson.id, 0),
        blocks.button("Quiz me", "quiz", "start", place.course.id, lesson.id),
    ]
    return blocks.view(blocks.card(blocks.text("\n".join([head, *rows, note]))), blocks.row(*buttons))


def _text(part: Progress, outlook: Outlook, tests: AssessmentStatus | None) -> str:
    rows = "\n".join(_row(lesson, outlook) for lesson in part.lessons)
    if part.answers:
        share = percent(part.right, part.answers)
        total = f"{numbers.count(part.answers, 'answer')} given, {part.right} right ({share} %)."
    elif tests and tests.sittings:
        total = "No practice answers yet; those in tests don't count as practice. /quiz asks the first ones."
    else:
        total = "No answers yet. /quiz asks the first ones."
    summary = assessment.summary(tests) if tests else ""
    measured = f"{summary}\n" if summary else ""
    return (
        f"## Your progress\n**{part.course.title}**\n"
        f"{_figures(part, outlook)}\n{total}\n{measured}\n{rows}\n\n"
        f"-# {MASTERED}\n-# {RECALL}\n-# {WEEK}"
    )


def _figures(part: Progress, outlook: Outlook) -> str:
    """What the picture shows, lessons apart."""
    kept = ", ".join(dates.WEEKDAYS[date_of(day).weekday()] for day in outlook.kept_days)
    named = f": {kept}" if kept else ""
    return (
        f"**{part.lessons_read} of {len(part.lessons)}** lessons read\n"
        f"**{outlook.mastered} of {len(outlook.objectives)}** objectives mastered\n"
        f"**{numbers.percent(outlook.recall)}** recall today\n"
        f"**{min(outlook.kept, GOAL)} of {GOAL} days** this week{named}\n"
        f"{reviews.reviews_ahead(outlook)}"
    )


def _objective(text: str, memory: Memory, today: int) -> str:
    recall = f"recall today {numbers.percent(memory.recall)}"
    if memory.mastered is None:
        return f"☐ {text}\n-# not mastered yet · {recall}"
    return f"☑ {text}\n-# mastered {dates.day(memory.mastered, today)} · {recall}"


def _row(part: LessonProgress, outlook: Outlook) -> str:
    bar = meter(part.read, part.pages)
    quiz = f"{part.right} of {part.questions} questions right" if part.answered else "no questions answered"
    return (
        f"**{part.lesson.number}. {part.lesson.title}**\n"
        f"{bar} {part.read} of {part.pages} pages read · {quiz} · {_mastered(part.lesson, outlook)}"
    )


def _mastered(lesson: Lesson, outlook: Outlook) -> str:
    return f"{outlook.mastered_in(lesson)} of {numbers.count(len(lesson.objectives), 'objective')} mastered"


def meter(done: int, whole: int) -> str:
    """Eight squares, as many filled as the share done; the numbers always stand beside it."""
    filled = 8 * done // whole if whole else 0
    return "▰" * filled + "▱" * (8 - filled)
