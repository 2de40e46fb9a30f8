"""A question on a screen, and what each kind of question adds: its controls and its feedback."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.chat import blocks
from bot.domain.learning.quiz import Answer
from bot.domain.questions.question import Question

UNKNOWN = "x"
"""What the "I don't know" button carries instead of an option."""

FINGERPRINT = 8
"""Digits of the wording's fingerprint that a control carries."""

LETTERS = "ABCDEFGHIJ"

SHORT = 38
"""Longest option that fits on a button on a phone, in characters."""


def lettered(order: Sequence[int]) -> list[tuple[str, int]]:
    """Return the options' letters and places, in the order shown."""
    return list(zip(LETTERS, order, strict=False))


@dataclass(frozen=True)
class AskedQuestion:
    """A question on a screen. `order` are the options' places as they're shown.

    Presses on its controls go to `screen`. `key` says which question, in which wording, they answer.
    """

    question: Question
    order: Sequence[int]
    screen: str
    key: tuple[str | int, ...]
    language: str

    @property
    def lettered(self) -> list[tuple[str, int]]:
        """Return the options' letters and places, in the order shown."""
        return lettered(self.order)

    @property
    def short(self) -> bool:
        """Return whether every option fits on a button, so that none needs a letter."""
        return all(len(option.text) <= SHORT for option in self.question.options)

    def text(self, place: int) -> str:
        """Return the text of an option."""
        return self.question.options[place].text

    def lines(self, places: Sequence[int]) -> str:
        """List these options by their letters."""
        return "\n".join(
            f"**{letter}** {self.text(place)}" for letter, place in self.lettered if place in places
        )

    def button(self, label: str, action: str, *arguments: str, main: bool = True) -> blocks.Button:
        """Return a button that answers the question, or a part of it."""
        return blocks.button(label, self.screen, action, *self.key, *arguments, main=main)

    def picks(self, places: Sequence[int], action: str, so_far: str = "") -> list[blocks.Block]:
        """Return a button for each of these options, with its text if it's short, or else with its letter.

        A button carries `so_far` and the option. Those with text stand below each other.
        """
        made = [
            self.button(self.text(place) if self.short else letter, action, f"{so_far}{place}", main=False)
            for letter, place in self.lettered
            if place in places
        ]
        width = 1 if self.short else 5
        return [blocks.row(*made[start : start + width]) for start in range(0, len(made), width)]


Controls = tuple[str, list[blocks.Block]]
"""The text under the prompt, and the controls to answer with."""


@dataclass(frozen=True)
class QuestionScreen:
    """What a kind of question looks like.

    `hint` says how it's graded, and what to do where the controls don't say so. `controls` takes what was
    chosen so far, which is stored in the controls alone, and raises StaleControl for what can't be chosen.
    `verdict` is the feedback in a line or two: how it went, why, and what would have been better.
    `placed` says whether everything has a place, so that there's nothing left to do but check it.
    `explanation` has a paragraph for each option, in this many characters if possible.
    """

    controls: Callable[[AskedQuestion, str], Controls]
    verdict: Callable[[AskedQuestion, Answer], str]
    explanation: Callable[[AskedQuestion, Answer, int], list[str]]
    hint: str = ""
    placed: Callable[[AskedQuestion, str], bool] = lambda _asked, _so_far: False
