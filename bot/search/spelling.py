"""Read what people type as the course spells it: typing errors, and words written together or apart."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

WORD = re.compile(r"[^\W_]+")
CLAUSE = re.compile(r"[.?!,;:\n]+\s|\s(?:and|but|so|or|because)\s")

RAMBLE, CLAUSE_WORDS, MOST = 20, 5, 40
"""Words of a question that's looked up in parts, too, of each part at least, and the most that are read."""

SHORTEST, LONG = 4, 9
"""Letters of the shortest word that's corrected, and of one that may have two slips instead of one."""


def clauses(question: str) -> Sequence[str]:
    """Return the longer parts of a rambling question, or none: what fits most of them is what it's about."""
    parts = CLAUSE.split(question) if len(WORD.findall(question)) > RAMBLE else ()
    return [each for each in parts if len(WORD.findall(each)) >= CLAUSE_WORDS]


class Spelling:
    """The vocabulary of a course, by how often each word occurs in it.

    `is_known` says whether the course has a word in any of its forms. `is_word` says whether it's a word of
    the language: what's spelled right isn't taken for another word.
    """

    def __init__(
        self, texts: Iterable[str], is_known: Callable[[str], bool], is_word: Callable[[str], bool]
    ) -> None:
        self._counts = Counter(word for text in texts for word in WORD.findall(text))
        self._long = sorted(word for word in self._counts if len(word) >= SHORTEST - 1 and word.isalpha())
        self._is_known, self._is_word = is_known, is_word

    def read(self, question: str) -> list[str]:
        """Return the words of a question in small letters, corrected, each once."""
        typed = WORD.findall(question)[:MOST]
        words: list[str] = []
        while typed:
            word, following = typed.pop(0), typed[0] if typed else ""
            known = following and self._is_known(word) and self._is_known(following)
            if len(word) > 2 and following and not known and word + following in self._counts:
                words.append(word + typed.pop(0))
            else:
                words.extend([word] if self._is_known(word) else self._corrected(word))
        return list(dict.fromkeys(words))

    def _corrected(self, word: str) -> Sequence[str]:
        if len(word) < SHORTEST or not word.isalpha() or self._is_word(word):
            return [word]
        slips = 2 if len(word) >= LONG else 1
        near = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=slips, limit=None)
        if near:
            # The first letter is rarely wrong. Among equals, people mean the word that's used most.
            return min(near, key=lambda each: (each[1], each[0][0] != word[0], -self._counts[each[0]]))[:1]
        pairs = ([word[:cut], word[cut:]] for cut in range(3, len(word) - 2))
        return next((pair for pair in pairs if all(map(self._is_known, pair))), [word])
