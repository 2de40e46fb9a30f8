"""A branching case: scenes, and choices that lead from one to the next."""

from typing import Annotated

from pydantic import Field

from bot.domain.part import OPTION_LENGTH, Part, Slug, Text


class Choice(Part):
    """What one may decide in a scene, what comes of it, and where it leads."""

    text: Annotated[Text, Field(max_length=OPTION_LENGTH)]
    consequence: Annotated[Text, Field(max_length=600)]
    to: Slug
    facts: tuple[Slug, ...] = ()


class Scene(Part):
    """A moment of decision; one without choices is an ending."""

    id: Slug
    title: Annotated[Text, Field(max_length=100)]
    text: Annotated[Text, Field(max_length=1500)]
    facts: tuple[Slug, ...] = ()
    choices: Annotated[tuple[Choice, ...], Field(max_length=5)] = ()


class Scenario(Part):
    """The scenes and where to begin."""

    title: Annotated[Text, Field(max_length=100)]
    intro: Annotated[Text, Field(max_length=900)]
    start: Slug
    scenes: Annotated[tuple[Scene, ...], Field(min_length=2, max_length=60)]
