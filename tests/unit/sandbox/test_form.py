"""A form is filled in as a chat client sends it."""

import pytest

from discord_sandbox.clients.person import Modal
from discord_sandbox.clients.person.failures import ControlNotFound, FieldMissing, OutOfBounds

OPTIONS = [{"label": "Warm", "value": "w", "default": True}, {"label": "Cold", "value": "c"}]


def label(text: str, **component: object) -> dict:
    """A label with a component in it."""
    return {
        "type": 18,
        "id": 1,
        "label": text,
        "component": {"id": 2, "custom_id": text.lower(), **component},
    }


MODAL = Modal(
    {
        "id": "7",
        "title": "A letter",
        "custom_id": "letter",
        "components": [
            {"type": 10, "id": 9, "content": "Be kind."},
            label("To", type=4, style=1),
            label("Body", type=4, style=2, required=False, value="Dear"),
            label("Tone", type=3, options=OPTIONS),
            label("Speed", type=21, options=OPTIONS, required=False),
            label("Both", type=22, options=OPTIONS),
            label("Sure", type=23),
            {"type": 1, "components": [{"type": 4, "custom_id": "old", "label": "Old", "required": False}]},
        ],
    }
)


def sent(answers: dict) -> dict:
    """Return the values that are sent, by custom id."""
    inner = [
        each.get("component") or each.get("components", [{}])[0]
        for each in MODAL.filled(answers)["components"]
    ]
    return {each["custom_id"]: each.get("value", each.get("values")) for each in inner if each}


def test_fields_are_listed() -> None:
    """Each field says what it asks, how, and what it holds."""
    assert [(each.label, each.kind, each.required, each.default) for each in MODAL.fields] == [
        ("To", "text", True, ""),
        ("Body", "paragraph", False, "Dear"),
        ("Tone", "select", True, ["w"]),
        ("Speed", "radio group", False, ["w"]),
        ("Both", "checkbox group", True, ["w"]),
        ("Sure", "checkbox", False, False),
        ("Old", "text", False, ""),
    ]
    assert MODAL.text == "Be kind."


def test_answers_are_placed_by_label_or_custom_id() -> None:
    """Answers are sent, and other fields keep their values."""
    assert sent({"To": "Ann", "tone": "Cold", "both": ["w", "Cold"], "sure": True, "speed": "c"}) == {
        "to": "Ann",
        "body": "Dear",
        "tone": ["c"],
        "speed": "c",
        "both": ["w", "c"],
        "sure": True,
        "old": "",
    }


def test_the_shape_is_the_forms_own() -> None:
    """Labels hold one component, action rows hold a list, and component ids are kept."""
    data = MODAL.filled({"to": "Ann"})
    assert (data["id"], data["custom_id"]) == ("7", "letter")
    assert data["components"][0] == {"type": 10, "id": 9}
    component = {"type": 4, "id": 2, "custom_id": "to", "value": "Ann"}
    assert data["components"][1] == {"type": 18, "id": 1, "component": component}
    assert data["components"][-1]["components"] == [{"type": 4, "custom_id": "old", "value": ""}]


def test_an_optional_choice_can_be_emptied() -> None:
    """It's sent as an empty list."""
    assert sent({"to": "Ann", "speed": ""})["speed"] is None


@pytest.mark.parametrize("answers", [{}, {"to": "Ann", "tone": []}])
def test_required_fields_are_asked_for(answers: dict) -> None:
    """A form isn't sent while a required field is empty."""
    with pytest.raises(FieldMissing):
        MODAL.filled(answers)


BOUNDED = Modal(
    {
        "id": "7",
        "title": "A letter",
        "custom_id": "letter",
        "components": [
            label("Text", type=4, min_length=3, max_length=5, required=False),
            label("One", type=3, options=OPTIONS, required=False),
            label("Any", type=22, options=OPTIONS, required=False),
            label("Both", type=22, options=OPTIONS, required=False, min_values=2, max_values=2),
        ],
    }
)


@pytest.mark.parametrize(
    ("field", "answer", "reason"),
    [
        ("Text", "sixsix", "Text: At most 5 characters, not 6."),
        ("Text", "ab", "Text: At least 3 characters, not 2."),
        ("One", ["w", "c"], "One: Choose at most 1, not 2."),
        ("Both", ["w"], "Both: Choose at least 2, not 1."),
    ],
)
def test_what_a_client_would_not_send_is_refused(field: str, answer: str, reason: str) -> None:
    """A text or choice outside its limits is refused with an explanation and isn't sent."""
    with pytest.raises(OutOfBounds) as told:
        BOUNDED.field(field).filled(answer)
    assert str(told.value) == reason


@pytest.mark.parametrize(
    ("field", "answer"), [("Text", "fives"), ("Text", "abc"), ("Text", ""), ("Any", ["w", "c"]), ("Both", [])]
)
def test_what_is_within_bounds_is_sent(field: str, answer: str) -> None:
    """The limits themselves are allowed, and so is an empty optional field."""
    sent = BOUNDED.field(field).filled(answer)
    assert sent.get("value", sent.get("values")) == answer


@pytest.mark.parametrize("answers", [{"whom": "Ann"}, {"to": "Ann", "tone": "lukewarm"}])
def test_unknown_fields_and_options_are_refused(answers: dict) -> None:
    """An answer for an unknown field or option isn't sent."""
    with pytest.raises(ControlNotFound):
        MODAL.filled(answers)
