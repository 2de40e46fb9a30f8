"""The record fails while people use the bot: what they read, what still works, and what the log says."""

import logging
from typing import Any

import pytest

from bot.chat.words.refusals import _NOT_STORED
from bot.errors.storage import RecordUnavailable
from tests.e2e.answering import press_next
from tests.e2e.bot_fixture import BotHarness


async def refuse(harness: BotHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make SQLite refuse every new connection that writes."""
    link: Any = harness.record._engine._writer._link  # type: ignore[attr-defined]
    connect = link._connect

    async def connect_read_only() -> Any:
        connection = await connect()
        await connection.execute_fetchall("PRAGMA query_only = ON")
        return connection

    monkeypatch.setattr(link, "_connect", connect_read_only)  # first, or another write may reconnect before
    await link.drop()


async def test_a_read_only_record_is_reported_in_a_sentence(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The learner reads why and what to do, without an error number, and can still read lessons. The log has
    one line and no traceback. Once the record is writable again, answers are stored again."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    question = await tomasz.run("/quiz 1")
    with monkeypatch.context() as broken, caplog.at_level(logging.WARNING):
        await refuse(harness, broken)
        for _ in range(3):
            refused = await tomasz.press(question, "I don't know")
            assert _NOT_STORED["read-only"] in refused.text
            assert "error number" not in refused.text
        page = await tomasz.run("/lesson 1")
        assert "Ein Brot und sein Name" in page.text
        assert "2/3" in (await tomasz.press(page, "Next ▸")).text
        assert "-# 1/3\n" in (await adaeze.run("/learn")).text
    assert len([entry for entry in caplog.records if entry.levelno >= logging.WARNING]) == 1
    assert not [entry for entry in caplog.records if entry.exc_info]
    await harness.record._engine._writer._link.drop()  # type: ignore[attr-defined]
    assert press_next(await tomasz.press(question, "I don't know"))
    [_] = await harness.record.answers(int(tomasz.user["id"]), harness.library.default.id)


async def test_suggestions_that_need_the_record_are_skipped_quietly(
    harness: BotHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """Each key you press asks for suggestions. While the record can't be read, none of that is logged."""
    maren = await harness.person("maren")
    harness.bot.autocompleter._known = dict.fromkeys(harness.bot.autocompleter._known, _fail)
    with caplog.at_level(logging.INFO):
        assert await maren.complete("/lesson", "lesson", "a") == []
    assert caplog.records == []


async def _fail(*_: object) -> list[Any]:
    raise RecordUnavailable("Locked.", "busy")
