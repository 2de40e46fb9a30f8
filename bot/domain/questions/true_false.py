"""True or false: the prompt is a statement, and two options agree or disagree."""

import random

from bot.domain.questions.kind import ChoiceKind


class TrueFalse(ChoiceKind):
    """All or nothing."""

    shape = "a true-false question has two options, exactly one of them `correct: true`"
    one_press = True
    statement = True

    def fits(self, options: int, right: int) -> bool:
        """Return whether exactly one of two options is right."""
        return options == 2 and right == 1

    def arrange(self, options: int, chance: random.Random) -> list[int]:
        """Return the file's order: people expect "true" before "false"."""
        return list(range(options))
