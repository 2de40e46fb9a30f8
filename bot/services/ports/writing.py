"""The store for writing."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.domain.writing.drafts import Draft, Mark, Reflection


class WritingStore(Protocol):
    """What learners write."""

    async def add_draft(self, draft: Draft) -> Draft:
        """Keep a new draft with its first version, and return the one that is there now.

        That is the learner's other draft of this lesson if one began with the same text: a form that is sent
        twice makes no second draft.
        """

    async def add_version(self, learner: int, draft: int, text: str, at: int) -> Draft | None:
        """Keep a further version unless it equals the latest, and return the draft; None if it is gone."""

    async def check_version(
        self, learner: int, draft: int, number: int, points: frozenset[int]
    ) -> Draft | None:
        """Keep which points a version was ticked for, as long as it is the latest; returns the draft, or None
        if it is gone."""

    async def draft(self, learner: int, draft: int) -> Draft | None:
        """One of the learner's drafts."""

    async def drafts(self, learner: int, course: str) -> Sequence[Draft]:
        """The learner's drafts of a course, the latest begun first."""

    async def delete_draft(self, learner: int, draft: int) -> bool:
        """Delete a draft with its versions. False when there was none."""

    async def has_revised(self, learner: int, course: str) -> bool:
        """Whether a draft of the course has a version after the first."""

    async def reflections(self, learner: int, course: str) -> Mapping[str, Reflection]:
        """The learner's reflections by lesson."""

    async def set_reflection(
        self, learner: int, course: str, lesson: str, text: str, at: int, based_on: int
    ) -> Reflection | None:
        """Keep a reflection and return it as it is now.

        `based_on` is the revision that was shown while it was written (0: none). If another was kept since,
        both are kept as one. The same text again changes nothing. None, and nothing is changed: what was
        shown has been erased since, or both would be longer than `bot.domain.writing.drafts.LONGEST`.
        """

    async def erase_reflection(self, learner: int, course: str, lesson: str) -> bool:
        """Erase a reflection. False when there was none."""

    async def marks(self, learner: int, course: str) -> Sequence[Mark]:
        """What the learner noted about the items of the course's checklists."""

    async def set_tick(
        self, learner: int, course: str, checklist: str, item: str, ticked: bool, at: int
    ) -> None:
        """Keep whether one item is done; every other one, and its note, stay as they are."""

    async def set_note(
        self, learner: int, course: str, checklist: str, item: str, note: str, at: int
    ) -> None:
        """Keep a remark on one item; an empty one takes it away. Its tick stays as it is."""

    async def clear_marks(self, learner: int, course: str, checklist: str) -> int:
        """Forget all ticks and notes of one checklist; returns how many there were."""
