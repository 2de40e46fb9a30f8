"""Rules beyond the structure of a body: typed values, trimmed texts, and fields that exclude each other."""

from typing import Any

import pytest

from discord_sandbox.validation.message import NEW_MESSAGE, check_message
from tests.e2e.sandbox.bodies import (
    BAD,
    CHOICE,
    HIGH,
    LONG,
    REQUIRED,
    Json,
    Rule,
    button,
    embed,
    gallery,
    in_row,
    named,
    one_option,
    rules,
    section,
    select,
    text,
    v2,
)

INNER = "components.0.components.0"
NO_URL = "URL_TYPE_INVALID_URL"
THUMBNAIL = {"type": 11, "media": {"url": "https://a.example/a.png"}}
PREMIUM = {"type": 2, "style": 6, "sku_id": "1"}


def people(count: int, **more: Any) -> Json:
    """Return a user select with this many people selected by default."""
    chosen = [{"id": number, "type": "user"} | more for number in range(1, count + 1)]
    return {"type": 5, "custom_id": "p", "default_values": chosen}


RULES: list[Rule] = [
    (
        "premium label",
        in_row(PREMIUM),
        in_row(PREMIUM | {"label": "B"}),
        f"{INNER}.label",
        "BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE",
    ),
    (
        "premium emoji",
        in_row(PREMIUM),
        in_row(PREMIUM | {"emoji": {"name": "👍"}}),
        f"{INNER}.emoji",
        "BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE",
    ),
    (
        "blank label",
        in_row(button(label=" B ")),
        in_row(button(label=" \n")),
        f"{INNER}.label",
        "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
    ),
    (
        "blank option",
        in_row(one_option(label=" B ")),
        in_row(one_option(label="  ")),
        f"{INNER}.options.0.label",
        BAD,
    ),
    (
        "preselected people",
        in_row(people(1)),
        in_row(people(2)),
        f"{INNER}.default_values",
        BAD,
    ),
    (
        "preselected kind",
        in_row(people(1)),
        in_row(people(1, type="channel")),
        f"{INNER}.default_values.0.type",
        CHOICE,
    ),
    (
        "mentioned twice",
        {"allowed_mentions": {"parse": ["users"], "users": [], "roles": ["1"]}},
        {"allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    (
        "roles mentioned twice",
        {"allowed_mentions": {"parse": ["roles"], "users": ["1"]}},
        {"allowed_mentions": {"parse": ["roles"], "roles": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    ("blank embed", embed(title=" t "), {"embeds": [{"title": "  "}]}, "embeds.0.description", REQUIRED),
    ("no address", embed(url="https://a.example"), embed(url="nonsense"), "embeds.0.url", NO_URL),
    ("spaced address", embed(url="https://a.example"), embed(url="https://a b"), "embeds.0.url", NO_URL),
    (
        "empty picture",
        v2(gallery()),
        v2(gallery(media={"url": ""})),
        "components.0.items.0.media.url",
        REQUIRED,
    ),
    (
        "empty thumbnail",
        v2(section(text(), accessory=THUMBNAIL)),
        v2(section(text(), accessory={"type": 11, "media": {"url": ""}})),
        "components.0.accessory.media.url",
        REQUIRED,
    ),
]


@rules(RULES)
def test_rules(right: Json, wrong: Json, path: str, code: str) -> None:
    """A message that follows the rule is accepted; one that breaks it is refused with this path and code."""
    assert check_message(NEW_MESSAGE, right, {}).faults == []
    assert (path, code) in named(check_message(NEW_MESSAGE, wrong, {}).faults)


@pytest.mark.parametrize(
    ("build", "path", "code"),
    [
        (lambda text: embed(title=text), "embeds.0.title", LONG),
        (lambda text: embed(description=text * 16), "embeds.0.description", LONG),
        (lambda text: embed(author={"name": text}), "embeds.0.author.name", LONG),
        (lambda text: embed(footer={"text": text * 8}), "embeds.0.footer.text", LONG),
        (lambda text: embed(fields=[{"name": text, "value": text * 4}]), "embeds.0.fields.0.name", LONG),
    ],
)
def test_an_embed_is_trimmed_before_it_is_counted(build: Any, path: str, code: str) -> None:
    """Space around a text isn't counted or stored, but space inside it is."""
    full = "x" * 256
    assert check_message(NEW_MESSAGE, build(full), {}).faults == []
    spaced = check_message(NEW_MESSAGE, trimmed_by(build(full), "  \n"), {})
    assert spaced.faults == []
    assert spaced.values == check_message(NEW_MESSAGE, build(full), {}).values
    assert (path, code) in named(check_message(NEW_MESSAGE, build(full + " x"), {}).faults)


def trimmed_by(body: Any, space: str) -> Any:
    """Return a body with space around each of its texts."""
    if isinstance(body, dict):
        return {key: trimmed_by(each, space) for key, each in body.items()}
    if isinstance(body, list):
        return [trimmed_by(each, space) for each in body]
    return f"{space}{body}{space}" if isinstance(body, str) else body


def test_an_embeds_field_may_be_empty() -> None:
    """Discord now accepts empty names and values."""
    assert check_message(NEW_MESSAGE, embed(fields=[{"name": "", "value": " "}]), {}).faults == []


def test_rules_see_typed_values() -> None:
    """Rules see numbers sent as text as numbers, ids as text, and no unknown fields."""
    sent = in_row(select(3, max_values="2", min_values="1", unknown=[])) | {"flags": "0", "nonce": 7}
    checked = check_message(NEW_MESSAGE, sent, {})
    assert (checked.faults, checked.unknown) == ([], ["components.components.unknown"])
    chosen = checked.values["components"][0]["components"][0]
    assert (chosen["max_values"], chosen["min_values"], "unknown" in chosen) == (2, 1, False)
    assert (checked.values["flags"], checked.values["nonce"]) == (0, 7)
    beyond = in_row(select(2, max_values="3"))
    assert (f"{INNER}.max_values", HIGH) in named(check_message(NEW_MESSAGE, beyond, {}).faults)
    ids = check_message(NEW_MESSAGE, in_row(people(1)), {}).values
    assert ids["components"][0]["components"][0]["default_values"] == [{"id": "1", "type": "user"}]
    v2_by_text = v2(text()) | {"flags": "32768"}
    assert check_message(NEW_MESSAGE, v2_by_text, {}).faults == []
