"""Write a course's questions in the formats of other programs."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.content.assembly import load_course
from bot.content.banks.gift_writing import write_gift
from bot.content.banks.table import write_table
from bot.domain.course.course import Course
from bot.domain.questions.question import Question

_MARKS = {True: "x", False: " "}


def export_course(folder: Path, form: str) -> tuple[str, Sequence[str]]:
    """Return the questions of a course in this format, and a line for each thing that can't be exported.

    Questions of the assessment are left out, so that nobody can practice them. Raises CourseUnusable.
    """
    course = load_course(folder)
    left_out = [f"{question.id}: {_FORMATLESS[form]}" for question in _unfit(course, form)]
    if course.tested:
        left_out.append(f"the assessment: its {len(course.tested)} questions stay secret")
    return FORMATS[form](course), left_out


def _unfit(course: Course, form: str) -> Sequence[Question]:
    if form != "gift":
        return ()
    return [question for question in course.questions.values() if question.kind == "order"]


_FORMATLESS = {"gift": "GIFT has no way to ask for an order"}


def _gift(course: Course) -> str:
    return write_gift(course)


def _csv(course: Course) -> str:
    return write_table(course.questions.values())


def _markdown(course: Course) -> str:
    lines = [f"# {course.title}", ""]
    for lesson in course.units.values():
        lines += [f"## {lesson.title}", ""]
        for number, question in enumerate(lesson.questions, 1):
            lines += [f"### {number}. {' '.join(question.prompt.split())}", ""]
            lines += [_line(question, place) for place in range(len(question.options))]
            lines += ["", f"*{question.explanation}*", ""]
    return "\n".join(lines)


def _line(question: Question, place: int) -> str:
    option = question.options[place]
    if question.kind == "order":
        return f"{place + 1}. {option.text}: {option.feedback}"
    if option.match is not None:
        return f"- {option.text} → {option.match}: {option.feedback}"
    return f"- [{_MARKS[option.correct]}] {option.text}: {option.feedback}"


FORMATS: Mapping[str, Callable[[Course], str]] = {"gift": _gift, "csv": _csv, "markdown": _markdown}
