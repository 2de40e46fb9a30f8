"""Certificates: the requirements, the name on them, and the number that verifies them."""

import unicodedata
from dataclasses import dataclass

from bot.domain.learning.assessment import Sitting
from bot.errors.user import NameUnclear

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L or O, which look like digits, and no U, so numbers don't spell rude words."""

BITS = 40
"""Random bits in a number: eight characters of five bits each."""

NAME = 60
"""Longest name, in characters."""

_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0"})
_KEPT = frozenset("'\u2019.,-\u2010\u00b7&")
"""Characters allowed in names besides letters, marks and digits."""

_SELECTORS = (*range(0x180B, 0x180E), 0x180F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
_JOINING = frozenset(map(chr, (0x200C, 0x200D, *_SELECTORS)))
"""Invisible characters that control how the preceding letter is joined or drawn. Persian, Malayalam,
Mongolian and Japanese names need them."""

_BLANK = frozenset(map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x16FE4)))
"""Characters that Unicode classifies as letters or marks but that are invisible."""


@dataclass(frozen=True)
class Certificate:
    """Proof that a learner completed a course. `title` is the course's title at the time, `day` the learner's
    local day number, and `at` the time in UTC milliseconds.

    `attempt` is the number of the attempt, from 1, that passed the final assessment, with `score` of its
    `questions` right. They're None for older certificates, and where the course has no assessment.
    `still_known` isn't stored with it: it follows from a check that was passed a month later.
    """

    number: str
    learner: int
    course: str
    title: str
    name: str
    day: int
    at: int
    attempt: int | None = None
    score: int | None = None
    questions: int | None = None
    still_known: bool = False


@dataclass(frozen=True)
class Requirements:
    """Which certificate requirements are met: `badges` of the course's `lessons`, a revised draft, a passed
    final assessment.

    `drafts` and `test` say whether the course has writing tasks and an assessment at all; `best` is the best
    attempt so far.
    """

    badges: int
    lessons: int
    drafts: bool
    revised: bool
    test: bool
    best: Sitting | None

    @property
    def all_badges(self) -> bool:
        """Return whether every lesson has its badge."""
        return self.badges == self.lessons

    @property
    def written(self) -> bool:
        """Return whether a draft has been revised, or the course asks for none."""
        return self.revised or not self.drafts

    @property
    def passed(self) -> bool:
        """Return whether the best attempt is a pass, or the course has no assessment."""
        return not self.test or (self.best is not None and self.best.passed)

    @property
    def earned(self) -> bool:
        """Return whether all requirements for the certificate are met."""
        return self.all_badges and self.written and self.passed


def write_number(chance: int) -> str:
    """Format BITS random bits as a certificate number such as `7K2M-QX9D`."""
    digits = [ALPHABET[chance >> place & 31] for place in range(BITS - 5, -5, -5)]
    return f"{''.join(digits[:4])}-{''.join(digits[4:])}"


def read_number(typed: str) -> str | None:
    """Return the certificate number that was typed, or None if it can't be one.

    Ignore case, spaces and dashes, and accept O for 0 and I or L for 1.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c.isalnum()).translate(_MEANT)
    if len(plain) != BITS // 5 or not all(c in ALPHABET for c in plain):
        return None
    return f"{plain[:4]}-{plain[4:]}"


def read_name(typed: str) -> str:
    """Return a typed name on one line, without characters that don't belong in names.

    Raises NameUnclear if it has no visible letter or is too long.
    """
    name = plain_name(typed)
    if len(name) > NAME or not any(c.isalpha() for c in name):
        raise NameUnclear(NAME)
    return name


def plain_name(typed: str) -> str:
    """Return typed text on one line, without characters that don't belong in names."""
    kept = ""
    for c in " ".join(typed.split()):
        if c in _JOINING:
            kept += c if _seen(kept[-1:]) else ""
        elif c in _KEPT or c == " " or _seen(c):
            kept += c
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _seen(c: str) -> bool:
    """Return whether it's a visible letter, mark or digit. The empty string isn't."""
    return c != "" and c not in _JOINING | _BLANK and unicodedata.category(c)[0] in "LMN"


def best(sittings: list[Sitting]) -> Sitting | None:
    """Return the finished posttest with the largest share of right answers."""
    done = [each for each in sittings if each.mode == "post" and each.finished_at is not None]
    return max(done, key=lambda each: each.right / (each.questions or 1), default=None)
