"""Putting options in order on a screen: one press for each step."""

from bot.chat import blocks
from bot.chat.screens.questions.kind import AskedQuestion, Controls, QuestionScreen
from bot.chat.words.learning import verdicts
from bot.domain.learning.quiz import Answer
from bot.errors.user import StaleControl


def _controls(asked: AskedQuestion, so_far: str) -> Controls:
    """Return the options in order so far, and a button for each of the others; the last falls into place."""
    placed = _places(asked, so_far)
    left = [place for place in asked.order if place not in placed]
    if len(left) == 1:
        placed, left = placed + left, []
    steps = "\n".join(f"{n}. {asked.text(place)}" for n, place in enumerate(placed, start=1))
    listed = "" if asked.short else asked.lines(left)
    text = "\n\n".join(part for part in (steps, listed) if part)
    carried = "".join(map(str, placed))
    controls = asked.picks(left, "order", carried)
    if placed:
        done = [] if left else [asked.button("Check ▸", "ordered", carried)]
        controls.append(blocks.row(*done, asked.button("Start over", "order", "", main=False)))
    return text, controls


def _places(asked: AskedQuestion, so_far: str) -> list[int]:
    """Return the places so far, a digit each, each of them once. Raise StaleControl."""
    places = [int(digit) for digit in so_far if digit.isascii() and digit.isdigit()]
    if len(places) != len(so_far) or len(set(places)) != len(places) or not set(places) <= set(asked.order):
        raise StaleControl
    return places


def _verdict(asked: AskedQuestion, answer: Answer) -> str:
    """Return the right order, unless it was given, and why."""
    question = asked.question
    if answer.right:
        return verdicts.all_right("Right order.", question.explanation)
    steps = "\n".join(f"{n}. {option.text}" for n, option in enumerate(question.options, start=1))
    say = verdicts.answer_was if answer.unknown else verdicts.nearly if answer.score else verdicts.none_right
    return f"{say('This order works:')}\n{steps}\n{question.explanation}"


def _explanation(asked: AskedQuestion, answer: Answer, _: int) -> list[str]:
    """Return the right order, and where each option was put."""
    put = {place: number for number, place in enumerate(answer.chosen)}
    parts = []
    for place, option in enumerate(asked.question.options):
        there = put.get(place)
        mark = "" if there is None else "✅ " if there == place else "❌ "
        said = f" **(you put it {ordinal(there + 1)})**" if there is not None and there != place else ""
        parts.append(f"{mark}**{place + 1}.** {option.text}{said}\n> {option.feedback}")
    return parts


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `4th`: a question has only a few steps."""
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"


def _placed(asked: AskedQuestion, so_far: str) -> bool:
    return len(so_far) >= len(asked.order) - 1  # the last falls into place


SCREEN = QuestionScreen(
    _controls, _verdict, _explanation, hint="Press what comes first, then what's next.", placed=_placed
)
