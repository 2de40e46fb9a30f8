"""What each kind of question looks like. A new kind is its own module, and one case here."""

from typing import assert_never

from bot.chat.screens.questions import match, multiple, order, short, single, true_false
from bot.chat.screens.questions.kind import QuestionScreen
from bot.domain.questions.kinds import Kind


def screen_of(kind: Kind) -> QuestionScreen:
    """Return the controls and the feedback of a kind."""
    match kind:
        case "single":
            return single.SCREEN
        case "multiple":
            return multiple.SCREEN
        case "true-false":
            return true_false.SCREEN
        case "order":
            return order.SCREEN
        case "match":
            return match.SCREEN
        case "short":
            return short.SCREEN
        case _:
            assert_never(kind)
