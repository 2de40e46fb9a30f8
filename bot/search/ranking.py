"""Which passages answer a question best, and how surely the best one does.

A word weighs what its rarity in the course makes it weigh. For each passage the evidence is gathered, in
shares of the question's whole weight, and how like the question is to those in which people ask for it; a
score is a sum of the evidence, and so is how sure it is. The numbers in both sums were found by regression:
for the score over the passages of each question in tests/unit/search and, for a twentieth each, of each way
of asking, left out of the index; for how sure it is over questions with and without an answer. The course
without its phrasings was counted in for half, so that both kinds of course can share them. Which evidence to
keep was decided by leaving out each list in turn. They are rounded.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.search.index import UNLISTED, Alike, Index
from bot.search.question import Query, Term, is_weak

KIN, AROUND, MEANT = 0.75, 0.7, 0.5
"""What a word of like meaning counts, a word around the passage, and a name that is meant but not said."""

UNKNOWN, NAME = 5.0, 4.0
"""The weight of a word that the course doesn't have, and the least weight of a name."""

WEAK, WEAK_AT_MOST = 0.4, 1.0
"""The part of its weight that a weak word keeps, and the most that this may be."""

SURE, SURE_UNASKED = 3.0, 0.1
"""How much evidence an answer takes, and how much in a course that doesn't say how people ask."""

SECOND = 0.4
"""What the sentence after the best one counts."""

TYPICAL, FULL = 350, 1.2
"""Characters of a typical passage, and how often a word has to come there to count for half and a little."""


@dataclass(frozen=True)
class Ranked:
    """A passage by its place, how well it answers (more is better), and how surely: from 0 on it does."""

    place: int
    score: float
    sure: float


@dataclass(frozen=True)
class _Match:
    """What a term weighs, how much of it each row has (0 to 1), how often each passage has it, the rows whose
    heading has it, its words, and whether it is a name."""

    weight: float
    rows: Mapping[int, float]
    places: Mapping[int, int]
    headings: frozenset[int]
    words: frozenset[str]
    name: bool


@dataclass(frozen=True)
class _Evidence:
    """What speaks for a passage. All are shares from 0 to 1, but for the pairs, which are counted.

    `close`: the weight within its best two sentences; `often`: the weight in all, each word counted by how
    often it comes for the passage's length; `terms`: the number of words; `heading`: the weight in the
    heading; `headed`: the same, where the question says all of the heading; `asked`, `opened`: how like the
    question is to a way in which people ask for the passage, and to one that begins with the same word.
    """

    close: float
    often: float
    terms: float
    heading: float
    headed: float
    pairs: int
    measured: bool
    names_only: bool
    asked: float
    opened: float


def rank(question: Query, index: Index) -> Sequence[Ranked]:
    """The passages that have anything of the question, best first."""
    matches = _matches(question, index)
    pairs = Counter(
        index.passage_of[row] for pair in question.pairs for row in index.find([pair], "heading text")
    )
    alike = index.alike(question.typed)
    sure = SURE if index.has_asked else SURE_UNASKED
    ranked = []
    for place, (close, row) in _closest(matches, index).items():
        found = _evidence(place, close, row, pairs[place], matches, question, index, alike)
        score = _score(found, question, index.passages[place].kind == "fact")
        ranked.append(Ranked(place, score, _sure(found, question, matches, alike.unanswered) - sure))
    return sorted(ranked, key=lambda each: (-each.score, each.place))


def _score(found: _Evidence, question: Query, fact: bool) -> float:
    """How well a passage answers. A fact is seldom advice."""
    score = 4.8 * found.close + 3.45 * found.often + 4.15 * found.terms
    score += 1.65 * found.heading + 1.3 * found.headed + 0.3 * min(found.pairs, 3) + 0.6 * found.measured
    score += 2.85 * found.asked + 1.65 * found.opened
    return score + (1.75 if question.advice and not fact else 0.0)


def _sure(found: _Evidence, question: Query, matches: Sequence[_Match], unanswered: float) -> float:
    """How much speaks for a passage as an answer. Against it speak likeness to a question that has none,
    words, names and years that the course doesn't know, a figure wanted and not there, nothing but names in
    common, and a question about how things are now."""
    total = sum(match.weight for match in matches)
    unknown = sum(m.weight for m in matches if not m.rows and m.weight > WEAK_AT_MOST) / total
    sure = 2.2 * found.close + 5.6 * found.often + 1.15 * found.headed + 0.8 * question.telling
    sure += 5.9 * found.asked - 14.1 * (UNLISTED if question.topic else unanswered)
    sure -= 4.0 * unknown + 4.1 * question.strange
    sure -= 1.7 * (question.wants_figure and not found.measured)
    sure -= 1.9 * (question.present and not found.headed)
    return sure - 2.6 * (found.names_only and not question.duration)


def _evidence(
    place: int,
    close: float,
    row: int,
    pairs: int,
    matches: Sequence[_Match],
    question: Query,
    index: Index,
    alike: Alike,
) -> _Evidence:
    total = sum(match.weight for match in matches)
    there = [match for match in matches if place in match.places]
    size = len(index.passages[place].text)
    full = FULL * (0.4 + 0.6 * size / TYPICAL)
    heading = sum(match.weight for match in matches if index.first_row[place] in match.headings) / total
    return _Evidence(
        close=close / total,
        often=sum(m.weight * m.places[place] / (m.places[place] + full) for m in there) / total,
        terms=len(there) / len(matches),
        heading=heading,
        headed=heading if heading and _says_heading(place, matches, index) else 0.0,
        pairs=pairs,
        measured=question.wants_figure and _measured(question, index, place, row),
        names_only=all(m.name for m in there if m.weight > WEAK_AT_MOST)
        and any(not m.name for m in matches if m.weight > WEAK_AT_MOST),
        asked=alike.asked.get(place, 0.0),
        opened=alike.opened.get(place, 0.0),
    )


def _matches(question: Query, index: Index) -> Sequence[_Match]:
    """What each term finds; of terms that find just the same, the first."""
    found: dict[frozenset[int] | str, _Match] = {}
    for term in question.terms:
        match = _match(term, index)
        found.setdefault(frozenset(match.rows) or term.word, match)
    return list(found.values())


def _match(term: Term, index: Index) -> _Match:
    """What a term finds. A word of like meaning never counts more than its own rarity makes it weigh."""
    said, beside = index.find(term.forms, "heading text"), index.find(term.forms, "around")
    alike, meant = index.find(term.kin, "heading text"), index.names.get(term.forms[0])
    widely = _rarity(said | beside | alike | (meant or frozenset()), index)
    own = said | beside | (meant or frozenset())
    weight = _rarity(own, index) if own else widely
    near = KIN * min(1.0, widely / weight)
    if is_weak(term.word, index.language):
        weight = min(WEAK * weight, WEAK_AT_MOST)
    if meant is not None:
        weight = max(weight, NAME)
    rows = dict.fromkeys(beside, AROUND) | dict.fromkeys(alike, near) | dict.fromkeys(meant or (), MEANT)
    rows |= dict.fromkeys(said, 1.0)
    return _Match(
        weight,
        {row: share * term.certainty for row, share in rows.items()},
        Counter(index.passage_of[row] for row in rows),
        index.find(term.forms, "heading"),
        frozenset(word for form in term.forms for word in form.split()),
        meant is not None,
    )


def _rarity(rows: Iterable[int], index: Index) -> float:
    """What a word weighs that is in these rows."""
    places = len({index.passage_of[row] for row in rows})
    rest = len(index.passages) - places
    return math.log(1 + (rest + 0.5) / (places + 0.5)) if places else UNKNOWN


def _closest(matches: Sequence[_Match], index: Index) -> Mapping[int, tuple[float, int]]:
    """For each passage the most weight that two sentences of it have together, and the first of the two."""
    rows: dict[int, dict[int, float]] = defaultdict(dict)
    for number, match in enumerate(matches):
        for row, share in match.rows.items():
            rows[row][number] = share * match.weight
    closest: dict[int, tuple[float, int]] = {}
    for row, has in rows.items():
        place = index.passage_of[row]
        both = sum(has.values())
        after = rows.get(row + 1)
        if after and index.passage_of[row + 1] == place:
            both += sum(max(0.0, SECOND * more - has.get(n, 0.0)) for n, more in after.items())
        if place not in closest or both > closest[place][0]:
            closest[place] = both, row
    return closest


def _says_heading(place: int, matches: Iterable[_Match], index: Index) -> bool:
    """Whether the question has every word of the passage's heading."""
    row = index.first_row[place]
    said = [match for match in matches if row in match.headings]
    words = ((word, index.find([word], "heading")) for word in index.heading_words(place))
    return all(
        any(word in match.words or rows <= match.headings or match.headings <= rows for match in said)
        for word, rows in words
    )


def _measured(question: Query, index: Index, place: int, row: int) -> bool:
    """Whether the passage has the kind of figure that is wanted, where it speaks of the question."""
    passage, sentence = index.passages[place], index.sentences[row]
    if question.duration:
        return bool(index.language.spans.search(sentence.casefold()))
    dated = question.moment and passage.kind == "fact" and re.search(r"\d", passage.around)
    return bool(dated or re.search(r"\d", sentence))
