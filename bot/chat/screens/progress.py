"""One's own progress: what was read, what is mastered, what is remembered, and what comes back when."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks, words
from bot.chat.screens import measuring
from bot.domain.course import Lesson
from bot.domain.library import Place
from bot.domain.outlook import APART, GOAL, Memory, Outlook
from bot.domain.progress import LessonProgress, Progress
from bot.services.measuring import Standing

COURSES = 8
"""Courses that have room on one screen."""

MASTERED = (
    f"**Mastered** is an objective after two right answers, not guessed and at least {APART} days apart, one "
    "of them to a question on applying or judging; true or false doesn't count."
)
RECALL = (
    "**Recall today** is how many of all practice questions you would answer rightly today, as predicted "
    "from your answers; one that you never answered counts as not recalled."
)
WEEK = "**This week** a day counts when you answered something, or when nothing was due."


def progress(courses: Sequence[tuple[Progress, Outlook]], tests: Sequence[Standing] = ()) -> ui.LayoutView:
    """Course by course, with how its tests stand."""
    shown = courses[:COURSES]
    tested = {each.course.id: said for each in tests if (said := measuring.summary(each))}
    room = 3800 // len(shown)
    cards = [
        blocks.card(
            blocks.text(blocks.shorten(_text(part, outlook, tested.get(part.course.id)), room)),
            blocks.menu(
                "Look at a lesson's objectives",
                [(each.lesson.id, f"{each.lesson.number}. {each.lesson.title}") for each in part.lessons],
                *("progress", "lesson", part.course.id),
            ),
        )
        for part, outlook in shown
    ]
    first = courses[0][0].course.id
    buttons = [
        blocks.button("Continue", "start", "continue", first, main=True),
        blocks.button("Review", "review", "show"),
        blocks.button("Quiz me", "quiz", "start", first, ""),
        blocks.button("My data", "me", "show"),
    ]
    rows = [blocks.row(*buttons)]
    if first in tested:
        rows.append(blocks.row(blocks.button("My tests", "test", "show", first)))
    return blocks.view(*cards, *rows)


def objectives(place: Place, outlook: Outlook) -> ui.LayoutView:
    """One lesson's objectives, each with when it was mastered and how well it is remembered."""
    lesson = place.lesson
    rows = [_objective(each.text, outlook.objectives[each.id], outlook.today) for each in lesson.objectives]
    head = f"-# {place.course.title}\n## {lesson.number}. {lesson.title}\n"
    note = f"-# {MASTERED}\n-# {RECALL}"
    buttons = [
        blocks.button("Back", "progress", "show", main=True),
        blocks.button("Read the lesson", "lesson", "page", place.course.id, lesson.id, 0),
        blocks.button("Quiz me", "quiz", "start", place.course.id, lesson.id),
    ]
    return blocks.view(blocks.card(blocks.text("\n".join([head, *rows, note]))), blocks.row(*buttons))


def _text(part: Progress, outlook: Outlook, tests: str | None) -> str:
    rows = "\n".join(_row(lesson, outlook) for lesson in part.lessons)
    if part.answers:
        percent = round(100 * part.right / part.answers)
        total = f"{words.count(part.answers, 'answer')} given, {part.right} right ({percent} %)."
    else:
        total = "No answers yet. /quiz asks the first ones."
    read = sum(lesson.finished_reading for lesson in part.lessons)
    measured = f"{tests}\n" if tests else ""
    return (
        f"## Your progress\n**{part.course.title}**\n"
        f"**{read} of {len(part.lessons)}** lessons read\n"
        f"**{outlook.mastered} of {len(outlook.objectives)}** objectives mastered\n"
        f"**{_percent(outlook.recall)}** recall today\n"
        f"**{min(outlook.kept, GOAL)} of {GOAL} days** this week\n"
        f"{_ahead(outlook)}\n{total}\n{measured}\n{rows}\n\n-# {MASTERED}\n-# {RECALL}\n-# {WEEK}"
    )


def _ahead(outlook: Outlook) -> str:
    """The reviews of the coming two weeks: the next days that have some, and how many there are in all."""
    days = [(day, count) for day, count in enumerate(outlook.ahead) if count]
    if not days:
        return "No reviews in the coming two weeks."
    named = [f"{count} {words.day(outlook.today + day, outlook.today)}" for day, count in days[:3]]
    total = sum(outlook.ahead)
    more = "" if len(days) <= 3 else f"; {total} in two weeks"
    return f"Reviews ahead: {', '.join(named)}{more}."


def _objective(text: str, memory: Memory, today: int) -> str:
    recall = f"recall today {_percent(memory.recall)}"
    if memory.mastered is None:
        return f"☐ {text}\n-# not mastered yet · {recall}"
    return f"☑ {text}\n-# mastered {words.day(memory.mastered, today)} · {recall}"


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"


def _row(part: LessonProgress, outlook: Outlook) -> str:
    bar = meter(part.read, part.pages)
    quiz = f"{part.right} of {part.questions} questions right" if part.answered else "no questions answered"
    return (
        f"**{part.lesson.number}. {part.lesson.title}**\n"
        f"{bar} {part.read} of {part.pages} pages read · {quiz} · {_mastered(part.lesson, outlook)}"
    )


def _mastered(lesson: Lesson, outlook: Outlook) -> str:
    done = sum(outlook.objectives[each.id].mastered is not None for each in lesson.objectives)
    return f"{done} of {words.count(len(lesson.objectives), 'objective')} mastered"


def meter(done: int, whole: int) -> str:
    """Eight squares, as many filled as the share done; the numbers always stand beside it."""
    filled = 8 * done // whole if whole else 0
    return "▰" * filled + "▱" * (8 - filled)
