"""A class's table fits on a phone, and its files are safe to open."""

import csv
import io
from dataclasses import replace

import pytest

from bot.chat.screens.classes.report import WIDTH, _fitted, _table, details, overview
from bot.chat.screens.classes.spreadsheet import QUESTIONS_FILE, STUDENTS_FILE, files, safe
from bot.chat.words.classes import on_time
from bot.domain.classes.assignment import Assignment, Dates, Delivery, Task
from bot.domain.classes.classroom import Classroom, Student
from bot.domain.classes.report import ClassReport, QuestionTally, Score, StudentReport
from bot.domain.classes.timeliness import Timeliness
from bot.domain.course.course import Course
from bot.domain.learning.assessment import Sitting
from bot.domain.posts.attempt import State
from bot.services.classes.classes import ClassOverview
from tests.contract.samples import question
from tests.unit.domain.test_course import course

__all__ = ["course"]

COLUMNS = 32
"""What fits into a block of code on a phone."""


def sitting(right: int) -> Sitting:
    """A whole assessment."""
    return Sitting(1, "a", "pre", None, 12, 12, right, 0, 0, 0, 1)


def student(name: str, cards: int = 999) -> StudentReport:
    """A student who has done everything."""
    badges = frozenset(map(str, range(12)))
    about = Student(1, 2, name, joined_at=0)
    return StudentReport(about, cards, badges, [Score(5, 5)], {}, sitting(10), sitting(12), 99, 1)


def test_students_are_numbered_without_their_accounts(course: Course) -> None:
    """Also if two joined at the same instant. The numbers fit with those of other instants."""
    found = [
        replace(student(n), student=Student(1, 10**18, n, at)) for n, at in (("A", 5), ("B", 5), ("C", 6))
    ]
    numbered = ClassReport(course, found, []).numbered
    assert [each.student.name for each in numbered.values()] == ["A", "B", "C"]
    assert max(numbered) < 10**18


@pytest.mark.parametrize("name", ["Bo", "Maximilian-Alexander", "李明李明李明李明", "Ada\u0301 L", "x" * 60])
def test_a_row_fits_on_a_phone(name: str, course: Course) -> None:
    """However long or wide the name is, and with everything at its largest."""
    head, row = _table([student(name)], course, 999 * 86_400_000).splitlines()[1:3]
    assert len(head) == COLUMNS
    assert len(row) - len(_fitted(name)) + WIDTH == COLUMNS


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """A quote in front makes it text. Numbers stay numbers, also negative ones."""
    assert safe(f"{sign}1+cmd") == f"'{sign}1+cmd"
    assert safe(f"a{sign}1") == f"a{sign}1"
    assert (safe(-1), safe(None), safe("")) == (-1, None, "")


def read(content: bytes) -> list[dict[str, str]]:
    """Read a file as a spreadsheet program does."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_files_have_a_row_for_each_student_and_question(course: Course) -> None:
    """Accents, quotes and line breaks survive; what starts like a formula comes with a quote."""
    asked = question(prompt='=HYPERLINK("x"), «ja»\nno?')
    report = ClassReport(
        course, [student("-Zoë"), student("Ada")], [QuestionTally(asked, 3, 2, [2, 1], unknown=0)]
    )
    made = files(report)
    students, questions = read(made[STUDENTS_FILE]), read(made[QUESTIONS_FILE])
    assert [row["Name"] for row in students] == ["'-Zoë", "Ada"]
    assert (students[0]["Assessment before"], students[0]["Assessment after"]) == ("10", "12")
    assert (students[0]["Quiz answers right %"], students[0]["Last active"]) == ("100.0", "1970-01-01 00:00")
    [row] = questions
    assert row["Text"] == '\'=HYPERLINK("x"), «ja»\nno?'
    assert (row["Students"], row["Right on first try %"]) == ("3", "66.7")
    assert [row[name] for name in ("Option 1", "Right 1", "Picks 1", "Picks 2")] == ["Yes", "yes", "2", "1"]


def test_bonus_badges_are_counted_apart(course: Course) -> None:
    """Someone with every lesson's badge is done, as on their own screen."""
    first, second = course.lessons
    with_bonus = Course(about=course.about, lessons=(first,), extra=(second.as_bonus(),))
    all_of_it = replace(student("Ada"), badges=frozenset({first.id, second.id}))
    assert f"Badges: 1 of 1 {first.emoji} and the bonus {second.emoji}" in details(all_of_it, with_bonus, 0)
    [row] = read(files(ClassReport(with_bonus, [all_of_it], []))[STUDENTS_FILE])
    assert (row["Badges"], row[f"Bonus badge: {second.title}"]) == ("1", "1")
    without = replace(all_of_it, badges=frozenset({second.id}))
    assert f"Badges: 0 of 1 and the bonus {second.emoji}" in details(without, with_bonus, 0)


DUE = 1_796_515_140_000  # 2026-12-05, 23:59 UTC


def assignment(course: Course, task: Task = "lesson", state: State = "sent") -> Assignment:
    """The first lesson, or its quiz, posted for the class and due on a day."""
    dates = Dates(DUE - 9 * 86_400_000, DUE)
    return Assignment(7, 1, 2, course.lessons[0].id, task, dates, 3, 0, Delivery(state))


def in_time(course: Course, name: str, at: int | None, task: Task = "lesson") -> StudentReport:
    """A student who finished the first lesson, or its quiz, at a time."""
    return replace(student(name), finished={(course.lessons[0].id, task): at} if at else {})


@pytest.mark.parametrize("task", ["lesson", "quiz"])
def test_who_was_on_time_is_in_the_report(course: Course, task: Task) -> None:
    """By name in chat while there are few, and for each student in the file. Reading is no quiz."""
    other: Task = "quiz" if task == "lesson" else "lesson"
    people = [
        in_time(course, "Ada", DUE, task),
        in_time(course, "Bo", DUE + 1, task),
        in_time(course, "Cy", None),
        in_time(course, "Di", DUE, other),
    ]
    given, report = assignment(course, task), ClassReport(course, people, [])
    classroom = Classroom(1, 2, course.id, "Art", "BCDFGH", "America/New_York", 3, 0)
    shown = str(overview(ClassOverview(classroom, [given], report), 0, DUE + 2).to_components())
    assert "On time: 1 of 4 (Ada), late: 1" in shown
    said = [details(each, course, DUE + 2, [given]).splitlines()[-1].split(": ")[1] for each in people]
    assert said == ["on time", "late", "not done", "not done"]
    rows = read(files(report, [given], classroom.zone, DUE + 2)[STUDENTS_FILE])
    [column] = [name for name in rows[0] if name.startswith("On time, due 2026-12-05: ")]
    assert [row[column] for row in rows] == ["yes", "late", "no", "no"]
    early = read(files(report, [given], classroom.zone, DUE)[STUDENTS_FILE])
    assert [row[column] for row in early] == ["yes", "late", "", ""]


def test_only_what_is_out_and_due_counts(course: Course) -> None:
    """What's planned or has no due date says nothing about anyone."""
    planned, undated = assignment(course, state="due"), replace(assignment(course), dates=Dates(0))
    one = in_time(course, "Ada", DUE)
    assert "due date" not in details(one, course, DUE, [planned, undated])
    rows = read(files(ClassReport(course, [one], []), [planned, undated])[STUDENTS_FILE])
    assert not [name for name in rows[0] if name.startswith("On time")]


def test_many_students_are_counted_not_named(course: Course) -> None:
    """So that the screen stays short."""
    states: list[tuple[str, Timeliness]] = [(f"S{number}", "on-time") for number in range(6)]
    assert on_time(states) == "  - On time: 6 of 6"
