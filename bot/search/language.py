"""What the search knows of a language: words that say nothing of the subject, and words of like meaning.

A language that is not known is searched by the course's own words, without their stems.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Language:
    """`idle` words are passed over, `weak` ones count for little. `alike` are other forms of the same word,
    `kin` are words of like meaning; both hold phrases too. The patterns tell what kind of question it is, in
    small letters; `rewrites` are made before a question is read.
    """

    tokenizer: str = "unicode61 remove_diacritics 2"
    idle: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kin: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rewrites: tuple[tuple[re.Pattern[str], str], ...] = ()
    manner: re.Pattern[str] = NEVER  # words that are weak by their ending
    talk: re.Pattern[str] = NEVER  # said to the bot, not asked of the course
    advice: re.Pattern[str] = NEVER
    present: re.Pattern[str] = NEVER  # how things are now, while a course mostly tells how they were
    amount: re.Pattern[str] = NEVER
    moment: re.Pattern[str] = NEVER
    duration: re.Pattern[str] = NEVER
    spans: re.Pattern[str] = NEVER  # units of time, which answer how long something lasts


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def groups(text: str) -> Mapping[str, tuple[str, ...]]:
    """Each line is a group; a phrase is written with hyphens. A word goes with all others of its groups."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for line in text.strip().splitlines():
        group = [entry.replace("-", " ") for entry in line.split()]
        for word in group:
            found[word].update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(others) for word, others in found.items()}


def pattern(text: str) -> re.Pattern[str]:
    """A pattern of whole words."""
    return re.compile(rf"\b(?:{text})\b")
