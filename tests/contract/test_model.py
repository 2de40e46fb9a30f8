"""Whatever happens to quizzes in whatever order, the record agrees with a model that fits on a page."""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.learning.quiz import Answer, Quiz
from bot.errors.user import QuizNotFound
from bot.services.ports.learning.quizzes import QuestionCounter
from tests.contract.samples import answer, question, quiz
from tests.records import SqlRecord

EXAMPLES = count(1)
PLACES = 3
QUIZZES = st.integers(1, 3)
POSITIONS = st.integers(0, PLACES)  # one more than there are
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), QUIZZES),
        st.tuples(st.just("answer"), st.integers(1, 12), QUIZZES, POSITIONS, st.sampled_from([0, 50, 100])),
        st.tuples(st.just("daily"), st.integers(1, 12), st.sampled_from([0, 100])),
        st.tuples(st.just("skip"), QUIZZES, POSITIONS),
        st.tuples(st.just("close"), QUIZZES),
        st.tuples(st.just("erase")),
    ),
    max_size=25,
)


@dataclass
class Model:
    """The record of one learner in one course, in memory. `base` keeps its ids apart from other examples'."""

    base: int
    quizzes: dict[int, Quiz] = field(default_factory=dict)
    log: dict[int, Answer] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def course(self) -> str:
        """A course of the example's own."""
        return f"course-{self.base}"

    def start(self, new: Quiz) -> Quiz:
        """The first quiz of an id stands."""
        return self.quizzes.setdefault(new.id, new)

    def answer(self, new: Answer) -> Answer | None:
        """The first answer of an id, then of a place, stands; None where there is no such place."""
        held = self.quizzes.get(new.quiz) if new.quiz else None
        if new.quiz and (held is None or new.position not in range(PLACES)):
            return None
        if new.id in self.log:
            return self.log[new.id]
        if held and new.position is not None and new.position in held.answers:
            return held.answers[new.position]
        self.log[new.id] = new
        self.counts.update(answered=1, right=int(new.right), unknown=int(new.unknown))
        if held and new.position is not None:
            answers, skipped = {**held.answers, new.position: new}, held.skipped - {new.position}
            done = answers.keys() | skipped == set(range(PLACES))
            closed_at = held.closed_at or (new.at if done else None)
            self.quizzes[held.id] = replace(held, answers=answers, skipped=skipped, closed_at=closed_at)
        return new

    def skip(self, id: int, position: int) -> None:
        """Only an open place is skipped."""
        held = self.quizzes.get(id)
        if held and position in range(PLACES) and position not in held.answers:
            self.quizzes[id] = replace(held, skipped=held.skipped | {position})

    def close(self, id: int, at: int) -> None:
        """The first instant stays."""
        held = self.quizzes.get(id)
        if held and held.closed_at is None:
            self.quizzes[id] = replace(held, closed_at=at)

    def erase(self) -> None:
        """Everything but the counts."""
        self.quizzes.clear()
        self.log.clear()

    @property
    def open(self) -> list[Quiz]:
        """Those not closed, the latest active first."""

        def active(held: Quiz) -> tuple[int, int]:
            return max((each.at for each in held.answers.values()), default=held.started_at), held.id

        return sorted((q for q in self.quizzes.values() if q.closed_at is None), key=active, reverse=True)


async def take(step: tuple[Any, ...], at: int, model: Model, record: SqlRecord) -> None:
    """One step on both; what it returns must agree."""
    kind, *rest = step
    number = model.base + rest[0] if rest else 0
    of_example = {"learner": model.base, "course": model.course, "at": at}
    match kind, *rest:
        case "start", _:
            new = quiz(number, PLACES, learner=model.base, course=model.course, started_at=at, seed=at)
            assert await record.start_quiz(new) == model.start(new)
        case "answer", _, of, position, score:
            chosen = (0,) if score else ()
            given = answer(number, model.base + of, position, chosen=chosen, score=score, **of_example)
            stands = model.answer(given)
            if stands is None:
                with pytest.raises(QuizNotFound):
                    await record.add_answer(given, question())
            else:
                assert await record.add_answer(given, question()) == stands
        case "daily", _, score:
            given = answer(number, None, None, chosen=(0,), score=score, mode="daily", **of_example)
            assert await record.add_answer(given, question()) == model.answer(given)
        case "skip", _, position:
            await record.skip_question(number, position)
            model.skip(number, position)
        case "close", _:
            await record.close_quiz(number, at)
            model.close(number, at)
        case ("erase",):
            await record.erase(model.base)
            model.erase()


@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
async def test_the_record_agrees_with_the_model(record: SqlRecord, steps: list[tuple[Any, ...]]) -> None:
    """After any steps quizzes, log, counts and what each step returned are those of the model."""
    model = Model(next(EXAMPLES) * 1000)
    for at, step in enumerate(steps, start=1):
        await take(step, at, model, record)
    for number in range(model.base + 1, model.base + 4):
        assert await record.quiz(number) == model.quizzes.get(number)
    assert await record.open_quizzes(model.base, model.course) == model.open
    log = sorted(model.log.values(), key=lambda each: (each.at, each.id))
    assert await record.answers(model.base, model.course) == log
    names = (model.course, question().id, question().fingerprint)
    counts = [model.counts[name] for name in ("answered", "right", "unknown")]
    assert await record.counters(model.course) == ([QuestionCounter(*names, *counts)] if any(counts) else [])
