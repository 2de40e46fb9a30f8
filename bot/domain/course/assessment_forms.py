"""Parallel forms that measure what was learned: none of their questions is ever practised."""

from typing import Annotated

from pydantic import Field

from bot.domain.part import Part, Slug
from bot.domain.questions.question import Question


class Form(Part):
    """One of the parallel forms."""

    id: Slug
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=30)]


class Assessment(Part):
    """All forms of a course."""

    forms: Annotated[tuple[Form, ...], Field(min_length=1, max_length=6)]
