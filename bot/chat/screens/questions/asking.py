"""How each kind of question is put: what it shows, and the controls that answer it.

What was chosen so far is kept in the controls alone: `so_far` is a digit a step in an order question, and in
a match question a digit or `NOTHING` for each option.
"""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.words.quoting import literal
from bot.errors import StaleControl
from bot.services.learning.quiz_state import OpenQuestion

UNKNOWN = "x"
"""What the button "I don't know" carries in place of an option."""

NOTHING = "x"
"""Nothing chosen yet."""

FINGERPRINT = 8
"""Digits of the wording's fingerprint that a control carries."""

TYPED = 200
"""Characters that may be typed."""

LETTERS = "ABCDEFGHIJ"

FORGIVEN = "Case, accents, articles and small typos don't matter."

HINTS = {
    "multiple": "Several can be right; a wrong one costs what a right one earns.",
    "order": "Press them in order, the first one first. Each pair in the right order counts; each "
    "pair the wrong way round costs as much.",
    "match": "Choose for each what belongs with it. Each right pair counts.",
    "short": "Case, accents, articles and small typos (one in a word of five letters, two from nine) "
    "don't matter; numbers, dates and words like “not” must be exact. In doubt, you say what it was worth.",
}
"""How it is graded, and what to do where the controls don't say so."""

SEVERAL = "Choose one or more"
"""The menu to answer such a question; many prompts say themselves which to choose."""


def key(asked: OpenQuestion) -> tuple[int, int, str]:
    """What a control carries to say which question, in which wording, it answers."""
    return asked.quiz.id, asked.position, asked.question.fingerprint[:FINGERPRINT]


def lettered(asked: OpenQuestion) -> list[tuple[str, int]]:
    """The options' letters and places, as they are shown."""
    return list(zip(LETTERS, asked.order, strict=False))


def parts(asked: OpenQuestion, so_far: str) -> tuple[str, list[blocks.Block]]:
    """The text under the prompt, and the controls that answer. Raises StaleControl for what can't be so."""
    match asked.question.kind:
        case "multiple":
            return _lines(asked, asked.order), [_several(asked)]
        case "order":
            return _order(asked, _places(asked, so_far))
        case "match":
            return "", _match(asked, so_far or NOTHING * len(asked.order))
        case "short":
            return "", [
                blocks.row(blocks.button("Write the answer", "quiz", "write", *key(asked), main=True))
            ]
        case _:
            return _lines(asked, asked.order), _letters(asked, asked.order, "answer")


def form(quiz: int, position: int, fingerprint: str) -> ui.Modal:
    """The form to type an answer in."""
    modal = ui.Modal(title="Your answer", custom_id=encode("quiz", "written", quiz, position, fingerprint))
    field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="text", max_length=TYPED)
    modal.add_item(ui.Label(text="A word or a few", description=FORGIVEN, component=field))
    return modal


def _lines(asked: OpenQuestion, places: Sequence[int]) -> str:
    named = (pair for pair in lettered(asked) if pair[1] in places)
    return "\n".join(f"**{letter}** {asked.question.options[place].text}" for letter, place in named)


def _letters(asked: OpenQuestion, places: Sequence[int], action: str, so_far: str = "") -> list[blocks.Block]:
    """A button for each of these options, which says `so_far` and the option."""
    picks = [
        blocks.button(letter, "quiz", action, *key(asked), f"{so_far}{place}", main=True)
        for letter, place in lettered(asked)
        if place in places
    ]
    return [blocks.row(*picks[start : start + 5]) for start in range(0, len(picks), 5)]


def _several(asked: OpenQuestion) -> blocks.Block:
    options = [
        (str(place), f"{letter}. {asked.question.options[place].text}") for letter, place in lettered(asked)
    ]
    return blocks.menu(SEVERAL, options, "quiz", "pick", *key(asked), several=True)


def _places(asked: OpenQuestion, so_far: str) -> list[int]:
    """The places named so far, each once. Raises StaleControl."""
    places = [int(digit) for digit in so_far if digit.isascii() and digit.isdigit()]
    if len(places) != len(so_far) or len(set(places)) != len(places) or not set(places) <= set(asked.order):
        raise StaleControl
    return places


def _order(asked: OpenQuestion, placed: list[int]) -> tuple[str, list[blocks.Block]]:
    """The options put in order so far, and a button for each of the others; the last one falls into place."""
    left = [place for place in asked.order if place not in placed]
    if len(left) == 1:
        placed, left = placed + left, []
    steps = "\n".join(f"{n}. {asked.question.options[place].text}" for n, place in enumerate(placed, start=1))
    text = "\n\n".join(part for part in (steps, _lines(asked, left)) if part)
    carried = "".join(map(str, placed))
    controls = _letters(asked, left, "order", carried)
    if placed:
        again = blocks.button("Put them back", "quiz", "order", *key(asked), "")
        done = (
            []
            if left
            else [blocks.button("Check this order", "quiz", "ordered", *key(asked), carried, main=True)]
        )
        controls.append(blocks.row(*done, again))
    return text, controls


def _match(asked: OpenQuestion, so_far: str) -> list[blocks.Block]:
    """A menu for each option, and a button to check once all are chosen."""
    pairs = matched(asked, so_far)
    offered = sorted(asked.order, key=lambda place: (asked.question.options[place].match or "").casefold())
    choices = [(str(place), asked.question.options[place].match or "") for place in offered]
    controls: list[blocks.Block] = []
    for letter, place in lettered(asked):
        controls.append(blocks.text(f"**{letter}** {asked.question.options[place].text}"))
        controls.append(
            blocks.menu(
                f"What belongs with {letter}?",
                choices,
                *("quiz", "match", *key(asked), so_far, place),
                chosen=str(pairs[place]) if place in pairs else None,
            )
        )
    if len(pairs) == len(asked.order):
        controls.append(
            blocks.row(blocks.button("Check these pairs", "quiz", "matched", *key(asked), so_far, main=True))
        )
    return controls


def matched(asked: OpenQuestion, so_far: str) -> dict[int, int]:
    """What was chosen so far, by the place of the option. Raises StaleControl."""
    known = {str(place) for place in asked.order}
    if len(so_far) != len(asked.order) or not set(so_far) <= known | {NOTHING}:
        raise StaleControl
    return {place: int(digit) for place, digit in enumerate(so_far) if digit != NOTHING}


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `4th`: of the few steps that a question has."""
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"


def typed_as(text: str) -> str:
    """What somebody typed, on one line; no mark of Markdown, mention or time works in it."""
    return literal(" ".join(text.split()))
