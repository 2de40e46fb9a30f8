"""Find the passages of one course that answer a question, and judge how sure that is.

Exact words and meaning each rank the passages, and reciprocal rank fusion joins the two rankings. Whether the
best passages are an answer at all is a matter of evidence: how much closer the question is to them than to
the nearest question that the course doesn't answer. The constants were set on one list of questions
(tests/unit/search/questions.yaml) and checked on the others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.course.passages import CoursePassage, passages
from bot.search.meaning import LANGUAGE, Closeness, Embeddings, Model
from bot.search.words import Words

YEAR = re.compile(r"\b(?:19|20)\d\d\b")

FUSION, MEANT = 10, 0.4
"""The constant of reciprocal rank fusion, and what the ranking by meaning counts beside the one by words."""

UNDATED = 0.5
"""What is left of a passage's rank if the question names a year that the passage doesn't have."""

CLOSER, COVERED = 35.0, 15.0
"""What a whole point of similarity, and having all words of the question, count beside a point of bm25."""

USUAL, USUAL_SHARE = 0.5, 0.8
"""Where a course lists no unanswered questions: how close the nearest is taken to be in meaning, and in words
as a share of how close the nearest line of the course is."""

ENOUGH, ENOUGH_WORDS = 16.0, 13.0
"""The evidence that an answer takes, with and without the ranking by meaning."""

UNASKED, UNASKED_WORDS = 7.0, 9.5
"""The same for a course that doesn't say how people ask: a question is never as close to its passages."""


TOPIC = 2
"""A question of so few words names a topic. It's answered if the course has all of them, since it asks for
nothing that the course could lack."""


@dataclass(frozen=True)
class Found:
    """Passages, best first, and the evidence that they answer the question: from 0 on they do."""

    passages: Sequence[CoursePassage]
    evidence: float


class CourseIndex:
    """The index of one course. For one thread at a time."""

    def __init__(self, course: Course, model: Model | None) -> None:
        self.passages = passages(course)
        language = course.about.language.split("-")[0]
        self._words = Words(self.passages, course.unanswered, language)
        self._asked, self._unanswered = bool(course.asked), bool(course.unanswered)
        self._years = [frozenset(YEAR.findall(f"{each.text} {each.around}")) for each in self.passages]
        self._meaning = None
        if model and language == LANGUAGE:
            self._meaning = Embeddings(self.passages, course.unanswered, model)

    def find(self, question: str, most: int) -> Found | None:
        """Return at most `most` passages, or None if no word of the question is in the course."""
        words = self._words.read(question)
        scores = self._words.scores(words) if words else {}
        if not scores:
            return None
        close = self._meaning.close(" ".join(words)) if self._meaning else None
        best = self._ranked(scores, close, frozenset(YEAR.findall(question)))[: max(most, 3)]
        evidence = self._evidence(words, best[:3], close)
        if len(words) <= TOPIC and self._words.coverage(words, best[:3]) == 1:
            evidence = max(evidence, 0.0)
        return Found([self.passages[place] for place in best[:most]], evidence)

    def close(self) -> None:
        """Free the memory."""
        self._words.close()

    def _ranked(
        self, scores: Mapping[int, float], close: Closeness | None, years: frozenset[str]
    ) -> Sequence[int]:
        fused = dict.fromkeys(range(len(self.passages)), 0.0)
        for rank, place in enumerate(sorted(scores, key=lambda each: (-scores[each], each))):
            fused[place] += 1 / (FUSION + rank)
        if close:
            for rank, place in enumerate(close.order):
                fused[place] += MEANT / (FUSION + rank)
        for place, has in enumerate(self._years):
            if years and not years & has:
                fused[place] *= UNDATED
        return sorted((place for place in fused if fused[place]), key=lambda each: (-fused[each], each))

    def _evidence(self, words: Sequence[str], best: Sequence[int], close: Closeness | None) -> float:
        answered, unanswered = self._words.nearest_lines(words)
        if not self._unanswered:
            unanswered = USUAL_SHARE * answered
        evidence = answered - unanswered + COVERED * self._words.coverage(words, best)
        if close is None:
            return evidence - (ENOUGH_WORDS if self._asked else UNASKED_WORDS)
        nearest = max(close.nearest[place] for place in best)
        unanswered_close = USUAL if close.unanswered is None else close.unanswered
        return evidence + CLOSER * (nearest - unanswered_close) - (ENOUGH if self._asked else UNASKED)
