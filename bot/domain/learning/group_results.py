"""Summarize how a server answered a question without revealing what any one person chose."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.questions.grading import FULL
from bot.domain.questions.question import Question

FEWEST, USUAL, MOST = 3, 3, 10
"""How many answers results can be set to show from, and the usual number. Smaller counts are never shown,
apart from zero, because they could identify people.
"""


@dataclass(frozen=True)
class Results:
    """How people answered a question. All counts are hidden unless at least `fewest` people answered
    (`enough`).

    `chosen` has a count for each option in file order, or None for a count too small to show. If `exact` is
    False, `people` is only a lower bound: subtracting from an exact total would reveal the hidden counts.
    """

    question: Question
    enough: bool
    people: int
    exact: bool
    chosen: tuple[int | None, ...]
    right: int | None  # how many were fully right
    unknown: int | None  # how many said "I don't know"
    fewest: int = USUAL


def results(question: Question, choices: Iterable[Iterable[int]], fewest: int = USUAL) -> Results:
    """Return a question's results from each person's chosen options (by index; no option: "I don't know").

    Counts under `fewest` are hidden.
    """
    picks = [frozenset(choice) & frozenset(range(len(question.options))) for choice in choices]
    people = len(picks)
    if people < fewest:
        hidden = (None,) * len(question.options)
        return Results(question, False, 0, False, hidden, None, None, fewest)
    counted = Counter(place for pick in picks for place in pick)
    right = sum(question.score(pick) == FULL for pick in picks)
    counts = [counted[place] for place in range(len(question.options))]
    unknown = sum(not pick for pick in picks)
    wrong = people - right - unknown
    hides = any(0 < count < fewest for count in (*counts, right, unknown, wrong))
    shown = tuple(_visible(count, fewest) for count in counts)
    visible_right, visible_unknown = _visible(right, fewest), _visible(unknown, fewest)
    least = max(fewest, *(count or 0 for count in shown), (visible_right or 0) + (visible_unknown or 0))
    if not question.rules.several:
        least = max(least, sum(count or 0 for count in shown) + (visible_unknown or 0))
    shown_people = least if hides else people
    return Results(question, True, shown_people, not hides, shown, visible_right, visible_unknown, fewest)


def _visible(count: int, fewest: int) -> int | None:
    """Return the count, or None if it's too small to show."""
    return count if count == 0 or count >= fewest else None
