"""The copy of a person's data reaches them, however much there is."""

import io
import json
import zipfile

import pytest

from discord_sandbox.clients.person import Reply
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_privacy import stored
from tests.e2e.test_writing import content_of


async def test_a_copy_larger_than_discord_takes_is_zipped(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Years of answers are more than ten megabytes; each place says itself how large a file it takes."""
    tomasz = await harness.person("tomasz")
    await tomasz.press(await tomasz.run("/quiz 1"), "I don't know")
    plain = await tomasz.press(await stored(tomasz), "Get a copy of my data")
    assert isinstance(plain, Reply)
    content = await content_of(plain)
    monkeypatch.setattr("discord_sandbox.world.payloads.ATTACHMENT_LIMIT", len(content) - 1)
    zipped = await tomasz.press(await stored(tomasz), "Get a copy of my data")
    assert isinstance(zipped, Reply)
    assert "zip" in zipped.text
    with zipfile.ZipFile(io.BytesIO(await content_of(zipped))) as archive:
        assert archive.namelist() == ["my-data.json"]
        assert json.loads(archive.read("my-data.json"))["data"].keys() == json.loads(content)["data"].keys()


async def test_a_copy_that_fits_nowhere_is_refused_in_words(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No error with a number: who can hand it over is said."""
    monkeypatch.setattr("discord_sandbox.world.payloads.ATTACHMENT_LIMIT", 10)
    tomasz = await harness.person("tomasz")
    refused = await tomasz.press(await stored(tomasz), "Get a copy of my data")
    assert isinstance(refused, Reply)
    assert "too large for Discord" in refused.text
