"""Trouble: Discord fails, the connection drops, the record is slow or broken, people are too quick."""

import asyncio
import logging
import re
from typing import Any

import discord
import pytest
from discord import ui

from bot.chat.interaction import cooldown
from bot.services.unit import Units
from discord_sandbox.clients.person import Reply
from discord_sandbox.clients.person.failures import InteractionFailed
from tests.e2e.answering import more
from tests.e2e.bot_fixture import CALLBACK, BotHarness
from tests.e2e.test_privacy import stored
from tests.records import store_class


async def answers(harness: BotHarness, person: Any) -> Any:
    """The answers of a person in the record."""
    return await harness.record.answers(int(person.user["id"]), harness.library.default.id)


async def test_one_failure_of_discord_is_not_noticed(harness: BotHarness) -> None:
    """A single 500 on an acknowledgement is tried again in time."""
    tomasz = await harness.person("tomasz")
    await harness.inject_fault(kind="status", match=CALLBACK, status=500, times=1)
    assert "Ein Brot und sein Name" in (await tomasz.run("/lesson 1")).text


async def test_a_lasting_failure_loses_no_answer(harness: BotHarness) -> None:
    """Discord takes no reply at all: the answer is stored, and pressing again shows its feedback."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run("/quiz 1")
    await harness.inject_fault(kind="status", match=CALLBACK, status=500, times=9)
    with pytest.raises(InteractionFailed):
        await tomasz.press(question, "I don't know")
    assert len(await answers(harness, tomasz)) == 1
    await harness.inject_fault(kind="clear")
    again = await tomasz.press(question, "I don't know")
    assert "You'd already answered this one." in again.text
    assert "**It's \"" in again.text
    assert len(await answers(harness, tomasz)) == 1


async def test_a_reply_that_arrived_is_not_sent_twice(harness: BotHarness) -> None:
    """The acknowledgement took effect though Discord said 500: the repeat is refused, and that is fine."""
    tomasz = await harness.person("tomasz")
    await harness.inject_fault(kind="status", match=CALLBACK, status=500, times=1, effect=True)
    assert "Ein Brot und sein Name" in (await tomasz.run("/lesson 1")).text
    async with asyncio.timeout(5):
        while not harness.sandbox.refusals:
            await asyncio.sleep(0.02)
    assert [body["code"] for *_, body in harness.sandbox.refusals] == [40060]
    harness.sandbox.refusals.clear()


@pytest.mark.parametrize("code", [1000, 1001, 1006, 1012, 4000, 4002, 4005, 4008])
async def test_a_press_while_the_connection_is_closed_is_answered_once(
    harness: BotHarness, code: int
) -> None:
    """The session is resumed, so the press isn't lost, and what was answered before isn't done again."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run("/quiz 1")
    assert isinstance(question, Reply)
    before, resumed = sessions(harness), asyncio.create_task(harness.bot.wait_for("resumed", timeout=10))
    await asyncio.sleep(0)
    _, answered = await asyncio.gather(
        harness.inject_fault(kind="gateway_close", code=code), tomasz.press(question, "I don't know")
    )
    await resumed
    assert "**It's \"" in answered.text
    assert len(await answers(harness, tomasz)) == 1
    async with asyncio.timeout(5):  # the other shard may come later
        while sessions(harness) != before:
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("code", [4001, 4003, 4007, 4009])
async def test_after_a_session_that_is_over_the_bot_begins_another(harness: BotHarness, code: int) -> None:
    """It serves on, in the same servers, and doesn't take them for new ones."""
    tomasz = await harness.person("tomasz")
    servers, before = {guild.id for guild in harness.bot.guilds}, sessions(harness)
    joined: list[object] = []
    harness.bot.on_guild_join = joined.append  # type: ignore[method-assign, assignment]
    ready = asyncio.create_task(harness.bot.wait_for("ready", timeout=10))
    await asyncio.sleep(0)
    await harness.inject_fault(kind="gateway_close", code=code)
    await ready
    async with asyncio.timeout(5):
        while len(sessions(harness)) < len(before):
            await asyncio.sleep(0.02)
    assert not sessions(harness) & before
    question = await tomasz.run("/quiz 1")
    assert "Quiz · 1 of" in question.text
    assert {guild.id for guild in harness.bot.guilds} == servers
    assert joined == []


def sessions(harness: BotHarness) -> set[str]:
    """The gateway sessions in which the bot is connected."""
    return {session.id for session in harness.sandbox._running.sessions.of_bot() if session.connection}


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("INTERACTION_CREATE", None),
        ("INTERACTION_CREATE", {"type": 2}),
        ("INTERACTION_CREATE", {"id": "1", "application_id": "1", "token": "t", "type": 3, "data": 5}),
        ("GUILD_CREATE", {"id": "x"}),
        ("GUILD_UPDATE", []),
        ("GUILD_DELETE", {}),
        ("CHANNEL_CREATE", "text"),
        ("CHANNEL_UPDATE", {"id": "x"}),
        ("THREAD_CREATE", 7),
        ("GUILD_ROLE_UPDATE", {"guild_id": {}}),
    ],
)
async def test_an_event_that_cannot_be_read_is_dropped(
    harness: BotHarness, caplog: pytest.LogCaptureFixture, event: str, data: object
) -> None:
    """The log names it, and the same connections go on with the next event."""
    before = sessions(harness)
    await harness.inject_fault(kind="gateway_message", body={"op": 0, "t": event, "s": None, "d": data})
    tomasz = await harness.person("tomasz")
    assert "Ein Brot und sein Name" in (await tomasz.run("/lesson 1")).text
    assert f"Dropped a {event} event" in caplog.text
    assert sessions(harness) == before


@pytest.mark.parametrize(
    "message",
    [
        [],
        "x",
        {"op": 10, "d": None},
        {"op": 0, "t": "READY", "s": None, "d": {"v": 10}},
        {"op": 0, "t": "RESUMED", "s": None, "d": None},
    ],
)
async def test_a_message_outside_the_protocol_only_ends_the_connection(
    harness: BotHarness, message: object
) -> None:
    """The bot connects again, and answers."""
    shards = [
        asyncio.create_task(harness.bot.wait_for("shard_ready", check=shard.__eq__, timeout=20))
        for shard in harness.bot.shards
    ]
    await asyncio.sleep(0)
    await harness.inject_fault(kind="gateway_message", body=message)
    await asyncio.gather(*shards)
    assert len(sessions(harness)) == len(shards)  # no connection is left behind
    tomasz = await harness.person("tomasz")
    assert "Ein Brot und sein Name" in (await tomasz.run("/lesson 1")).text


def callbacks(harness: BotHarness) -> list[int]:
    """The types of the bot's first answers to interactions, in order."""
    return [r["request"]["type"] for r in harness.requests() if r["path"].split("?")[0].endswith("/callback")]


async def test_a_slow_record_defers_the_reply(harness: BotHarness) -> None:
    """What takes longer than patience allows is deferred, in the right way for a command and for a press."""
    harness.bot.responder._patience = 0
    tomasz = await harness.person("tomasz")
    question = await tomasz.run("/quiz 1")
    assert question.private
    assert callbacks(harness)[-1] == 5
    feedback = await tomasz.press(question, "I don't know")
    assert feedback.id == question.id
    assert "**It's \"" in feedback.text
    assert callbacks(harness)[-1] == 6
    copy = await tomasz.press(await stored(tomasz), "Get a copy of my data")
    assert copy.private
    assert "one JSON file" in copy.text
    shared = await more(tomasz, await tomasz.run("/lesson 1"), "Share in this channel")
    assert not shared.private
    form = await more(tomasz, feedback, "Report this question")
    assert "press it again" in form.text  # type: ignore[union-attr]


async def test_patience_counts_from_when_someone_acted(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was under way for long before the bot heard of it is deferred at once; Discord counts as well."""
    tomasz = await harness.person("tomasz")
    harness.bot.responder._patience = 60
    await tomasz.run("/quiz 1")
    assert callbacks(harness)[-1] == 4
    monkeypatch.setattr(harness.bot.responder._lateness, "of", lambda made: 60.0)
    assert "Quiz · 1" in (await tomasz.run("/quiz 1")).text
    assert callbacks(harness)[-1] == 5


@pytest.mark.parametrize("effect", [False, True])
@pytest.mark.parametrize("patience", [1.5, 0])
async def test_a_cut_request_is_sent_again(harness: BotHarness, patience: float, effect: bool) -> None:
    """The connection ends without an answer, before or after Discord took the reply: the person sees it."""
    harness.bot.responder._patience = patience
    tomasz = await harness.person("tomasz")
    for match in (CALLBACK, "PATCH /api/v10/webhooks/*"):
        await harness.inject_fault(kind="drop", match=match, times=1, effect=effect)
    question = await tomasz.run("/quiz 1")
    assert "Quiz · 1 of 4" in question.text
    harness.expected_refusals = [r for r in harness.sandbox.refusals if r[3]["code"] == 40060]


async def test_a_deferral_that_fails_leaves_no_work_behind(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord takes no deferral: the answer is on disk all the same, and the shutdown waits for it."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run("/quiz 1")
    write, gate = Units.write, asyncio.Event()

    async def slowly(*given: Any) -> Any:
        await gate.wait()
        return await write(*given)

    monkeypatch.setattr(Units, "write", slowly)
    harness.bot.responder._patience = 0
    await harness.inject_fault(kind="status", match=CALLBACK, status=403, times=1)
    press = asyncio.create_task(tomasz.press(question, "I don't know"))
    async with asyncio.timeout(5):
        while not any(request["status"] == 403 for request in harness.requests()):
            await asyncio.sleep(0.02)
    drain = asyncio.create_task(harness.bot.responder.drain(5))
    await asyncio.sleep(0.05)
    assert not drain.done()
    gate.set()
    await drain
    assert len(await answers(harness, tomasz)) == 1
    press.cancel()


async def test_who_comes_during_a_shutdown_is_asked_to_come_back(harness: BotHarness) -> None:
    """Between the signal and the end, an answer in words."""
    await harness.bot.responder.drain(0)
    tomasz = await harness.person("tomasz")
    assert "I'm restarting" in (await tomasz.run("/lesson")).text


async def test_our_own_fault_has_a_number_that_the_log_has_too(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever breaks inside, people get words and a number, never a traceback."""

    async def break_down(*_: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(store_class("pages_read"), "pages_read", break_down)
    tomasz = await harness.person("tomasz")
    with caplog.at_level(logging.ERROR):
        reply = await tomasz.run("/progress")
    assert "the disk is gone" not in reply.text
    [number] = re.findall(r"error number \*\*([0-9A-F]{6})\*\*", reply.text)
    assert f"Error {number}" in caplog.text
    assert "the disk is gone" in caplog.text


@pytest.mark.parametrize(
    "custom_id",
    [
        "lb0:quiz:next:1",
        "lb1:quiz:dance:1",
        "lb1:quiz:next:one",
        "lb1:quiz:next",
        "something-else",
        "lb1:quiz:next:٣",
    ],
)
async def test_an_unknown_control_explains_itself(harness: BotHarness, custom_id: str) -> None:
    """An old version's button, or one that nobody understands, is answered in words."""
    tomasz = await harness.person("tomasz")
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label="Old", custom_id=custom_id))
    view.stop()
    channel = harness.bot.get_channel(int(await tomasz.place()))
    assert isinstance(channel, discord.TextChannel)
    await channel.send("An old message", view=view)
    reply = await tomasz.press(await tomasz.hear("An old message"), "Old")
    assert reply.private
    assert "older version" in reply.text


async def test_a_quiz_of_another_database_explains_itself(harness: BotHarness) -> None:
    """The button is well formed, but its quiz isn't in the record."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run("/quiz 1")
    await harness.record.erase(int(tomasz.user["id"]))
    assert "This quiz was erased" in (await tomasz.press(question, "I don't know")).text


async def test_a_command_that_is_gone_explains_itself(harness: BotHarness) -> None:
    """Discord still offers a command that the bot has no more."""
    harness.bot.tree.remove_command("case")
    tomasz = await harness.person("tomasz")
    assert "older version" in (await tomasz.run("/case")).text


async def test_only_a_flood_is_slowed_down(harness: BotHarness) -> None:
    """Forty presses at once pass; what comes on top is told when to go on, and others are not held up."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    replies = [await tomasz.run("/help") for _ in range(cooldown.BURST)]
    assert not any("quick" in reply.text for reply in replies)
    harness.bot.responder._cooldown._clock = lambda: 0.0
    harness.bot.responder._cooldown._full_at.clear()
    for _ in range(cooldown.BURST):
        harness.bot.responder._cooldown.spend(int(tomasz.user["id"]))
    assert "That was quick" in (await tomasz.run("/help")).text
    assert "quick" not in (await adaeze.run("/help")).text
