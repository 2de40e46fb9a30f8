"""What every bot process loads, loaded once: the program's modules, the shipped course, and its search index.

Processes are forked from one that has imported this.
"""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import bot.bootstrap
import bot.demo
import bot.reports
import bot.runner
from bot.config import Settings
from bot.content import CourseLoader
from bot.content.help_file import read_help
from bot.domain.course.course import Course
from bot.domain.course.help import NO_HELP, Help
from bot.search import SearchIndex, open_search

os.environ["TOKENIZERS_PARALLELISM"] = "false"  # its threads wouldn't survive the fork

FOLDERS = Settings.read().course_folders
LOADED = CourseLoader(FOLDERS).load()
SEARCH = SearchIndex(LOADED[0], read_help())

_load = CourseLoader.load


def share() -> None:
    """Let this process use what's loaded. Other courses are loaded as ever."""
    CourseLoader.load = _load_once  # type: ignore[method-assign, assignment]
    bot.bootstrap.open_search = _open_once  # type: ignore[attr-defined]


def _load_once(loader: CourseLoader):  # type: ignore[no-untyped-def]
    return LOADED if loader._folders == FOLDERS else _load(loader)


@asynccontextmanager
async def _open_once(courses: Sequence[Course], about: Help = NO_HELP) -> AsyncIterator[SearchIndex]:
    if courses is LOADED[0]:
        yield SEARCH
    else:
        async with open_search(courses, about) as index:
            yield index
