"""A quiz: which questions, in what order, and where it stands."""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.domain.questions.grading import FULL, Verdict
from bot.domain.questions.question import Question

TestMode = Literal["pre", "post"]
Mode = Literal["quiz", "retake", "review", "daily", "live"] | TestMode

TEST_MODES: frozenset[Mode] = frozenset(get_args(TestMode))
"""Tests before and after the course: they measure what was learned, and are no practice."""


@dataclass(frozen=True)
class Item:
    """One place in a quiz. `version` is that of the question when the quiz was drawn.

    In a review a question may stand for another of its objective that is due: then `instead_of` is that.
    """

    question: str
    version: int
    instead_of: str | None = None
    instead_of_version: int | None = None


@dataclass(frozen=True)
class Answer:
    """One answer, as it stands in the log. `id` is the interaction that brought it.

    `chosen` are places of options in the file's order: those picked; for an order question all of them as
    they were put in order; for a match question the place whose `match` was given to each option in turn;
    for a short question the answer or mistake that was recognised. `typed` is what was typed, else None.
    """

    id: int
    learner: int
    course: str
    guild: int | None
    question: str
    version: int
    fingerprint: str
    mode: Mode
    quiz: int | None
    position: int | None
    chosen: tuple[int, ...]
    score: int  # 0 to 100
    guessed: bool
    at: int  # milliseconds of UTC
    day: int  # the learner's local date, in days since 1 January 1970
    typed: str | None = None
    verdict: Verdict | None = None  # what the learner says of a typed answer that was in doubt
    instead_of: str | None = None  # the question that was due and that this one was asked for
    instead_of_version: int | None = None

    @property
    def unknown(self) -> bool:
        """ "I don't know"."""
        return not self.chosen and self.typed is None

    @property
    def right(self) -> bool:
        """Fully right."""
        return self.score == FULL


@dataclass(frozen=True)
class Quiz:
    """A quiz with its questions in order, and the answers given so far by position (from 0).

    `skipped` are the places whose question was withdrawn from the course before it was answered.
    """

    id: int
    learner: int
    course: str
    lesson: str | None  # none: mixed over the course
    guild: int | None
    mode: Mode
    seed: int
    started_at: int
    items: tuple[Item, ...]
    answers: Mapping[int, Answer] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    closed_at: int | None = None
    form: str | None = None  # of the assessment, in a test
    round: int = 1  # in a test: which time the learner meets its form

    @property
    def position(self) -> int | None:
        """The first place still to be answered; None when the quiz is done."""
        done = self.skipped | frozenset(self.answers)
        return next((place for place in range(len(self.items)) if place not in done), None)

    @property
    def wrong(self) -> tuple[int, ...]:
        """Places answered, but not fully right."""
        return tuple(place for place, answer in sorted(self.answers.items()) if not answer.right)


def draw(
    questions: Iterable[Question], count: int, seed: int, seen: Collection[str] = ()
) -> tuple[Item, ...]:
    """Choose at most `count` questions: new ones first, spread over the objectives, otherwise by chance.

    The quiz opens with a question that one press answers, if there is any. `seen` are the ids of questions
    answered before. The same arguments always give the same quiz.
    """
    chance = random.Random(seed)  # noqa: S311 - a shuffle, not a secret
    pool = list(questions)
    chance.shuffle(pool)
    pool.sort(key=lambda question: question.id in seen)
    turns: dict[str, int] = {}
    ranked: list[tuple[bool, int, int]] = []
    for place, question in enumerate(pool):
        turn = turns[question.objective] = turns.get(question.objective, -1) + 1
        ranked.append((question.id in seen, turn, place))
    chosen = [pool[place] for _, _, place in sorted(ranked)[:count]]
    alike = (question for question in chosen if (question.id in seen) == (chosen[0].id in seen))
    if opening := next((question for question in alike if question.rules.one_press), None):
        chosen.remove(opening)
        chosen.insert(0, opening)
    return tuple(Item(question.id, question.version) for question in chosen)


def shuffled(question: Question, seed: int, position: int) -> Sequence[int]:
    """Return the places of the options in the order in which to show them. The same seed gives the same."""
    chance = random.Random(f"{seed}:{position}")  # noqa: S311
    return question.rules.arrange(len(question.options), chance)
