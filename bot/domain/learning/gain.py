"""Compare two assessment results, and tell whether the difference could be chance."""

from dataclasses import dataclass
from math import comb
from typing import Literal

from bot.domain.learning.assessment import Sitting

RARE = 0.05
"""Significance level: a result that chance would produce less often than this isn't put down to chance."""

Direction = Literal["more", "fewer", "same"]


@dataclass(frozen=True)
class Gain:
    """The change from one assessment to another.

    `by` is how many more or fewer questions were right, or None if the forms differ in length and only shares
    can be compared. `complete` means that both were fully right, so there was no room to improve.
    """

    direction: Direction
    by: int | None
    maybe_chance: bool
    complete: bool


def gain(before: Sitting, after: Sitting) -> Gain:
    """Return the change from a complete pretest to a complete final assessment on another form.

    Raises ValueError for anything else: a form that was met twice measures memory of its questions, and forms
    of another edition may be easier or harder.

    The forms are parallel, so a learner whose knowledge hasn't changed gets about as many right on another
    form, give or take some luck. Use a one-sided Fisher's exact test to tell luck from learning: if all right
    answers of both assessments were dealt out at random, how often would the better one get at least this
    many? Unless that's rarer than RARE, the difference may be chance. With twelve questions each, it takes a
    difference of five in the middle of the scale (5, then 10) and of four near its ends (8, then 12). The
    test never divides by the number of mistakes, so a perfect score is safe.
    """
    if not (before.whole and after.whole):
        raise ValueError("only complete assessments can be compared")
    if (before.mode, after.mode) != ("pre", "post") or before.form == after.form:
        raise ValueError("only a pretest and a later assessment on another form can be compared")
    if before.edition != after.edition:
        raise ValueError("only forms of the same edition can be compared")
    lead = after.right * before.questions - before.right * after.questions
    better, worse = (after, before) if lead > 0 else (before, after)
    return Gain(
        direction="more" if lead > 0 else "fewer" if lead < 0 else "same",
        by=abs(after.right - before.right) if before.questions == after.questions else None,
        maybe_chance=chance_probability(better.right, better.questions, worse.right, worse.questions) >= RARE,
        complete=lead == 0 and before.right == before.questions,
    )


def chance_probability(better: int, better_of: int, worse: int, worse_of: int) -> float:
    """Return the probability of one assessment getting at least `better` of the right answers by chance."""
    right, wrong = better + worse, better_of + worse_of - better - worse
    ways = sum(
        comb(right, taken) * comb(wrong, better_of - taken)
        for taken in range(better, min(right, better_of) + 1)
    )
    return ways / comb(right + wrong, better_of)
