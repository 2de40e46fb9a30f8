"""Validate each file with its model, and explain pydantic's errors in words that authors understand."""

from collections import abc
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.fault import FAULTS_SHOWN, Fault, quoted, suggestion
from bot.content.files.node import Ambiguous, Document, Mapping, Mark, Node, Place, locate, step
from bot.content.files.paged import PagedLesson
from bot.domain.course.assessment_forms import Assessment
from bot.domain.course.checklist import Checklist
from bot.domain.course.course import CourseFile, Fact, GlossaryEntry, Phrasings, Source, Unanswered
from bot.domain.course.lesson import Lesson
from bot.domain.course.scenario import Scenario
from bot.domain.course_model import Slug
from bot.domain.questions.meaning import Meaning

SHAPES: abc.Mapping[str, Any] = {
    "course.yaml": CourseFile,
    "sources.yaml": tuple[Source, ...],
    "facts.yaml": tuple[Fact, ...],
    "glossary.yaml": tuple[GlossaryEntry, ...],
    "checklists.yaml": tuple[Checklist, ...],
    "assessment.yaml": Assessment,
    "scenario.yaml": Scenario,
    "asked.yaml": dict[str, Phrasings],
    "unanswered.yaml": Unanswered,
    "fingerprints.yaml": dict[Slug, Meaning],
}
"""The model for each file with a fixed name. Every other file is a Lesson or a PagedLesson."""


_FORMS = {
    r"\.": "`lesson-id.name`, both in lowercase letters, digits and single hyphens",
    r"\d{4}": "a date such as 2011, 2011-07 or 2011-07-12",
    r"[A-Z]{2}": "a language such as en or pt-BR",
    r"^#": 'a color such as "#0A6070", in quotes',
}
"""What each pattern requires, keyed by a piece of the pattern that no other one has."""


_COMMA = "which ends text in braces: put the whole text in quotes"


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def validate(document: Document, faults: list[Fault]) -> Any:
    """Return the file as its model, or None if it isn't valid. Add what's wrong to `faults`."""
    shape = SHAPES.get(document.name) or _lesson_shape(document)
    try:
        return _adapter(shape).validate_python(document.root.value())
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _is_echo(detail)]
        misread, others = _misread(document, shape, details[: FAULTS_SHOWN + 1])
        faults += [*misread, *(_fault(document, shape, detail) for detail in others)]
        return None


def _lesson_shape(document: Document) -> type[BaseModel]:
    """Return the model for a lesson: the older one if it has pages."""
    keys = document.root.items if isinstance(document.root, Mapping) else {}
    return PagedLesson if "pages" in keys and "cards" not in keys else Lesson


def _misread(
    document: Document, shape: Any, details: Sequence[ErrorDetails]
) -> tuple[list[Fault], list[ErrorDetails]]:
    """Explain texts that YAML misread as keys, because of a comma in braces or a missing space after a colon.

    Return a fault for each of them, and the details that are unrelated.
    """
    faults: list[Fault] = []
    excused: set[Place] = set()
    for detail in details:
        if detail["type"] != "extra_forbidden":
            continue
        place: Place = detail["loc"]
        home, key, known = place[:-1], str(place[-1]), _keys(shape, place)
        mark = locate(document.root, place, key=True)
        name, _, text = key.partition(":")
        if text and name in known and detail["input"] is None:
            message = f"a space is missing after this colon: write `{name}: …`"
            faults.append(document.fault(Mark(mark.line, mark.column + len(name)), message))
            excused |= {place, (*home, name)}
        elif (
            _in_braces(document.root, home)
            and (detail["input"] is None or " " in key)
            and not suggestion(key, known)
        ):
            if home not in excused:
                curly = (
                    f" ({key[-1]} isn't a quotation mark in YAML)"
                    if key[-1] in "\u201c\u201d\u2019\u00bb\u00ab"
                    else ""
                )
                faults.append(document.fault(mark, f"{quoted(key)} comes after a comma, {_COMMA}{curly}"))
            excused |= {home, place}
    return faults, [each for each in details if not _follows(each, excused)]


def _follows(detail: ErrorDetails, excused: Collection[Place]) -> bool:
    """Return whether a fault is only a consequence of one that has been explained already."""
    place = detail["loc"]
    return place in excused or (place[:-1] in excused and isinstance(detail["input"], Ambiguous))


def _in_braces(root: Node, place: Place) -> bool:
    node: Node | None = root
    for part in place:
        node = step(node, part) if node else None
    return isinstance(node, Mapping) and node.flow


def _is_echo(detail: ErrorDetails) -> bool:
    """Return whether a list only seems too short because pydantic didn't count its invalid entries."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _fault(document: Document, shape: Any, detail: ErrorDetails) -> Fault:
    place: Place = detail["loc"]
    if detail["type"] == "missing":
        where = _words(place[:-1])
        return document.fault(place, f"missing key `{place[-1]}`" + (f" in `{where}`" if where else ""))
    if detail["type"] == "extra_forbidden":
        key = str(place[-1])
        message = f"unknown key {quoted(key)}{suggestion(key, _keys(shape, place))}"
        return document.fault(locate(document.root, place, key=True), message)
    where = _words(place)
    return document.fault(place, (f"`{where}`: " if where else "") + complaint(detail))


def complaint(detail: ErrorDetails) -> str:
    """Return what's wrong with one value."""
    given, limits = detail["input"], detail.get("ctx", {})
    wanted = _WANTED.get(detail["type"])
    if limits.get("class_name") == "Passage":
        wanted = _TEXT
    if isinstance(given, Ambiguous) and detail["type"] == "bool_type":
        return f"write true or false, not {given.text}"
    if isinstance(given, Ambiguous) and (wanted == _TEXT or detail["type"] == "literal_error"):
        return f"YAML reads {given.text} as true or false: put it in quotes"
    if wanted:
        return f"expected {wanted}, found {_kind(given)}"
    match detail["type"]:
        case "string_too_long":
            return f"{len(given)} characters, but at most {limits['max_length']} are allowed"
        case "string_too_short":
            return "the text is empty"
        case "string_pattern_mismatch":
            return f"{quoted(given)} is not {_form(limits['pattern'])}"
        case "too_long":
            return f"{len(given)} given, at most {limits['max_length']} allowed"
        case "too_short":
            return f"{len(given)} given, at least {limits['min_length']} needed"
        case "greater_than_equal":
            return f"{given} is too small: it must be at least {limits['ge']}"
        case "less_than_equal":
            return f"{given} is too large: it must be at most {limits['le']}"
        case "literal_error":
            return f"{_shown(given)} isn't one of {limits['expected'].replace(chr(39), '')}"
        case "value_error":
            return str(limits["error"])
        case _:
            return "this value can't be used here"


_TEXT = "text in quotes"
_WANTED = {
    "string_type": _TEXT,
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list (lines that begin with `- `)",
    "model_type": "keys with values (`key: value`)",
    "dict_type": "keys with values (`key: value`)",
}


def _kind(given: object) -> str:
    """Describe the kind of value that the author wrote."""
    match given:
        case None:
            return "nothing"
        case bool():
            return str(given).lower()
        case int():
            return f"the number {given}"
        case str():
            return f"the text {quoted(given)}"
        case Ambiguous():
            return f"the word {quoted(given.text)}"
        case tuple():
            return "a list"
        case _:
            return "keys with values; text with `: ` or in { } needs quotes"


def _shown(given: object) -> str:
    return quoted(given) if isinstance(given, str) else _kind(given)


def _form(pattern: str) -> str:
    default = "an id: lowercase letters, digits and single hyphens"
    return next((form for piece, form in _FORMS.items() if piece in pattern), default)


def _words(place: Place) -> str:
    """Format a place for authors, with entries counted from 1: `questions[3].options[1].feedback`."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")


def _keys(shape: Any, place: Place) -> tuple[str, ...]:
    """Return the keys that are allowed next to the last part of a place."""
    model = _model(shape)
    for part in place[:-1]:
        if isinstance(part, str) and model:
            model = _model(model.model_fields[part].annotation)
    return tuple(model.model_fields) if model else ()


def _model(annotation: Any) -> type[BaseModel] | None:
    """Return the model in an annotation, including inside tuples and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if found := _model(argument):
            return found
    return None
