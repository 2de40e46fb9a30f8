"""Find the passages of one course that answer a question, and judge whether they do.

A few figures say how well a passage fits, and their weighted sum ranks the passages. A second sum says
whether the best one is an answer: how well it fits, against how much the question is like those that the
course doesn't answer. `bench.fit_ask` sets the weights on some lists of questions, and the others check them.
"""

import math
import re
from collections.abc import Sequence
from operator import mul, truediv
from statistics import fmean
from typing import NamedTuple

from bot.domain.course.passages import CoursePassage
from bot.search.meaning import LANGUAGE, Closeness, Embeddings, Model, is_word
from bot.search.spelling import WORD, clauses
from bot.search.weights import BY_MEANING, BY_WORDS
from bot.search.words import Words, plain

YEAR = re.compile(r"\b(?:19|20)\d\d\b")

BEST = 3
"""The passages that are judged together: one of them has to have the words."""

USUAL = (0.3, 0.55)
"""How near the nearest unanswered question is taken to be, in words and in meaning, if none are listed."""

UNASKED = 1.7
"""What the fit of a passage without ways of asking counts: no question is as close to a text alone."""


class Found(NamedTuple):
    """Passages, best first, and the evidence that they answer the question: from 0 on they do."""

    passages: Sequence[CoursePassage]
    evidence: float


class Fit(NamedTuple):
    """What a question looks like: figures on each passage, and the words it has."""

    words: Sequence[str]
    passages: Sequence[Sequence[float]]
    close: Closeness | None


class CourseIndex:
    """The index of one course. For one thread at a time."""

    def __init__(
        self,
        passages: Sequence[CoursePassage],
        unanswered: Sequence[str],
        language: str,
        model: Model | None,
        *,
        listed: bool = True,
    ) -> None:
        model = model if language == LANGUAGE else None
        self.passages = passages
        self._usual = (0.0, 0.0) if listed else USUAL
        self._words = Words(passages, unanswered, language, lambda word: is_word(word, model))
        self._years = [frozenset(YEAR.findall(f"{each.text} {each.around}")) for each in passages]
        self._meaning = Embeddings(passages, unanswered, model) if model else None
        self._weights = BY_MEANING if model else BY_WORDS
        self._asked = {_bare(line): n for n, each in [*enumerate(passages)][::-1] for line in each.asked}

    def find(self, question: str, most: int) -> Found | None:
        """Return at most `most` passages, or None if no word of the question is in the course."""
        fits = list(filter(None, map(self.fit, (question, *clauses(question)))))
        if not fits:
            return None
        tables = [[sum(map(mul, self._weights.rank, row)) for row in each.passages] for each in fits]
        ranks = list(map(fmean, zip(*tables, strict=True)))
        known = self._asked.get(_bare(question))
        order = sorted(range(len(ranks)), key=lambda place: (place != known, -ranks[place], place))
        rank = ranks[order[0]] * (1 if self.passages[order[0]].asked else UNASKED)
        evidence = sum(map(mul, self._weights.answer, self.judged(fits[0], order[:BEST], rank)))
        # Word for word how people ask about the first passage: that's an answer in any case.
        found = [self.passages[n] for n in order[:most]]
        return Found(found, evidence if known is None else max(evidence, 0))

    def close(self) -> None:
        """Free the memory."""
        self._words.close()

    def fit(self, question: str) -> Fit | None:
        """Return how well each passage fits: exact words, the share of them that it has, the share of its
        heading that they name, whether it's about another year, and meaning twice.
        """
        words = self._words.spelling.read(plain(question))
        scores = self._words.scores(words) if words else {}
        if not scores:
            return None
        close = self._meaning.close(" ".join(words)) if self._meaning else None
        years = frozenset(YEAR.findall(question))
        total = self._words.weight(words)
        shares = [each / total for each in self._words.weights(words)]
        named = map(truediv, self._words.weights(words, "heading"), self._words.headings)
        exact = [scores.get(place, 0.0) / total for place in range(len(self.passages))]
        other = [float(bool(years) and not years & has) for has in self._years]
        meant = (close.nearest, close.whole) if close else ()
        return Fit(words, list(zip(exact, shares, named, other, *meant, strict=True)), close)

    def judged(self, fit: Fit, best: Sequence[int], rank: float) -> Sequence[float]:
        """Return the figures that decide whether the best passages are an answer: their rank, the share of
        the question's words that one of them has, its length, and how near it is to an unanswered question.
        """
        unanswered = max(self._words.unanswered(fit.words), self._usual[0])
        share = max(fit.passages[place][1] for place in best)
        figures = [1.0, rank, share, math.log(len(fit.words)), unanswered]
        return [*figures, max(fit.close.unanswered, self._usual[1])] if fit.close else figures


def _bare(text: str) -> str:
    return " ".join(WORD.findall(plain(text)))
