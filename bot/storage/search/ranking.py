"""Which passages answer a question best, and how surely the best one does.

A word weighs what its rarity in the course makes it weigh. For each passage the evidence is gathered, in
shares of the question's whole weight; a score is a sum of the evidence, and so is how sure it is. The numbers
in both sums were found by regression over the lists of questions in tests/unit/search: over the passages of
each question for the score, over questions with and without an answer for how sure it is; which evidence to
keep was decided by leaving out each list in turn. They are rounded.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.storage.search.index import Index
from bot.storage.search.question import Question, Term, is_weak

KIN, AROUND, MEANT = 0.75, 0.7, 0.5
"""What a word of like meaning counts, a word around the passage, and a name that is meant but not said."""

UNKNOWN, NAME = 5.0, 4.0
"""The weight of a word that the course doesn't have, and the least weight of a name."""

WEAK, WEAK_AT_MOST = 0.4, 1.0
"""The part of its weight that a weak word keeps, and the most that this may be."""

SURE = 7.8
"""How much evidence an answer takes."""

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
    heading; `headed`: the same, where the question says all of the heading.
    """

    close: float
    often: float
    terms: float
    heading: float
    headed: float
    pairs: int
    length: float
    measured: bool
    names_only: bool


def rank(question: Question, index: Index) -> Sequence[Ranked]:
    """The passages that have anything of the question, best first."""
    matches = _matches(question, index)
    pairs = Counter(
        index.passage_of[row] for pair in question.pairs for row in index.find([pair], "heading text")
    )
    ranked = []
    for place, (close, row) in _closest(matches, index).items():
        found = _evidence(place, close, row, pairs[place], matches, question, index)
        score = _score(found, question, index.passages[place].kind == "fact")
        ranked.append(Ranked(place, score, _sure(found, question, matches)))
    return sorted(ranked, key=lambda each: (-each.score, each.place))


def _score(found: _Evidence, question: Question, fact: bool) -> float:
    """How well a passage answers. Longer ones have more by chance; a fact is seldom advice."""
    score = 5.2 * found.close + 4.7 * found.often + 6.3 * found.terms
    score += 2.75 * found.heading + 0.9 * found.headed + 0.7 * min(found.pairs, 3) + 0.6 * found.measured
    return score - 0.4 * found.length + (2.5 if question.advice and not fact else 0.0)


def _sure(found: _Evidence, question: Question, matches: Sequence[_Match]) -> float:
    """How surely a passage answers. Against it speak words, names and years that the course doesn't know, a
    figure wanted and not there, nothing but names in common, and a question about how things are now."""
    total = sum(match.weight for match in matches)
    unknown = sum(m.weight for m in matches if not m.rows and m.weight > WEAK_AT_MOST) / total
    sure = 2.4 * found.close + 6.8 * found.often + 1.4 * found.headed + 1.15 * question.telling - SURE
    sure -= 4.8 * unknown + 3.3 * question.strange
    sure -= 3.1 * (question.wants_figure and not found.measured)
    sure -= 2.4 * (question.present and not found.headed)
    return sure - 4.0 * (found.names_only and not question.duration)


def _evidence(
    place: int,
    close: float,
    row: int,
    pairs: int,
    matches: Sequence[_Match],
    question: Question,
    index: Index,
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
        length=math.log2(max(size, 150) / 300),
        measured=question.wants_figure and _measured(question, index, place, row),
        names_only=all(m.name for m in there if m.weight > WEAK_AT_MOST)
        and any(not m.name for m in matches if m.weight > WEAK_AT_MOST),
    )


def _matches(question: Question, index: Index) -> Sequence[_Match]:
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
        after = rows[row + 1] if row + 1 in rows and index.passage_of[row + 1] == place else {}
        both = sum(max(has.get(n, 0.0), SECOND * after.get(n, 0.0)) for n in has.keys() | after.keys())
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


def _measured(question: Question, index: Index, place: int, row: int) -> bool:
    """Whether the passage has the kind of figure that is wanted, where it speaks of the question."""
    passage, sentence = index.passages[place], index.sentences[row]
    if question.duration:
        return bool(index.language.spans.search(sentence.casefold()))
    dated = question.moment and passage.kind == "fact" and re.search(r"\d", passage.around)
    return bool(dated or re.search(r"\d", sentence))
