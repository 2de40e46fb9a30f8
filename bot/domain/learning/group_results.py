"""How a server answered a question, told so that nobody can be picked out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.questions.grading import FULL
from bot.domain.questions.question import Question

FEWEST = 5
"""Fewer people than this are never told as a number, zero apart."""


@dataclass(frozen=True)
class Results:
    """How a question was answered by at least FEWEST people, if `enough`; else the counts are hidden.

    `chosen` has a count for each option in the file's order, None where it is from 1 to 4. `people` is exact
    only if `exact`; otherwise there were at least so many, so that no hidden count can be worked out.
    """

    question: Question
    enough: bool
    people: int
    exact: bool
    chosen: tuple[int | None, ...]
    right: int | None  # how many were fully right
    unknown: int | None  # how many said that they don't know


def results(question: Question, choices: Iterable[Iterable[int]]) -> Results:
    """The results of a question from what each person chose (places of options; none: "I don't know")."""
    picks = [frozenset(choice) & frozenset(range(len(question.options))) for choice in choices]
    people = len(picks)
    if people < FEWEST:
        hidden = (None,) * len(question.options)
        return Results(question, False, 0, False, hidden, None, None)
    counted = Counter(place for pick in picks for place in pick)
    right = sum(question.score(pick) == FULL for pick in picks)
    counts = [counted[place] for place in range(len(question.options))]
    unknown = sum(not pick for pick in picks)
    wrong = people - right - unknown
    hides = any(0 < count < FEWEST for count in (*counts, right, unknown, wrong))
    shown = tuple(_told(count) for count in counts)
    told_right, told_unknown = _told(right), _told(unknown)
    least = max(FEWEST, *(count or 0 for count in shown), (told_right or 0) + (told_unknown or 0))
    if not question.rules.several:
        least = max(least, sum(count or 0 for count in shown) + (told_unknown or 0))
    return Results(question, True, least if hides else people, not hides, shown, told_right, told_unknown)


def _told(count: int) -> int | None:
    return count if count == 0 or count >= FEWEST else None
