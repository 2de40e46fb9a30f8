"""One person's way through a scenario: where they are, what the measures say, what to look at again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.course.scenario import Choice, Scenario, Scene


@dataclass(frozen=True)
class Decision:
    """A decision as it's stored: the scene, and the key of the choice."""

    scene: str
    choice: str


@dataclass(frozen=True)
class Step:
    """A decision with its texts, and the measures before and after it."""

    scene: Scene
    choice: Choice
    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def is_better(self) -> bool:
        """Return whether the lessons suggest this choice, or suggest none here."""
        return self.choice.better or not any(choice.better for choice in self.scene.choices)

    @property
    def loss(self) -> int:
        """Return how much less this choice brought, over all measures, than the best that's suggested."""
        suggested = [sum(c.effects.values()) for c in self.scene.choices if c.better]
        return max(suggested, default=0) - sum(self.choice.effects.values())


@dataclass(frozen=True)
class Playthrough:
    """A way through a scenario. `run` counts from 1.

    `changed` means that the course no longer has one of the choices made, so the way ends before it.
    """

    scenario: Scenario
    run: int
    decisions: Sequence[Decision] = ()

    @cached_property
    def steps(self) -> Sequence[Step]:
        """Return the decisions with their texts, up to the first one that the course no longer has."""
        steps: list[Step] = []
        scene = self.scenario.by_id[self.scenario.start]
        now = {measure.id: measure.start for measure in self.scenario.measures}
        for decision in self.decisions:
            choice = scene.choice(decision.choice) if decision.scene == scene.id else None
            if choice is None:
                break
            after = {name: value + choice.effects.get(name, 0) for name, value in now.items()}
            steps.append(Step(scene, choice, now, after))
            scene, now = self.scenario.by_id[choice.to], after
        return steps

    @property
    def changed(self) -> bool:
        """Return whether the course no longer has one of the choices made."""
        return len(self.steps) < len(self.decisions)

    @property
    def scene(self) -> Scene:
        """Return the scene to decide in now, or the ending."""
        return self.scenario.by_id[self.steps[-1].choice.to if self.steps else self.scenario.start]

    @property
    def measures(self) -> Mapping[str, int]:
        """Return the value of each measure now."""
        if self.steps:
            return self.steps[-1].after
        return {measure.id: measure.start for measure in self.scenario.measures}

    @property
    def second_looks(self) -> Sequence[Step]:
        """Return the steps where the lessons suggest another choice, those that cost most first."""
        return sorted((step for step in self.steps if not step.is_better), key=lambda step: -step.loss)
