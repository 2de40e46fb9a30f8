"""What the kinds have in common that people answer by choosing among the options."""

from bot.chat.screens.questions.kind import AskedQuestion, Controls
from bot.domain.learning.quiz import Answer


def buttons(asked: AskedQuestion, _: str) -> Controls:
    """Return all options, and a button for each of them."""
    return asked.lines(asked.order), asked.letters(asked.order, "answer")


def explanation(asked: AskedQuestion, answer: Answer, room: int) -> list[str]:
    """Explain all options, or only those that are right or were chosen where all are too long."""
    options = {place: _option(asked, answer, letter, place) for letter, place in asked.lettered}
    if sum(len(option) + 2 for option in options.values()) > room:
        shown = asked.question.correct | frozenset(answer.chosen)
        return [option for place, option in options.items() if place in shown]
    return list(options.values())


def _option(asked: AskedQuestion, answer: Answer, letter: str, place: int) -> str:
    option, chosen = asked.question.options[place], place in answer.chosen
    mark = "✅ " if option.correct else "❌ " if chosen else ""
    said = ["right"] * option.correct + ["your answer"] * chosen
    tag = f" **({', '.join(said)})**" if said else ""
    return f"{mark}**{letter}** {option.text}{tag}\n> {option.feedback}"
