"""Decide when an objective counts as mastered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.learning.quiz import TEST_MODES, Answer
from bot.domain.questions.kinds import Kind, rules_of
from bot.domain.questions.question import Level

APART = 3
"""Fewest days between two right answers that show lasting learning rather than short-term recall."""

RULES = "two right answers, three days, one applies"
"""Version of the mastery rules. When it changes, all mastery is recomputed from the answers."""


@dataclass(frozen=True)
class Given:
    """An answer with its question's objective, kind and level at the time it was asked."""

    answer: Answer
    objective: str
    kind: Kind
    level: Level


@dataclass(frozen=True)
class Mastered:
    """An objective and when it was mastered: the local day number, and the time of the deciding answer in UTC
    milliseconds.
    """

    objective: str
    day: int
    at: int


def mastered(given: Iterable[Given]) -> Mapping[str, Mastered]:
    """Return the objectives that one person has mastered according to these answers, by id.

    That takes two right answers that weren't guesses, at least APART days apart, at least one of them to a
    question above recall level. True-false questions don't count, because chance alone gets half of them
    right; neither do assessments.
    """
    days = ObjectiveDays()
    found: dict[str, Mastered] = {}
    for each in sorted(given, key=lambda each: (each.answer.day, each.answer.at, each.answer.id)):
        objective, day = each.objective, each.answer.day
        if is_evidence(each.answer, each.kind) and days.shows(objective, day, applied=each.level != "recall"):
            found.setdefault(objective, Mastered(objective, day, each.answer.at))
    return found


class ObjectiveDays:
    """The first days on which someone gave right answers to each objective's questions."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._applied: dict[str, int] = {}

    def shows(self, objective: str, day: int, *, applied: bool) -> bool:
        """Add a right answer, and return whether it shows that the objective is mastered.

        Add answers in the order of their days. `applied` says that the question is above recall level.
        """
        if applied:
            self._applied.setdefault(objective, day)
        self._first.setdefault(objective, day)
        before = self._first if applied else self._applied
        return day - before.get(objective, day) >= APART


def is_evidence(answer: Answer, kind: Kind) -> bool:
    """Return whether an answer to a question of this kind can show mastery."""
    shows = answer.right and not answer.guessed and answer.mode not in TEST_MODES
    return shows and not rules_of(kind).statement


def newest(given: Iterable[Given]) -> list[Given]:
    """Return the answers to each question's newest version; older versions asked something else."""
    answered = list(given)
    versions: dict[str, int] = {}
    for each in answered:
        question, version = each.answer.question, each.answer.version
        versions[question] = max(version, versions.get(question, version))
    return [each for each in answered if each.answer.version == versions[each.answer.question]]
