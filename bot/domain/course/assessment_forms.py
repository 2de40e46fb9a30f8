"""The parallel forms of an assessment. Their questions are never practiced: that would skew what they
measure."""

import hashlib
from functools import cached_property
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

    @cached_property
    def edition(self) -> str:
        """Return a name for these forms in these versions. Any other question or version changes it.

        Forms of one edition are meant to be equally hard, so only their results can be compared.
        """
        asked = ((form.id, each.id, each.version) for form in self.forms for each in form.questions)
        return hashlib.sha256(repr(tuple(asked)).encode()).hexdigest()[:16]
