"""Measure what a person or a start waits for: loading a course, building its index, a search, a picture.

python -m bench.speed
"""

import time
from collections.abc import Callable
from statistics import median

from bot.bootstrap import load_library
from bot.chat.pictures.progress import ProgressPicture
from bot.config import Settings
from bot.domain.course.library import Library
from bot.domain.learning.outlook import COMING, Memory, Outlook
from bot.domain.learning.progress import summarize
from bot.search import SearchIndex

TODAY = 20_500


def measure(name: str, work: Callable[[], object], times: int) -> None:
    """Do the work a few times, and print its usual and its longest time."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    print(f"{name}: {median(took):.1f} ms, at most {max(took):.1f} ms")


def progress_picture(library: Library) -> ProgressPicture:
    """Make the picture of a learner who has mastered everything."""
    course = library.default
    ids = [each.id for unit in course.units.values() for each in unit.objectives]
    memory = {each: Memory(TODAY, 0.5) for each in ids}
    outlook = Outlook(course, TODAY, memory, 0.5, range(TODAY, TODAY + 3), (12,) * COMING)
    return ProgressPicture(summarize(course, {}, ()), outlook)


def main() -> None:
    """Measure everything in turn."""
    folders = Settings.read().course_folders
    library = load_library(folders)
    index = SearchIndex(library.courses)
    measure("Loading the courses", lambda: load_library(folders), 5)
    measure("Building the index", lambda: SearchIndex(library.courses).close(), 5)
    measure("A search", lambda: index.look_up("how does Netflix explain the price"), 50)
    measure("Drawing a picture", progress_picture(library).draw, 10)
    index.close()


if __name__ == "__main__":
    main()
