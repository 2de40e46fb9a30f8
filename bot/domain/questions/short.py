"""Short answer: type a word or a few."""

from collections.abc import Sequence

from bot.domain.questions.grading import FULL, JUDGED, Grade
from bot.domain.questions.kind import Option, QuestionKind
from bot.domain.questions.typed_answer import contrary, identical, same


class Short(QuestionKind):
    """An accepted answer is right and a foreseen mistake is wrong, small typos aside. In doubt, ask."""

    shape = "a short question has at least one accepted answer (`correct: true`)"
    typed = True

    def fits(self, options: int, right: int) -> bool:
        """Return whether there's an accepted answer."""
        return right >= 1

    def score(self, options: Sequence[Option], places: Sequence[int]) -> int:
        """Refuse: there's nothing to choose."""
        raise ValueError("a short question is answered by typing")

    def stored(self, places: Sequence[int]) -> tuple[int, ...]:
        """Return nothing: places mean "I don't know" here, and then there are none."""
        return ()

    def read(self, options: Sequence[Option], typed: str, language: str) -> Grade:
        """Grade a typed answer.

        A text that differs from an accepted answer only in a sign that carries meaning is wrong. One that is
        as close to a right option as to a wrong one, or close to none, is in doubt.
        """
        for alike in (identical, same):
            meant = [place for place, option in enumerate(options) if alike(typed, option.text, language)]
            if meant and len({options[place].correct for place in meant}) == 1:
                return Grade(FULL if options[meant[0]].correct else 0, (meant[0],))
        if any(contrary(typed, option.text, language) for option in options if option.correct):
            return Grade(0, ())
        return Grade(JUDGED["open"], (), "open")
