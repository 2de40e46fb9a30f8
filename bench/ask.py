"""Count how well `/ask` answers: the right passage first, among three, and questions rightly declined.

python -m bench.ask
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.config import shipped_courses
from bot.content.help_file import read_help
from bot.courses import load_library
from bot.search import SearchIndex
from bot.search.meaning import load_model

LISTS = Path(__file__).parent.parent / "tests" / "unit" / "search"
NAMES = (
    "questions",
    "typed",
    "practice",
    "kept",
    "last",
    "final",
    "fresh",
    "unseen",
    "everyday",
    "chat",
    "third",
    "fourth",
)
"""The lists, each a file whose first line says what it's for."""


class Asked(NamedTuple):
    """A question, and the ids of all passages that answer it."""

    ask: str
    right: Sequence[str]


@dataclass(frozen=True)
class Questions:
    """A list of questions that the course answers, and of questions that it doesn't."""

    purpose: str
    answered: Sequence[Asked]
    declined: Sequence[str]


class Figures(NamedTuple):
    """How many answers begin with a right passage, how many have one, and how many questions are declined."""

    first: int
    three: int
    declined: int

    def __str__(self) -> str:
        return f"right first {self.first}, in the top three {self.three}, declined {self.declined}"


def load(name: str) -> Questions:
    """Read a list. Its first line says what it's for."""
    text = (LISTS / f"{name}.yaml").read_text(encoding="utf-8")
    found = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # not every PyYAML has the C one
    purpose = text.partition("\n")[0].lstrip("# ")
    return Questions(purpose, [Asked(**each) for each in found["answered"]], found["declined"])


def count(search: SearchIndex, questions: Questions) -> Figures:
    """Ask every question of a list."""
    first = three = 0
    for asked in questions.answered:
        found = [passage.id for passage in search.look_up(asked.ask).passages]
        first += found[:1] != [] and found[0] in asked.right
        three += any(each in asked.right for each in found)
    declined = sum(not search.look_up(question).passages for question in questions.declined)
    return Figures(first, three, declined)


def load_search(*, embedded: bool = True) -> SearchIndex:
    """Return the search over the shipped course and the help, as the bot opens it."""
    courses = load_library((shipped_courses() / "netflix-qwikster",)).courses
    return SearchIndex(courses, read_help(), load_model if embedded else lambda: None)


def main() -> None:
    """Print the figures of all lists."""
    search = load_search()
    for name in NAMES:
        questions = load(name)
        print(f"{name} ({len(questions.answered)} + {len(questions.declined)}): {count(search, questions)}")
        print(f"  {questions.purpose}")
    search.close()


if __name__ == "__main__":
    main()
