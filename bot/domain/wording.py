"""Whether what somebody typed is the answer meant: case, accents, articles and small typos don't matter."""

import re
import unicodedata

from rapidfuzz.distance import OSA

from bot.domain.exact import DATES, NEGATIONS, NUMBERS, numeral

TYPOS = ((9, 2), (5, 1))
"""How many slips (a letter missing, added, changed, or two swapped) a word of at least so many letters may
have. Shorter words must be right, every word must begin with its letter (or its first two swapped), and an
answer may have no more than two slips altogether."""

MOST_TYPOS = 2


ARTICLES = {
    language: frozenset(words.split())
    for language, words in {
        "en": "a an the",
        "de": "der die das den dem des ein eine einen einem einer eines",
        "fr": "le la les l un une des",
        "es": "el la los las un una",
        "it": "il lo la i gli le l un uno una",
    }.items()
}
"""By language: an article in one is a prefix or a verb in another."""

GROUPS = {"en": ",", "de": ".", "fr": ".", "es": ".", "it": "."}
"""What parts the thousands of a number where no blank does; the other mark stands before its fraction."""

PREFIXES = ("un", "in", "im", "il", "ir", "dis", "mis", "non", "anti", "a")
"""What turns a word into its opposite when it stands before it."""

ENDINGS = (("ee", "er"), ("ees", "ers"))
"""Endings by which two words mean opposite things: employees and employers."""

BEGINNINGS = (("maxi", "mini"), ("auf", "ab"), ("an", "ab"))
"""Beginnings by which they do; those that begin with another letter are no typos anyway."""

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts that put no blanks between words, so that one character may be a negation or a number."""

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def same(typed: str, meant: str, language: str = "en") -> bool:
    """Whether the typed text is the one meant, small typos (`TYPOS`) apart.

    A number, a date or a negation is never bent: such words must be the same, letter by letter, on both
    sides, and a prefix that turns a word into its opposite is no typo. `language` as a course names its own.
    """
    given, wanted = _words(typed, language), _words(meant, language)
    if given == wanted:
        return bool(given)
    if _exact(given) != _exact(wanted):
        return False
    if "".join(given) == "".join(wanted):
        return bool(given)
    if len(given) != len(wanted):
        return False
    slips = [_slips(one, other) for one, other in zip(given, wanted, strict=True)]
    return None not in slips and sum(slip or 0 for slip in slips) <= MOST_TYPOS


def identical(typed: str, meant: str, language: str) -> bool:
    """Whether the two are the same but for case, accents, punctuation and articles."""
    given = _words(typed, language)
    return bool(given) and given == _words(meant, language)


def _slips(given: str, wanted: str) -> int | None:
    """How many slips lead from one word to the other; None for more than a typo."""
    if given == wanted:
        return 0
    allowed = next((slips for length, slips in TYPOS if min(len(given), len(wanted)) >= length), 0)
    begins = given[0] == wanted[0] or given[:2] == wanted[1::-1]
    if not allowed or not begins or _opposite(given, wanted) or _opposite(wanted, given):
        return None
    slips = OSA.distance(given, wanted, score_cutoff=allowed)
    return slips if slips <= allowed else None


def _opposite(one: str, other: str) -> bool:
    """Whether the first becomes the second by losing, or changing, what turns its meaning round."""
    return (
        any(one == prefix + other for prefix in PREFIXES)
        or any(one.endswith(end) and other == one.removesuffix(end) + turned for end, turned in ENDINGS)
        or any(one.startswith(start) and other.startswith(turned) for start, turned in BEGINNINGS)
    )


def _plain(text: str) -> str:
    """Lower case without accents; letters that only a ligature or case tells apart become the same.

    Signs that are letters of their own, such as the vowels of Hindi or the voicing of kana, stay.
    """
    parted = "".join(f" {c}" if unicodedata.category(c) == "No" else c for c in text)  # 10\u00b2 is not 102
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", parted).casefold())
    return unicodedata.normalize("NFC", "".join(c for c in bare if not _accent(c))).translate(_DASHES)


def _accent(character: str) -> bool:
    """Marks above and below letters, and the points of Hebrew and Arabic, by their Unicode classes."""
    kind = unicodedata.combining(character)
    return 10 <= kind <= 36 or kind >= 200


_MARKS = "".join(c for c in map(chr, range(0x300, 0x10000)) if unicodedata.category(c) in ("Mn", "Mc"))
_TOKEN = re.compile(
    rf"(?<!\w)[-+]?\d+(?:[.,:]\d+)*[%‰]?|\d+|(?:[^\W\d_]|[{_MARKS}])+|(?:(?<!\w)[-+])?[$€£¥]|[<>≤≥±]"
)


def _words(text: str, language: str) -> tuple[str, ...]:
    """The words, without articles. An article of one letter is one only at the beginning ("vitamin a"), and
    one that a hyphen joins to a word is a prefix."""
    language = language.split("-")[0]
    articles, group = ARTICLES.get(language, frozenset()), GROUPS.get(language, "")
    whole = re.sub("(?<=\\w)['\u2019](?=t\\b)", "", _plain(text))  # don't
    whole = re.sub(r"^\s*([-+])\s+(?=\d)", r"\1", whole)  # - 5
    thousands = rf"(?<![\d.,])\d{{1,3}}(?:[{group}\s]\d{{3}})+(?!\d)"
    whole = re.sub(thousands, lambda number: re.sub(r"\D", "", number[0]), whole)  # 1,000
    whole = re.sub(r"(?<=\d)\s*(?:%|(?:percent|per cent|prozent)\b)", "%", whole)  # 60 percent
    found = list(_TOKEN.finditer(whole))
    return tuple(
        word[0]
        for place, word in enumerate(found)
        if word[0] not in articles
        or (len(word[0]) == 1 and place > 0)
        or len(found) == 1
        or whole.startswith("-", word.end())
    )


_EXACT = frozenset(_plain(word) for word in NEGATIONS | NUMBERS | DATES)


def _exact(words: tuple[str, ...]) -> list[str]:
    """The words that must not be bent, in their order."""
    return [word for word in words if _never_bent(word)]


def _never_bent(word: str) -> bool:
    return (
        word in _EXACT
        or any(c.isnumeric() for c in word)
        or _UNSPACED.search(word) is not None
        or numeral(word)
    )
