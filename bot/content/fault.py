"""A fault in a course, and where it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

FAULTS_SHOWN = 100
"""Faults reported for one file; a file with more is mostly one mistake repeated."""


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong, or worth a look, at a place in a file. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        line = f"{self.file}:{self.line}:{self.column}: {self.message}"
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)  # never moves the cursor


def ordered(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults by file and place, each once, and no more than 100 a file."""
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
    """The text between back-ticks, on one line and cut when it is long."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= 60 else line[:59] + '…'}`"


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?`, or nothing when no known word is near. Never slow: long words are not compared."""
    near = get_close_matches(word, list(known)[:3000], n=1, cutoff=0.7) if len(word) <= 100 else []
    return f"; did you mean {quoted(near[0])}?" if near else ""
