"""What people typed is shown back to them as they wrote it, and does nothing."""

import pytest

from bot.chat.words import clean, refusal
from bot.errors import LessonNotFound, TimeUnclear, ZoneNotFound


@pytest.mark.parametrize(
    "typed",
    ["Europe/Berln", "13:20", "Why $15.98, 60 % more?", "नमस्ते", "שָׁלוֹם", "Don\u2019t go!", "7K2M—QX9D"],
)
def test_what_was_typed_is_recognised(typed: str) -> None:
    """Names of zones, times, sums and scripts with vowel signs come back whole."""
    assert clean(typed) == typed


@pytest.mark.parametrize(
    "typed", ["**x**", "<@&1>", "[x](https://x.example)", "@everyone", "`x`", "\u202ex", "#x"]
)
def test_nothing_typed_has_an_effect(typed: str) -> None:
    """No mention, no link, no Markdown, no turned direction is left."""
    assert not set(clean(typed)) & set("*<>@[]`#\u202e")
    assert "://" not in clean(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9", "09:00 or 21:00"),
        ("12", "00:00 or 12:00"),
        ("0", "Write it as"),
        ("half eight", "08:30 or 20:30"),
    ],
)
def test_an_unclear_time_is_answered_with_what_it_could_be(typed: str, said: str) -> None:
    """A bare hour is either half of the day; for anything else there are examples."""
    assert said in refusal(TimeUnclear(typed))


def test_nothing_left_to_show_is_an_ellipsis() -> None:
    """Emoji alone leave no empty quotation marks."""
    assert "called “…”" in refusal(LessonNotFound("🎉", ()))
    assert "called “Europe/Berln”" in refusal(ZoneNotFound("Europe/Berln", ()))
