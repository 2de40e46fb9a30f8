"""Forms: a body's shape as a pydantic model, and its faults as Discord words them.

A form names the fields that Discord's own HTTP description has. A field that it does not have is
ignored, as Discord ignores it, but reported apart, because it is most likely a mistake.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

Path = tuple[str | int, ...]
Fault = tuple[Path, str, str]  # where, Discord's code, Discord's sentence

SLOTS = frozenset({"accessory", "component"})  # fields that hold one component


class Form(BaseModel):
    """A JSON object that Discord takes."""

    model_config = ConfigDict(extra="allow")


def length(low: int, high: int) -> AfterValidator:
    """Return the rule that a text or a list has between `low` and `high` members; absent is fine."""

    def check(value: Any) -> Any:
        if value is not None and not low <= len(value) <= high:
            if low == 0:
                raise PydanticCustomError("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
            words = f"Must be between {low} and {high} in length."
            raise PydanticCustomError("BASE_TYPE_BAD_LENGTH", words)
        return value

    return AfterValidator(check)


def within(low: int, high: int) -> AfterValidator:
    """Return the rule that a number lies between `low` and `high`; absent is fine."""

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
    """Return the rule that a value is one of `choices`; absent is fine."""

    def check(value: Any) -> Any:
        if value is not None and value not in choices:
            words = f"Value must be one of {choices}."
            raise PydanticCustomError("BASE_TYPE_CHOICES", words)
        return value

    return AfterValidator(check)


def unique() -> AfterValidator:
    """Return the rule that no member of a list comes twice."""

    def check(value: Any) -> Any:
        if value is not None and len(set(map(str, value))) < len(value):
            words = "Set already contains this value."
            raise PydanticCustomError("SET_TYPE_ALREADY_CONTAINS_VALUE", words)
        return value

    return AfterValidator(check)


def _snowflake(value: Any) -> Any:
    if value is not None and (isinstance(value, bool) or not str(value).isdigit()):
        raise PydanticCustomError("NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
    return None if value is None else str(value)


def _address(*schemes: str) -> AfterValidator:
    def check(value: str | None) -> str | None:
        scheme = value.partition(":")[0] if value and ":" in value else ""
        if value and scheme not in schemes:
            words = f'Scheme "{scheme}" must be one of {schemes}.'
            raise PydanticCustomError("URL_TYPE_INVALID_SCHEME", words)
        return value

    return AfterValidator(check)


Snowflake = Annotated[str, BeforeValidator(_snowflake)]
Address = Annotated[str, length(0, 2048), _address("http", "https")]
LinkAddress = Annotated[str, length(0, 512), _address("http", "https", "discord")]
MediaAddress = Annotated[str, length(0, 2048), _address("http", "https", "attachment")]


def examine(shape: TypeAdapter[Any], body: Any, at: Path = ()) -> list[Fault]:
    """Return what is wrong with a body's shape; `at` is where in the request the body is."""
    try:
        shape.validate_python(body)
    except ValidationError as error:
        return [_translate(each, shape, at) for each in error.errors()]
    return []


def unknown_fields(shape: TypeAdapter[Any], body: Any, at: str = "") -> list[str]:
    """Return the paths of the fields that the form does not have, list positions left out."""
    try:
        form = shape.validate_python(body)
    except ValidationError:
        return []
    return list(dict.fromkeys(_extras(form, at)))


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


def _translate(error: Any, shape: TypeAdapter[Any], at: Path) -> Fault:
    kind: str = error["type"]
    path = at + _place(error["loc"])
    if kind.isupper():
        return path, kind, error["msg"]
    if kind in ("missing", "union_tag_not_found"):
        path = (*path, "type") if kind == "union_tag_not_found" else path
        return path, "BASE_TYPE_REQUIRED", "This field is required"
    if kind in ("union_tag_invalid", "literal_error"):
        expected = error["ctx"].get("expected_tags") or error["ctx"].get("expected")
        path = (*path, "type") if kind == "union_tag_invalid" else path
        return path, "UNION_TYPE_CHOICES", f'Value of field "type" must be one of {_listed(expected)}.'
    if kind in ("int_parsing", "int_type", "int_from_float"):
        return path, "NUMBER_TYPE_COERCE", f'Value "{error["input"]}" is not int.'
    if kind.startswith("bool"):
        return path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false."
    if kind == "list_type":
        return path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"
    if kind.startswith("model"):
        return path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"
    return path, "BASE_TYPE_CONVERT", f"Could not interpret {error['input']!r}."


def _listed(expected: str) -> tuple[int, ...]:
    return tuple(sorted(int(tag) for tag in expected.replace(" or ", ",").split(",")))


def _place(location: Path) -> Path:
    """Take from pydantic's path what names the member of a union: Discord's paths do not have it."""
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
