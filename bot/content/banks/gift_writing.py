"""Write questions as Moodle GIFT."""

import re
from collections.abc import Iterator

from bot.domain.course.course import Course
from bot.domain.questions.question import Question


def write_gift(course: Course) -> str:
    """Return the questions of a course as GIFT, lesson by lesson. GIFT has no `order` questions."""
    parts = [f"// {_line(course.title)}"]
    for lesson in course.units.values():
        parts.append(f"$CATEGORY: {_line(lesson.title)}")
        parts += [_question(question) for question in lesson.questions if question.kind != "order"]
    return "\n\n".join(parts) + "\n"


def _question(question: Question) -> str:
    tags = f"[id:{question.id}] [tag:level-{question.level}]" + (
        " [tag:invented]" if question.invented else ""
    )
    head = f"// {tags}\n::{question.id}::[markdown]{escape(question.prompt)} {{"
    return "\n".join([head, *_answers(question), f"####{escape(question.explanation)}", "}"])


def _answers(question: Question) -> Iterator[str]:
    """Yield the answers. The share of each right one adds up to 100."""
    if question.kind == "true-false":
        yield from _statement(question)
        return
    right = len(question.correct)
    for option in question.options:
        text, feedback = escape(option.text), f"#{escape(option.feedback)}"
        match question.kind:
            case "match":
                yield f"={text} -> {escape(option.match or '')}"
                yield f"// feedback: {_line(option.feedback)}"
            case "multiple":
                yield f"~%{100 / right if option.correct else -100:.5f}%{text}{feedback}"
            case "short":
                yield f"{'=' if option.correct else '=%0%'}{text}{feedback}"
            case _:
                yield f"{'=' if option.correct else '~'}{text}{feedback}"


def _statement(question: Question) -> Iterator[str]:
    """Yield a true-false answer: first the feedback for the wrong choice, then for the right one.

    The words of the two options are a comment, because GIFT only has TRUE and FALSE.
    """
    agree, disagree = question.options
    right, wrong = (agree, disagree) if agree.correct else (disagree, agree)
    yield f"// options: {escape(agree.text)} ~ {escape(disagree.text)}"
    yield f"{'TRUE' if agree.correct else 'FALSE'}#{escape(wrong.feedback)}#{escape(right.feedback)}"


def escape(text: str) -> str:
    """Return a text with what means something in GIFT escaped, on one line."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text.replace("\r", "")).replace("->", "-\\>").replace("\n", "\\n")


def _line(text: str) -> str:
    return " ".join(text.split())
