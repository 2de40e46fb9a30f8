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
    """Return the right options, ticked if they were chosen, and why."""
    question = asked.question
    if answer.right:
        return verdicts.all_right(verdicts.ALL_RIGHT, question.explanation)
    best = [place for place in asked.order if place in question.correct]
    if answer.unknown:
        return verdicts.these([asked.text(place) for place in best], question.explanation)
    hits = len(question.correct & frozenset(answer.chosen))
    rows = [verdicts.ticked(asked.text(place), hit=place in answer.chosen) for place in best]
    head = verdicts.partly(hits, len(best), "", len(answer.chosen) - hits, scored=answer.score > 0)
    return "\n".join([head.rstrip(), *rows, question.explanation])


SCREEN = QuestionScreen(
    _controls,
    _verdict,
    choice.explanation,
    hint="Choose all that apply. A wrong one costs a point.",
)
