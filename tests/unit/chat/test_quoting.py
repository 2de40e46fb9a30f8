"""Typed text is shown back unchanged, and none of it has any effect."""

import pytest

from bot.chat.screens.questions.short import typed_as
from bot.chat.words.dates import day
from bot.chat.words.numbers import percent
from bot.chat.words.quoting import clean
from bot.chat.words.refusals import refusal
from bot.errors.user import LessonNotFound, TimeUnclear, ZoneNotFound


@pytest.mark.parametrize(
    "typed",
    ["Europe/Berln", "13:20", "Why $15.98, 60 % more?", "नमस्ते", "שָׁלוֹם", "Don\u2019t go!", "7K2M—QX9D"],
)
def test_what_was_typed_is_recognised(typed: str) -> None:
    """Zone names, times, amounts and scripts with vowel signs come back unchanged."""
    assert clean(typed) == typed


@pytest.mark.parametrize(
    "typed", ["**x**", "<@&1>", "[x](https://x.example)", "@everyone", "`x`", "\u202ex", "#x"]
)
def test_nothing_typed_has_an_effect(typed: str) -> None:
    """No mention, link, Markdown or direction mark is left."""
    assert not set(clean(typed)) & set("*<>@[]`#\u202e")
    assert "://" not in clean(typed)


def test_a_typed_answer_is_shown_on_one_line_and_works_as_nothing() -> None:
    """Markdown, mentions and timestamps are shown as typed."""
    assert typed_as("<@1> **a**\n[b](c)") == "\\<\\@1\\> \\*\\*a\\*\\* \\[b\\](c)"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Saturday, January 3"),
        (-1, "on Wednesday, December 31"),
        (365, "on Friday, January 1, 2027"),
        (-365, "on Wednesday, January 1, 2025"),
    ],
)
def test_a_day_far_off_has_its_year(days: int, said: str) -> None:
    """Reviews can be years away. Today is Thursday, January 1, 2026."""
    today = 20_454
    assert day(today + days, today) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9", "09:00 or 21:00"),
        ("12", "00:00 or 12:00"),
        ("0", "Type it like"),
        ("007", "Type it like"),
        pytest.param("9" * 6000, "Type it like", id="the longest that Discord lets through"),
        ("half eight", "08:30 or 20:30"),
    ],
)
def test_an_unclear_time_is_answered_with_what_it_could_be(typed: str, said: str) -> None:
    """A bare hour gets both halves of the day, and anything else gets examples."""
    assert said in refusal(TimeUnclear(typed))


def test_nothing_left_to_show_is_an_ellipsis() -> None:
    """Text made only of emoji doesn't leave empty quotation marks."""
    assert 'called "…" /lesson' in refusal(LessonNotFound("🎉", ()))
    assert 'for "Europe/Berln."' in refusal(ZoneNotFound("Europe/Berln", ()))


def test_half_a_percent_is_rounded_up() -> None:
    """Not to the even number."""
    shares = (0, 0.125, 0.375, 0.664, 1)
    assert [percent(share) for share in shares] == ["0%", "13%", "38%", "66%", "100%"]


def test_a_time_that_several_zones_share_is_not_called_unknown() -> None:
    """The zones are offered, since a time on the clock is what the bot asked for."""
    said = refusal(ZoneNotFound("14:05", ("Europe/Paris", "Africa/Lagos")))
    assert said == 'I can\'t tell which time zone you mean by "14:05." Is it Europe/Paris or Africa/Lagos?'
    assert refusal(ZoneNotFound("Mars")).startswith('I can\'t find a time zone for "Mars." Type')
