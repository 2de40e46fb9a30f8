"""Certificates: what they take, the name on them, and the number that confirms them."""

import unicodedata
from dataclasses import dataclass

from bot.domain.learning.assessment import Sitting
from bot.errors import NameUnclear

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What a number is written in: no I, L, O, which look like digits, and no U, so that it spells no words."""

BITS = 40
"""How much chance there is in a number: eight characters."""

NAME = 60
"""Characters of a name, at most."""

_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0"})
_KEPT = frozenset("'\u2019.,-\u2010\u00b7&")
"""What stands in names beside letters, marks and digits."""

_SELECTORS = (*range(0x180B, 0x180E), 0x180F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
_JOINING = frozenset(map(chr, (0x200C, 0x200D, *_SELECTORS)))
"""What is not seen itself, but says how the letter before it joins the next or is drawn: Persian, Malayalam,
Mongolian and Japanese names have need of it."""

_BLANK = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x16FE4)))
"""Letters and marks, as Unicode counts them, of which nothing is seen."""


@dataclass(frozen=True)
class Certificate:
    """Somebody completed a course. `name` is as they typed it; `title` is the course's on that day; `day` is
    their local date, in days since 1970, and `at` the instant, in milliseconds of UTC.
    """

    number: str
    learner: int
    course: str
    title: str
    name: str
    day: int
    at: int


@dataclass(frozen=True)
class Requirements:
    """What is there of what a certificate takes. `drafts` and `test`: whether the course has any; `best` is
    the best test after the course so far.
    """

    read: int
    lessons: int
    mastered: int
    objectives: int
    drafts: bool
    revised: bool
    test: bool
    best: Sitting | None

    @property
    def all_read(self) -> bool:
        """Every lesson was read to the end."""
        return self.read == self.lessons

    @property
    def all_mastered(self) -> bool:
        """Every objective is mastered."""
        return self.mastered == self.objectives

    @property
    def passed(self) -> bool:
        """The best test is good enough, or the course has none."""
        return not self.test or (self.best is not None and self.best.passed)

    @property
    def earned(self) -> bool:
        """Nothing is missing."""
        return self.all_mastered and (self.revised or not self.drafts) and self.passed


def write_number(chance: int) -> str:
    """A number such as `7K2M-QX9D`, of BITS of chance."""
    digits = [ALPHABET[chance >> place & 31] for place in range(BITS - 5, -5, -5)]
    return f"{''.join(digits[:4])}-{''.join(digits[4:])}"


def read_number(typed: str) -> str | None:
    """The number that was meant, however it was typed: case, blanks, dashes, O for 0, I or L for 1. None when
    it can be none.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum()).translate(_MEANT)
    if len(plain) != BITS // 5 or not all(c in ALPHABET for c in plain):
        return None
    return f"{plain[:4]}-{plain[4:]}"


def read_name(typed: str) -> str:
    """The name as it is kept: on one line, without what names have no need of. Raises NameUnclear when there
    is no letter to be seen in it, or it is too long.
    """
    kept = ""
    for c in " ".join(typed.split()):
        if c in _JOINING:
            kept += c if _seen(kept[-1:]) else ""
        elif c in _KEPT or c == " " or _seen(c):
            kept += c
    name = unicodedata.normalize("NFC", " ".join(kept.split()))
    if len(name) > NAME or not any(c.isalpha() for c in name):
        raise NameUnclear(NAME)
    return name


def _seen(c: str) -> bool:
    """Whether it is a letter, mark or digit that one sees; not so is the empty text."""
    return c != "" and c not in _JOINING | _BLANK and unicodedata.category(c)[0] in "LMN"


def best(sittings: list[Sitting]) -> Sitting | None:
    """The test after the course with the greatest share of right answers, of those that are finished."""
    done = [each for each in sittings if each.mode == "post" and each.finished_at is not None]
    return max(done, key=lambda each: each.right / (each.questions or 1), default=None)
