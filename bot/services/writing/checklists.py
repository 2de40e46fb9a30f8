"""Checklists that learners tick off for their own organization."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course.checklist import Checklist
from bot.domain.course.course import Course
from bot.domain.writing.checklist_progress import ChecklistProgress, handle, ticked
from bot.domain.writing.drafts import tidy
from bot.errors.user import StaleControl
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.writing import WritingStore


@dataclass(frozen=True)
class ChecklistService:
    """A learner's checklists. `name` is always a hash from `domain.writing.checklist_progress.handle`."""

    writing_store: WritingStore
    clock: Clock

    async def all(self, who: Actor, course: Course) -> Sequence[ChecklistProgress]:
        """Return the course's checklists with the learner's marks."""
        marks = await self.writing_store.marks(who.learner, course.id)
        return [ticked(checklist, marks) for checklist in course.checklists]

    async def open(self, who: Actor, course: Course, name: str) -> ChecklistProgress:
        """Return one checklist. Raises StaleControl if the course no longer has it."""
        marks = await self.writing_store.marks(who.learner, course.id)
        return ticked(_checklist(course, name), marks)

    async def tick(
        self, who: Actor, course: Course, name: str, *, done: bool
    ) -> tuple[ChecklistProgress, str]:
        """Tick or untick an item, and return the checklist and the item's id. Repeating it changes nothing.

        Raises StaleControl if the course no longer has the item.
        """
        checklist, item = find_item(course, name)
        await self.writing_store.set_tick(who.learner, course.id, checklist.id, item, done, self.clock())
        return await self.open(who, course, handle(checklist.id)), item

    async def annotate(
        self, who: Actor, course: Course, name: str, typed: str
    ) -> tuple[ChecklistProgress, str]:
        """Set an item's note, or remove it if the new one is empty. Raises StaleControl."""
        checklist, item = find_item(course, name)
        note = tidy(typed)
        await self.writing_store.set_note(who.learner, course.id, checklist.id, item, note, self.clock())
        return await self.open(who, course, handle(checklist.id)), item

    async def start_over(self, who: Actor, course: Course, name: str) -> ChecklistProgress:
        """Clear all of the learner's ticks and notes in a checklist. Raises StaleControl."""
        await self.writing_store.clear_marks(who.learner, course.id, _checklist(course, name).id)
        return await self.open(who, course, name)


def find_item(course: Course, name: str) -> tuple[Checklist, str]:
    """Return an item's checklist and id. Raises StaleControl if the course no longer has it."""
    for checklist in course.checklists:
        for group in checklist.groups:
            for item in group.items:
                if handle(checklist.id, item.id) == name:
                    return checklist, item.id
    raise StaleControl


def _checklist(course: Course, name: str) -> Checklist:
    for checklist in course.checklists:
        if handle(checklist.id) == name:
            return checklist
    raise StaleControl
