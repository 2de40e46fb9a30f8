"""The kinds of questions there are. A new kind is its own module, and its name and rules here."""

from typing import Literal, assert_never, get_args

from bot.domain.questions.kind import QuestionKind
from bot.domain.questions.match import Match
from bot.domain.questions.multiple import Multiple
from bot.domain.questions.order import Order
from bot.domain.questions.short import Short
from bot.domain.questions.single import Single
from bot.domain.questions.true_false import TrueFalse

Kind = Literal["single", "multiple", "true-false", "order", "match", "short"]


def rules_of(kind: Kind) -> QuestionKind:
    """Return the rules of a kind."""
    match kind:
        case "single":
            return Single()
        case "multiple":
            return Multiple()
        case "true-false":
            return TrueFalse()
        case "order":
            return Order()
        case "match":
            return Match()
        case "short":
            return Short()
        case _:
            assert_never(kind)


KINDS: tuple[Kind, ...] = get_args(Kind)

CHOICE_KINDS = frozenset(kind for kind in KINDS if rules_of(kind).choice)
"""The kinds whose answer is a choice among the options."""
