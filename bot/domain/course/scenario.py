"""A branching scenario: scenes, and choices that lead from one scene to the next."""

import hashlib
from functools import cached_property
from typing import Annotated

from pydantic import Field

from bot.domain.course_model import OPTION_LENGTH, CourseModel, ObjectiveId, Slug, Text

MOST_DECISIONS = 8
"""Most decisions on any way through a scenario."""

LEVELS = range(101)
"""What a measure's value can be."""

Level = Annotated[int, Field(ge=0, le=100)]
Effect = Annotated[int, Field(ge=-100, le=100)]


class Measure(CourseModel):
    """Something that decisions raise or lower, as the author judges it."""

    id: Slug
    name: Annotated[Text, Field(max_length=24)]
    start: Level


class Note(CourseModel):
    """A message in the learner's inbox."""

    sender: Annotated[Text, Field(max_length=40)]
    text: Annotated[Text, Field(max_length=140)]


class Really(CourseModel):
    """What really happened at this point, with the facts it's based on."""

    text: Annotated[Text, Field(max_length=300)]
    facts: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=8)]


class Choice(CourseModel):
    """A choice in a scene, its consequence, and the scene it leads to.

    `better` marks what the lessons suggest, `happened` what was really done. `effects` are added to measures.
    """

    text: Annotated[Text, Field(max_length=OPTION_LENGTH)]
    consequence: Annotated[Text, Field(max_length=600)]
    to: Slug
    better: bool = False
    happened: bool = False
    effects: dict[Slug, Effect] = Field(default_factory=dict)
    facts: tuple[Slug, ...] = ()

    @cached_property
    def key(self) -> str:
        """Return what tells this choice from the scene's others, even after they were reordered."""
        return hashlib.blake2b(self.text.encode(), digest_size=4).hexdigest()


class Scene(CourseModel):
    """A moment of decision. A scene without choices is an ending."""

    id: Slug
    title: Annotated[Text, Field(max_length=100)]
    clock: Annotated[Text, Field(max_length=40)] | None = None
    inbox: Annotated[tuple[Note, ...], Field(max_length=3)] = ()
    text: Annotated[Text, Field(max_length=1500)]
    objective: ObjectiveId | None = None
    facts: tuple[Slug, ...] = ()
    really: Really | None = None
    choices: Annotated[tuple[Choice, ...], Field(max_length=5)] = ()

    @property
    def is_ending(self) -> bool:
        """Return whether there's nothing left to decide."""
        return not self.choices

    def choice(self, key: str) -> Choice | None:
        """Return the choice with this key, if the scene still has it."""
        return next((choice for choice in self.choices if choice.key == key), None)


class Scenario(CourseModel):
    """All scenes, and where to start."""

    title: Annotated[Text, Field(max_length=100)]
    intro: Annotated[Text, Field(max_length=900)]
    measures: Annotated[tuple[Measure, ...], Field(max_length=5)] = ()
    start: Slug
    scenes: Annotated[tuple[Scene, ...], Field(min_length=2, max_length=60)]

    @cached_property
    def by_id(self) -> dict[str, Scene]:
        """Return the scenes by id."""
        return {scene.id: scene for scene in self.scenes}

    def practices(self, lesson: str) -> bool:
        """Return whether a scene practices an objective of the lesson with this id."""
        return any(scene.objective and scene.objective.split(".")[0] == lesson for scene in self.scenes)

    @cached_property
    def decisions_left(self) -> dict[str, int]:
        """Return the most decisions that can follow from each scene. The graph must have no loops."""
        left: dict[str, int] = {}

        def count(scene: Scene) -> int:
            if scene.id not in left:
                left[scene.id] = max(
                    (1 + count(self.by_id[choice.to]) for choice in scene.choices), default=0
                )
            return left[scene.id]

        for scene in self.scenes:
            count(scene)
        return left

    def ranges(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Return the lowest and the highest value that each measure can have, by scene and measure.

        Scenes that aren't reached are missing. The graph must have no loops.
        """
        found = {(self.start, measure.id): (measure.start, measure.start) for measure in self.measures}
        for scene in sorted(self.scenes, key=lambda scene: -self.decisions_left[scene.id]):
            for choice in scene.choices:
                for measure in self.measures:
                    if (scene.id, measure.id) in found:
                        low, high = (
                            value + choice.effects.get(measure.id, 0) for value in found[scene.id, measure.id]
                        )
                        least, most = found.get((choice.to, measure.id), (low, high))
                        found[choice.to, measure.id] = (min(least, low), max(most, high))
        return found
