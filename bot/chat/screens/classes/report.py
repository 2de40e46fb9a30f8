"""A class's report: a table of its students, one student, and the hardest questions."""

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from discord import ui

from bot.chat import blocks
from bot.chat.words import classes as words
from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.numbers import count, percent
from bot.domain.calendar.day import DAY
from bot.domain.classes.assignment import Assignment
from bot.domain.classes.report import QuestionTally, StudentReport
from bot.domain.classes.timeliness import timeliness
from bot.domain.course.course import Course
from bot.domain.learning.assessment import Sitting
from bot.services.classes.classes import ClassOverview

STUDENTS = 10
"""Students on a page of the table."""

DUE = 8
"""Assignments with due dates on the screen of one student."""

QUESTIONS = 3
"""Questions on a page."""

WIDTH = 10
"""Columns for a name. With the others, a row has 32: more would wrap on a phone."""

WEEK = 7 * DAY


def overview(found: ClassOverview, page: int, now: int) -> ui.LayoutView:
    """Show how a class is doing, and a page of its students (from 0)."""
    classroom, students = found.classroom, found.report.students
    first = page * STUDENTS
    shown = students[first : first + STUDENTS]
    parts = [f"## {words.title(classroom)}", _lead(found, now)]
    if shown:
        parts.append(_table(shown, found.report.course, now))
        parts.append(_key(found, first, len(shown)))
    if found.assignments:
        listed = [_assigned(each, found, now) for each in found.assignments[-3:]]
        parts.append("\n".join(["**Posted for the class**", *listed]))
    numbered = list(found.report.numbered.items())[first : first + STUDENTS]
    menu = [(str(number), each.student.name) for number, each in numbered]
    card = blocks.card(blocks.text("\n".join(parts)))
    picker = [blocks.menu("See one student", menu, "class", "student", classroom.id)] if menu else []
    return blocks.view(card, *picker, blocks.row(*_buttons(found, page, len(students))), *_more(found))


def _assigned(assignment: Assignment, found: ClassOverview, now: int) -> str:
    """Return an assignment, and who finished it on time if it has a due date."""
    course = found.report.course
    said = words.listed(assignment, course)
    states = [
        (each.student.name, state)
        for each in found.report.students
        if (state := timeliness(each, assignment, course, now))
    ]
    return f"{said}\n{words.on_time(states)}" if states else said


def _lead(found: ClassOverview, now: int) -> str:
    """Return the verdict, and how to get more students, or how long the report stays."""
    students = found.report.students
    active = sum(each.active_at is not None and now - each.active_at < WEEK for each in students)
    asked = [score for each in students for score in each.scores]
    questions = sum(score.questions for score in asked)
    share = sum(score.right for score in asked) / questions if questions else None
    said = words.summary(len(students), active, share)
    classroom = found.classroom
    state = f"Code: **{classroom.code}**" if classroom.is_open else words.closed(classroom)
    return f"{said}\n{state}"


def _key(found: ClassOverview, first: int, shown: int) -> str:
    report = found.report
    which = (
        f"{first + 1} to {first + shown} of {len(report.students)}. " if len(report.students) > shown else ""
    )
    return (
        f"-# {which}Cards opened of {report.cards}, badges of {len(report.course.lessons)}, quiz answers "
        "right on the first try, assessment before→after, days since last active."
    )


def _buttons(found: ClassOverview, page: int, students: int) -> list[blocks.Button]:
    key = found.classroom.id
    buttons = [blocks.button(words.CSV, "class", "csv", key, main=True)]
    if students > STUDENTS:
        following = page + 1 if (page + 1) * STUDENTS < students else 0
        buttons.insert(0, blocks.button(words.MORE_STUDENTS, "class", "report", key, following))
    if found.report.questions:
        buttons.append(blocks.button(words.QUESTIONS, "class", "questions", key, 0))
    return buttons


def _more(found: ClassOverview) -> list[blocks.Block]:
    entries: list[blocks.Entry] = [(words.CLOSE, "class", "close", found.classroom.id)]
    return blocks.more(entries) if found.classroom.is_open else []


def student(found: StudentReport, shown: ClassOverview, now: int) -> ui.LayoutView:
    """Show one student of a class."""
    back = blocks.button(words.BACK, "class", "report", shown.classroom.id, 0, main=True)
    course = shown.report.course
    joined = f"-# Joined {words.moment(found.student.joined_at, 'D')}. {words.counting(found.student)}"
    return blocks.note(f"{details(found, course, now, shown.assignments)}\n{joined}", buttons=[back])


def details(found: StudentReport, course: Course, now: int, assignments: Sequence[Assignment] = ()) -> str:
    """Return everything that a report has on one student."""
    cards = sum(len(lesson.cards) for lesson in course.units.values())
    earned, bonus = (
        [lesson.emoji for lesson in lessons if lesson.id in found.badges]
        for lessons in (course.lessons, course.extra)
    )
    also = f" and the bonus {''.join(bonus)}" if bonus else ""
    lines = [
        f"**{found.student.name}**",
        f"- Cards opened: {found.cards} of {cards}",
        f"- Badges: {len(earned)} of {len(course.lessons)} {''.join(earned)}".rstrip() + also,
        f"- Quizzes: {_quizzes(found)}",
        f"- Assessment: {_sitting(found.before)} before, {_sitting(found.after)} after",
        f"- Last active: {words.moment(found.active_at, 'R') if found.active_at else 'not yet'}",
    ]
    timed = ((each, timeliness(found, each, course, now)) for each in assignments)
    due = [f"  - {words.task(each, course)}: {words.ON_TIME[state]}" for each, state in timed if state]
    return "\n".join([*lines, "- By the due date:", *due[-DUE:]] if due else lines)


def questions(found: ClassOverview, page: int) -> ui.LayoutView:
    """Show a page of questions (from 0), the hardest ones first."""
    tallies = found.report.questions
    shown = tallies[page * QUESTIONS : (page + 1) * QUESTIONS]
    key = found.classroom.id
    parts = ["## Hardest questions", *(_question(each, found.report.course) for each in shown)]
    if not shown:
        parts.append("Here you'll see questions that at least three students have answered.")
    parts.append("-# Each student's first answer counts. ✓ marks what's right.")
    buttons = [blocks.button(words.STUDENTS, "class", "report", key, 0, main=not shown)]
    if (page + 1) * QUESTIONS < len(tallies):
        buttons.insert(0, blocks.button(words.MORE_QUESTIONS, "class", "questions", key, page + 1, main=True))
    return blocks.view(blocks.card(blocks.text("\n\n".join(parts))), blocks.row(*buttons))


def _question(tally: QuestionTally, course: Course) -> str:
    question = tally.question
    lesson = course.lesson_of(question.objective)
    where = f" · {lesson_title(lesson)}" if lesson else ""
    head = f"**{percent(tally.share)} right** · {count(tally.students, 'student')}{where}"
    lines = [head, blocks.shorten(question.prompt, 200)]
    for place, picked in enumerate(tally.picks):
        mark = "✓ " if place in question.correct else ""
        lines.append(f"- {mark}**{picked}** {blocks.shorten(question.options[place].text, 60)}")
    if tally.unknown:
        lines.append(f"- **{tally.unknown}** didn't know")
    return "\n".join(lines)


def _quizzes(found: StudentReport) -> str:
    if found.share is None:
        return "none finished"
    return f"{len(found.scores)} finished, {percent(found.share)} right on the first try"


def _sitting(found: Sitting | None) -> str:
    return f"{found.right} of {found.questions}" if found else "none"


def _table(shown: Sequence[StudentReport], course: Course, now: int) -> str:
    head = f"{'Name':<{WIDTH}} Crd Bd Quiz  Test Ago"
    return "\n".join(["```", head, *(_row(each, course, now) for each in shown), "```"])


def _row(found: StudentReport, course: Course, now: int) -> str:
    quiz = percent(found.share) if found.share is not None else "-"
    sittings = (found.before, found.after)
    test = "→".join("-" if each is None else str(each.right) for each in sittings) if any(sittings) else "-"
    ago = str((now - found.active_at) // DAY) if found.active_at else "-"
    cells = f"{found.cards:>3} {found.earned(course):>2} {quiz:>4} {test:>5} {ago:>3}"
    return f"{_fitted(found.student.name)} {cells}"


def _fitted(name: str) -> str:
    """Return a name in exactly WIDTH columns of a monospaced font, in which some letters take two."""
    kept = name
    while _columns(kept) > WIDTH - (kept != name):
        kept = kept[:-1]
    kept += "…" if kept != name else ""
    return kept + " " * (WIDTH - _columns(kept))


def _columns(name: str) -> int:
    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in name)
