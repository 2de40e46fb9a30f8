"""What `/ask` answers about the bot itself: short passages, each with a button to the right place."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.course.passages import CoursePassage

COMMAND = re.compile(r"\{(\w+)\}")
"""A command in a text: `{quiz}`."""


@dataclass(frozen=True)
class HelpPassage:
    """A passage of the help. `press` is what its button carries: screen, action, arguments."""

    title: str
    text: str
    button: str
    press: tuple[str, str, *tuple[str, ...]]
    asked: tuple[str, ...]

    def said(self, mention: Callable[[str], str]) -> str:
        """Return the text, with its commands as mentions."""
        return COMMAND.sub(lambda found: mention(found[1]), self.text)

    def opens(self, course: str) -> tuple[str, str, *tuple[str, ...]]:
        """Return what the button carries in this course."""
        screen, action, *rest = self.press
        return (screen, action, *(course if each == "{course}" else each for each in rest))


@dataclass(frozen=True)
class Help:
    """Passages about the bot by their ids, in one language, and what people say that no course answers."""

    language: str
    passages: Mapping[str, HelpPassage]
    unanswered: tuple[str, ...]

    def searched(self) -> Sequence[CoursePassage]:
        """Return the passages as the search needs them."""
        return [
            CoursePassage(
                id=key,
                course="",
                kind="help",
                title=each.title,
                text=each.said("/{}".format),
                heading=each.title,
                asked=each.asked,
            )
            for key, each in self.passages.items()
        ]


NO_HELP = Help("en", {}, ())
