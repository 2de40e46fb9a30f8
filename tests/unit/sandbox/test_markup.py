"""Discord's Markdown, readable in a terminal."""

from datetime import UTC

import pytest

from discord_sandbox.clients.person.directory import CHANNEL, ROLE, USER
from discord_sandbox.clients.terminal.markup import Markup, moment

NOON = 1_700_000_000


def markup() -> Markup:
    """A reader with a few names and a fixed clock."""
    names = {(USER, "1"): "Ann", (ROLE, "2"): "teachers", (CHANNEL, "3"): "lessons"}
    return Markup(lambda kind, key: names[kind, key], lambda: NOON, UTC)


def plain(text: str) -> str:
    """Return the text without styles."""
    return "\n".join(line.plain for line in markup().read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**bold** *slanted* __under__ ~~struck~~ `co*de*`", "bold slanted under struck co*de*"),
        ("***both*** and _leaning_ and snake_case_name", "both and leaning and snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"\*not slanted\* and \_", "*not slanted* and _"),
        (
            "# Head\n-# small\n> said\n* one\n  - two\n1. three",
            "Head\nsmall\n| said\n- one\n  - two\n1. three",
        ),
        ("#hashtag -5", "#hashtag -5"),
        ("[the letter](https://example.org/a_b_c) <https://example.org>", None),
        ("||the end||", "(hidden: the end)"),
        (
            "<@1> <@!1> <@&2> in <#3>: </quiz start:4> <:tick:5>",
            "@Ann @Ann @teachers in #lessons: /quiz start :tick:",
        ),
        ("```py\nx = **1**\n```\nafter", "x = **1**\nafter"),
        ("**a [b](https://c.example) d**", "a b (https://c.example) d"),
        ("[brackets] stay [1] (so)", "[brackets] stay [1] (so)"),
        (f"<t:{NOON + 7200}:R> at <t:{NOON}:t>", "in 2 hours at 22:13"),
    ],
)
def test_marks_become_words(text: str, expected: str | None) -> None:
    """Formatting becomes readable text, and nothing else changes."""
    assert plain(text) == (expected or "the letter (https://example.org/a_b_c) https://example.org")


def test_marks_become_styles() -> None:
    """A terminal with styles shows them."""
    (line,) = markup().read("a **b** c")
    assert [(span.start, span.end, span.style) for span in line.spans] == [(2, 3, "bold")]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("t", "22:13"),
        ("T", "22:13:20"),
        ("d", "2023-11-14"),
        ("D", "14 November 2023"),
        ("f", "14 November 2023 22:13"),
        ("F", "Tuesday, 14 November 2023 22:13"),
    ],
)
def test_instants_are_written_out(form: str, expected: str) -> None:
    """Each form of a timestamp is a date, a time or both."""
    assert moment(NOON, form, NOON, UTC) == expected


@pytest.mark.parametrize(
    ("away", "expected"),
    [(0, "in 0 seconds"), (59, "in 59 seconds"), (-60, "1 minute ago"), (86_400 * 3, "in 3 days")],
)
def test_distances_are_rounded(away: int, expected: str) -> None:
    """A relative timestamp says how far away it is."""
    assert moment(NOON + away, "R", NOON) == expected
