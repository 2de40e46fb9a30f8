"""Forms that the application shows (Discord calls them modals), and how to fill them in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from discord_sandbox.clients.person.failures import ControlNotFound, FieldMissing
from discord_sandbox.clients.person.limits import check_count, check_length
from discord_sandbox.clients.person.reply import KINDS, Option, choose, options_of
from discord_sandbox.wire import Json

Answer = str | bool | list[str]
TEXT, RADIO, CHECKBOXES, CHECKBOX = 4, 21, 22, 23
PARAGRAPH = 2


@dataclass(frozen=True)
class Field:
    """A field of a form. `default` is its value before you type."""

    label: str
    custom_id: str
    kind: str
    description: str
    required: bool
    options: tuple[Option, ...]
    default: Answer
    component: Json = field(repr=False)

    def filled(self, answer: Answer) -> Json:
        """Return the component to send.

        Raise FieldMissing, OutOfBounds or ControlNotFound if the answer isn't valid.
        """
        if self.required and answer in ("", []):
            raise FieldMissing(f"{self.label!r} must be filled in.")
        sent: Json = {
            key: self.component[key] for key in ("type", "id", "custom_id") if key in self.component
        }
        kind = self.component["type"]
        if kind == TEXT:
            if answer:
                check_length(self.label, str(answer), *self._bounds("length"))
            return sent | {"value": answer}
        if kind == CHECKBOX:
            return sent | {"value": answer is True or str(answer).casefold() in ("true", "yes", "on", "x")}
        wanted = [answer] if isinstance(answer, str) else list(answer) if isinstance(answer, list) else []
        values = [choose(self.options, each).value if self.options else each for each in wanted if each]
        if kind == RADIO:
            return sent | {"value": values[0] if values else None}
        if values:
            least, most = self._bounds("values")
            check_count(self.label, len(values), 1 if least is None else least, most or self._most)
        return sent | {"values": values}

    def _bounds(self, of: str) -> tuple[int | None, int | None]:
        return self.component.get(f"min_{of}"), self.component.get(f"max_{of}")

    @property
    def _most(self) -> int:
        return len(self.options) if self.component["type"] == CHECKBOXES else 1


@dataclass(frozen=True)
class Modal:
    """A form as shown. `raw` is the data of INTERACTION_MODAL_CREATE."""

    raw: Json = field(repr=False)
    channel_id: str = ""
    message_id: str | None = None  # the message whose control opened it

    @property
    def title(self) -> str:
        """The form's title."""
        return str(self.raw["title"])

    @property
    def custom_id(self) -> str:
        """The form's custom id."""
        return str(self.raw["custom_id"])

    @property
    def text(self) -> str:
        """The text besides the fields."""
        return "\n".join(each["content"] for each in self.raw["components"] if each["type"] == 10)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in the order displayed."""
        return tuple(_fields(self.raw["components"]))

    def field(self, wanted: str) -> Field:
        """Return a field by custom id or label. Raise ControlNotFound if there isn't one."""
        for each in self.fields:
            if wanted == each.custom_id or wanted.casefold() == each.label.casefold():
                return each
        there = ", ".join(each.label for each in self.fields)
        raise ControlNotFound(f"The form {self.title!r} has no field {wanted!r}; its fields: {there}.")

    def filled(self, answers: Mapping[str, Answer]) -> Json:
        """Return the `data` that submits the form. Fields without an answer keep their default."""
        given = {self.field(wanted).custom_id: answer for wanted, answer in answers.items()}
        filled = {
            each.custom_id: each.filled(given.get(each.custom_id, each.default)) for each in self.fields
        }
        components = [_sent(component, filled) for component in self.raw["components"]]
        return {"id": self.raw["id"], "custom_id": self.custom_id, "components": components}

    def __repr__(self) -> str:
        return f"<Modal {self.title!r}: {', '.join(each.label for each in self.fields)}>"


def _fields(components: list[Json]) -> Iterator[Field]:
    for component in components:
        if component["type"] == 18:
            yield _field(component["component"], component["label"], component.get("description") or "")
        elif component["type"] == 1:
            for inner in component["components"]:
                yield _field(inner, inner.get("label") or inner.get("placeholder") or "", "")


def _field(component: Json, label: str, description: str) -> Field:
    kind, options = component["type"], options_of(component)
    paragraph = kind == TEXT and component.get("style") == PARAGRAPH
    chosen = [each.value for each in options if each.default]
    default: Answer = component.get("value") or "" if kind == TEXT else chosen
    if kind == CHECKBOX:
        default = bool(component.get("default"))
    return Field(
        label=label,
        custom_id=component["custom_id"],
        kind="paragraph" if paragraph else KINDS[kind],
        description=description or component.get("placeholder") or "",
        required=component.get("required", True) and kind != CHECKBOX,
        options=options,
        default=default,
        component=component,
    )


def _sent(component: Json, filled: dict[str, Json]) -> Json:
    sent: Json = {key: component[key] for key in ("type", "id") if key in component}
    if component["type"] == 18:
        return sent | {"component": filled[component["component"]["custom_id"]]}
    if component["type"] == 1:
        return sent | {"components": [filled[each["custom_id"]] for each in component["components"]]}
    return sent
