"""Detect question banks that give their answers away to someone who knows nothing about the subject.

Each guesser has a strategy, such as picking the longest option. Options are shuffled, so only their texts
matter. For each strategy, compare its score over the whole bank with chance.

- A single-choice question is worth a point if the pick is right. If options tie, the guesser takes one at
  random, so the point is split: one right option among two tied ones is worth half a point.
- In a multiple-choice question, the guesser only makes the pick that the strategy is surest of, and gets the
  point if that option is a right one. The chance of that is the share of right options.
- A true-false question shows a statement. One guesser says true to hedged statements, one says false to
  sweeping ones, and one always says true. The options' texts aren't compared.
- Questions to order, match or type aren't guessed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.content.checks.chance import UNIT, mean, spread, tail
from bot.content.checks.wordlists import ABSOLUTES, HEDGES, TRUE, WARM
from bot.domain.questions.question import Question

SIGNIFICANCE = 0.05
"""Probability of a false alarm over all strategies together. Each gets an equal share (Bonferroni)."""

EXCESS, LARGE_BANK = 0.05, 60
"""The share of points above chance that's always reported in a bank of LARGE_BANK questions or more."""

Places = frozenset[int]
Strategy = Callable[[Question, str], Places | None]
"""Return the indexes of the options to pick from, or None if it doesn't apply."""


@dataclass(frozen=True)
class Figure:
    """One strategy's result over a bank. `telling` has the questions for which every option it picks is
    right.
    """

    strategy: str
    questions: int
    expected: float
    scored: float
    p: float
    telling: tuple[str, ...]

    @property
    def gives_away(self) -> bool:
        """Return whether the strategy beats chance significantly, or by too much for a large bank."""
        excess = self.scored - self.expected
        large = self.questions >= LARGE_BANK and excess > EXCESS * self.questions
        return large or (excess > 0 and self.p < SIGNIFICANCE / len(STRATEGIES))


def measure(questions: Iterable[Question], language: str) -> tuple[Figure, ...]:
    """Return a figure for each strategy that applies to any of the questions. `language` is the course's."""
    bank = list(questions)
    figures = [_figure(name, pick, bank, language[:2]) for name, pick in STRATEGIES.items()]
    return tuple(figure for figure in figures if figure.questions)


def _figure(name: str, pick: Strategy, bank: Sequence[Question], language: str) -> Figure:
    guesses = [(question, picked) for question in bank if (picked := pick(question, language))]
    spreads = [spread(len(q.options), len(q.correct), len(picked)) for q, picked in guesses]
    scored = sum(len(picked & q.correct) * UNIT // len(picked) for q, picked in guesses)
    return Figure(
        strategy=name,
        questions=len(guesses),
        expected=mean(spreads) / UNIT,
        scored=scored / UNIT,
        p=tail(spreads, scored),
        telling=tuple(q.id for q, picked in guesses if picked <= q.correct),
    )


def _most(measures: Sequence[int]) -> Places:
    return frozenset(place for place, measure in enumerate(measures) if measure == max(measures))


def _has_choice(question: Question) -> bool:
    return question.rules.choice and not question.rules.statement


def _words(text: str) -> frozenset[str]:
    """Return the words of four letters or more. Shorter ones are too common to tell texts apart."""
    return frozenset(re.findall(r"\w{4,}", text.casefold()))


def _count(text: str, listed: frozenset[str]) -> int:
    return sum(word in listed for word in re.findall(r"\w+", text.casefold()))


def _longest(question: Question, _: str) -> Places | None:
    return _most([len(o.text) for o in question.options]) if _has_choice(question) else None


def _shortest(question: Question, _: str) -> Places | None:
    return _most([-len(o.text) for o in question.options]) if _has_choice(question) else None


def _like_prompt(question: Question, _: str) -> Places | None:
    prompt = _words(question.prompt)
    shared = [len(prompt & _words(option.text)) for option in question.options]
    return _most(shared) if _has_choice(question) else None


def _like_others(question: Question, _: str) -> Places | None:
    words = [_words(option.text) for option in question.options]
    shared = [sum(len(own & other) for other in words) - len(own) for own in words]
    return _most(shared) if _has_choice(question) else None


def _hedged(question: Question, language: str) -> Places | None:
    return _by_tone(question, HEDGES.get(language), sign=1)


def _least_absolute(question: Question, language: str) -> Places | None:
    return _by_tone(question, ABSOLUTES.get(language), sign=-1)


def _coldest(question: Question, language: str) -> Places | None:
    """Return the options with the fewest warm words. Statements have no tone to compare."""
    return _by_tone(question, WARM.get(language), sign=-1) if _has_choice(question) else None


def _by_tone(question: Question, listed: frozenset[str] | None, sign: int) -> Places | None:
    """Return the options with the most (sign 1) or fewest (-1) listed words.

    For a true-false statement with a listed word, return true (sign 1) or false (-1).
    """
    if listed is None:
        return None
    if _has_choice(question):
        return _most([sign * _count(option.text, listed) for option in question.options])
    true, both = _true(question, ""), frozenset({0, 1})
    if true is None or not _count(question.prompt, listed):
        return true and both
    return true if sign > 0 else both - true


def _true(question: Question, _: str) -> Places | None:
    """Return the option that agrees with the statement: the shortest that starts with a word like "true"."""
    if not question.rules.statement:
        return None
    first = [option.text.casefold().split() for option in question.options]
    agreeing = [place for place, words in enumerate(first) if words[0].strip(",.:;!") in TRUE]
    return frozenset({min(agreeing, key=lambda place: len(first[place]), default=0)})


STRATEGIES: Mapping[str, Strategy] = {
    "the longest option": _longest,
    "the shortest option": _shortest,
    "the option most like the prompt": _like_prompt,
    "the option most like the others": _like_others,
    "the most hedged": _hedged,
    "the least absolute": _least_absolute,
    "the coldest": _coldest,
    "true, always": _true,
}
