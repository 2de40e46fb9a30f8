"""How a server answered a question, in words and as bars. Counts that are too small are never shown."""

from collections.abc import Sequence

from bot.chat.pictures.bars import Bar
from bot.chat.screens.questions.kind import lettered
from bot.chat.words import numbers
from bot.domain.learning.group_results import Results
from bot.domain.questions.grading import percent

PICTURE = "answers.png"


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


def summary(results: Results, order: Sequence[int]) -> str:
    """Return how many chose each option, and why the right answer is right."""
    question = results.question
    why = f"**Why.** {question.explanation}"
    if not results.enough:
        right = "; ".join(question.options[place].text for place in sorted(question.correct))
        few = f"Fewer than {results.fewest} people have answered, so no counts are shown."
        return f"{few}\n**Right:** {right}\n\n{why}"
    options = "\n".join(
        f"{'✅ ' if place in question.correct else ''}**{letter}** {question.options[place].text}"
        f"{' **(right)**' if place in question.correct else ''}: {_figures(results, results.chosen[place])}"
        for letter, place in lettered(order)
    )
    unsure = _few(results, results.unknown)
    people = (
        numbers.count(results.people, "person", "people")
        if results.exact
        else f"At least {results.people} people"
    )
    return f"{people} answered. “I don't know”: {unsure}.\n{options}\n\n{why}"


def _figures(results: Results, count: int | None) -> str:
    if count is None or not results.exact:
        return _few(results, count)
    return f"{percent(count, results.people)}% ({count})"


def _few(results: Results, count: int | None) -> str:
    return f"under {results.fewest}" if count is None else str(count)
