"""Forms: the shapes of bodies as pydantic models, and faults in Discord's words.

A form has the fields of Discord's HTTP description. Other fields are ignored, as on Discord, but reported,
because they're most likely mistakes.

Rules and handlers use the values that `check` returns, never the raw body, where anything can have any type.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

Path = tuple[str | int, ...]
Fault = tuple[Path, str, str]  # path, Discord's code, Discord's message

SLOTS = frozenset({"accessory", "component"})  # fields that contain one component


LONGEST_SNOWFLAKE = 20  # digits of 2**64


class Form(BaseModel):
    """A JSON object that Discord accepts."""

    model_config = ConfigDict(extra="allow")


@dataclass(frozen=True)
class Checked:
    """A validated body: its typed values, faults, and unknown fields."""

    values: Any = None  # known fields that were sent: numbers as numbers, ids as text; None if invalid
    faults: list[Fault] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def also(self, faults: Iterator[Fault] | list[Fault]) -> "Checked":
        """Return a copy with more faults."""
        return replace(self, faults=[*self.faults, *faults])


def length(low: int, high: int) -> AfterValidator:
    """Return the rule that a string or list has a length from `low` to `high`, or is missing."""

    def check(value: Any) -> Any:
        if value is not None and not low <= len(value) <= high:
            if low == 0:
                raise PydanticCustomError("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
            words = f"Must be between {low} and {high} in length."
            raise PydanticCustomError("BASE_TYPE_BAD_LENGTH", words)
        return value

    return AfterValidator(check)


def _trim(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


TRIMMED = AfterValidator(
    _trim
)  # Discord trims before it counts, so spaces around text are free and blank text is empty


def within(low: float, high: float) -> AfterValidator:
    """Return the rule that a number is between `low` and `high`, or missing."""

    def check(value: Any) -> Any:
        if value is not None and value < low:
            words = f"int value should be greater than or equal to {low}."
            raise PydanticCustomError("NUMBER_TYPE_MIN", words)
        if value is not None and value > high:
            words = f"int value should be less than or equal to {high}."
            raise PydanticCustomError("NUMBER_TYPE_MAX", words)
        return value

    return AfterValidator(check)


def one_of(*choices: int | str) -> AfterValidator:
    """Return the rule that a value is one of `choices`, or missing."""

    def check(value: Any) -> Any:
        if value is not None and value not in choices:
            words = f"Value must be one of {choices}."
            raise PydanticCustomError("BASE_TYPE_CHOICES", words)
        return value

    return AfterValidator(check)


def unique() -> AfterValidator:
    """Return the rule that a list has no duplicates."""

    def check(value: Any) -> Any:
        if value is not None and len(set(map(str, value))) < len(value):
            words = "Set already contains this value."
            raise PydanticCustomError("SET_TYPE_ALREADY_CONTAINS_VALUE", words)
        return value

    return AfterValidator(check)


def _snowflake(value: Any) -> Any:
    if value is None:
        return None
    digits = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_SNOWFLAKE):
        raise PydanticCustomError("NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
    return digits


def _address(*schemes: str, required: bool = False) -> AfterValidator:
    def check(value: str) -> str:
        if not value:
            if required:
                raise PydanticCustomError("BASE_TYPE_REQUIRED", "This field is required")
            return value
        scheme = value.partition(":")[0].lower()
        if scheme not in schemes and ":" in value:
            words = f'Scheme "{scheme}" is not supported. Scheme must be one of {schemes}.'
            raise PydanticCustomError("URL_TYPE_INVALID_SCHEME", words)
        if not _WELL_FORMED.fullmatch(value):
            raise PydanticCustomError("URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return value

    return AfterValidator(check)


_WELL_FORMED = re.compile(r"attachment://.+|[a-z]+://[^\s/]\S*", re.IGNORECASE)
Snowflake = Annotated[str, BeforeValidator(_snowflake)]
Address = Annotated[str, length(0, 2048), _address("http", "https")]
LinkAddress = Annotated[str, length(0, 512), _address("http", "https", "discord")]
MediaAddress = Annotated[str, length(0, 2048), _address("http", "https", "attachment")]
RequiredMedia = Annotated[str, length(0, 2048), _address("http", "https", "attachment", required=True)]


def check(shape: TypeAdapter[Any], body: Any, at: Path = ()) -> Checked:
    """Validate a body. `at` is its path in the request."""
    try:
        form = shape.validate_python(body)
    except ValidationError as error:
        return Checked(faults=[_translate(each, at) for each in error.errors()])
    place = ".".join(map(str, at))
    return Checked(_plain(form), unknown=list(dict.fromkeys(_extras(form, place))))


def _plain(value: Any) -> Any:
    """Return the known fields that were sent, as JSON."""
    if isinstance(value, Form):
        sent = [name for name in type(value).model_fields if name in value.model_fields_set]
        return {name: _plain(getattr(value, name)) for name in sent}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _extras(value: Any, at: str) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _extras(each, at)
    if not isinstance(value, Form):
        return
    prefix = f"{at}." if at else ""
    for name in value.model_extra or {}:
        yield prefix + name
    for name in type(value).model_fields:
        yield from _extras(getattr(value, name), prefix + name)


def _translate(error: Any, at: Path) -> Fault:
    kind: str = error["type"]
    path = at + _place(error["loc"])
    if kind.isupper():
        return path, kind, error["msg"]
    if kind in ("missing", "union_tag_not_found"):
        path = (*path, _tag(error)) if kind == "union_tag_not_found" else path
        return path, "BASE_TYPE_REQUIRED", "This field is required"
    if kind in ("union_tag_invalid", "literal_error"):
        expected = error["ctx"].get("expected_tags") or error["ctx"].get("expected")
        path = (*path, _tag(error)) if kind == "union_tag_invalid" else path
        return path, "UNION_TYPE_CHOICES", f'Value of field "{path[-1]}" must be one of {_listed(expected)}.'
    if kind in ("int_parsing", "int_type", "int_from_float"):
        return path, "NUMBER_TYPE_COERCE", f'Value "{error["input"]}" is not int.'
    if kind.startswith("bool"):
        return path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false."
    if kind == "list_type":
        return path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"
    if kind.startswith("model"):
        return path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"
    return path, "BASE_TYPE_CONVERT", f"Could not interpret {error['input']!r}."


def _tag(error: Any) -> str:
    """Return the name of the union's discriminator field."""
    return str(error["ctx"]["discriminator"]).strip("'")


def _listed(expected: str) -> tuple[int | str, ...]:
    tags = [tag.strip(" '") for tag in expected.replace(" or ", ",").split(",")]
    return tuple(sorted(map(int, tags))) if all(map(str.isdecimal, tags)) else tuple(tags)


def _place(location: Path) -> Path:
    """Return pydantic's path without the tags of union members, which Discord's paths don't have."""
    place: list[str | int] = []
    tagged = False
    for step in location:
        after_slot = bool(place) and place[-1] in SLOTS
        after_index = bool(place) and isinstance(place[-1], int)
        if isinstance(step, int) and not tagged and (after_slot or after_index):
            tagged = True
            continue
        tagged = False
        place.append(step)
    return tuple(place)
