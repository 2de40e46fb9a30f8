"""Messages read the way a person reads them, and controls found by the names a person uses."""

from collections.abc import Callable

import pytest

from discord_sandbox.clients.person.failures import ControlNotFound
from discord_sandbox.clients.person.reply import (
    Option,
    Picture,
    Reply,
    Row,
    Rule,
    Words,
    choose,
    choose_as_shown,
)


def button(label: str, custom_id: str, **more: object) -> dict:
    """A button as Discord writes it."""
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id, **more}


SELECT = {
    "type": 3,
    "custom_id": "pick",
    "placeholder": "Pick",
    "max_values": 2,
    "options": [{"label": "A. One", "value": "1"}, {"label": "B. Two", "value": "2", "default": True}],
}
MESSAGE = {
    "id": "10",
    "channel_id": "20",
    "author": {"username": "lessonbot", "global_name": None},
    "flags": 64,
    "content": "first",
    "embeds": [
        {
            "title": "second",
            "description": "third",
            "fields": [{"name": "fourth", "value": "fifth"}],
            "footer": {"text": "sixth"},
            "image": {"url": "x.png"},
        }
    ],
    "attachments": [{"filename": "plan.md", "content_type": "text/markdown"}],
    "components": [
        {
            "type": 17,
            "components": [
                {"type": 10, "content": "seventh"},
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "eighth"}],
                    "accessory": button("Read", "read"),
                },
                {"type": 14},
                {"type": 12, "items": [{"media": {"url": "y.png"}, "description": "a chart"}]},
                {"type": 1, "components": [SELECT]},
            ],
        },
        {"type": 1, "components": [button("Next", "next"), button("Last", "last", disabled=True)]},
        {"type": 1, "components": [{"type": 2, "style": 5, "label": "Site", "url": "https://example.org"}]},
    ],
}


def test_all_text_is_read_in_order() -> None:
    """Content, embeds and text displays follow each other as displayed."""
    order = ["first", "second", "third", "**fourth**", "fifth", "sixth", "seventh", "eighth"]
    assert Reply(MESSAGE).text.split("\n") == order


def test_blocks_keep_their_places() -> None:
    """Pictures, lines and controls stand where they are displayed."""
    kinds = [type(block) for block in Reply(MESSAGE).blocks]
    assert kinds[-8:] == [Words, Words, Row, Rule, Picture, Row, Row, Row]
    assert [picture.description for picture in Reply(MESSAGE).pictures] == ["", "a chart"]


def test_controls_are_numbered_as_displayed() -> None:
    """Buttons and selects, wherever they are nested, are counted from 1."""
    shown = [str(control) for control in Reply(MESSAGE).controls]
    assert shown == ["[1] Read", "[2] Pick", "[3] Next", "[4] Last (off)", "[5] Site"]
    assert [control.kind for control in Reply(MESSAGE).controls] == [
        "button",
        "select",
        "button",
        "button",
        "link",
    ]


@pytest.mark.parametrize("wanted", [3, "Next", "next", "NEXT"])
def test_a_control_is_found(wanted: str | int) -> None:
    """A control answers to its number, its label and its custom id."""
    assert Reply(MESSAGE).control(wanted).custom_id == "next"


@pytest.mark.parametrize("wanted", [0, 6, "Nxt"])
def test_a_missing_control_lists_the_others(wanted: str | int) -> None:
    """The error for a missing control lists the existing ones."""
    with pytest.raises(ControlNotFound, match=r"\[1\] Read, .*\[4\] Last \(off\)"):
        Reply(MESSAGE).control(wanted)


def test_it_shows_itself() -> None:
    """A failing test shows who said what to whom, and which controls there were."""
    shown = repr(Reply(MESSAGE))
    assert shown.startswith("<Reply 10 by lessonbot (private)\n  first\n")
    assert "[3] Next   [4] Last (off)" in shown


OPTIONS = (Option("A. One", "x"), Option("B. Two", "1"), Option("Apple", "y"), Option("3", "z"))


@pytest.mark.parametrize(
    ("wanted", "value"),
    [("x", "x"), ("b. two", "1"), ("A", "x"), ("1", "1"), ("3", "z"), ("Z", "z"), ("apple", "y")],
)
def test_an_option_is_chosen(wanted: str, value: str) -> None:
    """You can name an option by its value, its label, or the letter its label starts with."""
    assert choose(OPTIONS, wanted).value == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1", "x"), (" 2 ", "1"), ("3", "y"), ("4", "z"), ("b. two", "1"), ("A", "x"), ("z", "z"), ("X", "x")],
)
def test_a_typed_number_is_the_one_displayed(typed: str, value: str) -> None:
    """In a numbered list, numbers come before labels, and labels before values, which people can't see."""
    assert choose_as_shown(OPTIONS, typed).value == value


def test_a_number_beyond_the_options_may_be_a_label() -> None:
    """Years are labels, not positions."""
    years = (Option("2010", "a"), Option("2011", "b"))
    assert choose_as_shown(years, "2011").value == "b"


@pytest.mark.parametrize("wanted", ["", "0", "5", "App", "C"])
@pytest.mark.parametrize("way", [choose, choose_as_shown])
def test_an_unknown_option_lists_the_others(wanted: str, way: Callable[..., Option]) -> None:
    """Text that means no option, or several, chooses nothing. The error lists the options, one per line."""
    with pytest.raises(
        ControlNotFound, match=r"the options:\n  1\. A\. One\n  2\. B\. Two\n  3\. Apple\n  4\. 3$"
    ):
        way(OPTIONS, wanted)


def test_a_shared_beginning_means_neither_option() -> None:
    """An ambiguous option is refused."""
    with pytest.raises(ControlNotFound):
        choose((Option("New name", "x"), Option("New logo", "y")), "New")
