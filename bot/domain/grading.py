"""What an answer is worth."""

from collections.abc import Collection

from bot.domain.question import Question

FULL = 100
"""The score of a fully right answer; scores are whole percents."""


def score(question: Question, chosen: Collection[int]) -> int:
    """The score, 0 to 100, of choosing these options (places in the file's order) of a choice question.

    One right option: all or nothing. Several: each right pick earns its share and each wrong pick costs
    one, never below 0, so that ticking everything is worth nothing extra. No pick at all is "I don't know".

    Raises ValueError for a place that the question does not have.
    """
    picks = frozenset(chosen)
    if not picks <= frozenset(range(len(question.options))):
        raise ValueError(f"{sorted(picks)} are not all among the {len(question.options)} options")
    right = question.correct
    if question.kind != "multiple":
        return FULL if picks and picks == right else 0
    return max(0, len(picks & right) - len(picks - right)) * FULL // len(right)
