"""The parallel forms of an assessment. Their questions are never practiced: that would skew what they
measure."""

from typing import Annotated

from pydantic import Field

from bot.domain.course_model import CourseModel, Slug
from bot.domain.questions.question import Question


class Form(CourseModel):
    """One set of questions, equivalent to the other forms."""

    id: Slug
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=30)]


class Assessment(CourseModel):
    """All of a course's forms."""

    forms: Annotated[tuple[Form, ...], Field(min_length=1, max_length=6)]
