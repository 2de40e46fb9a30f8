"""Custom ids, the cooldown, and shortened texts."""

import inspect
import string
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import blocks
from bot.chat.interaction import cooldown
from bot.chat.interaction.cooldown import Cooldown
from bot.chat.interaction.custom_id import LENGTH, Control, compact, decode, encode
from bot.chat.interaction.router import ComponentEvent, Router
from bot.chat.words import citations, dates, quoting
from bot.chat.words.refusals import refusal
from bot.domain.course.course import Source
from bot.errors.user import StaleControl, TextTooLong, TooFast, UserError
from bot.services.learning.quiz_state import Actor

part = st.text(string.ascii_lowercase + string.digits + "-", max_size=18)


@given(screen=part, action=part, arguments=st.lists(part, max_size=3))
def test_a_custom_id_is_read_as_it_was_written(screen: str, action: str, arguments: list[str]) -> None:
    """Reading a custom id returns what was written."""
    assert decode(encode(screen, action, *arguments)) == Control(screen, action, tuple(arguments))


@given(st.one_of(st.text(max_size=120), st.text(max_size=30).map("lb1:quiz:next:".__add__)))
def test_no_text_breaks_the_reading_of_custom_ids(text: str) -> None:
    """A custom id that isn't ours is stale, and never raises another error."""
    try:
        control = decode(text)
        control.text(0)
        control.number(0)
        control.compact(0)
    except StaleControl:
        pass


def test_a_custom_id_refuses_what_it_could_not_read_again() -> None:
    """It refuses a colon in an argument, and more characters than Discord allows."""
    with pytest.raises(ValueError, match="not a custom id"):
        encode("lesson", "page", "a:b")
    assert len(encode("lesson", "page", "x" * (LENGTH - len("lb1:lesson:page:")))) == LENGTH
    with pytest.raises(ValueError, match="not a custom id"):
        encode("lesson", "page", "x" * (LENGTH - len("lb1:lesson:page:") + 1))


@pytest.mark.parametrize(
    "text", ["-1", "+1", "1.0", "", "٣", "²", "9223372036854775808", "1" * 30, "1" * 5000]
)
def test_a_number_is_a_number_that_the_record_can_hold(text: str) -> None:
    """Anything else is stale, so that nothing odd reaches the database: PostgreSQL's columns have bounds."""
    control = Control("quiz", "next", (text,))
    for read in (control.id, control.number):
        with pytest.raises(StaleControl):
            read(0)
    assert Control("quiz", "next", ("9223372036854775807",)).id(0) == 2**63 - 1
    assert Control("quiz", "next", ("2147483647",)).number(0) == 2**31 - 1
    with pytest.raises(StaleControl):
        Control("quiz", "next", ("2147483648",)).number(0)


@pytest.mark.parametrize("text", ["lb1:lesson:page:a\0b", "lb1:lesson:page:\ud800", "lb1:lesson:page:a\nb"])
def test_a_custom_id_is_text_that_the_record_can_hold(text: str) -> None:
    """PostgreSQL takes no NUL and UTF-8 no half surrogate pair; we never write either."""
    with pytest.raises(StaleControl):
        decode(text)


def test_a_press_is_typed_and_bounded() -> None:
    """Choices are checked in one place, so handlers get valid numbers or nothing."""
    press = ComponentEvent(Actor(1, 2, 3), Control("quiz", "pick"), ("7", "8"), {"note": ("x" * 101,)})
    assert press.ids == press.places == [7, 8]
    for chosen in ((), ("7", "8"), (str(2**63),), ("٣",)):
        with pytest.raises(StaleControl):
            _ = replace(press, values=chosen).chosen_id
    with pytest.raises(StaleControl):
        _ = replace(press, values=()).places
    with pytest.raises(TextTooLong):
        press.field("note")
    assert press.field("note", 200) == "x" * 101
    assert press.field("other") == ""


@given(st.integers(0, 10**18))
def test_a_compact_number_is_read_as_it_was_written(number: int) -> None:
    """Up to 18 digits. A time takes eight characters."""
    assert Control("journal", "kept", (compact(number),)).compact(0) == number
    assert len(compact(1_800_000_000_000)) == 8


@pytest.mark.parametrize("text", ["-1", "+1", "1_0", "", "A", "٣", "1" * 13])
def test_a_compact_number_is_nothing_else(text: str) -> None:
    """Anything we didn't write is stale."""
    with pytest.raises(StaleControl):
        Control("journal", "kept", (text,)).compact(0)


def test_two_handlers_for_one_action_are_refused() -> None:
    """A feature can't take another one's presses by accident."""

    async def handler(_: object) -> object:
        return None

    router = Router(None, None)  # type: ignore[arg-type]
    router.add("quiz", "next", handler)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="already"):
        router.add("quiz", "next", handler)  # type: ignore[arg-type]


def test_the_pace_allows_a_burst_and_then_a_steady_step() -> None:
    """BURST at once, then one more every EVERY seconds. Waiting refills the bucket."""
    now = 1000.0
    pace = Cooldown(lambda: now)
    for _ in range(cooldown.BURST):
        pace.spend(1)
    with pytest.raises(TooFast) as refused:
        pace.spend(1)
    pace.spend(2)
    assert 0 < refused.value.seconds <= cooldown.EVERY
    now += refused.value.seconds - 0.01
    with pytest.raises(TooFast):
        pace.spend(1)
    now += 0.01
    pace.spend(1)
    with pytest.raises(TooFast):
        pace.spend(1)
    now += cooldown.BURST * cooldown.EVERY
    for _ in range(cooldown.BURST):
        pace.spend(1)


def test_the_pace_remembers_a_bounded_number_of_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many people don't fill the memory: those idle longest are forgotten."""
    monkeypatch.setattr(cooldown, "PEOPLE", 3)
    pace = Cooldown(lambda: 0.0)
    for person in range(10):
        pace.spend(person)
    assert list(pace._full_at) == [7, 8, 9]


@given(st.text(max_size=300), st.integers(2, 100))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    """Never longer than asked, and unchanged if it fits."""
    short = blocks.shorten(text, length)
    assert len(short) <= length
    assert short == text or short.endswith("…")


@given(st.lists(st.from_regex(r"[a-z]{1,40}", fullmatch=True), max_size=12), st.integers(20, 200))
def test_no_paragraph_is_lost_between_pages(paragraphs: list[str], length: int) -> None:
    """Every page fits, and together they hold every paragraph in order; too long a one is shortened."""
    pages = blocks.pages(paragraphs, length)
    assert all(len(page) <= length for page in pages)
    held = [part for page in pages for part in page.split("\n\n") if part]
    assert held == [blocks.shorten(paragraph, length) for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("partial", "said"), [("2011-07-12", "July 12, 2011"), ("2011-07", "July 2011"), ("2011", "2011")]
)
def test_a_date_is_said_as_people_say_it(partial: str, said: str) -> None:
    """A date is as exact as what's known."""
    assert dates.date(partial) == said


def test_what_was_typed_is_shown_without_its_markdown() -> None:
    """Typed bold text, mentions and links come back as plain text."""
    assert quoting.clean("**<@123>** [x](http://e.org) `y`\n") == "123 x(http e.org) y"
    assert len(quoting.clean("x" * 500)) == 60


def test_a_source_without_a_web_address_is_named() -> None:
    """A book has no link; brackets in a title don't break one."""
    book = Source(id="book", title="A book", kind="book", author="N. N.", address="Second edition")
    assert citations.cite(book) == "*A book*, N. N."
    page = Source(id="page", title="What [sic] now", kind="press", address="https://example.org/a")
    assert citations.cite(page) == "[What (sic) now](<https://example.org/a>)"


def test_every_error_that_people_meet_has_words() -> None:
    """Every new error needs its own sentence."""
    general = refusal(UserError())
    told: dict[str, Any] = {"missing": ("Send Messages",), "asked": "x", "near": (), "feature": "quiz"}
    told["titles"] = ("A class",)
    for kind in UserError.__subclasses__():
        fields = inspect.signature(kind).parameters if "__init__" in vars(kind) else ()
        assert refusal(kind(**{name: told.get(name, 0) for name in fields})) != general, kind
