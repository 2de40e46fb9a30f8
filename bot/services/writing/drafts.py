"""Writing a message, checking it, seeing one way to do it, and revising."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.course.course import Course
from bot.domain.course.course import Draft as Task
from bot.domain.course.library import Library, Place
from bot.domain.writing.drafts import Draft, Version, tidy
from bot.errors import DraftNotFound, NoDraftHere
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.writing import WritingStore


@dataclass(frozen=True)
class Drafting:
    """A learner's draft at its lesson. `task` is None where the course has none there any more."""

    place: Place
    task: Task | None
    draft: Draft
    others: int = 0  # further drafts of this lesson


def task_of(place: Place) -> Task:
    """Return what to write in a lesson. Raises NoDraftHere."""
    if place.lesson.draft is None:
        raise NoDraftHere
    return place.lesson.draft


@dataclass(frozen=True)
class DraftService:
    """Drafts of one's own."""

    library: Library
    writing_store: WritingStore
    clock: Clock

    async def latest(self, who: Actor, place: Place) -> Drafting | None:
        """The learner's latest draft of a lesson."""
        found = await self.of_lesson(who, place)
        return Drafting(place, place.lesson.draft, found[0], len(found) - 1) if found else None

    async def of_lesson(self, who: Actor, place: Place) -> Sequence[Draft]:
        """The learner's drafts of a lesson, the latest begun first."""
        return [
            draft
            for draft in await self.writing_store.drafts(who.learner, place.course.id)
            if draft.lesson == place.lesson.id
        ]

    async def all(self, who: Actor, course: Course) -> Sequence[Draft]:
        """The learner's drafts of a course, the latest begun first."""
        return await self.writing_store.drafts(who.learner, course.id)

    async def open(self, who: Actor, draft: int) -> Drafting:
        """Return a draft by its number. Raises DraftNotFound, CourseNotFound."""
        return await self._at(who, await self.writing_store.draft(who.learner, draft))

    async def begin(self, who: Actor, place: Place, typed: str) -> Drafting | None:
        """Keep the first version of a new draft; None where nothing was written. Raises NoDraftHere."""
        task, text = task_of(place), tidy(typed)
        if not text:
            return None
        first = Version(1, text, self.clock())
        ids = (who.interaction, who.learner, place.course.id, place.lesson.id)
        return await self._at(who, await self.writing_store.add_draft(Draft(*ids, task.rubric, (first,))))

    async def revise(self, who: Actor, draft: int, typed: str) -> Drafting:
        """Keep a further version, unless nothing was written or nothing changed. Raises DraftNotFound."""
        text = tidy(typed)
        if not text:
            return await self.open(who, draft)
        found = await self.writing_store.add_version(who.learner, draft, text, self.clock())
        return await self._at(who, found)

    async def check(self, who: Actor, draft: int, number: int, points: Sequence[str]) -> Drafting:
        """Keep which points of the rubric were ticked for a version. Raises DraftNotFound."""
        ticked = frozenset(int(point) for point in points if point in ("0", "1", "2", "3", "4"))
        return await self._at(who, await self.writing_store.check_version(who.learner, draft, number, ticked))

    async def delete(self, who: Actor, draft: int) -> Place:
        """Delete a draft, and return the lesson it was for. Raises DraftNotFound, CourseNotFound."""
        place = (await self.open(who, draft)).place
        await self.writing_store.delete_draft(who.learner, draft)
        return place

    async def _at(self, who: Actor, draft: Draft | None) -> Drafting:
        if draft is None:
            raise DraftNotFound
        place = self.library.own_place(draft.course, draft.lesson)
        others = len(await self.of_lesson(who, place)) - 1
        return replace(Drafting(place, place.lesson.draft, draft), others=max(others, 0))
