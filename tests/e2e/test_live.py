"""`/live`: rounds over real sockets, from the lobby to the podium."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bench.live_load import play, question_in
from discord_sandbox.clients.person import Person, Reply
from discord_sandbox.clients.person.failures import Refused
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.live_rounds import closed, shown, started, with_shipped_course

CROWD = 40


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[BotHarness]:
    """The bot online with the shipped course. At the end: nothing it sent was refused or unknown."""
    async with with_shipped_course(tmp_path) as harness:
        yield harness
        assert harness.sandbox.unsupported == []
        assert harness.sandbox.unknown_fields == []
        assert harness.sandbox.refusals == harness.expected_refusals


async def answer(person: Person, message: Reply, *, right: bool) -> Reply:
    """Press a right or a wrong answer."""
    question = question_in(message)
    place = next(n for n, option in enumerate(question.options) if option.correct is right)
    control = next(each for each in message.controls if each.custom_id.endswith(f":{place}"))
    reply = await person.press(message, control.custom_id)
    assert isinstance(reply, Reply)
    return reply


async def test_a_round_from_the_lobby_to_the_podium(harness: BotHarness) -> None:
    """People join and answer in private; everyone sees the results; each player sees their own."""
    maren, tomasz, adaeze = [await harness.person(name) for name in ("maren", "tomasz", "adaeze")]
    opened = await maren.run("/live start pace:host lesson:1 questions:3 seconds:30")
    assert "Your live quiz is open below." in opened.text
    lobby = await shown(tomasz, "Live quiz")
    assert "3 questions, 30 seconds each. Each right answer is 100 points." in lobby.text
    joined = await tomasz.press(lobby, "Join")
    assert joined.private
    assert "You're in." in joined.text
    assert "You're in already." in (await tomasz.press(lobby, "Join")).text
    assert "Only the host" in (await tomasz.press(lobby, "Start ▸")).text
    await maren.press(lobby, "Start ▸")
    for number in (1, 2, 3):
        asked = await shown(tomasz, f"Question {number} of 3")
        assert "<t:" in asked.text
        locked = await answer(tomasz, asked, right=True)
        assert locked.private
        assert "Locked in:" in locked.text
        if number < 3:
            await answer(adaeze, asked, right=number == 1)
        results = await closed(maren, number)
        assert "(right)" in results.text
        assert "Top 5" in results.text
        with pytest.raises(Refused):  # the buttons are gone
            await answer(adaeze, asked, right=True)
        await maren.press(results, 1)
    podium = await shown(tomasz, "That's it!")
    assert f"🥇 **300** · <@{tomasz.user['id']}>" in podium.text
    assert f"🥈 **100** · <@{adaeze.user['id']}>" in podium.text
    mine = await adaeze.press(podium, "See how I did ▸")
    assert mine.private
    assert "1 of 2 right · 100 points · place 2 of 2" in mine.text
    assert "🟩🟨" in mine.text
    again = await adaeze.press(mine, "Review what you missed ▸")
    assert "Second try · 1 of 1" in again.text
    best = await tomasz.press(podium, "See how I did ▸")
    assert "3 of 3 right · 300 points · place 1 of 2" in best.text
    assert [each.label for each in best.controls] == ["Keep going ▸", "Share"]
    shared = await tomasz.press(best, "Share")
    assert not shared.private
    assert "🟩🟩🟩" in shared.text


async def test_a_restart_in_the_middle_changes_nothing(harness: BotHarness) -> None:
    """The question stays open, its votes stay, and the round goes on."""
    maren, tomasz = [await harness.person(name) for name in ("maren", "tomasz")]
    asked = await started(maren)
    await answer(tomasz, asked, right=True)
    await harness.restart_bot()
    assert "That's the answer that counts." in (await answer(tomasz, asked, right=False)).text
    results = await closed(maren, 1)
    assert f"**100** · <@{tomasz.user['id']}>" in results.text
    assert "1 answer" in results.text
    assert "Stopped." in (await maren.run("/live stop")).text
    podium = await shown(tomasz, "Stopped early")
    assert "1 of 1 right" in (await tomasz.press(podium, "See how I did ▸")).text


async def test_a_permission_taken_away_in_the_middle(harness: BotHarness) -> None:
    """The host hears what's missing, and goes on once it's back."""
    maren, tomasz = [await harness.person(name) for name in ("maren", "tomasz")]
    asked = await started(maren)
    await answer(tomasz, asked, right=True)
    results = await closed(maren, 1)
    points = f"**100** · <@{tomasz.user['id']}>"
    assert points in results.text
    await harness.inject_fault(kind="permission", channel_id=asked.channel_id, deny=["SEND_MESSAGES"])
    await maren.press(results, "Next question ▸")
    told = await maren.hear("Live quiz paused", "dm")
    assert "**Send Messages**" in told.text
    assert "Every answer so far is kept." in told.text
    await harness.inject_fault(kind="clear")
    await maren.run("/live next")
    await answer(tomasz, await shown(tomasz, "Question 2 of 3"), right=True)
    assert f"**200** · <@{tomasz.user['id']}>" in (await closed(maren, 2)).text
    harness.expected_refusals = harness.sandbox.refusals
    assert {status for _, _, status, _ in harness.sandbox.refusals} == {403}


async def test_moderators_decide_where_and_whether(harness: BotHarness) -> None:
    """One round per channel, opened by a moderator; it can be switched off, and the check says so."""
    maren, tomasz = [await harness.person(name) for name in ("maren", "tomasz")]
    with pytest.raises(Refused):
        await tomasz.run("/live start")
    assert "no live quiz here" in (await maren.run("/live next")).text
    await started(maren)
    assert "already on in this channel" in (await maren.run("/live start")).text
    check = await maren.run("/server check")
    assert "**Live quizzes** in <#" in check.text
    settings = await maren.run("/server settings")
    menu = next(each for each in settings.controls if each.label == "What's switched on")
    await maren.select(settings, ["quiz", "daily"], menu.custom_id)
    assert 'switched off "Live quizzes"' in (await maren.run("/live start")).text
    assert "**Live quizzes**: switched off" in (await maren.run("/server check")).text


async def test_a_crowd_plays_and_everything_adds_up(tmp_path: Path) -> None:
    """Everyone answers in the same second: shares, points, places and answers are exactly what they pressed.

    `python -m bench.live_load` does the same with a thousand people, and measures how long they wait.
    """
    outcome = await play(CROWD, tmp_path)
    assert [fault for fault in outcome.faults if "waited" not in fault] == []
    assert len(outcome.waits) > 3 * CROWD
