"""Command options: limited in length, and autocompleted no faster than anyone types."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import bootstrap
from bot.chat.interaction import cooldown
from bot.domain.calendar import time_zone
from tests.e2e.bot_fixture import BotHarness, open_bot
from tests.records import store_class

LIGATURE = "\ufdfa"
"""One character that stands for eighteen in plain form."""


def text_options(command: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Return every free-text option of every command, with its path."""
    for option in command.get("options", ()):
        here = f"{path or command['name']} {option['name']}"
        if option["type"] in (1, 2):
            yield from text_options(option, here)
        elif option["type"] == 3 and not option.get("choices"):
            yield here, option


async def test_every_text_option_has_a_length(harness: BotHarness) -> None:
    """Discord's clients enforce it, so people don't type too much in vain."""
    found = [each for command in harness.sandbox.world.commands for each in text_options(command)]
    assert len(found) > 15
    assert [path for path, option in found if not 1 <= option.get("max_length", 0) <= 300] == []
    assert [path for path, option in found if option.get("min_length") != 1] == []


async def test_longer_text_is_refused_before_anything_reads_it(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that ignores the limit doesn't slow down anyone else."""
    read: list[str] = []
    plain = time_zone._plain
    monkeypatch.setattr(time_zone, "_plain", lambda text: read.append(text) or plain(text))
    for command in harness.sandbox.world.commands:
        for _, option in text_options(command):
            option["max_length"], option["min_length"] = 6000, 0
    tomasz = await harness.person("tomasz")
    for line in (
        "/me zone:",
        "/lesson lesson:",
        "/quiz lesson:",
        "/ask question:",
    ):
        assert "longer than" in (await tomasz.run(line + LIGATURE * 6000)).text, line
    assert await tomasz.complete("/me", "zone", LIGATURE * 6000) == []
    assert read == []
    assert "older version" in (await tomasz.run('/certificate number:""')).text


async def test_completing_is_slowed_down_for_a_flood_alone(harness: BotHarness) -> None:
    """After a burst, one person gets no suggestions and nothing is looked up. Others still get theirs."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    harness.bot.autocompleter._cooldown._clock = lambda: 0.0
    shown = [await tomasz.complete("/me", "zone", "ber") for _ in range(cooldown.BURST + 3)]
    assert all(shown[: cooldown.BURST])
    assert shown[cooldown.BURST :] == [[]] * 3
    assert await adaeze.complete("/me", "zone", "ber")
    assert "**Berlin (" in (await tomasz.run("/me zone:Berlin")).text


async def test_completing_an_option_that_is_gone_brings_nothing(
    harness: BotHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """A client that still shows an older command gets an empty list, not silence."""
    me = next(each for each in harness.sandbox.world.commands if each["name"] == "me")
    me["options"].append({"type": 3, "name": "language", "description": "Gone", "autocomplete": True})
    tomasz = await harness.person("tomasz")
    assert await tomasz.complete("/me", "language", "d") == []
    harness.bot.tree.remove_command("case")
    assert await tomasz.complete("/case", "topic", "d") == []
    assert not [each for each in caplog.records if each.exc_info]


async def test_suggestions_that_break_are_none(harness: BotHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong while something is looked up, the client gets its list, and it's empty."""

    async def break_down(*_: object) -> None:
        raise RuntimeError("the record is gone")

    monkeypatch.setattr(store_class("zone"), "zone", break_down)
    tomasz = await harness.person("tomasz")
    assert await tomasz.complete("/me", "zone", "ber") == []


async def test_cities_are_read_when_someone_looks_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Starting up doesn't wait for them."""
    read: list[str] = []
    cities = bootstrap.read_cities
    monkeypatch.setattr(bootstrap, "read_cities", lambda: read.append("cities") or cities())
    async with open_bot(tmp_path) as harness:
        tomasz = await harness.person("tomasz")
        assert read == []
        shown = await tomasz.complete("/me", "zone", "san fran")
        assert "San Francisco" in str(shown[0])
        assert "**Los Angeles (" in (await tomasz.run('/me zone:"San Francisco"')).text
        assert read == ["cities"]
