"""A learner's journal for a course."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.writing.checklist_progress import ChecklistProgress
from bot.domain.writing.drafts import LearnerDraft, Reflection


@dataclass(frozen=True)
class Entry:
    """A lesson with what the learner wrote about it. Drafts are newest first."""

    lesson: Lesson
    reflection: Reflection | None
    drafts: Sequence[LearnerDraft]

    @property
    def empty(self) -> bool:
        """Return whether the learner wrote nothing."""
        return self.reflection is None and not self.drafts


@dataclass(frozen=True)
class Journal:
    """All entries in teaching order, the course's checklists, and entries for lessons that it has dropped."""

    course: Course
    entries: Sequence[Entry]
    checklists: Sequence[ChecklistProgress]
    earlier: Sequence[Entry] = ()
