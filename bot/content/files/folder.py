"""Open a course folder, and match its files to the lessons that `course.yaml` lists."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from bot.content.fault import Fault, quoted, suggestion
from bot.content.files.node import Document, Scalar, texts
from bot.content.files.reading import canonical, read_document
from bot.content.files.shape import SHAPES

COURSE, ASKED, FINGERPRINTS = "course.yaml", "asked.yaml", "fingerprints.yaml"
REQUIRED = (COURSE, "sources.yaml", "facts.yaml")

FILES = 60
"""Most YAML files in a course folder. The largest possible course, with 25 lessons, has 35."""

_NUMBERED = re.compile(r"([0-9]{1,4})-(.+)")


@dataclass(frozen=True)
class Folder:
    """A course's readable documents by name, and each lesson's file name in teaching order."""

    path: Path
    documents: dict[str, Document]
    lessons: dict[str, str]


def open_folder(path: Path, faults: list[Fault]) -> Folder:
    """Read all files of a course. Add what's wrong to `faults`."""
    try:
        names = _names(path, faults)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        faults.append(Fault(str(path), 1, 1, f"this isn't a course folder: {reason}"))
        return Folder(path, {}, {})
    if len(names) > FILES:
        faults.append(Fault(str(path), 1, 1, f"more than {FILES} YAML files in this folder"))
        return Folder(path, {}, {})
    faults += [Fault(str(path), 1, 1, f"no {name} in this folder") for name in REQUIRED if name not in names]
    course = read_document(path / names[COURSE], faults) if COURSE in names else None
    lessons = _match(path, names, course, faults) if course else {}
    wanted = {*SHAPES, *lessons.values()} & names.keys() if course else names.keys()
    documents = {COURSE: course} if course else {}
    for name in sorted(wanted - {COURSE}):
        if document := read_document(path / names[name], faults):
            documents[name] = document
    return Folder(path, documents, lessons)


def _names(path: Path, faults: list[Fault]) -> dict[str, str]:
    """Return the YAML files by their name with `.yaml`, up to one more than FILES. Skip hidden files.

    Some editors write `.yml`, so accept that too.
    """
    names: dict[str, str] = {}
    for entry in sorted(islice(_visible(path), FILES + 1)):
        other = names.setdefault(canonical(entry), entry.name)
        if other != entry.name:
            faults.append(Fault(str(entry), 1, 1, f"{other} is the same file: keep one"))
    return names


def _visible(path: Path) -> Iterator[Path]:
    return (e for e in path.iterdir() if e.suffix.lower() in (".yaml", ".yml") and not e.name.startswith("."))


def _match(path: Path, names: Mapping[str, str], course: Document, faults: list[Fault]) -> dict[str, str]:
    """Return each listed lesson's file. Add a fault for each file that `course.yaml` doesn't list."""
    listed: dict[str, tuple[int, Scalar]] = {}
    for number, entry in enumerate(chain(*(texts(course.root, k, "*") for k in ("lessons", "extra"))), 1):
        listed.setdefault(entry.text, (number, entry))
    found: dict[str, str] = {}
    for name in sorted(set(names) - set(SHAPES)):
        prefix, lesson = _parts(name, listed)
        there = names.get(found.get(lesson, ""))
        if complaint := _complaint(lesson, prefix, listed, there):
            faults.append(Fault(str(path / names[name]), 1, 1, complaint))
        if lesson in listed:
            found.setdefault(lesson, name)
    for lesson, (number, entry) in listed.items():
        if lesson not in found:
            faults.append(course.fault(entry.mark, f"no file {number}-{lesson}.yaml or {lesson}.yaml"))
    return {lesson: found[lesson] for lesson in listed if lesson in found}


def _parts(name: str, listed: Iterable[str]) -> tuple[int | None, str]:
    """Split a file name into its leading number, if any, and the lesson's id."""
    stem = name.removesuffix(".yaml")
    numbered = _NUMBERED.fullmatch(stem)
    if stem in listed or not numbered:
        return None, stem
    return int(numbered[1]), numbered[2]


def _complaint(
    lesson: str, number: int | None, listed: dict[str, tuple[int, Scalar]], there: str | None
) -> str | None:
    if lesson not in listed:
        known = [*listed, *(name.removesuffix(".yaml") for name in SHAPES)]
        return f"not part of the course: course.yaml doesn't list a lesson {quoted(lesson)}" + suggestion(
            lesson, known
        )
    if there:
        return f"a second file for the lesson in {there}: keep one"
    if number not in (None, listed[lesson][0]):
        return f"this lesson is number {listed[lesson][0]} in course.yaml, not {number}: rename the file"
    return None
