"""Scores, and what a typed answer in doubt is worth. How each kind is graded is in the kind's own module."""

from dataclasses import dataclass
from typing import Literal

FULL = 100
"""The score of a fully right answer; scores are whole percents."""

Verdict = Literal["open", "right", "near", "wrong"]
"""What the learner says of a typed answer that the course doesn't foresee; open: nothing said yet."""

JUDGED: dict[Verdict, int] = {"open": 0, "right": FULL, "near": FULL // 2, "wrong": 0}
"""What an answer that is nearly right is worth."""


@dataclass(frozen=True)
class Grade:
    """The score, 0 to 100; the options meant, as the answer stores them; and for a typed answer that can't be
    told right from wrong, that the learner has yet to say.
    """

    score: int
    chosen: tuple[int, ...]
    verdict: Verdict | None = None


def percent(part: int, of: int) -> int:
    """Return the whole percents that `part` is of a number above 0; half a percent is rounded up."""
    return (2 * FULL * part + of) // (2 * of)
