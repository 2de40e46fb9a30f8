"""The journal: a learner's reflections on each lesson, drafts and checklists."""

from dataclasses import dataclass
from datetime import date

from bot.domain.calendar.day import date_of, day_of
from bot.domain.course.course import Course
from bot.domain.course.lesson import dropped
from bot.domain.course.library import Library, Place
from bot.domain.writing.checklist_progress import ticked
from bot.domain.writing.drafts import tidy
from bot.domain.writing.journal import Entry, Journal
from bot.errors.user import LessonNotFound
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.people import PeopleStore
from bot.services.ports.writing import WritingStore


@dataclass(frozen=True)
class JournalService:
    """A learner's journals."""

    library: Library
    writing_store: WritingStore
    people_store: PeopleStore
    clock: Clock

    async def open(self, who: Actor, course: Course) -> Journal:
        """Return everything the learner wrote in a course."""
        reflections = await self.writing_store.reflections(who.learner, course.id)
        drafts = await self.writing_store.drafts(who.learner, course.id)
        marks = await self.writing_store.marks(who.learner, course.id)
        gone = sorted({*reflections, *(draft.lesson for draft in drafts)} - course.units.keys())
        entries, earlier = (
            [
                Entry(lesson, reflections.get(name), [draft for draft in drafts if draft.lesson == name])
                for name, lesson in lessons.items()
            ]
            for lessons in (course.units, {name: dropped(name) for name in gone})
        )
        checklists = [ticked(checklist, marks) for checklist in course.checklists]
        return Journal(course, entries, checklists, earlier)

    async def entry(self, who: Actor, place: Place) -> Entry:
        """Return what the learner wrote about one lesson.

        Raises LessonNotFound if the course doesn't have the lesson and they wrote nothing about it either.
        """
        journal = await self.open(who, place.course)
        for each in (*journal.entries, *journal.earlier):
            if each.lesson.id == place.lesson.id:
                return each
        raise LessonNotFound(place.lesson.id)

    async def write(self, who: Actor, place: Place, typed: str, based_on: int) -> Entry | None:
        """Store a reflection, unless it's empty. `based_on` is the revision that the learner was editing.

        Return None if it can't be stored: that revision has been erased since, or the text is too long to
        merge with one that was written on another device in the meantime.
        """
        if place.dropped:
            await self.entry(who, place)
        if text := tidy(typed):
            ids = (who.learner, place.course.id, place.lesson.id)
            if await self.writing_store.set_reflection(*ids, text, self.clock(), based_on) is None:
                return None
        return await self.entry(who, place)

    async def erase(self, who: Actor, place: Place) -> Entry:
        """Erase a reflection, if there is one."""
        await self.writing_store.erase_reflection(who.learner, place.course.id, place.lesson.id)
        return Entry(place.lesson, None, ()) if place.dropped else await self.entry(who, place)

    async def dated(self, who: Actor, course: Course) -> tuple[Journal, date]:
        """Return everything the learner wrote in a course, and the date where they live."""
        zone = (await self.people_store.preferences(who.learner)).zone
        return await self.open(who, course), date_of(day_of(self.clock(), zone))
