"""Storage for what learners write."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.writing.drafts import ChecklistMark, LearnerDraft, Reflection


class WritingStore(Protocol):
    """Drafts, reflections and checklists."""

    async def add_draft(self, draft: LearnerDraft) -> LearnerDraft:
        """Store a new draft with its first version, or return the existing one.

        That's the learner's draft for the same lesson that began with the same text: sending a form twice
        creates one draft.
        """

    async def add_version(self, learner: int, draft: int, text: str, at: int) -> LearnerDraft | None:
        """Add a version unless it equals the latest. Return the draft, or None if it's gone."""

    async def check_version(
        self, learner: int, draft: int, number: int, points: frozenset[int]
    ) -> LearnerDraft | None:
        """Store which points the latest version meets. Return the draft, or None if it's gone.

        Do nothing if `number` isn't the latest version.
        """

    async def draft(self, learner: int, draft: int) -> LearnerDraft | None:
        """Return one of the learner's drafts."""

    async def drafts(self, learner: int, course: str) -> Sequence[LearnerDraft]:
        """Return the learner's drafts in a course, newest first."""

    async def delete_draft(self, learner: int, draft: int) -> bool:
        """Delete a draft with its versions. Return False if there was none."""

    async def has_revised(self, learner: int, course: str) -> bool:
        """Return whether any draft in the course has more than one version."""

    async def postpone_draft(self, learner: int, day: int, at: int) -> None:
        """Store that the learner doesn't want to be asked for a draft anymore on this local day."""

    async def postponed_day(self, learner: int) -> int | None:
        """Return the last local day on which the learner didn't want to write a draft, if there is one."""

    async def reflections(self, learner: int, course: str) -> Mapping[str, Reflection]:
        """Return the learner's reflections by lesson."""

    async def set_reflection(
        self, learner: int, course: str, lesson: str, text: str, at: int, based_on: int
    ) -> Reflection | None:
        """Store a reflection and return it as it is now.

        `based_on` is the revision the learner saw while writing (0 for none). If another was stored since,
        keep both texts as one. The same text again changes nothing. Return None, and change nothing, if the
        revision they saw was erased since or both texts would exceed `bot.domain.writing.drafts.LONGEST`.
        """

    async def erase_reflection(self, learner: int, course: str, lesson: str) -> bool:
        """Delete a reflection. Return False if there was none."""

    async def marks(self, learner: int, course: str) -> Sequence[ChecklistMark]:
        """Return the learner's ticks and notes on the course's checklists."""

    async def set_tick(
        self, learner: int, course: str, checklist: str, item: str, ticked: bool, at: int
    ) -> None:
        """Store whether an item is done. Its note and all other items stay as they are."""

    async def set_note(
        self, learner: int, course: str, checklist: str, item: str, note: str, at: int
    ) -> None:
        """Store a note on an item; an empty one deletes it. The item's tick stays as it is."""

    async def clear_marks(self, learner: int, course: str, checklist: str) -> int:
        """Delete all ticks and notes on a checklist and return how many there were."""
