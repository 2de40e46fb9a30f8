"""An answer is worth what it shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grading import FULL, score
from bot.domain.question import Option, Question


def question(right: list[bool], kind: str = "multiple") -> Question:
    """A choice question whose options are right or wrong as given."""
    options = tuple(Option(text=str(n), correct=c, feedback="so") for n, c in enumerate(right))
    return Question.model_validate(
        {
            "id": "q",
            "objective": "a.b",
            "kind": kind,
            "level": "recall",
            "prompt": "?",
            "options": options,
            "explanation": "x",
            "facts": ("f",),
        }
    )


MULTIPLE = st.lists(st.booleans(), min_size=3, max_size=8).filter(any)


@pytest.mark.parametrize(
    ("chosen", "worth"),
    [(set(), 0), ({0}, 50), ({0, 1}, 100), ({0, 2}, 0), ({0, 1, 2}, 50), ({2, 3}, 0), ({0, 1, 2, 3}, 0)],
)
def test_right_picks_earn_and_wrong_picks_cost(chosen: set[int], worth: int) -> None:
    """Two right of four: each right pick earns half, each wrong pick costs half, never below nothing."""
    assert score(question([True, True, False, False]), chosen) == worth


@pytest.mark.parametrize("kind", ["single", "true-false"])
def test_one_right_option_is_all_or_nothing(kind: str) -> None:
    """With one right option there is no part of it; picking both is not right."""
    asked = question([False, True], kind)
    assert [score(asked, chosen) for chosen in ({1}, {0}, {0, 1}, set())] == [FULL, 0, 0, 0]


def test_an_order_question_is_not_graded_by_choice() -> None:
    """Nothing chosen never equals nothing to choose."""
    assert score(question([False, False, False], "order"), ()) == 0


@given(MULTIPLE, st.data())
def test_a_score_is_a_percentage_and_full_only_for_the_right_ones(
    right: list[bool], data: st.DataObject
) -> None:
    """Whatever is chosen, 0 to 100, and 100 for exactly the right options."""
    asked = question(right)
    chosen = data.draw(st.sets(st.sampled_from(range(len(right)))))
    assert 0 <= score(asked, chosen) <= FULL
    assert (score(asked, chosen) == FULL) == (chosen == asked.correct)


@given(MULTIPLE, st.data())
def test_one_more_right_pick_never_harms_and_one_more_wrong_never_helps(
    right: list[bool], data: st.DataObject
) -> None:
    """The score follows what is known."""
    asked = question(right)
    chosen = data.draw(st.sets(st.sampled_from(range(len(right)))))
    for extra in set(range(len(right))) - chosen:
        more = score(asked, chosen | {extra})
        assert more >= score(asked, chosen) if right[extra] else more <= score(asked, chosen)


@given(MULTIPLE)
def test_ticking_everything_is_worth_the_surplus_of_right_ones(right: list[bool]) -> None:
    """Where at least half of the options are wrong, ticking all is worth nothing."""
    worth = score(question(right), range(len(right)))
    surplus = 2 * sum(right) - len(right)
    assert worth == max(0, surplus) * FULL // sum(right)


@pytest.mark.parametrize("place", [-1, 3])
def test_an_option_that_is_not_there_is_an_error(place: int) -> None:
    """A place outside the question is refused, not graded."""
    with pytest.raises(ValueError, match="not all among the 3 options"):
        score(question([True, False, False]), {0, place})


def test_choosing_twice_is_choosing_once() -> None:
    """Repeated places count once."""
    assert score(question([True, True, False]), [0, 0]) == 50
