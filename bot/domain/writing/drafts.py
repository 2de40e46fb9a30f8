"""What learners write: versioned drafts, reflections, and marks on checklists."""

import re
from dataclasses import dataclass

DRAFT = 600
"""Longest draft, in characters."""

REFLECTION = 1500
"""Longest reflection that can be submitted at once, in characters."""

LONGEST = 4000
"""Longest reflection that's stored after merging two that were written on different devices."""

NOTE = 300
"""Longest note on a checklist item, in characters."""


@dataclass(frozen=True)
class Version:
    """One submitted version of a draft. `points` has the indexes of the rubric points the learner ticked, or
    None if they haven't checked it yet.
    """

    number: int  # from 1
    text: str
    at: int  # milliseconds of UTC
    points: frozenset[int] | None = None


@dataclass(frozen=True)
class LearnerDraft:
    """A message that a learner wrote for a lesson, with all its versions and the rubric from when it was
    begun.
    """

    id: int  # the id of the interaction that created it
    learner: int
    course: str
    lesson: str
    rubric: tuple[str, ...]
    versions: tuple[Version, ...]

    @property
    def first(self) -> Version:
        """Return the version written before the learner saw the model answer."""
        return self.versions[0]

    @property
    def latest(self) -> Version:
        """Return the current version."""
        return self.versions[-1]

    @property
    def revised(self) -> bool:
        """Return whether there's more than one version."""
        return len(self.versions) > 1


@dataclass(frozen=True)
class Reflection:
    """A learner's reflection on a lesson's question.

    `revision` starts at 1, grows with each change and is never reused, not even after an erasure.
    """

    lesson: str
    text: str
    at: int  # milliseconds of UTC
    revision: int


@dataclass(frozen=True)
class ChecklistMark:
    """A learner's mark on a checklist item: whether it's done, and their own note."""

    checklist: str
    item: str
    ticked: bool
    note: str
    at: int  # milliseconds of UTC


_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def tidy(typed: str) -> str:
    """Clean up typed text for storage: unify line breaks, collapse empty lines, and drop control characters.

    Also drop bidirectional overrides, which could reorder the text around them. Return an empty string if
    nothing visible is left.
    """
    seen = _UNSEEN.sub("", _BREAKS.sub("\n", typed)).replace("\t", " ")
    lines = "\n".join(line.strip() for line in seen.split("\n"))
    written = re.sub(r"\n{3,}", "\n\n", lines).strip()
    return written if any(sign.isprintable() and not sign.isspace() for sign in written) else ""


def joined(kept: str, written: str) -> str | None:
    """Return two concurrently written reflections merged into one, or None if that's too long."""
    both = f"{kept}\n\n{written}"
    return both if len(both) <= LONGEST else None
