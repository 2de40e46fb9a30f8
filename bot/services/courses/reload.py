"""Load the courses again while the bot runs, when someone asks for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol

from bot.domain.course.library import LeftOut, Library
from bot.services.ports.search import Search
from bot.services.unit import Units

log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds between two looks for a request."""

FAILED = "Couldn't reload the courses, so the bot goes on with those it has"


class ReloadRequests(Protocol):
    """Requests from other processes on this machine. Its methods block: call them in a thread."""

    def take(self) -> Sequence[str]:
        """Return a token for each request that nobody has taken."""

    def answer(self, token: str, lines: Sequence[str], *, sound: bool) -> None:
        """Say what came of a request. `sound`: no course has errors."""


class CourseReloader:
    """Replace the library with one that was just loaded. What learners have begun goes on.

    `load` returns the new library; it blocks. `follow` prepares the database for a new library.
    """

    def __init__(
        self,
        units: Units,
        search: Search,
        load: Callable[[], Library],
        follow: Callable[[Library], Awaitable[None]],
        requests: ReloadRequests,
    ) -> None:
        self._units = units
        self._search = search
        self._load = load
        self._follow = follow
        self._requests = requests
        self._asked = asyncio.Event()

    def ring(self) -> None:
        """Ask for the courses to be loaded again."""
        self._asked.set()

    async def watch(self) -> None:
        """Reload whenever someone asks, until this is canceled."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), PAUSE)
            try:
                tokens = await asyncio.to_thread(self._requests.take)
                if tokens or self._asked.is_set():
                    self._asked.clear()
                    lines, sound = await self._tried()
                    for token in tokens:
                        await asyncio.to_thread(self._requests.answer, token, lines, sound=sound)
            except Exception:
                log.exception("Couldn't take or answer a request to reload the courses")

    async def _tried(self) -> tuple[Sequence[str], bool]:
        """Reload the courses, and return what to say about it, and whether no course has errors."""
        try:
            library = await self.reload()
        except Exception as error:
            log.exception(FAILED)
            return [f"{FAILED}: {error or type(error).__name__}", "The bot's log says more."], False
        return outcome(library), not library.left_out

    async def reload(self) -> Library:
        """Load the courses and use them from now on. A course with errors stays as it was before.

        If anything fails, all courses stay as they were.
        """
        library = await asyncio.to_thread(self._load)
        await self._search.cover(library.courses)
        try:
            await self._follow(library)
        except Exception:
            await self._search.cover(self._units.library.courses)
            raise
        self._units.library = library
        log.info("%s", outcome(library)[0])
        return library


def outcome(library: Library) -> Sequence[str]:
    """Return what to tell the person who runs the bot."""
    titles = ", ".join(f"{course.title} ({course.id})" for course in library.courses)
    return [f"Courses in use: {titles}", *map(explain, library.left_out)]


def explain(left_out: LeftOut) -> str:
    """Return why a course was left out."""
    then = "its older version stays in use" if left_out.older else "it was left out"
    more = f" (and {left_out.more} more)" if left_out.more else ""
    return f"The course in {left_out.folder} has errors, so {then}: {left_out.reason}{more}"
