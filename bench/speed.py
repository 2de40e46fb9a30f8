"""Measure what a person or a start waits for: loading a course, building its index, a search, a picture.

Also measure the memory that the search takes. This needs Linux or macOS.

python -m bench.speed
"""

import resource
import sys
import time
from collections.abc import Callable
from statistics import median

from bot.chat.pictures.badge import LessonMark
from bot.chat.pictures.progress import BadgeSlot, ProgressPicture, ProgressSummary
from bot.config import Settings
from bot.content.help_file import read_help
from bot.courses import load_library
from bot.domain.course.library import Library
from bot.search import SearchIndex


def measure(name: str, work: Callable[[], object], times: int) -> None:
    """Do the work a few times, and print its usual and its longest time."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    print(f"{name}: {median(took):.1f} ms, at most {max(took):.1f} ms")


def peak() -> float:
    """Return the most memory the process has taken so far, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def progress_picture(library: Library) -> ProgressPicture:
    """Make the picture of a learner who has mastered everything."""
    course = library.default
    marks = [LessonMark(each.number, each.title) for each in course.units.values()]
    badges = [BadgeSlot(mark, earned=True, gold=True) for mark in marks]
    return ProgressPicture(ProgressSummary(course.title, badges, streak=30, opened=40, cards=40))


def main() -> None:
    """Measure everything in turn."""
    folders = Settings.read().course_folders
    library = load_library(folders)
    before, began = peak(), time.perf_counter()
    index = SearchIndex(library.courses, read_help())
    index.look_up("what is this course about")
    print(f"The first index, with the model: {(time.perf_counter() - began) * 1000:.0f} ms")
    print(f"Memory at most: {before:.0f} MiB before it, {peak():.0f} MiB with it")
    measure("Loading the courses", lambda: load_library(folders), 5)
    measure("Building the index", lambda: SearchIndex(library.courses, read_help()).indexes, 5)
    measure("A search", lambda: index.look_up("how does Netflix explain the price"), 50)
    measure("Drawing a picture", progress_picture(library).draw, 10)
    index.close()


if __name__ == "__main__":
    main()
