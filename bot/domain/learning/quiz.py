"""A quiz: its questions, their order, and the answers so far."""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.domain.questions.grading import FULL, Verdict
from bot.domain.questions.question import Question

TestMode = Literal["pre", "post"]
Mode = Literal["quiz", "retake", "review", "daily", "lesson"] | TestMode

TEST_MODES: frozenset[Mode] = frozenset(get_args(TestMode))
"""Modes of an assessment. It measures what was learned, so its answers don't count as practice."""


@dataclass(frozen=True)
class Item:
    """One question in a quiz. `version` is the question's version when the quiz was put together.

    In a review, it may be asked `instead_of` another question that's due for the same objective.
    """

    question: str
    version: int
    instead_of: str | None = None
    instead_of_version: int | None = None


@dataclass(frozen=True)
class Answer:
    """One logged answer. `id` is the id of the interaction that gave it.

    `chosen` has option indexes in file order: the options picked; for an order question, all of them in the
    order given; for a match question, for each option, the index of the option whose `match` it was given;
    for a short question, the accepted answer or known mistake that was recognized. `typed` is what was typed,
    if anything.
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
    verdict: Verdict | None = None  # the learner's own verdict on a typed answer that couldn't be graded
    instead_of: str | None = None  # the question that was due, if this one was asked in its place
    instead_of_version: int | None = None

    @property
    def unknown(self) -> bool:
        """Return whether the learner answered "I don't know"."""
        return not self.chosen and self.typed is None

    @property
    def right(self) -> bool:
        """Return whether the answer is fully right."""
        return self.score == FULL


@dataclass(frozen=True)
class LatestAnswer:
    """What someone last answered to a question. `day` is numbered as in `Answer`."""

    question: str
    version: int
    mode: Mode
    right: bool
    day: int


@dataclass(frozen=True)
class Quiz:
    """A quiz with its questions in order, and the answers so far by position (from 0).

    `skipped` has the positions of questions that were withdrawn from the course before they were answered.
    """

    id: int
    learner: int
    course: str
    lesson: str | None  # None: mixed questions from the whole course
    guild: int | None
    mode: Mode
    seed: int
    started_at: int
    items: tuple[Item, ...]
    answers: Mapping[int, Answer] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    closed_at: int | None = None
    form: str | None = None  # the assessment form, if it's an assessment
    challenge: int | None = None  # the quiz of someone else that has the same questions
    shared_in: int | None = None  # the channel in which its result was shared
    round: int = 1  # in an assessment: how often the learner has now met its form
    edition: str | None = None  # in an assessment: which forms the course had; None: not recorded back then

    @property
    def position(self) -> int | None:
        """Return the first position that's still unanswered, or None if the quiz is done."""
        done = self.skipped | frozenset(self.answers)
        return next((place for place in range(len(self.items)) if place not in done), None)

    @property
    def wrong(self) -> tuple[int, ...]:
        """Return the positions whose answer isn't fully right."""
        return tuple(place for place, answer in sorted(self.answers.items()) if not answer.right)


def draw(
    questions: Iterable[Question], count: int, seed: int, seen: Collection[str] = ()
) -> tuple[Item, ...]:
    """Choose at most `count` questions: new ones first, spread over the objectives, otherwise at random.

    Start with a question that takes a single press to answer, if there is one. `seen` has the ids of
    questions answered before. The same arguments always give the same quiz.
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


def substitutes(
    course_questions: Mapping[str, Question],
    wrong: Iterable[Item],
    used: Collection[str],
    seen: Collection[str],
) -> tuple[Item, ...]:
    """Return another question on the same objective for each of these, or the same one if there's no other.

    Prefer questions that the learner hasn't answered (`seen`), and avoid those in `used`. A question that the
    course has dropped is left out. One that was a substitute itself passes on what it stands for, so that a
    third try still counts for the first.
    """
    chosen: list[Item] = []
    taken = set(used)
    for item in wrong:
        question = course_questions.get(item.question)
        if question is None:
            continue
        alike = [each for each in course_questions.values() if each.objective == question.objective]
        others = [each for each in alike if each.id not in taken and each.id != question.id]
        best = min(others, key=lambda each: (each.id in seen, not each.rules.one_press), default=question)
        taken.add(best.id)
        first = item.instead_of or item.question
        version = item.instead_of_version if item.instead_of else item.version
        stands_for = (first, version) if best.id != first else (None, None)
        chosen.append(Item(best.id, best.version, *stands_for))
    return tuple(chosen)


def practice_on(
    questions: Iterable[Question], objectives: Iterable[str], seen: Collection[str]
) -> tuple[Item, ...]:
    """Return a question for each of these objectives, as far as there are enough; repeated ones get others.

    Prefer questions that the learner hasn't answered (`seen`).
    """
    left = sorted(questions, key=lambda each: (each.id in seen, not each.rules.one_press))
    chosen: list[Item] = []
    for objective in objectives:
        if best := next((each for each in left if each.objective == objective), None):
            left.remove(best)
            chosen.append(Item(best.id, best.version))
    return tuple(chosen)


def shuffled(question: Question, seed: int, position: int) -> Sequence[int]:
    """Return the order in which to show the options, as indexes. The same seed gives the same order."""
    chance = random.Random(f"{seed}:{position}")  # noqa: S311
    return question.rules.arrange(len(question.options), chance)
