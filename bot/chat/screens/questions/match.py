"""Matching on a screen: a menu for each option, with everything that may belong with it."""

from bot.chat import blocks
from bot.chat.screens.questions.kind import AskedQuestion, Controls, QuestionScreen
from bot.domain.learning.quiz import Answer
from bot.errors.user import StaleControl

NOTHING = "x"
"""What stands for an option for which nothing was chosen yet; otherwise there's a digit."""


def _controls(asked: AskedQuestion, so_far: str) -> Controls:
    """Return a menu for each option, and a button to check once all are chosen."""
    so_far = so_far or NOTHING * len(asked.order)
    pairs, options = _pairs(asked, so_far), asked.question.options
    offered = sorted(asked.order, key=lambda place: (options[place].match or "").casefold())
    choices = [(str(place), options[place].match or "") for place in offered]
    controls: list[blocks.Block] = []
    for letter, place in asked.lettered:
        controls.append(blocks.text(f"**{letter}** {asked.text(place)}"))
        controls.append(
            blocks.menu(
                f"What belongs with {letter}?",
                choices,
                asked.screen,
                "match",
                *(*asked.key, so_far, place),
                chosen=str(pairs[place]) if place in pairs else None,
            )
        )
    if len(pairs) == len(asked.order):
        controls.append(blocks.row(asked.button("Check these pairs", "matched", so_far)))
    return "", controls


def _pairs(asked: AskedQuestion, so_far: str) -> dict[int, int]:
    """Return what was chosen so far, by the place of the option. Raise StaleControl."""
    known = {str(place) for place in asked.order}
    if len(so_far) != len(asked.order) or not set(so_far) <= known | {NOTHING}:
        raise StaleControl
    return {place: int(digit) for place, digit in enumerate(so_far) if digit != NOTHING}


def _explanation(asked: AskedQuestion, answer: Answer, _: int) -> list[str]:
    """Return what belongs together, after what was chosen instead."""
    options, parts = asked.question.options, []
    for letter, place in asked.lettered:
        given = answer.chosen[place] if answer.chosen else None
        mark = "" if given is None else "✅ " if given == place else "❌ "
        option = f"{mark}**{letter}** {options[place].text}"
        if given is None or given == place:
            pair = f"{option} → **{options[place].match}**"
        else:
            pair = f"{option}\n**You chose:** {options[given].match}\n**Right:** {options[place].match}"
        parts.append(f"{pair}\n> {options[place].feedback}")
    return parts


SCREEN = QuestionScreen(
    _controls, _explanation, hint="Choose for each what belongs with it. Each right pair counts."
)
