"""Checklists that learners work through for their own organization."""

from typing import Annotated

from pydantic import Field

from bot.domain.course_model import CourseModel, Slug, Text


class ChecklistItem(CourseModel):
    """One thing to do, the reason for it, and its sources."""

    id: Slug
    text: Annotated[Text, Field(max_length=200)]
    reason: Annotated[Text, Field(max_length=300)]
    facts: tuple[Slug, ...] = ()
    sources: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=6)]


class ChecklistGroup(CourseModel):
    """Items that belong together, such as everything to do in the first hour."""

    title: Annotated[Text, Field(max_length=100)]
    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1, max_length=12)]


class Checklist(CourseModel):
    """A checklist in groups."""

    id: Slug
    title: Annotated[Text, Field(max_length=100)]
    summary: Annotated[Text, Field(max_length=400)]
    groups: Annotated[tuple[ChecklistGroup, ...], Field(min_length=1, max_length=8)]
