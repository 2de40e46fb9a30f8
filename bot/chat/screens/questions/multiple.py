"""Multiple choice on a screen: a menu of all options."""

from bot.chat import blocks
from bot.chat.screens.questions import choice
from bot.chat.screens.questions.kind import AskedQuestion, Controls, QuestionScreen
from bot.chat.words.learning import verdicts
from bot.domain.learning.quiz import Answer


def _controls(asked: AskedQuestion, _: str) -> Controls:
    options = [(str(place), f"{letter}. {asked.text(place)}") for letter, place in asked.lettered]
    menu = blocks.menu("Your answers", options, asked.screen, "pick", *asked.key, several=True)
    return "" if asked.short else asked.lines(asked.order), [menu]


def _verdict(asked: AskedQuestion, answer: Answer) -> str:
    """Return the right options, and why."""
    question = asked.question
    if answer.right:
        return verdicts.all_right(verdicts.ALL_RIGHT, question.explanation)
    best = [asked.text(place) for place in asked.order if place in question.correct]
    said = verdicts.these(best, question.explanation)
    hits = len(question.correct & frozenset(answer.chosen))
    if answer.unknown:
        return said
    if not answer.score:
        return verdicts.none_right(said)
    return verdicts.partly(hits, len(question.correct), said, len(answer.chosen) - hits)


SCREEN = QuestionScreen(
    _controls,
    _verdict,
    choice.explanation,
    hint="Choose all that apply. A wrong one costs a point.",
)
