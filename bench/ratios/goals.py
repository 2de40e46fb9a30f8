"""Our goals, and whether the figures reach them."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.ratios.compare import milliseconds, per_second
from bench.ratios.figures import Figures

RATIOS = {
    "lesson": 0.90,
    "page turn": 0.90,
    "autocomplete": 0.90,
    "quiz answer": 0.60,
    "review answer": 0.45,
    "learn": 0.50,
}
"""How near each scene comes to the bare bot; 1 is equal."""

HOPS = {"lesson": 2, "page turn": 2, "quiz answer": 3, "review answer": 3}
PROGRESS, DRAWING = 3.0, 20.0
"""Milliseconds of processor time."""

ANSWERS = 1100
"""Answers a second, with 64 in flight."""

MEMORY, MEMORY_ASKED = 45.0, 125.0
"""MiB more than the bare bot."""

START = 0.8
"""Seconds more than the bare bot."""

GROWTH = 1.25


@dataclass(frozen=True)
class Goal:
    """A figure beside the number it should reach. `most` says that less is better."""

    name: str
    figure: float
    wanted: float
    most: bool = False

    @property
    def reached(self) -> bool:
        """Return whether it's reached."""
        return self.figure <= self.wanted if self.most else self.figure >= self.wanted

    def __str__(self) -> str:
        sign = "at most" if self.most else "at least"
        verdict = "reached" if self.reached else "MISSED "
        return f"{verdict} {self.name}: {self.figure:.2f}, {sign} {self.wanted:g}"


def judge(figures: Figures) -> list[Goal]:
    """Compare the figures with the goals."""
    return [*_judge(figures)]


def _judge(figures: Figures) -> Iterator[Goal]:
    ratios = {each.scene: each for each in figures.ratios}
    for scene, wanted in RATIOS.items():
        yield Goal(f"{scene}, of bare", ratios[scene].ratio, wanted)
    yield Goal("answers a second", per_second(ratios["quiz answer"].ours), ANSWERS)
    for count in figures.counts:
        if count.scene in HOPS:
            yield Goal(f"hops of a {count.scene}", count.hops, HOPS[count.scene], most=True)
    beside = max(milliseconds(ratios["progress"].ours) - figures.drawing, 0.0)
    yield Goal("/progress beside drawing, ms", beside, PROGRESS, most=True)
    yield Goal("drawing, ms", figures.drawing, DRAWING, most=True)
    ours, bare = figures.ours, figures.bare
    yield Goal("memory more than bare, MiB", ours.memory - bare.memory, MEMORY, most=True)
    yield Goal("the same after /ask, MiB", ours.asked - bare.memory, MEMORY_ASKED, most=True)
    yield Goal("start later than bare, s", ours.start - bare.start, START, most=True)
    for growth in figures.growth:
        yield Goal(f"growth of {growth.command}", growth.factor, GROWTH, most=True)
        yield Goal(f"growth of {growth.command}, own answers", growth.own_factor, GROWTH, most=True)
