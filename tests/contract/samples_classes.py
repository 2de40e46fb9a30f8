"""Classes, students and assignments to keep."""

from dataclasses import replace
from typing import Any

from bot.domain.classes.assignment import Assignment, Dates
from bot.domain.classes.classroom import Classroom, Student
from tests.contract.samples import COURSE, GUILD, LEARNER
from tests.contract.samples_daily import entry
from tests.records import SqlRecord

TEACHER = LEARNER + 77


def classroom(id: int = 7000, **changes: Any) -> Classroom:
    """An open class in the samples' server."""
    made = Classroom(id, GUILD, COURSE, "Marketing 101", f"C{id}", "Europe/Berlin", TEACHER, created_at=1)
    return replace(made, **changes)


def student(learner: int = LEARNER, **changes: Any) -> Student:
    """Someone in that class since instant 10."""
    return replace(Student(7000, learner, f"Student {learner % 1000}", joined_at=10), **changes)


def assignment(id: int = 7100, **changes: Any) -> Assignment:
    """A lesson for that class: posted at 100, due at 1000, with reminders at 500."""
    made = Assignment(id, 7000, 8, "a-lesson", "lesson", Dates(100, 1000, 500), TEACHER, set_at=50)
    return replace(made, **changes)


async def fill_class(record: SqlRecord, learner: int, base: int, guild: int = GUILD) -> None:
    """A class that a person teaches and is in, with something that's due."""
    own = classroom(base, guild=guild, created_by=learner, created_at=base)
    await record.add_classroom(own, entry(base, guild=guild, actor=learner))
    await record.put_student(student(learner, classroom=base, joined_at=base))
    work = assignment(
        base, classroom=base, dates=Dates(base, base + 9, base + 5), set_by=learner, set_at=base
    )
    await record.add_assignment(work, entry(base, guild=guild, actor=learner))
