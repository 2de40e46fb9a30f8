"""Everything that the bench measures."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.process import shipped
from bench.ratios.compare import Ratio, compare
from bench.ratios.counts import Count
from bench.ratios.extent import Extent
from bench.ratios.growth import Growth, grow
from bench.ratios.load import LoadProcess
from bench.ratios.machine import described
from bench.ratios.resources import Resources
from bench.speed import progress_picture

FULL = Extent(rounds=15, people=192, starts=5, answers=(1_000, 1_000_000))
SHORT = Extent(rounds=9, people=64, starts=1, answers=())


@dataclass(frozen=True)
class Figures:
    """All figures. `drawing` is the milliseconds of processor time that a picture of /progress takes."""

    machine: str
    extent: Extent
    ratios: Sequence[Ratio]
    counts: Sequence[Count]
    drawing: float
    ours: Resources
    bare: Resources
    growth: Sequence[Growth]


def measure(folder: Path, extent: Extent, say: Callable[[str], None]) -> Figures:
    """Measure everything in a folder. `say` is told what's going on."""
    drawing = _drawing()
    with LoadProcess() as load:
        ratios, counts, ours, bare = compare(load, folder, extent, say)
        growth = grow(load, folder, extent, say)
    return Figures(described(), extent, ratios, counts, drawing, ours, bare, growth)


def _drawing() -> float:
    picture, took = progress_picture(shipped()), []
    for _ in range(11):
        began = time.thread_time()
        picture.draw()
        took.append((time.thread_time() - began) * 1000)
    return median(took)
