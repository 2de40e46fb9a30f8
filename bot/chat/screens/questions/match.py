"""Matching on a screen: option by option, a button for everything that may belong with it."""

from bot.chat import blocks
from bot.chat.screens.questions.kind import AskedQuestion, Controls, QuestionScreen
from bot.chat.words.learning import verdicts
from bot.domain.learning.quiz import Answer
from bot.errors.user import StaleControl

NOTHING = "x"
"""Placeholder for an option without a choice. Choices are digits."""


def _controls(asked: AskedQuestion, so_far: str) -> Controls:
    """Return the pairs so far, and a button for everything that may belong to the next option.

    What's left at the end falls into place, so it takes one press for each pair, the check included.
    """
    so_far = so_far or NOTHING * len(asked.order)
    pairs, options = _pairs(asked, so_far), asked.question.options
    offered = sorted(asked.order, key=lambda place: (options[place].match or "").casefold())
    free = [place for place in offered if place not in pairs.values()]
    waiting = [place for place in asked.order if place not in pairs]
    if len(waiting) == 1 and free:
        so_far = _with(so_far, waiting[0], free[0])
        pairs, waiting = _pairs(asked, so_far), []
    made = "\n".join(
        f"- {asked.text(place)} → **{options[match].match}**"
        for place in asked.order
        if (match := pairs.get(place)) is not None
    )
    again = asked.button("Start over", "match", NOTHING * len(asked.order), main=False)
    if not waiting:
        return made, [blocks.row(asked.button("Check ▸", "matched", so_far), again)]
    asks = f"**{asked.text(waiting[0])}** → ?"
    picks = [
        blocks.row(
            asked.button(options[each].match or "", "match", _with(so_far, waiting[0], each), main=False)
        )
        for each in free
    ]
    return "\n\n".join(filter(None, [made, asks])), [*picks, *([blocks.row(again)] if pairs else [])]


def _with(so_far: str, place: int, match: int) -> str:
    """Return what was chosen so far with one more pair."""
    return so_far[:place] + str(match) + so_far[place + 1 :]


def _verdict(asked: AskedQuestion, answer: Answer) -> str:
    """Return the pairs that weren't right. Why is left to the explanation: the pairs are long enough."""
    question, options = asked.question, asked.question.options
    if answer.right:
        return verdicts.all_right("All pairs right.", question.explanation)
    missed = [place for place, given in enumerate(answer.chosen) if place != given] or list(asked.order)
    pairs = "\n".join(f"- {options[place].text} → **{options[place].match}**" for place in missed)
    hits = len(options) - len(missed)
    say = verdicts.answer_was if answer.unknown else verdicts.none_right
    head = verdicts.partly(hits, len(options), "") if hits else say("It goes like this:")
    return f"{head.rstrip()}\n{pairs}"


def _pairs(asked: AskedQuestion, so_far: str) -> dict[int, int]:
    """Return what was chosen so far, by the place of the option. Raise StaleControl."""
    known = {str(place) for place in asked.order}
    if len(so_far) != len(asked.order) or not set(so_far) <= known | {NOTHING}:
        raise StaleControl
    return {place: int(digit) for place, digit in enumerate(so_far) if digit != NOTHING}


def _explanation(asked: AskedQuestion, answer: Answer, _: int) -> list[str]:
    """Return what belongs together, a line for each pair."""
    options, lines = asked.question.options, []
    for place in asked.order:
        given = answer.chosen[place] if answer.chosen else None
        mark = "" if given is None else "✅ " if given == place else "❌ "
        option = options[place]
        chose = "" if given in (None, place) else f" (you chose {options[given or 0].match})"
        lines.append(f"{mark}{option.text} → **{option.match}**{chose}. {option.feedback}")
    return ["\n".join(lines)]


def _placed(_: AskedQuestion, so_far: str) -> bool:
    return bool(so_far) and so_far.count(NOTHING) <= 1  # the last falls into place


SCREEN = QuestionScreen(_controls, _verdict, _explanation, hint="Tap its match.", placed=_placed)
