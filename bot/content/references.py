"""Ids: each is given once, and what is referred to exists.

It works on the trees of the files, so that it finds its faults beside those of shape, each at its place.
"""

from collections.abc import Iterable, Iterator

from bot.content.fault import Fault, quoted, suggestion
from bot.content.folder import COURSE, Folder
from bot.content.node import Document, Scalar, select, texts, under

Found = tuple[Document, Scalar]
"""An id or a reference, with the file it stands in."""

SUGGESTIONS = 30
"""Unknown ids that get a suggestion; comparing more could take long in a hostile file."""


def check_references(folder: Folder, faults: list[Fault]) -> None:
    """Add a fault for every id given twice, every reference to nothing and every id in the wrong place."""
    documents = folder.documents
    units = [documents[name] for name in folder.lessons.values() if name in documents]
    named = {name: _named(documents, f"{name}s.yaml", "*", "id") for name in ("source", "fact", "checklist")}
    named["glossary entry"] = _named(documents, "glossary.yaml", "*", "id")
    named["topic"] = _named(documents, COURSE, "topics", "*", "id")
    named["form"] = _named(documents, "assessment.yaml", "forms", "*", "id")
    named["lesson"] = [*_named(documents, COURSE, "lessons", "*"), *_named(documents, COURSE, "extra", "*")]
    practice = [(unit, scalar) for unit in units for scalar in texts(unit.root, "questions", "*", "id")]
    measured = _named(documents, "assessment.yaml", "forms", "*", "questions", "*", "id")
    named["question"] = [*practice, *measured]
    named["objective"] = [(u, scalar) for u in units for scalar in texts(u.root, "objectives", "*", "id")]
    for kind, found in named.items():
        faults += _repeated(kind, found)
    for kind in ("source", "fact"):
        if f"{kind}s.yaml" in documents:
            uses = [(d, scalar) for d in documents.values() for scalar in under(d.root, f"{kind}s")]
            faults += _dangling(kind, uses, named[kind])
    faults += _unlike_course(folder)
    faults += _misplaced_objectives(units)
    faults += _unknown_objectives(documents, units, named["objective"])
    faults += _practised_prompts(documents, units)
    faults += _repeated_items(documents)


def _named(documents: dict[str, Document], name: str, *pattern: str) -> list[Found]:
    document = documents.get(name)
    return [(document, scalar) for scalar in texts(document.root, *pattern)] if document else []


def _repeated(kind: str, found: Iterable[Found]) -> Iterator[Fault]:
    first: dict[str, Found] = {}
    for document, scalar in found:
        before, there = first.setdefault(scalar.text, (document, scalar))
        if there is not scalar:
            place = f"line {there.mark.line}" if before is document else f"{before.file}:{there.mark.line}"
            yield document.fault(scalar.mark, f"{kind} {quoted(scalar.text)} is already in {place}")


def _dangling(kind: str, uses: Iterable[Found], named: Iterable[Found]) -> Iterator[Fault]:
    known = dict.fromkeys(scalar.text for _, scalar in named)
    unknown = [(document, scalar) for document, scalar in uses if scalar.text not in known]
    for place, (document, scalar) in enumerate(unknown):
        hint = suggestion(scalar.text, known) if place < SUGGESTIONS else ""
        yield document.fault(scalar.mark, f"unknown {kind} {quoted(scalar.text)}{hint}")


def _unlike_course(folder: Folder) -> Iterator[Fault]:
    """Lessons whose id or number is not what `course.yaml` says."""
    for number, (lesson, name) in enumerate(folder.lessons.items(), start=1):
        unit = folder.documents.get(name)
        for scalar in texts(unit.root, "id") if unit else ():
            if unit and scalar.text != lesson:
                yield unit.fault(
                    scalar.mark, f"the file is named after the lesson `{lesson}`, its id differs"
                )
        for node in select(unit.root, "number") if unit else ():
            value = node.value()
            if unit and type(value) is int and value != number:
                yield unit.fault(node.mark, f"in course.yaml this lesson is number {number}, not {value}")


def _misplaced_objectives(units: Iterable[Document]) -> Iterator[Fault]:
    for unit in units:
        lesson = next(texts(unit.root, "id"), None)
        for scalar in texts(unit.root, "objectives", "*", "id") if lesson else ():
            if lesson and not scalar.text.startswith(f"{lesson.text}."):
                message = f"objective {quoted(scalar.text)} must begin with `{lesson.text}.`"
                yield unit.fault(scalar.mark, message)


def _unknown_objectives(
    documents: dict[str, Document], units: Iterable[Document], objectives: list[Found]
) -> Iterator[Fault]:
    """A practice question tests an objective of its lesson, one of the assessment any of the course."""
    for unit in units:
        own = [(document, scalar) for document, scalar in objectives if document is unit]
        uses = [(unit, scalar) for scalar in texts(unit.root, "questions", "*", "objective")]
        yield from _dangling("objective", uses, own)
    uses = _named(documents, "assessment.yaml", "forms", "*", "questions", "*", "objective")
    yield from _dangling("objective", uses, objectives)


def _practised_prompts(documents: dict[str, Document], units: Iterable[Document]) -> Iterator[Fault]:
    """What measures learning must not have been practised."""
    practised = {
        _bare(prompt): f"{unit.file}:{prompt.mark.line}"
        for unit in units
        for prompt in texts(unit.root, "questions", "*", "prompt")
    }
    for document, prompt in _named(documents, "assessment.yaml", "forms", "*", "questions", "*", "prompt"):
        if place := practised.get(_bare(prompt)):
            yield document.fault(prompt.mark, f"the same prompt is practised in {place}")


def _bare(prompt: Scalar) -> str:
    return " ".join(prompt.text.casefold().split())


def _repeated_items(documents: dict[str, Document]) -> Iterator[Fault]:
    """Ticks are kept by the item's id, so an id is unique in its checklist."""
    document = documents.get("checklists.yaml")
    for checklist in select(document.root, "*") if document else ():
        if document:
            items = [(document, scalar) for scalar in texts(checklist, "groups", "*", "items", "*", "id")]
            yield from _repeated("item", items)
