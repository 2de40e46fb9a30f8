"""How the experience is measured: words on a screen, buttons that stand out, minutes."""

from typing import Any

import pytest
from discord import ui

from bench.experience.crawl import offenders
from bench.experience.player import Album, Seen, Tally
from bench.experience.screen import Screen, count_words
from bot.chat import blocks
from discord_sandbox.clients.person import Reply

NEXT, BACK = ("Next", "learn", "go"), ("Back", "help", "show")


def screen(*shown: blocks.Block) -> Screen:
    """Return a screen as a learner gets it."""
    body: dict[str, Any] = {"components": blocks.view(*shown).to_components()}
    return Screen(Reply(body), {})


def broken(*shown: blocks.Block) -> list[str]:
    """Return what's reported about a screen."""
    album = Album()
    album.add(Seen("x:y", screen(*shown)))
    return [str(each) for each in offenders(album)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-# 📣 Lesson 1 · 2 of 6", 5),
        ("**A channel is for conversation.**", 5),
        ("> It's $9.99 → *well-meant*", 3),
        ("See [the page](https://example.org/a/b) or </learn:123>.", 5),
        ("- one\n- two", 2),
    ],
)
def test_words_are_what_is_read(text: str, words: int) -> None:
    """Markup, emoji, arrows and addresses aren't words."""
    assert count_words(text) == words


def test_a_screen_needs_one_button_that_stands_out() -> None:
    """None is a dead end, two are a choice nobody asked for, and more than two others are a crowd."""
    main, other = blocks.button(*NEXT, main=True), blocks.button(*BACK)
    assert broken(blocks.text("Done."), blocks.row(main, other, other)) == []
    assert "0 primary, 1 others" in broken(blocks.text("Done."), blocks.row(other))[0]
    assert "0 primary, 0 others" in broken(blocks.text("Done."))[0]
    assert "2 primary, 0 others" in broken(blocks.text("Done."), blocks.row(main, main))[0]
    assert "1 primary, 3 others" in broken(blocks.text("Done."), blocks.row(main, other, other, other))[0]


def test_more_is_no_way_on_but_another_menu_is() -> None:
    """A screen that asks you to choose from a menu needs no button; "More…" doesn't ask anything."""
    assert broken(blocks.text("Which?"), blocks.menu("Choose", [("a", "A")], "lesson", "open")) == []
    assert len(broken(blocks.text("Done."), *blocks.more([BACK]))) == 1


def test_a_file_needs_no_button() -> None:
    """A press would replace the message, and take the file away."""
    assert broken(blocks.text("Here's your copy."), ui.File("attachment://copy.json")) == []


def test_options_count_as_words_once() -> None:
    """An option that only its button shows counts; letters and "I don't know" don't."""
    option = blocks.button("Say it early", "quiz", "answer", 1, 0, "abcdef01", 2)
    letter = blocks.button("A", "quiz", "answer", 1, 0, "abcdef01", 1)
    unknown = blocks.button("I don't know", "quiz", "answer", 1, 0, "abcdef01", "x")
    assert screen(blocks.text("What now?"), blocks.row(option, letter, unknown)).words == 2 + 3
    listed = blocks.text("What now?\n**A** Say it early")
    assert screen(listed, blocks.row(option, letter, unknown)).words == 2 + 4


def test_minutes_are_for_reading_pressing_and_deciding() -> None:
    """240 words a minute, two seconds a press, six a question."""
    assert Tally(presses=15, words=240, questions=5).minutes == pytest.approx(1 + 0.5 + 0.5)
