"""Limits of a message: it's accepted at each one and refused beyond it, with Discord's path and code."""

from typing import Any

import pytest

from discord_sandbox.validation.message import ANSWER, CHANGE, NEW_MESSAGE, check_message
from tests.e2e.sandbox.bodies import (
    BAD,
    CHOICE,
    HIGH,
    LONG,
    REQUIRED,
    TWICE,
    UNION,
    Json,
    Limit,
    Rule,
    button,
    buttons,
    classic,
    container,
    embed,
    gallery,
    in_row,
    limits,
    named,
    one_option,
    row,
    rules,
    section,
    select,
    text,
    texts,
    v2,
)

LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
FIELD = {"name": "n", "value": "v"}
INNER = "components.0.components.0"
THUMBNAIL = {"type": 11, "media": {"url": "https://a.example/a.png"}}
PREMIUM = {"type": 2, "style": 6, "sku_id": "1"}
LINK = {"style": 5, "custom_id": None, "url": "https://a.example"}

LIMITS: list[Limit] = [
    ("content", lambda n: {"content": "x" * n}, 2000, "content", LONG),
    ("nonce", lambda n: {"nonce": "x" * n}, 25, "nonce", LONG),
    ("embeds", lambda n: {"embeds": [{"title": "t"}] * n}, 10, "embeds", LONG),
    ("embed title", lambda n: embed(title="x" * n), 256, "embeds.0.title", LONG),
    ("embed text", lambda n: embed(description="x" * n), 4096, "embeds.0.description", LONG),
    ("footer", lambda n: embed(footer={"text": "x" * n}), 2048, "embeds.0.footer.text", LONG),
    ("author", lambda n: embed(author={"name": "x" * n}), 256, "embeds.0.author.name", LONG),
    ("fields", lambda n: embed(fields=[FIELD] * n), 25, "embeds.0.fields", LONG),
    ("field", lambda n: embed(fields=[FIELD | {"name": "x" * n}]), 256, "embeds.0.fields.0.name", LONG),
    ("value", lambda n: embed(fields=[FIELD | {"value": "x" * n}]), 1024, "embeds.0.fields.0.value", LONG),
    ("color", lambda n: embed(color=n), 0xFFFFFF, "embeds.0.color", HIGH),
    (
        "embed total",
        lambda n: {"embeds": [{"description": "x" * 3000}, {"title": "x", "description": "x" * (n - 3001)}]},
        6000,
        "embeds",
        "MAX_EMBED_SIZE_EXCEEDED",
    ),
    ("rows", lambda n: classic(*(row(each) for each in buttons(n))), 5, "components", LONG),
    ("buttons a row", lambda n: classic(row(*buttons(n))), 5, "components.0.components", BAD),
    ("label", lambda n: in_row(button(label="x" * n)), 80, f"{INNER}.label", LONG),
    ("custom id", lambda n: in_row(button("x" * n)), 100, f"{INNER}.custom_id", BAD),
    (
        "style",
        lambda n: in_row(button(style=n, sku_id="1", custom_id=None, label=None)),
        6,
        f"{INNER}.style",
        CHOICE,
    ),
    ("options", lambda n: in_row(select(n)), 25, f"{INNER}.options", BAD),
    ("option", lambda n: in_row(one_option(label="x" * n)), 100, f"{INNER}.options.0.label", BAD),
    ("option value", lambda n: in_row(one_option(value="x" * n)), 100, f"{INNER}.options.0.value", BAD),
    (
        "option text",
        lambda n: in_row(one_option(description="x" * n)),
        100,
        f"{INNER}.options.0.description",
        LONG,
    ),
    ("placeholder", lambda n: in_row(select(placeholder="x" * n)), 150, f"{INNER}.placeholder", LONG),
    ("max values", lambda n: in_row(select(2, max_values=n)), 2, f"{INNER}.max_values", HIGH),
    ("min values", lambda n: in_row(select(3, min_values=n, max_values=2)), 2, f"{INNER}.min_values", HIGH),
    (
        "v2 components",
        lambda n: v2(container(*texts(n - 1))),
        40,
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    (
        "v2 text",
        lambda n: v2(text("x" * 2000), container(text("x" * (n - 2000)))),
        4000,
        "components",
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ),
    ("section texts", lambda n: v2(section(*texts(n))), 3, "components.0.components", BAD),
    ("gallery", lambda n: v2(gallery(n)), 10, "components.0.items", BAD),
    (
        "picture text",
        lambda n: v2(gallery(description="x" * n)),
        1024,
        "components.0.items.0.description",
        BAD,
    ),
    ("spacing", lambda n: v2({"type": 14, "spacing": n}), 2, "components.0.spacing", CHOICE),
    ("accent", lambda n: v2(container(text(), accent_color=n)), 0xFFFFFF, "components.0.accent_color", HIGH),
]

RULES: list[Rule] = [
    ("empty embed", embed(), {"embeds": [{"color": 1}]}, "embeds.0.description", REQUIRED),
    (
        "address",
        embed(url="https://a.example"),
        embed(url="ftp://a.example"),
        "embeds.0.url",
        "URL_TYPE_INVALID_SCHEME",
    ),
    (
        "instant",
        embed(timestamp="2026-01-02T03:04:05+00:00"),
        embed(timestamp="yesterday"),
        "embeds.0.timestamp",
        "DATE_TIME_TYPE_PARSE",
    ),
    (
        "mention kinds",
        {"allowed_mentions": {"parse": ["users"]}},
        {"allowed_mentions": {"parse": ["people"]}},
        "allowed_mentions.parse.0",
        CHOICE,
    ),
    (
        "mentioned",
        {"allowed_mentions": {"roles": ["1"]}},
        {"allowed_mentions": {"roles": ["x"]}},
        "allowed_mentions.roles.0",
        "NUMBER_TYPE_COERCE",
    ),
    ("empty row", in_row(button()), classic(row()), "components.0.components", BAD),
    (
        "one select a row",
        in_row(select()),
        classic(row(select(), button())),
        "components.0.components.1",
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    (
        "ids differ",
        classic(row(button("a")), row(button("b"))),
        classic(row(button("a")), row(button("a"))),
        "components.1.components.0.custom_id",
        TWICE,
    ),
    (
        "label or emoji",
        in_row(button(label=None, emoji={"name": "👍"})),
        in_row(button(label=None)),
        f"{INNER}.label",
        "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
    ),
    (
        "emoji",
        in_row(button(emoji={"name": "1️⃣"})),
        in_row(button(emoji={"name": "thumbsup"})),
        f"{INNER}.emoji.name",
        "COMPONENT_INVALID_EMOJI",
    ),
    ("link", in_row(button(**LINK)), in_row(button(**LINK | {"url": None})), f"{INNER}.url", REQUIRED),
    (
        "link without id",
        in_row(button(**LINK)),
        in_row(button(**LINK | {"custom_id": "b"})),
        f"{INNER}.custom_id",
        "BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE",
    ),
    ("button's id", in_row(button()), in_row(button(custom_id=None)), f"{INNER}.custom_id", REQUIRED),
    ("no options", in_row(select(1)), in_row(select(0)), f"{INNER}.options", BAD),
    (
        "values differ",
        in_row(select(2)),
        in_row(select(0, options=[{"label": "l", "value": "v"}] * 2)),
        f"{INNER}.options.1.value",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    ("v2 flag", v2(text()), classic(text()), "components.0.type", UNION),
    ("v2 content", v2(text()), v2(text(), content="c"), "content", LEGACY),
    ("v2 embeds", v2(text()), v2(text(), embeds=[{"title": "t"}]), "embeds", LEGACY),
    ("empty text", v2(text("x")), v2(text("")), "components.0.content", BAD),
    ("bare button", v2(row(button())), v2(button()), "components.0.type", UNION),
    ("nested", v2(container(text())), v2(container(container(text()))), f"{INNER}.type", UNION),
    ("text in a row", v2(row(button())), v2(row(text())), f"{INNER}.type", UNION),
    (
        "accessory",
        v2(section(text(), accessory=THUMBNAIL)),
        v2({"type": 9, "components": [text()]}),
        "components.0.accessory",
        REQUIRED,
    ),
    (
        "its kind",
        v2(section(text())),
        v2(section(text(), accessory=text())),
        "components.0.accessory.type",
        UNION,
    ),
    (
        "attached picture",
        v2(gallery(media={"url": "attachment://a.png"})),
        v2(gallery(media={"url": "attachment://b.png"})),
        "components.0.items.0.media.url",
        "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
    ),
    (
        "attached file",
        v2({"type": 13, "file": {"url": "attachment://a.png"}}),
        v2({"type": 13, "file": {"url": "https://a.example/a.png"}}),
        "components.0.file.url",
        "UNFURLED_MEDIA_ITEM_ATTACHMENT_REQUIRED",
    ),
    ("kind", v2(text()), v2({"type": 99}), "components.0.type", UNION),
    ("no kind", v2(text()), v2({"content": "t"}), "components.0.type", REQUIRED),
    (
        "numbers differ",
        v2(text(id=1), text(id=2)),
        v2(text(id=1), text(id=1)),
        "components.1.id",
        "COMPONENT_ID_DUPLICATED",
    ),
]


@limits(LIMITS)
def test_limits(right: Json, wrong: Json, path: str, code: str) -> None:
    """A message at a limit is accepted; one more is refused at that field with that code."""
    assert named(check_message(NEW_MESSAGE, right, {}).faults) == []
    assert (path, code) in named(check_message(NEW_MESSAGE, wrong, {}).faults)


@rules(RULES)
def test_rules(right: Json, wrong: Json, path: str, code: str) -> None:
    """A message that follows the rule is accepted; one that breaks it is refused with this path and code."""
    assert named(check_message(NEW_MESSAGE, right, {"0": "a.png"}).faults) == []
    assert (path, code) in named(check_message(NEW_MESSAGE, wrong, {"0": "a.png"}).faults)


@pytest.mark.parametrize("shape", [NEW_MESSAGE, ANSWER, CHANGE])
@pytest.mark.parametrize("name", ["flags", "embeds", "components"])
def test_wrong_types(shape: Any, name: str) -> None:
    """A field with a wrong type is refused and doesn't cause an error."""
    assert name in [path for path, _ in named(check_message(shape, {name: {}}, {}).faults)]


def test_faults_of_a_response_are_in_its_data() -> None:
    """In a callback the paths begin with `data`, as discord.py shows them."""
    faults = check_message(ANSWER, {"content": "x" * 2001}, {}, at=("data",)).faults
    assert named(faults) == [("data.content", LONG)]
