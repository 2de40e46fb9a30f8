"""Play everything through, and collect the figures."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.experience.crawl import Crawler, Offender, offenders
from bench.experience.environment import Stage, open_stage
from bench.experience.learners import HABITS, Month, live
from bench.experience.lessons import FirstMinute, LessonPath, first_minute, lesson_path
from bench.experience.player import Album, Player
from bench.experience.practice import LessonPractice, ReviewFigures, practice, reviews

UNITS = 20
"""Lessons and extra units that there are people for."""

SINGLE = ("newcomer", "reviewer", "crawler")


@dataclass(frozen=True)
class Extent:
    """How much is played: the first `lessons` (None: all, and the extra units), `presses` of the crawl, and
    `days` of the three learners.
    """

    lessons: int | None
    presses: int
    days: int


FULL, SHORT = Extent(None, 2000, 30), Extent(1, 150, 4)


@dataclass(frozen=True)
class Figures:
    """Everything that was measured. `bonus` has the numbers of the extra units."""

    days: int
    bonus: Sequence[int]
    first: FirstMinute
    lessons: Sequence[LessonPath]
    practice: Sequence[LessonPractice]
    reviews: Sequence[ReviewFigures]
    used: int
    screens: int
    offenders: Sequence[Offender]
    months: Sequence[Month]


async def measure(extent: Extent = FULL, seed: int = 1) -> Figures:
    """Play through the shipped course, in two worlds of their own: a day of lessons, and the month."""
    album = Album()
    numbered = (f"{role}-{n}" for role in ("reader", "right", "wrong") for n in range(1, UNITS + 1))
    with tempfile.TemporaryDirectory(prefix="lessonbot-month-") as folder:
        async with open_stage(Path(folder), list(HABITS)) as stage:
            months = await live(stage, album, extent.days, seed)
            used = await _crawl(stage, album, "diligent", extent)
    with tempfile.TemporaryDirectory(prefix="lessonbot-day-") as folder:
        async with open_stage(Path(folder), [*SINGLE, *numbered]) as stage:
            units = list(stage.course.units.values())[: extent.lessons]
            first = await first_minute(stage, album)
            paths = [await lesson_path(stage, album, unit) for unit in units]
            practiced = [await practice(stage, album, unit) for unit in units]
            used += await _crawl(stage, album, "crawler", extent)
            return Figures(
                days=extent.days,
                bonus=[unit.number for unit in stage.course.extra],
                first=first,
                lessons=paths,
                practice=practiced,
                reviews=await reviews(stage, album),
                used=used,
                screens=len(album.screens),
                offenders=offenders(album),
                months=months,
            )


async def _crawl(stage: Stage, album: Album, name: str, extent: Extent) -> int:
    return await Crawler(await Player.join(stage, name, album), extent.presses).crawl()
