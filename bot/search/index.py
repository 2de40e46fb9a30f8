"""A course's passages in SQLite's full-text search, sentence by sentence, in memory."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from bot.domain.course.passages import CoursePassage
from bot.search.language import Language
from bot.search.likeness import Likeness

WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")

IMPLIED = 0.4
"""A name in so many of the passages beside it is meant in each of them, said or not."""


UNLISTED = 0.365
"""How like a question without an answer any question is taken to be, where a course lists none of those."""

FOUND = 20_000
"""Look-ups that are remembered."""


@dataclass(frozen=True)
class Alike:
    """How like a question is (0 to 1) to the nearest way in which people ask for each passage (`asked`), to
    the nearest that begins with the same word (`opened`), and to the nearest one without an answer."""

    asked: Mapping[int, float]
    opened: Mapping[int, float]
    unanswered: float


def opening(question: str) -> str:
    """The first word, which tells who, when or how many is wanted."""
    word = WORD.search(question.casefold())
    return word[0] if word else ""


class Index:
    """The sentences of one course. Not for two threads at once.

    A row is a sentence: `sentences[row]`, in the passage at `passage_of[row]`; the first of each passage is
    `first_row[place]`. After a passage's own sentences come those in which people ask for it.
    """

    def __init__(
        self, passages: Sequence[CoursePassage], language: Language, unanswered: Sequence[str] = ()
    ) -> None:
        self.passages = passages
        self.language = language
        self.sentences: list[str] = []
        self.passage_of: list[int] = []
        self.first_row: list[int] = []
        self._found: dict[str, frozenset[int]] = {}
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        stems = f"tokenize='{language.tokenizer}'"
        self._database.execute(f"CREATE VIRTUAL TABLE sentence USING fts5(heading, text, around, {stems})")
        for place, passage in enumerate(passages):
            self._add(place, passage)
        self._entries = list(dict.fromkeys([*language.alike, *language.kin]))
        self._database.execute(f"CREATE VIRTUAL TABLE entry USING fts5(words, {stems})")
        self._database.executemany("INSERT INTO entry (rowid, words) VALUES (?, ?)", enumerate(self._entries))
        words = (
            WORD.findall(f"{p.heading} {p.text} {p.around} {' '.join(p.asked)}".casefold()) for p in passages
        )
        self.vocabulary = frozenset(word for found in words for word in found)
        asked = [(place, phrasing) for place, passage in enumerate(passages) for phrasing in passage.asked]
        self._asked = [(place, opening(phrasing)) for place, phrasing in asked]
        self._likeness = Likeness([*(phrasing for _, phrasing in asked), *unanswered])

    @property
    def has_asked(self) -> bool:
        """Whether the course says how people ask."""
        return bool(self._asked)

    def alike(self, question: str) -> Alike:
        """How like a question is to those that the course knows."""
        found = self._likeness.to(question)
        first = opening(question)
        asked: dict[int, float] = defaultdict(float)
        opened: dict[int, float] = defaultdict(float)
        for (place, word), likeness in zip(self._asked, found, strict=False):  # the unanswered come after
            if likeness > asked[place]:
                asked[place] = likeness
            if word == first and likeness > opened[place]:
                opened[place] = likeness
        return Alike(asked, opened, max(found[len(self._asked) :], default=UNLISTED))

    def close(self) -> None:
        """Free the memory."""
        self._database.close()

    def entries(self, words: str) -> Sequence[str]:
        """The entries of the language's word lists that are these words, in any form."""
        if not WORD.search(words):
            return ()
        rows = self._database.execute("SELECT rowid FROM entry WHERE entry MATCH ?", (f'"{words}"',))
        found = [self._entries[row] for (row,) in rows]
        return [entry for entry in found if len(WORD.findall(entry)) == len(WORD.findall(words))]

    def _add(self, place: int, passage: CoursePassage) -> None:
        self.first_row.append(len(self.sentences))
        said = filter(None, map(str.strip, SENTENCE.split(passage.text)))
        for sentence in (*said, *passage.asked):
            self._database.execute(
                "INSERT INTO sentence (rowid, heading, text, around) VALUES (?, ?, ?, ?)",
                (len(self.sentences), passage.heading, sentence, passage.around),
            )
            self.passage_of.append(place)
            self.sentences.append(sentence)

    def find(self, words: Iterable[str], columns: str) -> frozenset[int]:
        """The rows with one of these words or phrases in the columns named."""
        return frozenset(row for word in words for row in self._find(f'{{{columns}}} : "{word}"'))

    def _find(self, query: str) -> frozenset[int]:
        if len(self._found) > FOUND:
            self._found.clear()
        if query not in self._found:
            rows = self._database.execute("SELECT rowid FROM sentence WHERE sentence MATCH ?", (query,))
            self._found[query] = frozenset(row for (row,) in rows)
        return self._found[query]

    def heading_words(self, place: int) -> Sequence[str]:
        """The words of a passage's heading that say something."""
        words = WORD.findall(self.passages[place].heading.casefold())
        return [word for word in words if word not in self.language.idle]

    def nearest(self, word: str) -> str | None:
        """The course's word that a mistyped one stands for: one slip away, two in a word of nine letters.

        Short words and numbers are taken as they are, the first letter as typed; in five letters a letter may
        be missing, too many or out of place, but not another.
        """
        if len(word) < 5 or not word.isalpha():
            return None
        slips = 2 if len(word) >= 9 else 1
        near = []
        for known in self.vocabulary:
            if known[0] == word[0] and known.isalpha() and abs(len(known) - len(word)) <= slips:
                replaced = len(word) == len(known) == 5 and sorted(word) != sorted(known)
                distance = OSA.distance(word, known, score_cutoff=slips)
                if distance <= slips and not replaced:
                    near.append((distance, known))
        return min(near)[1] if near else None

    @cached_property
    def names(self) -> Mapping[str, frozenset[int]]:
        """Words that have a capital wherever they stand, each with the rows in which it is meant though it
        may not be said, since the passages beside them speak of it."""
        text = " ".join(passage.text for passage in self.passages)
        small = set(re.findall(r"\b[^\W\dA-Z_]\w+", text))
        names = {name.casefold() for name in re.findall(r"(?<=[^\W\dA-Z_,;] )[@#]?([A-Z]\w+)", text)} - small
        beside: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, passage in enumerate(self.passages):
            beside[passage.kind, passage.group].append(place)
        said = [set(WORD.findall(passage.text.casefold())) for passage in self.passages]
        meant: dict[str, set[int]] = {name: set() for name in names}
        for places in beside.values():
            for name in names:
                if len(places) > 3 and sum(name in said[place] for place in places) >= IMPLIED * len(places):
                    meant[name].update(places)
        return {
            name: frozenset(row for row, place in enumerate(self.passage_of) if place in places)
            for name, places in meant.items()
        }
