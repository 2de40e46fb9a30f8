"""A class's report as CSV files, for any spreadsheet program.

UTF-8 with a byte order mark, or else Excel garbles accents. A cell that a spreadsheet would run as a formula
gets a quote in front: a student could be called `-1+cmd`, and a question could start with `=`.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from discord import ui

from bot.chat import blocks
from bot.chat.words import classes as words
from bot.domain.calendar.day import UTC_ZONE, date_of, day_of
from bot.domain.classes.assignment import OUT, Assignment
from bot.domain.classes.report import ClassReport, QuestionTally, Score, StudentReport
from bot.domain.classes.timeliness import Timeliness, timeliness
from bot.domain.course.course import Course
from bot.domain.learning.assessment import Sitting
from bot.services.classes.classes import ClassOverview

STUDENTS_FILE, QUESTIONS_FILE = "students.csv", "questions.csv"

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How cells start that spreadsheet programs take for formulas."""

Cell = str | int | float | None


def files(
    report: ClassReport, assignments: Sequence[Assignment] = (), zone: str = UTC_ZONE, now: int = 0
) -> dict[str, bytes]:
    """Return the files by name: one with the students, one with the questions.

    The students' has a column for each assignment with a due date, which is in `zone`.
    """
    course = report.course
    timed = [each for each in assignments if each.dates.due_at and each.delivery.state in OUT]
    students = (
        [*_student(each, course), *(_ON_TIME[timeliness(each, due, course, now)] for due in timed)]
        for each in report.students
    )
    return {
        STUDENTS_FILE: _file([*_heading(course), *(_due(each, course, zone) for each in timed)], students),
        QUESTIONS_FILE: _file(_columns(report.questions), (_question(each) for each in report.questions)),
    }


def screen(found: ClassOverview) -> ui.LayoutView:
    """Show the files to download."""
    text = (
        f"**{words.title(found.classroom)}: here's the report.** One file has the students, the other "
        "one the questions. Times are in UTC."
    )
    back = blocks.button(words.BACK, "class", "report", found.classroom.id, 0, main=True)
    attached = [ui.File[ui.LayoutView](f"attachment://{name}") for name in (STUDENTS_FILE, QUESTIONS_FILE)]
    return blocks.view(blocks.card(blocks.text(text), *attached), blocks.row(back))


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _file(heading: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([safe(cell) for cell in row] for row in (heading, *rows))
    return text.getvalue().encode("utf-8-sig")


def _heading(course: Course) -> list[Cell]:
    lessons = course.units.values()
    return [
        *("Name", "Joined", "Direct messages count", "Cards opened", "Cards", "Badges"),
        *(f"{'Bonus badge' if lesson.bonus else 'Badge'}: {lesson.title}" for lesson in lessons),
        *("Quizzes finished", "Quiz answers right %"),
        *(f"Best quiz %: {lesson.title}" for lesson in lessons),
        *("Assessment before", "Questions before", "Assessment after", "Questions after"),
        *("Answers", "Last active"),
    ]


def _student(found: StudentReport, course: Course) -> list[Cell]:
    lessons = course.units
    return [
        found.student.name,
        _time(found.student.joined_at),
        "yes" if found.student.direct else "no",
        found.cards,
        sum(len(lesson.cards) for lesson in lessons.values()),
        found.earned(course),
        *(int(lesson in found.badges) for lesson in lessons),
        len(found.scores),
        _percent(found.share),
        *(_best(found.best.get(lesson)) for lesson in lessons),
        *_sitting(found.before),
        *_sitting(found.after),
        found.answers,
        _time(found.active_at) if found.active_at else None,
    ]


_ON_TIME: dict[Timeliness | None, Cell] = {
    "on-time": "yes",
    "late": "late",
    "missing": "no",
    "open": None,
    None: None,
}
"""What a cell says about a due date. It's empty while there's time."""


def _due(assignment: Assignment, course: Course, zone: str) -> str:
    """Return the heading of the column that says who finished an assignment on time."""
    lesson = course.unit(assignment.lesson)
    what = f"{'Quiz: ' * (assignment.task == 'quiz')}{lesson.title if lesson else assignment.lesson}"
    return f"On time, due {date_of(day_of(assignment.dates.due_at or 0, zone))}: {what}"


def _columns(tallies: Sequence[QuestionTally]) -> list[Cell]:
    most = max((len(tally.picks) for tally in tallies), default=0)
    options = [f"{part} {number}" for number in range(1, most + 1) for part in ("Option", "Right", "Picks")]
    return ["Question", "Text", "Students", "Right on first try %", "Didn't know", *options]


def _question(tally: QuestionTally) -> list[Cell]:
    question = tally.question
    options: list[Cell] = []
    for place, picked in enumerate(tally.picks):
        options += [question.options[place].text, "yes" if place in question.correct else "no", picked]
    about = (question.id, question.prompt, tally.students, _percent(tally.share), tally.unknown)
    return [*about, *options]


def _best(score: Score | None) -> float | None:
    return _percent(score.share) if score else None


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _sitting(found: Sitting | None) -> tuple[Cell, Cell]:
    return (found.right, found.questions) if found else (None, None)


def _time(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M}"
