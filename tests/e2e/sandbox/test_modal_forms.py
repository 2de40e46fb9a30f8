"""Limits of a form: it's accepted at each one and refused beyond it, with Discord's path and code."""

from typing import Any

from discord_sandbox.validation.modal import check_modal
from tests.e2e.sandbox.bodies import (
    BAD,
    HIGH,
    LONG,
    REQUIRED,
    TWICE,
    UNION,
    Json,
    Limit,
    Rule,
    button,
    choices,
    container,
    limits,
    named,
    row,
    rules,
    select,
    text,
)

LOW = "NUMBER_TYPE_MIN"
INNER = "components.0.component"
CHOSEN = {"label": "a", "value": "a", "default": True}


def field(**more: Any) -> Json:
    """A text input."""
    return {"type": 4, "custom_id": "t", "style": 1} | more


def label(component: Json | None = None, **more: Any) -> Json:
    """A label with its field."""
    return {"type": 18, "label": "L", "component": component or field()} | more


def modal(*components: Json, **more: Any) -> Json:
    """A form."""
    return {"custom_id": "m", "title": "T", "components": list(components or (label(),))} | more


def of(**more: Any) -> Json:
    """A form with one text input."""
    return modal(label(field(**more)))


def group(kind: int, count: int, **more: Any) -> Json:
    """A form with one group of radio buttons (21) or checkboxes (22)."""
    return modal(label({"type": kind, "custom_id": "g", "options": choices(count)} | more))


LIMITS: list[Limit] = [
    ("title", lambda n: modal(title="x" * n), 45, "title", BAD),
    ("custom id", lambda n: modal(custom_id="x" * n), 100, "custom_id", BAD),
    ("parts", lambda n: modal(*(label(field(custom_id=str(i))) for i in range(n))), 5, "components", BAD),
    ("label", lambda n: modal(label(label="x" * n)), 45, "components.0.label", BAD),
    ("description", lambda n: modal(label(description="x" * n)), 100, "components.0.description", BAD),
    ("fields a row", lambda n: modal(row(*[field(label="L")] * n)), 1, "components.0.components", BAD),
    ("placeholder", lambda n: of(placeholder="x" * n), 100, f"{INNER}.placeholder", LONG),
    ("value", lambda n: of(value="x" * n), 4000, f"{INNER}.value", LONG),
    ("value within", lambda n: of(value="x" * n, max_length=2), 2, f"{INNER}.value", BAD),
    ("max length", lambda n: of(max_length=n), 4000, f"{INNER}.max_length", HIGH),
    ("min length", lambda n: of(min_length=n, max_length=2), 2, f"{INNER}.min_length", HIGH),
    ("radio buttons", lambda n: group(21, n), 10, f"{INNER}.options", BAD),
    ("checkboxes", lambda n: group(22, n), 10, f"{INNER}.options", BAD),
    ("checked", lambda n: group(22, 3, max_values=n), 3, f"{INNER}.max_values", HIGH),
    ("chosen", lambda n: modal(label(select(2, max_values=n))), 2, f"{INNER}.max_values", HIGH),
]

RULES: list[Rule] = [
    ("empty", modal(), modal(components=[]), "components", BAD),
    (
        "row's label",
        modal(row(field(label="L"))),
        modal(row(field())),
        "components.0.components.0.label",
        REQUIRED,
    ),
    ("two labels", of(), of(label="L"), f"{INNER}.label", "TEXT_INPUT_COMPONENT_LABEL_IN_LABEL"),
    ("button", modal(), modal(row(button())), "components.0.components.0.type", UNION),
    ("frame", modal(text(), label()), modal(container(text())), "components.0.type", UNION),
    (
        "kind",
        modal(label({"type": 23, "custom_id": "c"})),
        modal(label({"type": 24})),
        f"{INNER}.type",
        UNION,
    ),
    (
        "ids differ",
        modal(label(), label(field(custom_id="b"))),
        modal(label(), label()),
        "components.1.component.custom_id",
        TWICE,
    ),
    (
        "disabled",
        modal(label(select(disabled=False))),
        modal(label(select(disabled=True))),
        f"{INNER}.disabled",
        "MODAL_COMPONENT_DISABLED",
    ),
    (
        "required but empty",
        modal(label(select(min_values=0, required=False))),
        modal(label(select(min_values=0))),
        f"{INNER}.min_values",
        LOW,
    ),
    (
        "boxes required but empty",
        group(22, 2, min_values=0, required=False),
        group(22, 2, min_values=0, required=True),
        f"{INNER}.min_values",
        LOW,
    ),
    (
        "files required but none",
        modal(label({"type": 19, "custom_id": "f", "min_values": 0, "required": False})),
        modal(label({"type": 19, "custom_id": "f", "min_values": 0})),
        f"{INNER}.min_values",
        LOW,
    ),
    ("blank title", modal(title=" T "), modal(title="  "), "title", BAD),
    ("blank label", modal(label(label=" L ")), modal(label(label="  ")), "components.0.label", BAD),
    ("one radio button", group(21, 2), group(21, 1), f"{INNER}.options", BAD),
    (
        "one is chosen",
        group(21, 0, options=[CHOSEN, {"label": "b", "value": "b"}]),
        group(21, 0, options=[CHOSEN, CHOSEN | {"value": "b"}]),
        f"{INNER}.options",
        "SELECT_COMPONENT_TOO_MANY_DEFAULTS",
    ),
]


@limits(LIMITS)
def test_limits(right: Json, wrong: Json, path: str, code: str) -> None:
    """A form at a limit is accepted; one more is refused at that field with that code."""
    assert named(check_modal(right).faults) == []
    assert (path, code) in named(check_modal(wrong).faults)


@rules(RULES)
def test_rules(right: Json, wrong: Json, path: str, code: str) -> None:
    """A form that follows the rule is accepted; one that breaks it is refused with this path and code."""
    assert named(check_modal(right).faults) == []
    assert (path, code) in named(check_modal(wrong).faults)
