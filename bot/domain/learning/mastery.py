"""What was learned to stay: when an objective counts as mastered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.learning.quiz import TEST_MODES, Answer
from bot.domain.questions.kinds import Kind, rules_of
from bot.domain.questions.question import Level

APART = 3
"""Days that must lie between two right answers, at least, to show that something has been learned to stay."""

RULES = "two right answers, three days, one applies"
"""Names the rules by which mastery follows from answers. When it changes, all of it is worked out anew."""


@dataclass(frozen=True)
class Given:
    """An answer, with what its question was about, as it was worded then."""

    answer: Answer
    objective: str
    kind: Kind
    level: Level


@dataclass(frozen=True)
class Mastered:
    """An objective and when it was mastered: the local date, in days since 1970, and the instant of the
    answer that showed it, in milliseconds of UTC.
    """

    objective: str
    day: int
    at: int


def mastered(given: Iterable[Given]) -> Mapping[str, Mastered]:
    """The objectives that these answers of one person show to be mastered, by id.

    That takes two right answers that were no guesses, at least APART days from each other, one of them to a
    question that asks to apply or to judge. True-false questions and tests don't count.
    """
    first: dict[str, int] = {}
    applied: dict[str, int] = {}
    found: dict[str, Mastered] = {}
    for each in sorted(given, key=lambda each: (each.answer.day, each.answer.at, each.answer.id)):
        if not _shows(each):
            continue
        objective, day = each.objective, each.answer.day
        if each.level != "recall":
            applied.setdefault(objective, day)
        first.setdefault(objective, day)
        before = applied if each.level == "recall" else first
        if day - before.get(objective, day) >= APART:
            found.setdefault(objective, Mastered(objective, day, each.answer.at))
    return found


def newest(given: Iterable[Given]) -> list[Given]:
    """Those to the newest version of each question that was answered; older ones meant something else."""
    answered = list(given)
    versions: dict[str, int] = {}
    for each in answered:
        question, version = each.answer.question, each.answer.version
        versions[question] = max(version, versions.get(question, version))
    return [each for each in answered if each.answer.version == versions[each.answer.question]]


def _shows(given: Given) -> bool:
    answer = given.answer
    shows = answer.right and not answer.guessed and answer.mode not in TEST_MODES
    return shows and not rules_of(given.kind).statement
