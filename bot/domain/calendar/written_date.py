"""Normalize dates in typed text, so that `July 12th, 2011` and `12. Juli 2011` compare as equal."""

import re
from collections import Counter
from functools import cache

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar marz april mai juni juli august september oktober november dezember",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}
"""The months by language, without accents. Three- or four-letter abbreviations work if unambiguous."""

_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")


def in_one_order(text: str, language: str) -> str:
    """Return the text with each date rewritten as day, English month, year.

    The text must be in lower case without accents. Leave all-numeric dates alone unless they're in ISO order
    (`2011-07-12`): 7/12 could be in July or in December.
    """
    numbers, pattern = _months(language if language in MONTHS else "en")
    english = MONTHS["en"].split()

    def from_month_name(match: re.Match[str]) -> str:
        day, month = match["day"] or match["day2"], match["month"] or match["month2"]
        date = f"{int(day)} {english[numbers[month]]} {match['year'] or ''}"
        return date if 1 <= int(day) <= 31 else match[0]

    def from_iso(match: re.Match[str]) -> str:
        year, month, day = map(int, match.groups())
        return f"{day} {english[month - 1]} {year}" if 1 <= month <= 12 and 1 <= day <= 31 else match[0]

    return _ISO.sub(from_iso, pattern.sub(from_month_name, text))


@cache
def _months(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """Return each spelling of a month with the month's index, and a pattern for dates with a month name."""
    names = MONTHS[language].split()
    short = Counter(name[:length] for length in (3, 4) for name in names if len(name) > length)
    numbers = {
        spelling: place
        for place, name in enumerate(names)
        for spelling in (name[:3], name[:4], name)
        if spelling == name or short[spelling] == 1
    }
    month = "|".join(sorted(numbers, key=len, reverse=True))
    day = r"\d{1,2}"
    return numbers, re.compile(
        rf"(?<![\w.,:-])(?:(?P<day>{day})(?:st|nd|rd|th|er)?\.?\s+(?:of\s+|de\s+|di\s+)?(?P<month>{month})"
        rf"|(?P<month2>{month})\.?\s+(?:the\s+)?(?P<day2>{day})(?:st|nd|rd|th)?)(?!\w|[.,:%]\d)"
        r"(?:\.?,?\s+(?:del?\s+)?(?P<year>\d{4})(?!\w|[.,:%]\d))?"
    )
