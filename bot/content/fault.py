"""A fault in a course, and its location."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

FAULTS_SHOWN = 100
"""Most faults to report per file. A file with more usually has one mistake many times."""


@dataclass(frozen=True, order=True)
class Fault:
    """An error or warning at a place in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        line = f"{self.file}:{self.line}:{self.column}: {self.message}"
        # Escape control characters, so that a hostile course can't manipulate the author's terminal.
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)


def ordered(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults sorted by file and place, without duplicates, and at most FAULTS_SHOWN per file."""
    kept: list[Fault] = []
    for file, group in groupby(sorted(set(faults)), key=lambda fault: fault.file):
        here = list(group)
        kept += here[:FAULTS_SHOWN]
        if len(here) > FAULTS_SHOWN:
            last = here[FAULTS_SHOWN]
            more = len(here) - FAULTS_SHOWN
            kept.append(Fault(file, last.line, last.column, f"and {more} more from here on"))
    return tuple(kept)


def quoted(text: str) -> str:
    """Return the text in backticks, on one line, and truncated if it's long."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= 60 else line[:59] + '…'}`"


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean …?`, or an empty string if no known word is similar.

    Skip long words and long lists, because comparing them takes quadratic time.
    """
    near = get_close_matches(word, list(known)[:3000], n=1, cutoff=0.7) if len(word) <= 100 else []
    return f"; did you mean {quoted(near[0])}?" if near else ""
