"""Reading: where a learner stands, the next page, and noting what was read."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.domain.course.course import Course
from bot.domain.course.lesson_steps import Step, steps
from bot.domain.course.library import Library, Place
from bot.domain.learning.outlook import Outlook, look
from bot.domain.learning.progress import Progress, summarize
from bot.domain.learning.quiz import Answer
from bot.errors import RecordUnavailable
from bot.services.learning.due_reviews import agenda
from bot.services.ports.record import Clock, Record


@dataclass(frozen=True)
class Reading:
    """A step of a lesson as shown: `page` counts from 0, `pages` is how many there are."""

    place: Place
    step: Step
    page: int
    pages: int


@dataclass(frozen=True)
class StudyService:
    """Lessons, the facts of the case, and a learner's way through them."""

    library: Library
    record: Record
    clock: Clock

    def look(self, place: Place, page: int) -> Reading:
        """A page of a lesson without noting it; a page beyond the ends gives the nearest."""
        parts = steps(place.lesson)
        page = min(max(page, 0), len(parts) - 1)
        return Reading(place, parts[page], page, len(parts))

    async def read(self, learner: int, place: Place, page: int) -> Reading:
        """Return a page of a lesson, noted as read; if that can't be noted, return it all the same.

        A full disk must not take the lessons away: the worst that happens is that the page is offered again.
        """
        reading = self.look(place, page)
        with suppress(RecordUnavailable):  # the storage has logged it
            await self.record.mark_read(learner, place.course.id, place.lesson.id, reading.page, self.clock())
        return reading

    async def progress(self, learner: int, course: Course) -> Progress:
        """How far the learner has come in a course."""
        read = await self.record.pages_read(learner, course.id)
        return summarize(course, read, await self.record.answers(learner, course.id))

    async def outlook(self, learner: int, course: Course) -> Outlook:
        """What the learner has mastered and remembers, this week, and the reviews ahead."""
        return await self._outlook(learner, course, await self.record.answers(learner, course.id))

    async def report(self, learner: int, course: Course) -> tuple[Progress, Outlook]:
        """Progress and outlook from one reading of the learner's answers, which may be thousands."""
        answers = await self.record.answers(learner, course.id)
        progress = summarize(course, await self.record.pages_read(learner, course.id), answers)
        return progress, await self._outlook(learner, course, answers)

    async def reports(self, learner: int) -> Sequence[tuple[Progress, Outlook]]:
        """The same for the default course and every other one that the learner has touched."""
        found = [await self.report(learner, course) for course in self.library.courses]
        return [
            each
            for place, each in enumerate(found)
            if place == 0 or each[0].answers or any(lesson.read for lesson in each[0].lessons)
        ]

    async def _outlook(self, learner: int, course: Course, answers: Sequence[Answer]) -> Outlook:
        cards = await self.record.cards(learner, course.id)
        left = await agenda(self.record, self.clock, learner, course, answers, cards)
        # Thousands of answers take some tenths of a second, in which others must not wait.
        outlook = await asyncio.to_thread(look, course, answers, cards, left.today)
        return replace(outlook, ahead=(len(left.items), *outlook.ahead[1:]), waiting=left.waiting)

    async def next_page(self, learner: int, course: Course) -> tuple[Place, int] | None:
        """The next page to read: in the lesson read last, else in teaching order; None when all are read."""
        read = await self.record.pages_read(learner, course.id)
        last = course.units.get(next(reversed(list(read)), ""))
        for lesson in (*filter(None, [last]), *course.units.values()):
            for page in range(len(steps(lesson))):
                if page not in read.get(lesson.id, frozenset()):
                    return Place(course, lesson), page
        return None
