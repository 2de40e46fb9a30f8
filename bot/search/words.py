"""The exact words of a course, in SQLite's full-text search, in memory."""

import math
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache

from bot.domain.course.passages import CoursePassage
from bot.search.spelling import WORD, Spelling

STEMMERS = {
    "da": "danish", "de": "german", "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian",
    "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Languages with a Snowball stemmer. SQLite has its own for English; other languages go without."""

HEADING, TEXT, AROUND, ASKED = 6, 1, 0.5, 2
"""What a word counts in each part of a passage."""

CONTRACTED = re.compile(r"(?<=\w)['\u2019](?=\w)")
"""An apostrophe within a word. Many people leave it out, so it's left out everywhere."""

NAME = re.compile(r"(?<=[\w,] )([^\W\d_a-z]\w+)(?:['\u2019]s)?")
"""A word with a capital letter that begins no sentence."""


class Words:
    """The passages of one course, and the questions that it doesn't answer. For one thread at a time."""

    def __init__(
        self,
        passages: Sequence[CoursePassage],
        unanswered: Sequence[str],
        language: str,
        is_word: Callable[[str], bool],
    ) -> None:
        self._stem, self._count = _stemmer(language), len(passages)
        self._places: dict[tuple[str, str], frozenset[int]] = {}
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        stems = f"tokenize='{'porter ' * (language == 'en')}unicode61 remove_diacritics 2'"
        for table in ("passage USING fts5(heading, text, around, asked", "line USING fts5(text"):
            self._database.execute(f"CREATE VIRTUAL TABLE {table}, {stems})")
        parts = [(each.heading, each.text, each.around, "\n".join(each.asked)) for each in passages]
        self._database.executemany(
            "INSERT INTO passage (rowid, heading, text, around, asked) VALUES (?, ?, ?, ?, ?)",
            ((place, *map(self._stemmed, part)) for place, part in enumerate(parts)),
        )
        lines = enumerate(map(self._stemmed, unanswered))
        self._database.executemany("INSERT INTO line (rowid, text) VALUES (?, ?)", lines)
        self._names = names(passages)
        self._lines = [self.weight(WORD.findall(plain(line)), self._names) for line in unanswered]
        self.headings = [self.weight(WORD.findall(plain(each.heading))) or 1.0 for each in passages]
        texts = (plain(part) for each in parts for part in each)
        self.spelling = Spelling(texts, lambda word: bool(self.places(word)), is_word)

    def close(self) -> None:
        """Free the memory."""
        self._database.close()

    def places(self, word: str, part: str = "") -> frozenset[int]:
        """Return the places of the passages that have this word in any of its forms, or in that part."""
        if (word, part) not in self._places:
            query = f"{part and f'{part} : '}{self._query([word])}"
            rows = self._database.execute("SELECT rowid FROM passage WHERE passage MATCH ?", (query,))
            found = frozenset(row for (row,) in rows)
            if not found:
                return found  # not remembered: people can type any number of unknown words
            self._places[word, part] = found
        return self._places[word, part]

    def scores(self, words: Sequence[str]) -> Mapping[int, float]:
        """Return how well each passage with any of these words matches them (bm25; more is better)."""
        rows = self._database.execute(
            "SELECT rowid, bm25(passage, ?, ?, ?, ?) FROM passage WHERE passage MATCH ?",
            (HEADING, TEXT, AROUND, ASKED, self._query(words)),
        )
        return {place: -score for place, score in rows}

    def unanswered(self, words: Sequence[str]) -> float:
        """Return how much the question and the nearest unanswered one have in common, from 0 to 1, by weight.

        Names don't count: they say what a question is about, not what it asks.
        """
        shared: dict[int, float] = {}
        for word in (each for each in words if each not in self._names):
            rows = self._database.execute("SELECT rowid FROM line WHERE line MATCH ?", (self._query([word]),))
            for (row,) in rows:
                shared[row] = shared.get(row, 0.0) + self.rarity(word)
        weight = self.weight(words)
        return max((2 * each / (weight + self._lines[row]) for row, each in shared.items()), default=0.0)

    def weights(self, words: Iterable[str], part: str = "") -> list[float]:
        """Return what those of the words weigh that each passage has, or has in that part."""
        weights = [0.0] * self._count
        for word in words:
            for place in self.places(word, part):
                weights[place] += self.rarity(word)
        return weights

    def rarity(self, word: str) -> float:
        """Return what a word weighs. A rare word weighs more than a common one, and a word that the course
        doesn't have weighs most.
        """
        with_it = len(self.places(word))
        return math.log(1 + (self._count - with_it + 0.5) / (with_it + 0.5))

    def weight(self, words: Iterable[str], without: Collection[str] = ()) -> float:
        """Return what these words weigh together, each counted once."""
        return sum(self.rarity(word) for word in set(words) if word not in without)

    def _query(self, words: Sequence[str]) -> str:
        return " OR ".join(f'"{self._stemmed(word)}"' for word in words)

    def _stemmed(self, text: str) -> str:
        stem, text = self._stem, plain(text)
        return WORD.sub(lambda found: stem(found[0]), text) if stem else text


def names(passages: Sequence[CoursePassage]) -> frozenset[str]:
    """Return the words that have a capital letter within a line, and are never without one in a text."""
    lines = [line for each in passages for line in (each.text, *each.asked)]
    found = {plain(form) for line in lines for name in NAME.finditer(line) for form in (name[0], name[1])}
    small = {word for each in passages for word in WORD.findall(each.text) if word.islower()}
    return frozenset(found - small)


def plain(text: str) -> str:
    """Return a text in small letters, without apostrophes in words."""
    return CONTRACTED.sub("", text).casefold()


def _stemmer(language: str) -> Callable[[str], str] | None:
    if language not in STEMMERS:
        return None
    import snowballstemmer  # here: most courses don't need it

    return cache(snowballstemmer.stemmer(STEMMERS[language]).stemWord)
