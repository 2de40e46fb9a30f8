"""Reading a question: the words that say what it is about, and what kind of answer it wants."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.search.index import WORD, Index
from bot.search.language import Language

MISTYPED = 0.9
"""What a corrected word counts, beside one that was typed as the course writes it."""

NAME = re.compile(r"(?<=\w )[A-Z]\w+")
"""A word with a capital inside a sentence."""

YEAR = re.compile(r"\b(?:19|20)\d\d\b")

ANYWHERE = "heading text around"


@dataclass(frozen=True)
class Term:
    """A word as it was typed, with all that counts as the same (`forms`) or nearly the same (`kin`)."""

    word: str
    forms: tuple[str, ...]
    kin: tuple[str, ...] = ()
    certainty: float = 1.0


@dataclass(frozen=True)
class Query:
    """A question, read: as it was `typed`, its words, those that stand side by side in it, how many say
    something (`telling`), whether it is a word alone (`topic`), whether it names somebody or a year that the
    course doesn't know (`strange`), and whether it asks for advice, for how things are now (`present`), for
    how many or how much, for a day, for how long."""

    typed: str
    terms: tuple[Term, ...]
    pairs: tuple[str, ...]
    telling: int
    topic: bool
    strange: bool
    present: bool
    advice: bool
    amount: bool
    moment: bool
    duration: bool

    @property
    def wants_figure(self) -> bool:
        """Whether an answer has a number in it."""
        return self.amount or self.moment or self.duration


def read(typed: str, index: Index) -> Query | None:
    """The question that was typed; None when nothing in it can be looked up."""
    language = index.language
    text = typed.casefold().strip()
    if language.talk.fullmatch(text):
        return None
    written = text
    for pattern, replacement in language.rewrites:
        written = pattern.sub(replacement, written)
    words = WORD.findall(written)
    telling = [word for word in words if word not in language.idle]
    names = frozenset(word.casefold() for word in NAME.findall(typed))
    terms = _distinct(_terms(telling, index, names))
    strong = sum(not is_weak(term.word, language) for term in terms)
    if not strong:
        return None
    pairs = pairwise(words)
    advice = bool(language.advice.search(text))
    return Query(
        typed,
        terms,
        tuple(f"{one} {two}" for one, two in pairs if one in telling and two in telling),
        telling=strong,
        topic=len(words) == 1,
        strange=any(not _known(word, index) for word in (*names, *YEAR.findall(text))),
        present=not advice and bool(language.present.search(text)),
        advice=advice,
        amount=bool(language.amount.search(text)),
        moment=bool(language.moment.search(text)),
        duration=bool(language.duration.search(text)),
    )


def is_weak(word: str, language: Language) -> bool:
    """Whether a word says little about the subject; words of manner and numbers below 1000 don't either."""
    return bool(
        word in language.weak or language.manner.fullmatch(word) or (word.isdigit() and len(word) < 4)
    )


def _terms(words: list[str], index: Index, names: Collection[str]) -> Iterator[Term]:
    """Words as the course writes them: together or apart, with slips put right."""
    place = 0
    while place < len(words):
        word = words[place]
        following = words[place + 1] if place + 1 < len(words) else ""
        place += 1
        if following and index.entries(f"{word} {following}"):
            place += 1
            yield _with_kin(f"{word} {following}", f"{word} {following}", index)
        elif following and len(word) > 2 and word + following in index.vocabulary:
            place += 1
            yield Term(word + following, (word + following, f"{word} {following}"))
        elif len(word) > 1 or word in index.vocabulary:
            yield _term(word, index, word in names)


def _term(word: str, index: Index, name: bool) -> Term:
    if index.find([word], ANYWHERE) or index.entries(word):
        return _with_kin(word, word, index)
    for cut in range(3, len(word) - 2):
        apart = f"{word[:cut]} {word[cut:]}"
        if index.find([apart], ANYWHERE):
            return Term(word, (apart,))
    near = index.nearest(word)
    if near is None or (name and near not in index.names):  # somebody else's name, not a slip of ours
        return Term(word, (word,))
    return _with_kin(word, near, index, MISTYPED)


def _with_kin(typed: str, word: str, index: Index, certainty: float = 1.0) -> Term:
    language = index.language
    forms = dict.fromkeys([word])
    for entry in index.entries(word):
        forms |= dict.fromkeys(language.alike.get(entry, ()))
    entries = [entry for form in forms for entry in index.entries(form)]
    kin = dict.fromkeys(other for entry in entries for other in language.kin.get(entry, ()))
    return Term(typed, tuple(forms), tuple(other for other in kin if other not in forms), certainty)


def _known(word: str, index: Index) -> bool:
    return bool(index.find([word], ANYWHERE) or index.entries(word)) or index.nearest(word) in index.names


def _distinct(terms: Iterator[Term]) -> tuple[Term, ...]:
    """The terms without those that say an earlier one again in other words."""
    kept: list[Term] = []
    for term in terms:
        if not any(term.word in earlier.forms for earlier in kept):
            kept.append(term)
    return tuple(kept)
