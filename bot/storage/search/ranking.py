"""Which passages answer a question best, and how surely any does.

A word weighs what its rarity in the course makes it weigh. A passage is scored by how much of the question's
weight it has, in all and within two sentences; how sure it is counts as well how much weight that was, since
one common word out of one proves nothing. The constants were chosen on questions that learners may ask
(tests/unit/search), in round numbers from the middle of what did equally well.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.storage.search.index import Index
from bot.storage.search.question import Question, Term, is_weak

KIN, AROUND, MEANT = 0.75, 0.7, 0.7
"""What a word of like meaning counts, a word around the passage, and a name that is meant but not said."""

UNKNOWN, NAME = 5.0, 3.5
"""The weight of a word that the course doesn't have, and the least weight of a name."""

WEAK, WEAK_AT_MOST = 0.4, 1.0
"""The part of its weight that a weak word keeps, and the most that this may be."""

IN_ALL = 0.65
"""The part of the score that the passage as a whole makes up; the rest is its best two sentences'."""

SECOND = 0.4
"""What the sentence after the best one counts."""

SURE_IN_ALL = 0.3
"""The same as IN_ALL, for how sure it is: a passage that has the words far apart hardly answers."""

PAIR, HEADED, HEADING, ADVICE, MEASURED, ITEM = 0.1, 0.2, 0.15, 0.15, 0.06, -0.08
"""Added to the score (HEADING: to how sure it is) for words that stand together in both; for a heading that
the question says in full; for one that it says in part; for what isn't a fact where advice is wanted; for a
figure where one is wanted; for an item of a checklist, which the lessons say better."""

NAMED_BY_HEADING = 0.2
UNMEASURED, NAMED_ONLY = 0.7, 0.6
"""How sure it still is when a figure is wanted and none is there, and when only names of the question are."""

PROOF, ENOUGH = 0.04, 10.0
"""How much surer a unit of matched weight makes it, and the weight after which more proves no more."""

LENGTH = 0.015
"""Taken from the score each time that a passage is twice as long as 300 characters."""


@dataclass(frozen=True)
class Ranked:
    """A passage by its place, how well it answers, and how surely (both about 0 to 1.5)."""

    place: int
    score: float
    sure: float


@dataclass(frozen=True)
class _Match:
    """What a term weighs, how much of it each row has (0 to 1), the rows whose heading has it."""

    weight: float
    rows: Mapping[int, float]
    headings: frozenset[int]
    name: bool


@dataclass
class _Cover:
    """What a passage has of a question's weight: in all, in its best two sentences from `row` on, in its
    heading; and whether anything but names."""

    whole: float = 0.0
    close: float = 0.0
    row: int = 0
    heading: float = 0.0
    more_than_names: bool = False


def rank(question: Question, index: Index) -> Sequence[Ranked]:
    """The passages that have anything of the question, best first."""
    matches = _matches(question, index)
    total = sum(match.weight for match in matches)
    pairs = _count(
        index.passage_of[row] for pair in question.pairs for row in index.find([pair], "heading text")
    )
    ranked = [
        _judge(place, cover, total, question, index, pairs.get(place, 0), matches)
        for place, cover in _covers(matches, index).items()
    ]
    return sorted(ranked, key=lambda each: (-each.score, each.place))


def _judge(
    place: int,
    cover: _Cover,
    total: float,
    question: Question,
    index: Index,
    pairs: int,
    matches: Sequence[_Match],
) -> Ranked:
    passage = index.passages[place]
    whole, close, heading = cover.whole / total, cover.close / total, cover.heading / total
    score = IN_ALL * whole + (1 - IN_ALL) * close + PAIR * pairs
    score -= LENGTH * math.log2(max(len(passage.text), 150) / 300)
    sure = SURE_IN_ALL * whole + (1 - SURE_IN_ALL) * close + HEADING * heading
    if heading and not passage.id.startswith("item/") and _says_heading(place, matches, index):
        score += HEADED * heading
        sure += NAMED_BY_HEADING * heading
    if question.advice and passage.kind != "fact":
        score += ADVICE
    if passage.id.startswith("item/"):
        score += ITEM
    if question.wants_figure:
        measured = _measured(question, index, place, cover.row)
        score += MEASURED * measured
        sure *= 1 if measured else UNMEASURED
    if not cover.more_than_names and any(not match.name for match in matches) and not question.duration:
        sure *= NAMED_ONLY
    return Ranked(place, score, sure + PROOF * min(sure * total, ENOUGH))


def _matches(question: Question, index: Index) -> Sequence[_Match]:
    """What each term finds; of terms that find just the same, the first."""
    found: dict[frozenset[int] | str, _Match] = {}
    for term in question.terms:
        rows, named = _rows(term, index)
        places = len({index.passage_of[row] for row in rows})
        rest = len(index.passages) - places
        weight = math.log(1 + (rest + 0.5) / (places + 0.5)) if places else UNKNOWN
        if is_weak(term.word, index.language):
            weight = min(WEAK * weight, WEAK_AT_MOST)
        if named:
            weight = max(weight, NAME)
        match = _Match(weight, rows, index.find(term.forms, "heading"), named)
        found.setdefault(frozenset(rows) or term.word, match)
    return list(found.values())


def _rows(term: Term, index: Index) -> tuple[Mapping[int, float], bool]:
    """How much of a term each row has, and whether it is a name."""
    rows = dict.fromkeys(index.find(term.forms, "around"), AROUND)
    rows |= dict.fromkeys(index.find(term.kin, "heading text"), KIN)
    meant = index.names.get(term.forms[0])
    rows |= dict.fromkeys(meant or (), MEANT)
    rows |= dict.fromkeys(index.find(term.forms, "heading text"), 1.0)
    return {row: share * term.certainty for row, share in rows.items()}, meant is not None


def _covers(matches: Sequence[_Match], index: Index) -> Mapping[int, _Cover]:
    covers: dict[int, _Cover] = defaultdict(_Cover)
    rows: dict[int, dict[int, float]] = defaultdict(dict)
    for number, match in enumerate(matches):
        most: dict[int, float] = defaultdict(float)
        for row, share in match.rows.items():
            place = index.passage_of[row]
            most[place] = max(most[place], share)
            rows[row][number] = share * match.weight
        for place, share in most.items():
            covers[place].whole += share * match.weight
            covers[place].more_than_names |= not match.name
        for place in {index.passage_of[row] for row in match.headings}:
            covers[place].heading += match.weight
    for row, has in rows.items():
        place = index.passage_of[row]
        after = rows[row + 1] if row + 1 in rows and index.passage_of[row + 1] == place else {}
        both = sum(max(has.get(n, 0.0), SECOND * after.get(n, 0.0)) for n in has.keys() | after.keys())
        if both > covers[place].close:
            covers[place].close, covers[place].row = both, row
    return covers


def _says_heading(place: int, matches: Sequence[_Match], index: Index) -> bool:
    """Whether the question has every word of the passage's heading."""
    row = index.first_row[place]
    said = [match.headings for match in matches if row in match.headings]
    words = (index.find([word], "heading") for word in index.heading_words(place))
    return all(any(word <= rows or rows <= word for rows in said) for word in words)


def _measured(question: Question, index: Index, place: int, row: int) -> bool:
    """Whether the passage has the kind of figure that is wanted, where it speaks of the question."""
    passage, sentence = index.passages[place], index.sentences[row]
    if question.duration:
        return bool(index.language.spans.search(sentence.casefold()))
    dated = question.moment and passage.kind == "fact" and re.search(r"\d", passage.around)
    return bool(dated or re.search(r"\d", sentence))


def _count(places: Iterable[int]) -> Mapping[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for place in places:
        counts[place] += 1
    return counts
