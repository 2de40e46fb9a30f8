"""Whether a typed text is the answer meant: case, accents, articles and small typos don't matter.

What carries the meaning does: numbers, negations, the signs of `C++`, `C#` and `B-`, the letter of `A4`.
"""

import re
import unicodedata

from rapidfuzz.distance import OSA

from bot.domain.calendar.written_date import in_one_order
from bot.domain.questions.exact_words import DATES, NEGATIONS, NUMBERS, numeral

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

LINKS = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e"}
"""What `&` stands for, by language: as little as an article, so that AT&T is also AT and T."""

SIGNS = {"+": " plus", "#": " sharp"}
"""How a sign at the end of a word is spoken: C++ is also C plus plus."""

_SIGN = re.compile(r"(?<=\w)[+#]+(?!\w)|(?<=\w)\s[+#]+(?=\W*$)")
_MINUS = re.compile(r"(?<!\w)(ab|[a-z])-(?![\w-])")
"""A grade or a blood group. Behind a longer word it's a dash."""

_ROMAN = re.compile(r"(?=.{5})m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
"""A Roman numeral long enough to be taken for a word with a typo in it."""

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

_BARRED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe"})
"""Letters whose accent Unicode doesn't part from them: nobody without that keyboard types them."""

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def same(typed: str, meant: str, language: str = "en") -> bool:
    """Whether the typed text is the one meant, small typos (`TYPOS`) apart.

    A number, a date or a negation is never bent: such words must be the same, letter by letter, on both
    sides, and a prefix that turns a word into its opposite is no typo. `language` as a course names its own.
    """
    given, wanted = _words(typed, language), _words(meant, language)
    if given == wanted:
        return bool(given)
    if _exact_words(given) != _exact_words(wanted):
        return False
    if "".join(given) == "".join(wanted):
        return bool(given)
    if len(given) != len(wanted):
        return False
    slips = [_typos(one, other) for one, other in zip(given, wanted, strict=True)]
    return None not in slips and sum(slip or 0 for slip in slips) <= MOST_TYPOS


def identical(typed: str, meant: str, language: str) -> bool:
    """Whether the two are the same but for case, accents, punctuation and articles."""
    given = _words(typed, language)
    return bool(given) and given == _words(meant, language)


def contrary(typed: str, meant: str, language: str) -> bool:
    """Return whether the texts differ in nothing but what carries the meaning: C# and C++, 4 and A4."""
    (given, signs), (wanted, others) = (_separate(_words(text, language)) for text in (typed, meant))
    return given == wanted and signs != others


def _separate(words: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Separate ordinary words from signs, long Roman numerals, and letters before a number."""
    plain: list[str] = []
    bearing: list[str] = []
    for word, following in zip(words, (*words[1:], ""), strict=True):
        letter = len(word) == 1 and word.isalpha() and following[:1].isdigit()
        (bearing if letter or word in _SPOKEN or _ROMAN.fullmatch(word) else plain).append(word)
    return plain, bearing


def _typos(given: str, wanted: str) -> int | None:
    """Return the number of typos between two words, or None if they're different words."""
    if given == wanted:
        return 0
    allowed = next((slips for length, slips in TYPOS if min(len(given), len(wanted)) >= length), 0)
    begins = given[0] == wanted[0] or given[:2] == wanted[1::-1]
    if not allowed or not begins or _opposite(given, wanted) or _opposite(wanted, given):
        return None
    slips = OSA.distance(given, wanted, score_cutoff=allowed)
    return slips if slips <= allowed else None


def _opposite(one: str, other: str) -> bool:
    """Return whether the words are opposites: one loses or changes a prefix or ending that negates it."""
    return (
        any(one == prefix + other for prefix in PREFIXES)
        or any(one.endswith(end) and other == one.removesuffix(end) + turned for end, turned in ENDINGS)
        or any(one.startswith(start) and other.startswith(turned) for start, turned in BEGINNINGS)
    )


def _plain(text: str) -> str:
    """Return the text in lower case, without accents and ligatures.

    Signs that are letters of their own, such as the vowels of Hindi or the voicing of kana, stay.
    """
    text = text.replace("\ufe0f", "")  # asks for the colored picture of a sign
    parted = "".join(f" {c}" if unicodedata.category(c) == "No" else c for c in text)  # 10\u00b2 is not 102
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", parted).casefold().translate(_BARRED))
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
    """Return the words, without articles and what `&` stands for. A text without any, such as 👍, is one.

    An article of one letter is one only at the beginning ("vitamin a") and not before a number (A4). One that
    a hyphen joins to a word is a prefix.
    """
    language = language.split("-")[0]
    articles, group = ARTICLES.get(language, frozenset()), GROUPS.get(language, "")
    whole = re.sub("(?<=\\w)['\u2019](?=t\\b)", "", _plain(text))  # don't
    whole = re.sub("(?<=\\s)['\u2019]n['\u2019]?(?=\\s)", "&", whole)  # rock 'n' roll
    whole = _SIGN.sub(lambda signs: "".join(SIGNS.get(sign, "") for sign in signs[0]), whole)
    whole = in_one_order(_MINUS.sub(r"\1 minus", whole), language)
    whole = re.sub(r"^\s*([-+])\s+(?=\d)", r"\1", whole)  # - 5
    thousands = rf"(?<![\d.,])\d{{1,3}}(?:[{group}\s]\d{{3}})+(?!\d)"
    whole = re.sub(thousands, lambda number: re.sub(r"\D", "", number[0]), whole)  # 1,000
    whole = re.sub(r"(?<=\d)\s*(?:%|(?:percent|per cent|prozent)\b)", "%", whole)  # 60 percent
    found = list(_TOKEN.finditer(whole))

    def counts(place: int, word: str, end: int) -> bool:
        """Return whether the word at a place, which ends there in the text, is more than an article."""
        if len(found) == 1 or whole.startswith("-", end):
            return True
        if word == LINKS.get(language):
            return place == 0
        lone = len(word) == 1 and (place > 0 or _before_number(whole, end, len(found)))
        return word not in articles or lone

    kept = [word[0] for place, word in enumerate(found) if counts(place, word[0], word.end())]
    return tuple(kept or filter(None, ["".join(whole.split())]))


def _before_number(text: str, end: int, words: int) -> bool:
    """Return whether a number follows: at once (A4), or after a space if there's nothing else (A 4)."""
    return text[end : end + 1].isdigit() or (words == 2 and text[end:].strip()[:1].isdigit())


_SPOKEN = frozenset({"plus", "sharp", "minus"})
_EXACT = frozenset(_plain(word) for word in NEGATIONS | NUMBERS | DATES)


def _exact_words(words: tuple[str, ...]) -> list[str]:
    """Return the words that allow no typos, in order."""
    return [word for word in words if _must_match_exactly(word)]


def _must_match_exactly(word: str) -> bool:
    return (
        word in _EXACT
        or word in _SPOKEN
        or _ROMAN.fullmatch(word) is not None
        or any(c.isnumeric() for c in word)
        or _UNSPACED.search(word) is not None
        or numeral(word)
    )
