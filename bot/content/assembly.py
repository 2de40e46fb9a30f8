"""Assemble a course from its folder: read and validate each file, then check the references between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.checks.cards import check_openers
from bot.content.checks.references import check_passages, check_references
from bot.content.checks.scenes import check_scenes
from bot.content.checks.screens import check_screens
from bot.content.fault import Fault, ordered
from bot.content.files.folder import ASKED, COURSE, Folder, open_folder
from bot.content.files.node import Document
from bot.content.files.paged import PagedLesson
from bot.content.files.shape import validate
from bot.domain.course.course import Course
from bot.errors.configuration import CourseUnusable


@dataclass(frozen=True)
class Assembly:
    """A course with its source files, or the faults that make it unusable."""

    course: Course | None
    documents: dict[str, Document]
    lessons: dict[str, str]
    faults: tuple[Fault, ...]


def assemble(path: Path) -> Assembly:
    """Read a course folder. Never raises, whatever it contains."""
    faults: list[Fault] = []
    folder = open_folder(path, faults)
    found = {name: validate(document, faults) for name, document in folder.documents.items()}
    older = [part for part in found.values() if isinstance(part, PagedLesson)]
    parts = {name: part.to_cards() if part in older else part for name, part in found.items()}
    renamed = {old: new for lesson in older for old, new in lesson.passages().items()}
    check_references(folder, faults)
    check_openers(folder, faults)
    if scenario := folder.documents.get("scenario.yaml"):
        check_scenes(scenario, parts.get("scenario.yaml"), faults)
    for name, part in parts.items():
        check_screens(folder.documents[name], part, faults)
    course = None if faults else _course(folder, parts, renamed)
    if course:
        check_passages(folder, course, renamed, faults)
    return Assembly(None if faults else course, folder.documents, folder.lessons, ordered(faults))


def load_course(folder: Path) -> Course:
    """Return the course in a folder. Raises CourseUnusable, with one fault per line in its text."""
    assembly = assemble(folder)
    if assembly.course is None:
        raise CourseUnusable("\n".join(map(str, assembly.faults)))
    return assembly.course


def repeated_ids(assemblies: Sequence[Assembly]) -> list[Fault]:
    """Return a fault for each course whose id an earlier one already has."""
    first: dict[str, Document] = {}
    faults = []
    for assembly in assemblies:
        if assembly.course:
            document = assembly.documents[COURSE]
            known = first.setdefault(assembly.course.id, document)
            if known.file != document.file:
                faults.append(document.fault(("id",), f"{known.file} has the same course id"))
    return faults


def _course(folder: Folder, parts: dict[str, Any], renamed: Mapping[str, str]) -> Course:
    about = parts[COURSE]
    units = [parts[name] for name in folder.lessons.values()]
    return Course(
        about=about,
        lessons=tuple(units[: len(about.lessons)]),
        extra=tuple(unit.as_bonus() for unit in units[len(about.lessons) :]),
        sources={source.id: source for source in parts["sources.yaml"]},
        facts={fact.id: fact for fact in parts["facts.yaml"]},
        glossary=parts.get("glossary.yaml", ()),
        checklists=parts.get("checklists.yaml", ()),
        assessment=parts.get("assessment.yaml"),
        scenario=parts.get("scenario.yaml"),
        asked={renamed.get(name, name): asked for name, asked in parts.get(ASKED, {}).items()},
        unanswered=parts.get("unanswered.yaml", ()),
    )
