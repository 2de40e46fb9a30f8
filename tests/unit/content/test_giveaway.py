"""A question bank that gives itself away is found out, and a fair one is left in peace."""

import random
from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.checks import chance
from bot.content.checks.chance import UNIT, mean, spread, tail
from bot.content.checks.giveaway import SIGNIFICANCE, STRATEGIES, Figure, measure
from bot.domain.questions.kind import Option
from bot.domain.questions.kinds import Kind
from bot.domain.questions.question import Question


def question(
    texts: list[str], right: set[int], kind: Kind = "single", prompt: str = "What now?", number: int = 1
) -> Question:
    """A question with these options."""
    options = tuple(Option(text=t, correct=i in right, feedback="x") for i, t in enumerate(texts))
    return Question(
        id=f"q-{number}",
        objective="a.b",
        kind=kind,
        level="recall",
        prompt=prompt,
        options=options,
        explanation="x",
        facts=("f",),
    )


def figure(strategy: str, *questions: Question, language: str = "en") -> Figure:
    """The figure of one strategy."""
    return next(f for f in measure(questions, language) if f.strategy == strategy)


@pytest.mark.parametrize(
    ("strategy", "texts", "prompt"),
    [
        ("the longest option", ["the long answer", "short", "brief"], "?"),
        ("the shortest option", ["x", "short", "brief"], "?"),
        (
            "the option most like the prompt",
            ["the Customer leaves", "b", "c"],
            "Why do customer complaints grow?",
        ),
        (
            "the option most like the others",
            ["pears figs", "plums figs", "pears dates kiwis limes"],
            "?",
        ),
        ("the most hedged", ["it may often help", "it helps", "it may be"], "?"),
        ("the least absolute", ["they help", "they always help", "all help"], "?"),
        ("the coldest", ["we fixed it", "thanks, we fixed it", "sorry about this"], "?"),
    ],
)
def test_each_strategy_finds_its_option(strategy: str, texts: list[str], prompt: str) -> None:
    """The guesser picks the first option here, and scores if and only if that one is right."""
    for right in range(3):
        found = figure(strategy, question(texts, {right}, prompt=prompt))
        assert found.scored == (right == 0)
        assert found.telling == (("q-1",) if right == 0 else ())
        assert found.expected == pytest.approx(1 / 3)


def test_ties_share_the_point() -> None:
    """Among three options of which two are longest, a right one of the two is worth half a point."""
    found = figure("the longest option", question(["aaa", "bbb", "c"], {0}))
    assert (found.scored, found.telling) == (0.5, ())
    assert found.p == pytest.approx(2 / 3)


def test_a_multiple_choice_question_is_one_pick() -> None:
    """The pick scores when it is among the right ones; chance is their share."""
    found = figure("the longest option", question(["aaaa", "b", "c", "d"], {0, 1, 2}, "multiple"))
    assert found.scored == 1
    assert found.expected == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    ("strategy", "prompt", "texts", "right", "scored"),
    [
        ("true, always", "Posts help.", ["False", "True"], 1, 1),
        ("true, always", "Posts help.", ["True", "False"], 1, 0),
        ("true, always", "Posts help.", ["That holds", "That fails"], 0, 1),
        ("true, always", "Posts help.", ["Stimmt nicht", "Stimmt"], 1, 1),
        ("the most hedged", "Posts may help.", ["True", "False"], 0, 1),
        ("the most hedged", "Posts help.", ["True", "False"], 0, 0.5),
        ("the least absolute", "Posts always help.", ["True", "False"], 1, 1),
    ],
)
def test_statements_are_judged_by_their_tone(
    strategy: str, prompt: str, texts: list[str], right: int, scored: float
) -> None:
    """True to the careful, false to the sweeping, and true always; without a hint it is a coin."""
    assert figure(strategy, question(texts, {right}, "true-false", prompt)).scored == scored


def test_a_language_without_word_lists_has_no_tone() -> None:
    """Strategies that do not apply have no figure, nor has what is not chosen."""
    names = {f.strategy for f in measure([question(["a", "b"], {0})], "pt-BR")}
    assert names == set(STRATEGIES) - {"the most hedged", "the least absolute", "the coldest", "true, always"}
    assert measure([question(["a", "b", "c"], set(), "order")], "en") == ()


def test_a_fair_bank_is_left_in_peace_and_a_leaking_one_is_not() -> None:
    """Where the longest option is right by chance nothing is said; where it is right too often, it is."""
    chance_of = random.Random(7)
    fair, leaking = [], []
    for number in range(90):
        texts = ["word " * size for size in (2, 3, 4, 5)]
        fair.append(question(texts, {number % 4}, number=number))
        leaking.append(question(texts, {3 if chance_of.random() < 0.5 else number % 4}, number=number))
    assert not figure("the longest option", *fair).gives_away
    found = figure("the longest option", *leaking)
    assert found.gives_away
    assert found.p < SIGNIFICANCE / len(STRATEGIES)


def test_five_points_above_chance_are_too_many_in_a_large_bank() -> None:
    """From sixty questions on the excess counts by itself, below that only what luck does not explain."""
    texts = ["aa", "b"]
    bank = [question(texts, {0 if number < 34 else 1}, number=number) for number in range(60)]
    assert figure("the longest option", *bank).p > SIGNIFICANCE / len(STRATEGIES)
    assert figure("the longest option", *bank).gives_away
    assert not figure("the longest option", *bank[:59]).gives_away
    assert not figure("the longest option", *bank[1:], bank[-1]).gives_away


def test_the_tail_is_the_binomial_one() -> None:
    """With equal questions and no ties the test is the textbook's: 8 or more of 10 at one in four."""
    expected = sum(comb(10, k) * 3 ** (10 - k) for k in range(8, 11)) / 4**10
    assert tail([spread(4, 1, 1)] * 10, 8 * UNIT) == pytest.approx(expected)


SHAPES = st.integers(2, 6).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n), st.integers(1, n)))


@given(SHAPES)
def test_a_guess_is_worth_the_share_of_right_options(shape: tuple[int, int, int]) -> None:
    """However many options tie, chance gives right ones by their share, and probabilities add up."""
    options, right, _ = shape
    values = spread(*shape)
    assert sum(values.values()) == pytest.approx(1)
    assert mean([values]) == pytest.approx(UNIT * right / options)


@given(st.lists(SHAPES, min_size=1, max_size=4), st.integers(0, 4 * UNIT))
def test_the_tail_agrees_with_counting_every_outcome(shapes: list[tuple[int, int, int]], scored: int) -> None:
    """The convolution is exact: it equals the sum over all outcomes of all questions."""
    spreads = [spread(*shape) for shape in shapes]
    total = Fraction(0)
    for outcome in product(*(each.items() for each in spreads)):
        if sum(score for score, _ in outcome) >= scored:
            likelihood = Fraction(1)
            for _, probability in outcome:
                likelihood *= Fraction(probability)
            total += likelihood
    assert tail(spreads, scored) == pytest.approx(float(total), abs=1e-9)


def test_very_large_banks_use_a_curve_that_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the exact range the normal curve gives nearly the same."""
    spreads = [spread(4, 1, 1)] * 200
    exact = tail(spreads, 60 * UNIT)
    monkeypatch.setattr(chance, "EXACT", 100)
    assert tail(spreads, 60 * UNIT) == pytest.approx(exact, abs=0.01)
    certain = [spread(2, 1, 2)] * 200
    assert tail(certain, 100 * UNIT) == 1
    assert tail(certain, 100 * UNIT + 1) == 0
