"""Whether what somebody typed is the answer meant: case, accents, articles and small typos don't matter."""

import re
import unicodedata

from rapidfuzz.distance import OSA

TYPOS = ((9, 2), (5, 1))
"""How many slips (a letter missing, added, changed, or two swapped) a word of at least so many letters may
have. Shorter words must be right, every word must begin with its letter (or its first two swapped), and an
answer may have no more than two slips altogether."""

MOST_TYPOS = 2


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words_of(
    "a an the der die das den dem des ein eine einen einem einer eines le la les un une des el los las una "
    "il lo gli i uno l"
)

PREFIXES = ("un", "in", "im", "il", "ir", "dis", "mis", "non", "anti", "a")
"""What turns a word into its opposite when it stands before it."""

ENDINGS = (("ee", "er"), ("ees", "ers"))
"""Endings by which two words mean opposite things: employees and employers."""

BEGINNINGS = (("maxi", "mini"), ("auf", "ab"), ("an", "ab"))
"""Beginnings by which they do; those that begin with another letter are no typos anyway."""

NEGATIONS = _words_of(
    "not no non never none nobody nothing neither nor without cannot "
    "dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent hadnt mustnt "
    "neednt aint nicht nichts kein keine keinen keinem keiner keines nie niemals niemand ohne weder noch "
    "ne pas jamais sans rien aucun aucune nunca sin nada nadie mai senza nessuno"
)

NUMBERS = _words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million millions billion billions dozen half quarter once twice "
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth "
    "seventieth eightieth ninetieth hundredth thousandth "
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig "
    "sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden halb "
    "deux trois quatre cinq sept huit neuf dix dos tres cuatro cinco seis siete ocho nueve diez due tre "
    "quattro cinque sei sette otto nove dieci"
)

_PIECES = (
    "eins?|zwei|zwo|drei|vier|funf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwolf|zwanzig|dreissig|"
    "(?:vier|funf|sech|sieb|acht|neun)zig|hundert|tausend"
)
GERMAN_NUMBER = re.compile(
    rf"(?:(?:{_PIECES})(?:und)?)*(?:{_PIECES})(?:s?te[nmrs]?|mal|fach)?|(?:ers|drit|ach)te[nmrs]?"
)
"""German numbers are one word, however long: einundzwanzig, dreizehnte. Without accents, ß as ss."""

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
    """Lower case without accents; letters that only a ligature or case tells apart become the same."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(c for c in bare if not unicodedata.combining(c)))


def _words(text: str) -> tuple[str, ...]:
    """The words, without articles. An article of one letter is one only at the beginning ("vitamin a")."""
    whole = re.sub("(?<=\\w)['\u2019](?=t\\b)", "", _plain(text))  # don't
    whole = re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", whole)  # 1,000
    whole = re.sub(r"(?<=\d)\s*(?:%|(?:percent|per cent|prozent)\b)", "%", whole)  # 60 percent
    found = re.findall(r"(?<!\w)[-+]?\d+(?:[.,:]\d+)*%?|\d+|[^\W\d_]+|[$€£¥]", whole)
    return tuple(
        word
        for place, word in enumerate(found)
        if word not in ARTICLES or (len(word) == 1 and place > 0) or len(found) == 1
    )


_EXACT = frozenset(_plain(word) for word in NEGATIONS | NUMBERS | DATES)


def _exact(words: tuple[str, ...]) -> list[str]:
    """The words that must not be bent, in their order."""
    return [word for word in words if _never_bent(word)]


def _never_bent(word: str) -> bool:
    return word in _EXACT or any(c.isnumeric() for c in word) or bool(GERMAN_NUMBER.fullmatch(word))
