"""Readable transcripts of messages, forms and lists of commands."""

import io

import pytest
from rich.console import Console

from discord_sandbox.clients.person import Modal, Reply
from discord_sandbox.clients.person.typed import Usage
from discord_sandbox.clients.terminal.transcript import Transcript, question

OPTIONS = [
    {"label": "One", "value": "1", "description": "first"},
    {"label": "Two", "value": "2", "default": True},
]
MESSAGE = {
    "id": "1",
    "author": {"global_name": "Lessonbot"},
    "flags": 64,
    "content": "**Hello** <@5>",
    "components": [
        {"type": 12, "items": [{"media": {"url": "x"}, "description": "a chart"}, {"media": {"url": "y"}}]},
        {"type": 14},
        {
            "type": 1,
            "components": [
                {"type": 2, "style": 1, "label": "Next", "custom_id": "n"},
                {"type": 2, "style": 1, "label": "Back", "custom_id": "b", "disabled": True},
                {"type": 2, "style": 5, "label": "Site", "url": "https://example.org"},
            ],
        },
        {"type": 1, "components": [{"type": 3, "custom_id": "s", "placeholder": "Pick", "options": OPTIONS}]},
    ],
}


def name_of(kind: int, key: str) -> str:
    """Return a name for any id."""
    return f"name-{key}"


def written(message: dict, place: str = "", **console: object) -> str:
    """Return what a message looks like."""
    out = io.StringIO()
    Transcript(Console(file=out, width=60, **console)).message(Reply(message), name_of, place)
    return out.getvalue()


def test_a_message_is_plain_lines_in_a_pipe() -> None:
    """It has the author, the reader, the text without formatting, alt texts, and numbered controls."""
    assert written(MESSAGE, "#lessons").splitlines() == [
        "Lessonbot in #lessons (only you see this):",
        "  Hello @name-5",
        "  [picture: a chart]",
        "  [picture: without a description]",
        "  ---",
        "  [1] Next   [2] Back (off)   [3] Site (https://example.org)",
        "  [4] Pick:",
        "    1. One - first",
        "   *2. Two",
    ]


def test_long_lines_are_left_whole_in_a_pipe() -> None:
    """Piped text can be searched: a pipe has no width, so no line is wrapped."""
    text = "word " * 50
    assert text.strip() in written({**MESSAGE, "content": text})


@pytest.mark.parametrize(("console", "panels"), [({"force_terminal": True}, True), ({}, False)])
def test_a_terminal_gets_panels(console: dict, panels: bool) -> None:
    """Panels and styles are for terminals."""
    shown = written(MESSAGE, **console)
    assert ("╭" in shown) is panels
    assert ("\x1b[1m" in shown) is panels


def test_no_color_means_plain() -> None:
    """A terminal without colors shows the same as a pipe."""
    assert "╭" not in written(MESSAGE, force_terminal=True, no_color=True)


def test_an_empty_message_is_shown() -> None:
    """You can see that a message came, even if it has no content."""
    assert "(nothing)" in written({"id": "1", "author": {"username": "x"}})


def test_fields_are_asked_in_one_line() -> None:
    """The prompt has the field's name, whether it's required, its options and its value."""
    inner = {"type": 3, "custom_id": "s", "required": False, "options": OPTIONS}
    text = {"type": 4, "custom_id": "t", "style": 1}
    labels = [
        {"type": 18, "label": "Which", "component": inner},
        {"type": 18, "label": "Name", "description": "as printed", "component": text},
        {"type": 18, "label": "Sure", "component": {"type": 23, "custom_id": "c", "default": True}},
    ]
    modal = Modal({"id": "1", "title": "T", "custom_id": "m", "components": labels})
    assert [question(field) for field in modal.fields] == [
        "Which (optional; 1. One; 2. Two; now: Two): ",
        "Name (as printed): ",
        "Sure (optional; yes or no; now: yes): ",
    ]


def test_commands_are_listed() -> None:
    """Each one comes with its options, its description and who can use it."""
    out = io.StringIO()
    Transcript(Console(file=out)).usages([Usage("/quiz [lesson]", "Take a quiz", moderators=False)])
    Transcript(Console(file=out)).usages([Usage("/daily", "Post", moderators=True)])
    assert "  /quiz [lesson]  Take a quiz\n" in out.getvalue()
    assert "  /daily  Post (moderators)\n" in out.getvalue()
