"""How a server answered a question, in words and as bars. Counts that are too small are never shown."""

from collections.abc import Sequence

from bot.chat import blocks
from bot.chat.pictures.bars import Bar
from bot.chat.screens.questions.kind import lettered
from bot.chat.words import posts as words
from bot.domain.learning.group_results import Results
from bot.domain.questions.grading import percent
from bot.domain.questions.question import Question

PICTURE = "answers.png"

_ANSWER = 120
"""Longest right answer in the line about the last question, in characters."""


def bars(results: Results, order: Sequence[int]) -> list[Bar]:
    """Return a bar for each option, in this order (places in the file's order). Return none if too few people
    have answered, or if too few chose the same option to fill any bar.
    """
    if not results.enough or not any(results.chosen):
        return []
    return [
        Bar(
            letter,
            100 * (results.chosen[place] or 0) // results.people,
            _figures(results, results.chosen[place]),
            place in results.question.correct,
        )
        for letter, place in lettered(order)
    ]


def summary(results: Results, order: Sequence[int], *, drawn: bool) -> str:
    """Return how many chose each option, and why the right answer is right. If bars are `drawn`, they have
    the counts.
    """
    question, why = results.question, f"**Right:** {right(results.question)}\n{results.question.explanation}"
    if not results.enough:
        return f"{words.too_few(results.fewest)}\n{why}"
    people = f"**{words.people(results.people, exact=results.exact)}**"
    unsure = words.unsure(_few(results, results.unknown)) if results.unknown != 0 else ""
    if not any(results.chosen):
        return f"{people}{unsure} {words.too_spread(results.fewest)}\n{why}"
    options = "\n".join(
        f"**{letter}** {question.options[place].text}{words.RIGHT if place in question.correct else ''}"
        f"{'' if drawn else f': {_figures(results, results.chosen[place])}'}"
        for letter, place in lettered(order)
    )
    return f"{people}{unsure}\n{options}\n\n{question.explanation}"


def before(results: Results) -> str:
    """Return how the last question went, in a line. Counts too small to show are left out."""
    return words.last_question(results.right, blocks.shorten(right(results.question), _ANSWER))


def right(question: Question) -> str:
    """Return the right options' texts."""
    return "; ".join(question.options[place].text for place in sorted(question.correct))


def _figures(results: Results, count: int | None) -> str:
    if count is None or not results.exact:
        return _few(results, count)
    return f"{percent(count, results.people)}% ({count})"


def _few(results: Results, count: int | None) -> str:
    return words.under(results.fewest) if count is None else str(count)
