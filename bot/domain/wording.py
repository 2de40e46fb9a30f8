"""Whether what somebody typed is the answer meant: case, accents, articles and small typos don't matter."""

import re
import unicodedata

from rapidfuzz.distance import OSA

TYPOS = ((9, 2), (5, 1))
"""How many slips (a letter missing, added, changed, or two swapped) a word of at least so many letters may
have. Shorter words must be right, and an answer may have no more than two slips altogether."""

MOST_TYPOS = 2


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words_of(
    "a an the der die das den dem des ein eine einen einem einer eines le la les un une des el los las una "
    "il lo gli i uno l"
)

PREFIXES = ("un", "in", "im", "il", "ir", "dis", "mis", "non", "anti", "a")
"""What turns a word into its opposite when it stands before it."""

NEGATIONS = _words_of(
    "not no non never none nobody nothing neither nor without cannot "
    "dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent hadnt mustnt "
    "neednt aint nicht nichts kein keine keinen keinem keiner keines nie niemals niemand ohne weder noch "
    "ne pas jamais sans rien aucun aucune nunca sin nada nadie mai senza nessuno"
)

NUMBERS = _words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million millions billion billions dozen half third quarter first second once twice percent "
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig "
    "sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden halb "
    "deux trois quatre cinq sept huit neuf dix dos tres cuatro cinco seis siete ocho nueve diez due tre "
    "quattro cinque sei sette otto nove dieci"
)

DATES = _words_of(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow "
    "januar februar märz mai juni juli oktober dezember "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern morgen"
)


def same(typed: str, meant: str) -> bool:
    """Whether the typed text is the one meant, small typos (`TYPOS`) apart.

    A number, a date or a negation is never bent: such words must be the same, letter by letter, on both
    sides, and a prefix that turns a word into its opposite is no typo.
    """
    given, wanted = _words(typed), _words(meant)
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


def identical(typed: str, meant: str) -> bool:
    """Whether the two are the same but for case, accents, punctuation and articles."""
    return bool(_words(typed)) and _words(typed) == _words(meant)


def _slips(given: str, wanted: str) -> int | None:
    """How many slips lead from one word to the other; None for more than a typo."""
    if given == wanted:
        return 0
    allowed = next((slips for length, slips in TYPOS if min(len(given), len(wanted)) >= length), 0)
    if not allowed or _opposite(given, wanted) or _opposite(wanted, given):
        return None
    slips = OSA.distance(given, wanted, score_cutoff=allowed)
    return slips if slips <= allowed else None


def _opposite(one: str, other: str) -> bool:
    return any(one == prefix + other for prefix in PREFIXES)


def _plain(text: str) -> str:
    """Lower case without accents; letters that only a ligature or case tells apart become the same."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(c for c in bare if not unicodedata.combining(c)))


def _words(text: str) -> tuple[str, ...]:
    """The words, without articles. An article of one letter is one only at the beginning ("vitamin a")."""
    whole = re.sub("(?<=\\w)['\u2019](?=t\\b)", "", _plain(text))  # don't
    whole = re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", whole)  # 1,000
    found = re.findall(r"(?<!\w)[-+]?\d+(?:[.,:]\d+)*%?|\d+|[^\W\d_]+|[$€£¥]", whole)
    return tuple(
        word
        for place, word in enumerate(found)
        if word not in ARTICLES or (len(word) == 1 and place > 0) or len(found) == 1
    )


_EXACT = frozenset(_plain(word) for word in NEGATIONS | NUMBERS | DATES)


def _exact(words: tuple[str, ...]) -> list[str]:
    """The words that must not be bent, in their order."""
    return [word for word in words if word in _EXACT or any(c.isnumeric() for c in word)]
