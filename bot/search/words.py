"""The exact words of a course, in SQLite's full-text search, in memory."""

import logging
import math
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.course.passages import CoursePassage

log = logging.getLogger(__name__)

WORD = re.compile(r"[^\W_]+")

STEMMERS = {
    "da": "danish", "de": "german", "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian",
    "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
"""Languages with a Snowball stemmer. SQLite has its own for English; other languages go without."""

HEADING, TEXT, AROUND, ASKED = 6, 1, 0.5, 2
"""What a word counts in each part of a passage."""

MOST = 40
"""Words of a question that are looked up."""


class Words:
    """The passages of one course, and lines to compare a question with. For one thread at a time.

    A line is a phrasing, the text of a passage, or a question that the course doesn't answer.
    """

    def __init__(self, passages: Sequence[CoursePassage], unanswered: Sequence[str], language: str) -> None:
        self._stem = _stemmer(language)
        self._places: dict[str, frozenset[int]] = {}
        self._count = len(passages)
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        stems = f"tokenize='{'porter ' * (language == 'en')}unicode61 remove_diacritics 2'"
        self._database.execute(
            f"CREATE VIRTUAL TABLE passage USING fts5(heading, text, around, asked, {stems})"
        )
        self._database.execute(f"CREATE VIRTUAL TABLE line USING fts5(text, {stems})")
        parts = [(each.heading, each.text, each.around, "\n".join(each.asked)) for each in passages]
        self._database.executemany(
            "INSERT INTO passage (rowid, heading, text, around, asked) VALUES (?, ?, ?, ?, ?)",
            ((place, *map(self._stemmed, part)) for place, part in enumerate(parts)),
        )
        answered = [line for each in passages for line in (*each.asked, f"{each.heading}. {each.text}")]
        self._answered = len(answered)
        self._database.executemany(
            "INSERT INTO line (rowid, text) VALUES (?, ?)",
            ((row, self._stemmed(line)) for row, line in enumerate((*answered, *unanswered))),
        )
        self._known = sorted({word for part in parts for word in WORD.findall(" ".join(part).casefold())})
        self._vocabulary = frozenset(self._known)

    def close(self) -> None:
        """Free the memory."""
        self._database.close()

    def read(self, question: str) -> list[str]:
        """Return the words of a question as the course writes them, in small letters, each once.

        Typing errors are corrected, and words that the course writes together or apart are, too.
        """
        typed = WORD.findall(question.casefold())[:MOST]
        words: list[str] = []
        for word, following in zip(typed, [*typed[1:], ""], strict=False):
            known = self.places(word) and following and self.places(following)
            if len(word) > 2 and following and not known and word + following in self._vocabulary:
                words.append(word + following)
            words.extend([word] if self.places(word) else self._corrected(word))
        return list(dict.fromkeys(words))

    def _corrected(self, word: str) -> Sequence[str]:
        if len(word) < 5 or not word.isalpha():
            return [word]
        for cut in range(3, len(word) - 2):
            if self.places(word[:cut]) and self.places(word[cut:]):
                return [word[:cut], word[cut:]]
        slips = 2 if len(word) >= 9 else 1
        found = process.extractOne(
            word, [known for known in self._known if known[0] == word[0]],
            scorer=OSA.distance, score_cutoff=slips,
        )  # fmt: skip
        return [found[0] if found and found[0].isalpha() else word]

    def places(self, word: str) -> frozenset[int]:
        """Return the places of the passages that have this word in any of its forms."""
        if word not in self._places:
            rows = self._database.execute(
                "SELECT rowid FROM passage WHERE passage MATCH ?", (self._query([word]),)
            )
            found = frozenset(row for (row,) in rows)
            if not found:
                return found  # not remembered: people can type any number of unknown words
            self._places[word] = found
        return self._places[word]

    def scores(self, words: Sequence[str]) -> Mapping[int, float]:
        """Return how well each passage with any of these words matches them (bm25; more is better)."""
        rows = self._database.execute(
            "SELECT rowid, bm25(passage, ?, ?, ?, ?) FROM passage WHERE passage MATCH ?",
            (HEADING, TEXT, AROUND, ASKED, self._query(words)),
        )
        return {place: -score for place, score in rows}

    def nearest_lines(self, words: Sequence[str]) -> tuple[float, float]:
        """Return the best match (bm25) among lines of the course, and among unanswered questions."""
        found = "SELECT bm25(line) FROM line WHERE line MATCH ? AND rowid {} ? ORDER BY rank LIMIT 1"
        best = [
            self._database.execute(found.format(side), (self._query(words), self._answered)).fetchone()
            for side in ("<", ">=")
        ]
        answered, unanswered = (-row[0] if row else 0.0 for row in best)
        return answered, unanswered

    def coverage(self, words: Sequence[str], places: Sequence[int]) -> float:
        """Return the largest share of the words that one of these passages has, from 0 to 1. A rare word
        weighs more than a common one, and a word that the course doesn't have weighs most.
        """
        weights = {word: self._rarity(word) for word in words}
        covered = (sum(weights[word] for word in words if place in self.places(word)) for place in places)
        return max(covered, default=0.0) / sum(weights.values())

    def _rarity(self, word: str) -> float:
        with_it = len(self.places(word))
        return math.log(1 + (self._count - with_it + 0.5) / (with_it + 0.5))

    def _query(self, words: Sequence[str]) -> str:
        return " OR ".join(f'"{self._stemmed(word)}"' for word in words)

    def _stemmed(self, text: str) -> str:
        stem = self._stem
        return WORD.sub(lambda found: stem(found[0]), text.casefold()) if stem else text


def _stemmer(language: str) -> Callable[[str], str] | None:
    name = STEMMERS.get(language)
    if name is None:
        return None
    try:
        import snowballstemmer
    except ImportError:
        log.warning("snowballstemmer isn't installed, so /ask finds words only in the form they're typed in")
        return None
    return cache(snowballstemmer.stemmer(name).stemWord)
