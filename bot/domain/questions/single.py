"""Single choice: exactly one option is right."""

from bot.domain.questions.kind import ChoiceKind


class Single(ChoiceKind):
    """All or nothing."""

    shape = "a single-choice question has 2 to 6 options, exactly one of them `correct: true`"
    one_press = True

    def fits(self, options: int, right: int) -> bool:
        """Return whether exactly one of 2 to 6 options is right."""
        return 2 <= options <= 6 and right == 1
