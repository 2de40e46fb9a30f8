"""A class in a server, the students who joined it, and the code that they join with."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.learning.certificate import NAME, plain_name
from bot.errors.classes import StudentNameUnclear

LETTERS = "BCDFGHJKMNPQRTVWXZ"
"""The letters of a code: no vowels, so it spells no words, and none that look like digits or each other."""

CODE = 6
"""Letters in a code. There are 34 million codes, and people may try few per hour."""

TITLE = 60
"""Longest title, in characters."""

CLASSES = 20
"""Most open classes in a server, so that all of them fit into a menu."""

STUDENTS = 500
"""Most students in a class, so that a report stays quick."""

KEPT_DAYS = 90
"""Days for which a closed class is kept for its teacher. Then it's erased with all names."""


@dataclass(frozen=True)
class Classroom:
    """A class on one course in one server. `zone` is the time zone of its dates, an IANA name."""

    id: int
    guild: int
    course: str
    title: str
    code: str
    zone: str
    created_by: int  # 0: someone whose data was erased
    created_at: int
    closed_at: int | None = None

    @property
    def is_open(self) -> bool:
        """Return whether students can still join, and what they do still counts."""
        return self.closed_at is None


@dataclass(frozen=True)
class Student:
    """Someone who joined a class, under the name or number that they typed.

    `direct` says that the class also sees what they do in direct messages. `reminders` says that they want a
    message before something is due.
    """

    classroom: int
    learner: int
    name: str
    joined_at: int
    direct: bool = False
    reminders: bool = True


def write_code(draw: Callable[[int], int]) -> str:
    """Return a new code. `draw(n)` returns a random number below n; it must be unguessable."""
    return "".join(LETTERS[draw(len(LETTERS))] for _ in range(CODE))


def read_code(typed: str) -> str | None:
    """Return the code that was typed, ignoring case, spaces and dashes, or None if it can't be one."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum())
    return plain if len(plain) == CODE and all(c in LETTERS for c in plain) else None


def read_student_name(typed: str) -> str:
    """Return a typed name or number on one line, without characters that belong in neither.

    Raises StudentNameUnclear if it has no letter or digit, or is too long.
    """
    name = plain_name(typed)
    if len(name) > NAME or not any(c.isalnum() for c in name):
        raise StudentNameUnclear(NAME)
    return name
