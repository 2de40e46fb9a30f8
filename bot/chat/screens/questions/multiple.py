"""Multiple choice on a screen: a menu of all options."""

from bot.chat import blocks
from bot.chat.screens.questions import choice
from bot.chat.screens.questions.kind import AskedQuestion, Controls, QuestionScreen


def _controls(asked: AskedQuestion, _: str) -> Controls:
    options = [(str(place), f"{letter}. {asked.text(place)}") for letter, place in asked.lettered]
    # Many prompts say themselves which ones to choose.
    menu = blocks.menu("Choose one or more", options, asked.screen, "pick", *asked.key, several=True)
    return asked.lines(asked.order), [menu]


SCREEN = QuestionScreen(
    _controls,
    choice.explanation,
    hint="Several can be right; a wrong one costs what a right one earns.",
)
