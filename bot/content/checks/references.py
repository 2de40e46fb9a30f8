"""Check ids: each one is defined once, and everything that's referred to exists.

Work on the files' trees instead of the models, so that these faults have a location and can be reported
together with those found by validation.
"""

from collections import abc
from collections.abc import Collection, Iterable, Iterator

from bot.content.fault import Fault, quoted, suggestion
from bot.content.files.folder import ASKED, COURSE, Folder
from bot.content.files.node import Document, Mapping, Mark, Scalar, select, texts, under
from bot.domain.course.course import Course
from bot.domain.course.passages import passages

Found = tuple[Document, Scalar]
"""An id or a reference, with the file it's in."""

SUGGESTIONS = 30
"""Most unknown ids that get a suggestion. More could take long."""

_RENAMED = "`was` lists ids that nothing has anymore"

_MEASURED = ("forms", "*", "questions", "*")


def check_references(folder: Folder, faults: list[Fault]) -> None:
    """Add a fault for every duplicate id, every unknown reference and every misplaced id."""
    kinds = _ids(folder)
    for kind, found in kinds.items():
        faults += _repeated(kind, found)
    for kind in ("source", "fact"):
        if f"{kind}s.yaml" in folder.documents:
            uses = _uses(folder, f"{kind}s")
            if kind == "source":
                uses += _find_in_lessons(folder, "cards", "*", "show", "source")
            faults += dangling(kind, uses, kinds[kind])
    faults += _unlike_course(folder)
    faults += _misplaced_objectives(folder)
    faults += _unknown_objectives(folder, kinds["objective"])
    faults += _unknown_asks(folder)
    faults += _former_ids(folder, kinds)
    faults += _practiced_prompts(folder)
    faults += _repeated_items(folder)
    faults += _repeated_phrasings(folder)


def check_passages(
    folder: Folder, course: Course, renamed: abc.Mapping[str, str], faults: list[Fault]
) -> None:
    """Add a fault for every unknown passage in `asked.yaml`. This needs a complete course: others have no
    passages. `renamed` has the current name for each older one that's understood too.
    """
    document = folder.documents.get(ASKED)
    if document and isinstance(document.root, Mapping):
        known = dict.fromkeys([*(passage.id for passage in passages(course)), *renamed])
        uses = ((document, mark, name) for name, mark in document.root.keys.items())
        faults += _unknown("passage", uses, known)
        for name, mark in document.root.keys.items():
            if other := document.root.keys.get(renamed.get(name, "")):
                message = f"the passage {quoted(renamed[name])} is already on line {other.line}"
                faults.append(document.fault(mark, message))


def _ids(folder: Folder) -> dict[str, list[Found]]:
    """Return all defined ids, by kind."""
    measured = _find(folder, "assessment.yaml", *_MEASURED, "id")
    return {
        "source": _find(folder, "sources.yaml", "*", "id"),
        "fact": _find(folder, "facts.yaml", "*", "id"),
        "glossary entry": _find(folder, "glossary.yaml", "*", "id"),
        "checklist": _find(folder, "checklists.yaml", "*", "id"),
        "topic": _find(folder, COURSE, "topics", "*", "id"),
        "form": _find(folder, "assessment.yaml", "forms", "*", "id"),
        "lesson": _listed(folder),
        "objective": _find_in_lessons(folder, "objectives", "*", "id"),
        "question": [*_find_in_lessons(folder, "questions", "*", "id"), *measured],
    }


def _find(folder: Folder, name: str, *pattern: str) -> list[Found]:
    document = folder.documents.get(name)
    return [(document, scalar) for scalar in texts(document.root, *pattern)] if document else []


def _find_in_lessons(folder: Folder, *pattern: str) -> list[Found]:
    return [found for name in folder.lessons.values() for found in _find(folder, name, *pattern)]


def _listed(folder: Folder) -> list[Found]:
    """Return the lessons and extra units in the order of `course.yaml`."""
    return [*_find(folder, COURSE, "lessons", "*"), *_find(folder, COURSE, "extra", "*")]


def _uses(folder: Folder, key: str) -> list[Found]:
    return [
        (document, scalar) for document in folder.documents.values() for scalar in under(document.root, key)
    ]


def _repeated(kind: str, found: Iterable[Found]) -> Iterator[Fault]:
    first: dict[str, Found] = {}
    for document, scalar in found:
        before, there = first.setdefault(scalar.text, (document, scalar))
        if there is not scalar:
            same = before is document
            place = f"on line {there.mark.line}" if same else f"in {before.name}:{there.mark.line}"
            yield document.fault(scalar.mark, f"{kind} {quoted(scalar.text)} is already {place}")


def dangling(kind: str, uses: Iterable[Found], given: Iterable[Found]) -> Iterator[Fault]:
    """Return a fault for each use of an undefined id, suggesting the most similar one that's defined."""
    known = dict.fromkeys(scalar.text for _, scalar in given)
    return _unknown(kind, ((document, scalar.mark, scalar.text) for document, scalar in uses), known)


def _unknown(
    kind: str, uses: Iterable[tuple[Document, Mark, str]], known: Collection[str]
) -> Iterator[Fault]:
    """Yield a fault for each use of a name that isn't known, suggesting the most similar one that is."""
    unknown = [use for use in uses if use[2] not in known]
    for place, (document, mark, name) in enumerate(unknown):
        hint = suggestion(name, known) if place < SUGGESTIONS else ""
        yield document.fault(mark, f"unknown {kind} {quoted(name)}{hint}")


def _unlike_course(folder: Folder) -> Iterator[Fault]:
    """Yield a fault for each lesson whose id or number differs from `course.yaml`."""
    order = list(dict.fromkeys(scalar.text for _, scalar in _listed(folder)))
    for lesson, name in folder.lessons.items():
        number = order.index(lesson) + 1
        for document, scalar in _find(folder, name, "id"):
            if scalar.text != lesson:
                message = f"the file is named after the lesson `{lesson}`, but its id differs"
                yield document.fault(scalar.mark, message)
        if name in folder.documents:
            document = folder.documents[name]
            for node in select(document.root, "number"):
                if type(node.value()) is int and node.value() != number:
                    message = f"in course.yaml this lesson is number {number}, not {node.value()}"
                    yield document.fault(node.mark, message)


def _misplaced_objectives(folder: Folder) -> Iterator[Fault]:
    for lesson, name in folder.lessons.items():
        for document, scalar in _find(folder, name, "objectives", "*", "id"):
            if not scalar.text.startswith(f"{lesson}."):
                message = f"objective {quoted(scalar.text)} must start with `{lesson}.`"
                yield document.fault(scalar.mark, message)


def _unknown_objectives(folder: Folder, objectives: list[Found]) -> Iterator[Fault]:
    """Yield a fault for each question with an unknown objective.

    Practice questions need an objective of their own lesson; assessment questions can use any in the course.
    Skip assessment questions on lessons that couldn't be read, because their objectives aren't known.
    """
    unread = {scalar.text for _, scalar in _listed(folder)}
    for lesson, name in folder.lessons.items():
        if name in folder.documents:
            unread.discard(lesson)
            own = _find(folder, name, "objectives", "*", "id")
            uses = _find(folder, name, "questions", "*", "objective")
            yield from dangling("objective of this lesson", uses, own)
    tested = _find(folder, "assessment.yaml", *_MEASURED, "objective")
    tested += _find(folder, "scenario.yaml", "scenes", "*", "objective")
    judged = [(document, scalar) for document, scalar in tested if scalar.text.split(".")[0] not in unread]
    if folder.lessons:
        yield from dangling("objective", judged, objectives)


def _unknown_asks(folder: Folder) -> Iterator[Fault]:
    """Yield a fault for each question that a lesson asks on its cards but doesn't have, or asks twice."""
    for name in folder.lessons.values():
        asks = [*_find(folder, name, "opener"), *_find(folder, name, "cards", "*", "ask")]
        yield from dangling("question of this lesson", asks, _find(folder, name, "questions", "*", "id"))
        yield from _repeated("asked question", asks)


def _former_ids(folder: Folder, kinds: dict[str, list[Found]]) -> Iterator[Fault]:
    """Yield a fault for each former id that's still in use, or that's listed twice."""
    for kind, pattern in (("lesson", ("was", "*")), ("objective", ("objectives", "*", "was", "*"))):
        former = _find_in_lessons(folder, *pattern)
        used = {scalar.text for _, scalar in kinds[kind]}
        yield from _repeated(f"former {kind}", former)
        for document, scalar in former:
            if scalar.text in used:
                yield document.fault(scalar.mark, f"{kind} {quoted(scalar.text)} is still in use: {_RENAMED}")


def _practiced_prompts(folder: Folder) -> Iterator[Fault]:
    """Yield a fault for each assessment prompt that's also practiced, which would skew the result."""
    practiced = {
        _bare(prompt): f"{document.name}:{prompt.mark.line}"
        for document, prompt in _find_in_lessons(folder, "questions", "*", "prompt")
    }
    for document, prompt in _find(folder, "assessment.yaml", *_MEASURED, "prompt"):
        if place := practiced.get(_bare(prompt)):
            yield document.fault(prompt.mark, f"the same prompt is practiced in {place}")


def _bare(prompt: Scalar) -> str:
    return " ".join(prompt.text.casefold().split())


def _repeated_items(folder: Folder) -> Iterator[Fault]:
    """Yield a fault for each duplicate item id in a checklist: ticks are stored under that id."""
    if document := folder.documents.get("checklists.yaml"):
        for checklist in select(document.root, "*"):
            items = texts(checklist, "groups", "*", "items", "*", "id")
            yield from _repeated("item", [(document, scalar) for scalar in items])


def _repeated_phrasings(folder: Folder) -> Iterator[Fault]:
    """Yield a fault for each duplicate phrasing: the same words can't lead to two passages."""
    document = folder.documents.get(ASKED)
    first: dict[str, Scalar] = {}
    for node in document.root.items.values() if document and isinstance(document.root, Mapping) else ():
        for phrasing in texts(node, "*"):
            before = first.setdefault(_bare(phrasing), phrasing)
            if document and before is not phrasing:
                message = f"{quoted(phrasing.text)} is already on line {before.mark.line}"
                yield document.fault(phrasing.mark, message)
