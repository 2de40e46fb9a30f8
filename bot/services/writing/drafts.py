"""Drafts: write a message, check it, see the model answer, and revise."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.calendar.day import UTC_ZONE, day_of
from bot.domain.course.cards import Artifact
from bot.domain.course.course import Course
from bot.domain.course.lesson import Draft
from bot.domain.course.library import Library, Place
from bot.domain.writing.drafts import LearnerDraft, Version, tidy
from bot.errors.user import BlankMessage, DraftNotFound, NoDraftHere
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.people import PeopleStore
from bot.services.ports.writing import WritingStore


@dataclass(frozen=True)
class Drafting:
    """A learner's draft with its lesson. `task` is None if the lesson no longer has a writing task."""

    place: Place
    task: Draft | None
    draft: LearnerDraft
    others: int = 0  # the learner's other drafts for this lesson
    zone: str = UTC_ZONE  # for its dates


def task_of(place: Place) -> Draft:
    """Return a lesson's writing task. Raises NoDraftHere."""
    if place.lesson.draft is None:
        raise NoDraftHere
    return place.lesson.draft


def next_task(course: Course, written: Sequence[LearnerDraft]) -> Place | None:
    """Return the first lesson with a task whose latest draft isn't revised, if any.

    `written` has the newest first.
    """
    latest = {draft.lesson: draft for draft in reversed(written)}
    for lesson in course.units.values():
        if lesson.draft and not (lesson.id in latest and latest[lesson.id].revised):
            return Place(course, lesson)
    return None


def example_of(place: Place) -> Artifact | None:
    """Return the first message that a lesson shows together with a better version, if any."""
    return next((card.show for card in place.lesson.cards if card.show), None)


@dataclass(frozen=True)
class DraftService:
    """A learner's drafts."""

    library: Library
    writing_store: WritingStore
    people_store: PeopleStore
    clock: Clock

    async def latest(self, who: Actor, place: Place) -> Drafting | None:
        """Return the learner's latest draft for a lesson."""
        found = await self.of_lesson(who, place)
        return await self._at(who, found[0]) if found else None

    async def of_lesson(self, who: Actor, place: Place) -> Sequence[LearnerDraft]:
        """Return the learner's drafts for a lesson, newest first."""
        return [
            draft
            for draft in await self.writing_store.drafts(who.learner, place.course.id)
            if draft.lesson == place.lesson.id
        ]

    async def all(self, who: Actor, course: Course) -> Sequence[LearnerDraft]:
        """Return the learner's drafts for a course, newest first."""
        return await self.writing_store.drafts(who.learner, course.id)

    async def open(self, who: Actor, draft: int) -> Drafting:
        """Return the learner's draft with this id. Raises DraftNotFound, CourseNotFound."""
        return await self._at(who, await self.writing_store.draft(who.learner, draft))

    async def begin(self, who: Actor, place: Place, typed: str) -> Drafting:
        """Store a new draft's first version. Raises NoDraftHere and BlankMessage."""
        task, text = task_of(place), tidy(typed)
        if not text:
            raise BlankMessage(place.course.id, place.lesson.id)
        first = Version(1, text, self.clock())
        ids = (who.interaction, who.learner, place.course.id, place.lesson.id)
        return await self._at(
            who, await self.writing_store.add_draft(LearnerDraft(*ids, task.rubric, (first,)))
        )

    async def revise(self, who: Actor, draft: int, typed: str) -> Drafting:
        """Store a new version, unless it's unchanged. Raises DraftNotFound and BlankMessage."""
        text = tidy(typed)
        if not text:
            place = (await self.open(who, draft)).place
            raise BlankMessage(place.course.id, place.lesson.id, draft)
        found = await self.writing_store.add_version(who.learner, draft, text, self.clock())
        return await self._at(who, found)

    async def check(self, who: Actor, draft: int, number: int, points: Sequence[str]) -> Drafting:
        """Store which rubric points the learner ticked for a version. Raises DraftNotFound."""
        ticked = frozenset(int(point) for point in points if point in ("0", "1", "2", "3", "4"))
        return await self._at(who, await self.writing_store.check_version(who.learner, draft, number, ticked))

    async def postpone(self, who: Actor) -> None:
        """Don't ask the learner for a draft again on this local day."""
        now = self.clock()
        zone = (await self.people_store.preferences(who.learner)).zone
        await self.writing_store.postpone_draft(who.learner, day_of(now, zone), now)

    async def delete(self, who: Actor, draft: int) -> Place:
        """Delete a draft and return its lesson. Raises DraftNotFound, CourseNotFound."""
        place = (await self.open(who, draft)).place
        await self.writing_store.delete_draft(who.learner, draft)
        return place

    async def _at(self, who: Actor, draft: LearnerDraft | None) -> Drafting:
        if draft is None:
            raise DraftNotFound
        place = self.library.own_place(draft.course, draft.lesson)
        others = len(await self.of_lesson(who, place)) - 1
        zone = (await self.people_store.preferences(who.learner)).zone
        return Drafting(place, place.lesson.draft, draft, max(others, 0), zone)
