"""A question has the shape of its kind, and a fingerprint of its text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.questions.question import Question


def data(kind: str, options: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """A question as a file would give it."""
    return {
        "id": "q-1",
        "objective": "lesson.goal",
        "kind": kind,
        "level": "apply",
        "prompt": "What now?",
        "options": options,
        "explanation": "Because.",
        "facts": ("a-fact",),
    }


def option(text: str, *, correct: bool = False, match: str | None = None) -> dict[str, Any]:
    """An option with feedback."""
    return {"text": text, "correct": correct, "match": match, "feedback": "so"}


def options(count: int, right: int = 0, *, match: bool = False) -> tuple[dict[str, Any], ...]:
    """So many options, the first ones right."""
    return tuple(
        option(f"option {n}", correct=n < right, match=f"x {n}" if match else None) for n in range(count)
    )


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("single", options(2, 1)),
        ("single", options(6, 1)),
        ("multiple", options(3, 1)),
        ("multiple", options(8, 8)),
        ("true-false", options(2, 1)),
        ("order", options(3)),
        ("order", options(6)),
        ("match", options(2, match=True)),
        ("match", options(6, match=True)),
        ("short", options(1, 1)),
        ("short", options(10, 3)),
    ],
)
def test_each_kind_has_its_shape(kind: str, given: tuple[dict[str, Any], ...]) -> None:
    """What Discord can show and a learner can answer is accepted."""
    assert Question.model_validate(data(kind, given)).correct == {
        n for n, o in enumerate(given) if o["correct"]
    }


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("single", options(1, 1), "2 to 6 options, exactly one"),
        ("single", options(7, 1), "2 to 6 options, exactly one"),
        ("single", options(3, 0), "2 to 6 options, exactly one"),
        ("single", options(3, 2), "2 to 6 options, exactly one"),
        ("multiple", options(2, 1), "3 to 8 options, at least one"),
        ("multiple", options(9, 1), "3 to 8 options, at least one"),
        ("multiple", options(3, 0), "3 to 8 options, at least one"),
        ("true-false", options(3, 1), "two options, exactly one"),
        ("true-false", options(2, 2), "two options, exactly one"),
        ("order", options(2), "3 to 6 options in the right order"),
        ("order", options(7), "3 to 6 options in the right order"),
        ("order", options(3, 1), "3 to 6 options in the right order"),
        ("match", options(1, match=True), "2 to 6 options, each with `match`"),
        ("match", options(7, match=True), "2 to 6 options, each with `match`"),
        ("match", options(3, 1, match=True), "2 to 6 options, each with `match`"),
        ("match", options(3), "2 to 6 options, each with `match`"),
        ("short", options(2, 0), "at least one accepted answer"),
        ("single", options(3, 1, match=True), "only a match question has `match`"),
        ("single", (option("Yes", correct=True), option("yes")), "two options have the same text"),
        ("match", (option("1", match="Yes"), option("2", match="yes")), "two options have the same `match`"),
    ],
)
def test_other_shapes_are_refused(kind: str, given: tuple[dict[str, Any], ...], message: str) -> None:
    """What could not be shown or answered is said in words."""
    with pytest.raises(ValidationError, match=message):
        Question.model_validate(data(kind, given))


def test_nothing_is_converted_or_passed_over() -> None:
    """Unknown keys and values of another type are refused: a file means what it says."""
    for change in ({"promt": "x"}, {"version": "1"}, {"invented": 1}, {"prompt": "  "}):
        with pytest.raises(ValidationError):
            Question.model_validate({**data("single", options(2, 1)), **change})


def test_the_fingerprint_is_that_of_the_text() -> None:
    """The same text always has the same 16 digits, whichever process makes them."""
    question = Question.model_validate(data("single", options(2, 1)))
    assert question.fingerprint == "b233c4170596fcfa"
    assert question.fingerprint == Question.model_validate(data("single", options(2, 1))).fingerprint


@given(
    st.sampled_from(["prompt", "explanation", "objective", "level", "version", "facts", "options"]),
    st.integers(2, 999),
)
def test_every_change_changes_the_fingerprint(key: str, number: int) -> None:
    """A word changed anywhere is a new text."""
    changes = {
        "objective": f"lesson.goal-{number}",
        "level": "judge",
        "version": number,
        "facts": (f"fact-{number}",),
        "options": (*options(1, 1), option(f"other {number}")),
    }
    before = data("single", options(2, 1))
    after = {**before, key: changes.get(key, f"text {number}")}
    assert Question.model_validate(before).fingerprint != Question.model_validate(after).fingerprint
