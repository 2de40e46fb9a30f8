"""A branching scenario: scenes, and choices that lead from one scene to the next."""

from typing import Annotated

from pydantic import Field

from bot.domain.course_model import OPTION_LENGTH, CourseModel, Slug, Text


class Choice(CourseModel):
    """A choice in a scene, its consequence, and the scene it leads to."""

    text: Annotated[Text, Field(max_length=OPTION_LENGTH)]
    consequence: Annotated[Text, Field(max_length=600)]
    to: Slug
    facts: tuple[Slug, ...] = ()


class Scene(CourseModel):
    """A moment of decision. A scene without choices is an ending."""

    id: Slug
    title: Annotated[Text, Field(max_length=100)]
    text: Annotated[Text, Field(max_length=1500)]
    facts: tuple[Slug, ...] = ()
    choices: Annotated[tuple[Choice, ...], Field(max_length=5)] = ()


class Scenario(CourseModel):
    """All scenes, and where to start."""

    title: Annotated[Text, Field(max_length=100)]
    intro: Annotated[Text, Field(max_length=900)]
    start: Slug
    scenes: Annotated[tuple[Scene, ...], Field(min_length=2, max_length=60)]
