"""Who finished what a class was given by its due date."""

from typing import Literal

from bot.domain.classes.assignment import OUT, Assignment
from bot.domain.classes.report import StudentReport
from bot.domain.course.course import Course

Timeliness = Literal["on-time", "late", "missing", "open"]
"""Whether a student finished by the due date, later, or not at all; or still has time."""


def timeliness(found: StudentReport, assignment: Assignment, course: Course, now: int) -> Timeliness | None:
    """Return whether a student finished an assignment in time, or None if it isn't out or never due."""
    due = assignment.dates.due_at
    if due is None or assignment.delivery.state not in OUT:
        return None
    lesson = course.renamed.get(assignment.lesson, assignment.lesson)
    at = found.finished.get((lesson, assignment.task))
    if at is None:
        return "open" if now <= due else "missing"
    return "on-time" if at <= due else "late"
