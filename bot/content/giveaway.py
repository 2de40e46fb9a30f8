"""Whether a bank of questions gives itself away to somebody who knows nothing of the subject.

Such a guesser has a strategy, for instance to pick the longest option. Options are shuffled, so only
their texts count. For each strategy the score over the whole bank is set against chance.

- A single-choice question is worth a point when the pick is right. Where options tie, the guesser takes
  one of them at random, so the point is shared: one right among two tied ones is half a point.
- In a multiple-choice question the guesser makes the one pick in which the strategy trusts most, and
  has the point if that option is among the right ones. Chance is then the share of right options.
- A true-false question shows a statement: the careful guesser says true to a hedged one, the wary one
  says false to a sweeping one, and a third says true always. The options themselves are not compared.
- Questions to order, match or write are not guessed at.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.content.chance import UNIT, mean, spread, tail
from bot.content.wordlists import ABSOLUTES, HEDGES, TRUE
from bot.domain.questions.question import Question

SIGNIFICANCE = 0.05
"""The chance of any false alarm over all strategies together: each has its seventh of it (Bonferroni)."""

EXCESS, LARGE_BANK = 0.05, 60
"""The share of points above chance that a bank of so many questions must not give, however likely."""

Places = frozenset[int]
Strategy = Callable[[Question, str], Places | None]
"""The options (places in the file's order) between which a guesser wavers; None: does not apply."""


@dataclass(frozen=True)
class Figure:
    """What one strategy scores over a bank. `telling` are the questions that it is sure of and gets right."""

    strategy: str
    questions: int
    expected: float
    scored: float
    p: float
    telling: tuple[str, ...]

    @property
    def gives_away(self) -> bool:
        """Whether the strategy beats chance by more than luck explains, or more than a bank may allow."""
        excess = self.scored - self.expected
        large = self.questions >= LARGE_BANK and excess > EXCESS * self.questions
        return large or (excess > 0 and self.p < SIGNIFICANCE / len(STRATEGIES))


def measure(questions: Iterable[Question], language: str) -> tuple[Figure, ...]:
    """A figure for each strategy that applies to any question; `language` is that of the course."""
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
    """The words of four letters and more: shorter ones hardly tell texts apart in any language."""
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


def _by_tone(question: Question, listed: frozenset[str] | None, sign: int) -> Places | None:
    """The options with most (sign 1) or fewest (-1) listed words; of a statement with one, true or false."""
    if listed is None:
        return None
    if _has_choice(question):
        return _most([sign * _count(option.text, listed) for option in question.options])
    true, both = _true(question, ""), frozenset({0, 1})
    if true is None or not _count(question.prompt, listed):
        return true and both
    return true if sign > 0 else both - true


def _true(question: Question, _: str) -> Places | None:
    """The option that agrees: by its first word, without `not` after it, else the first."""
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
    "true, always": _true,
}
