"""What learners write: drafts in versions, reflections, and what they ticked for their own organisation."""

import re
from dataclasses import dataclass

DRAFT = 600
"""Characters that a draft may have."""

REFLECTION = 1500
"""Characters that a reflection may have when it is written in one go."""

LONGEST = 4000
"""Characters of a reflection that are kept where two devices wrote one each."""

NOTE = 300
"""Characters of a note to an item of a checklist."""


@dataclass(frozen=True)
class Version:
    """A draft as it was sent. `points`: the places of the rubric's points ticked; None before the check."""

    number: int  # from 1
    text: str
    at: int  # milliseconds of UTC
    points: frozenset[int] | None = None


@dataclass(frozen=True)
class Draft:
    """A message that a learner wrote for a lesson, in its versions, with the rubric it was begun under."""

    id: int  # the interaction that brought it
    learner: int
    course: str
    lesson: str
    rubric: tuple[str, ...]
    versions: tuple[Version, ...]

    @property
    def first(self) -> Version:
        """The version written before the model was seen."""
        return self.versions[0]

    @property
    def latest(self) -> Version:
        """The version that stands."""
        return self.versions[-1]

    @property
    def revised(self) -> bool:
        """Whether there is a version after the first."""
        return len(self.versions) > 1


@dataclass(frozen=True)
class Reflection:
    """What a learner thinks about a lesson's question.

    `revision` grows with each change and never comes again, not even after an erasure; from 1.
    """

    lesson: str
    text: str
    at: int  # milliseconds of UTC
    revision: int


@dataclass(frozen=True)
class Mark:
    """What a learner noted about an item of a checklist: whether it is done, and a remark of their own."""

    checklist: str
    item: str
    ticked: bool
    note: str
    at: int  # milliseconds of UTC


_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def tidy(typed: str) -> str:
    """What was typed, as it is kept: line breaks of one kind, at most one empty line in a row, no control
    characters, and nothing that turns the direction of the text around it. Empty where nothing was written.
    """
    seen = _UNSEEN.sub("", _BREAKS.sub("\n", typed)).replace("\t", " ")
    lines = "\n".join(line.strip() for line in seen.split("\n"))
    written = re.sub(r"\n{3,}", "\n\n", lines).strip()
    return written if any(sign.isprintable() and not sign.isspace() for sign in written) else ""


def joined(kept: str, written: str) -> str | None:
    """Two reflections that were written beside each other, as one; None where there is no room for both."""
    both = f"{kept}\n\n{written}"
    return both if len(both) <= LONGEST else None
