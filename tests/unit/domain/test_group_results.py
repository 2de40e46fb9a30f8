"""How a server answered is told so that nobody can be picked out."""

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learning.group_results import FEWEST, MOST, results
from bot.domain.questions.kind import Option
from bot.domain.questions.question import Question


def question(kind: str = "single", options: int = 3) -> Question:
    """A question whose first option is right."""
    texts = [Option(text=f"Option {n}", correct=n == 0, feedback="So.") for n in range(options)]
    return Question(
        id="one",
        objective="a.b",
        kind=kind,  # type: ignore[arg-type]
        level="recall",
        prompt="Which?",
        options=tuple(texts),
        explanation="Because.",
        facts=("fact",),
    )


def choices(*counts: int, unknown: int = 0) -> list[tuple[int, ...]]:
    """So many people chose each option, and so many said that they don't know."""
    return [(place,) for place, count in enumerate(counts) for _ in range(count)] + [()] * unknown


@pytest.mark.parametrize("fewest", range(FEWEST, MOST + 1))
def test_one_too_few_are_not_told(fewest: int) -> None:
    """No count at all, not even how many there were. One more, and all is told."""
    found = results(question(), choices(fewest - 1), fewest)
    assert results(question(), choices(fewest), fewest).chosen == (fewest, 0, 0)
    assert (found.enough, found.people, found.chosen, found.right) == (False, 0, (None,) * 3, None)


def test_five_and_more_are_told() -> None:
    """Every count is five or more, or nobody: all is told exactly."""
    found = results(question(), choices(7, 5, 0, unknown=6), 5)
    assert (found.people, found.exact, found.chosen) == (18, True, (7, 5, 0))
    assert (found.right, found.unknown) == (7, 6)


def test_a_few_cannot_be_worked_out() -> None:
    """One person chose otherwise: neither that count nor the total tells of them."""
    found = results(question(), choices(6, 1, 0), 5)
    assert found.chosen == (6, None, 0)
    assert (found.exact, found.people) == (False, 6)
    assert found.right == 6


@pytest.mark.parametrize("counts", list(combinations_with_replacement((0, 1, 4, 5, 9), 3)))
@pytest.mark.parametrize("fewest", [3, 5])
def test_no_hidden_count_follows_from_what_is_shown(counts: tuple[int, ...], fewest: int) -> None:
    """Whenever something is hidden, the total shown is no more than what is shown of it."""
    found = results(question(), choices(*counts, unknown=counts[0]), fewest)
    if found.enough and not found.exact:
        shown_people = sum(count or 0 for count in found.chosen) + (found.unknown or 0)
        assert found.people == max(fewest, shown_people)


@given(st.lists(st.frozensets(st.integers(0, 3)), max_size=40), st.integers(FEWEST, MOST))
def test_no_small_count_is_ever_shown(picks: list[frozenset[int]], fewest: int) -> None:
    """Also where several options may be chosen."""
    found = results(question("multiple", 4), picks, fewest)
    shown = [*found.chosen, found.right, found.unknown]
    assert all(count is None or count == 0 or count >= fewest for count in shown)
    assert found.people == 0 or found.people >= fewest
    assert found.people <= len(picks)
