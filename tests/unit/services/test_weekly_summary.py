"""The weekly summary for a server's staff: once a week, and never about fewer than three people."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.chat.screens.posts.notices import sentence
from bot.domain.calendar.day import day_of
from bot.domain.learning.badge import Badge
from bot.domain.learning.quiz import Answer
from bot.domain.posts.server import LogEntry, ServerSettings
from bot.domain.questions.question import Question
from tests.unit.services.service_fixture import (
    COURSE,
    DAY,
    DUE,
    GUILD,
    HOUR,
    STAFF,
    Killed,
    ServiceHarness,
)

MONDAY = DUE + 2 * HOUR  # 2026-03-30, at 9:00 UTC
HARD, EASY = COURSE.default.lessons[0].questions[:2]


async def switch_on(harness: ServiceHarness, staff: int | None = STAFF, fewest: int = 3) -> None:
    """Switch the summary on, with the last week's due on Monday at nine in UTC."""
    settings = ServerSettings(GUILD, staff_channel=staff, results_from=fewest, summary_at=MONDAY)
    await harness.record.set_settings(settings, LogEntry(1, GUILD, 1, 0, "server.set", {}))


async def answer(
    harness: ServiceHarness,
    people: Sequence[int],
    question: Question,
    score: int,
    at: int,
    mode: str = "quiz",
) -> None:
    """Store answers of several people in the server."""
    for learner in people:
        given = Answer(
            id=harness.actor().interaction,
            learner=learner,
            course=COURSE.default.id,
            guild=GUILD,
            question=question.id,
            version=question.version,
            fingerprint=question.fingerprint,
            mode=mode,  # type: ignore[arg-type]
            quiz=None,
            position=None,
            chosen=(0,),
            score=score,
            guessed=False,
            at=at,
            day=day_of(at, "UTC"),
        )
        await harness.record.add_answer(given, question)


async def told(harness: ServiceHarness) -> list[str]:
    """Return what the staff channel heard."""
    return [sentence(notice) for _, channel, notice in harness.messenger.notified if channel == STAFF]


async def test_a_summary_comes_on_monday_and_once(harness: ServiceHarness) -> None:
    """With last week's numbers, not this one's, and across restarts. A week without practice has none."""
    await switch_on(harness)
    await answer(harness, [1, 2, 3, 4], HARD, 0, MONDAY - 3 * DAY)
    await answer(harness, [1, 2, 3, 4], EASY, 100, MONDAY - 2 * DAY)
    await answer(harness, [5, 6, 7], EASY, 0, MONDAY - HOUR)  # this week
    for learner in (1, 2, 3):
        badge = Badge("x", day_of(MONDAY - 2 * DAY, "UTC"), MONDAY - 2 * DAY)
        await harness.record.add_badge(learner, COURSE.default.id, badge)
    assert await harness.run_at(MONDAY - 1) == MONDAY
    assert await told(harness) == []
    assert await harness.run_at(MONDAY) == MONDAY + 7 * DAY
    [said] = await told(harness)
    assert "**Last week here:** 4 people practiced. Badges earned: 3." in said
    assert f'Hardest question: "{HARD.prompt}"' in said
    harness.scheduler = harness.new_process()
    await harness.run_at(MONDAY + DAY)
    assert len(await told(harness)) == 1
    await harness.run_at(MONDAY + 7 * DAY)
    assert "3 people practiced. Nobody earned a badge." in (await told(harness))[1]
    await harness.run_at(MONDAY + 14 * DAY)
    assert len(await told(harness)) == 2


async def test_few_people_have_no_numbers(harness: ServiceHarness) -> None:
    """Not their number, not their badges, and not what they found hard."""
    await switch_on(harness, fewest=4)
    await answer(harness, [1, 2, 3], HARD, 0, MONDAY - 3 * DAY)
    badge = Badge("x", day_of(MONDAY - 3 * DAY, "UTC"), MONDAY)
    await harness.record.add_badge(1, COURSE.default.id, badge)
    await harness.run_at(MONDAY)
    [said] = await told(harness)
    assert "fewer than 4 people practiced. Badges earned: fewer than 4 people earned one." in said
    assert not {"1", "3"} & set(said.split("-#")[0])
    assert "Hardest" not in said


async def test_assessments_stay_out_of_it(harness: ServiceHarness) -> None:
    """Their questions aren't anyone's business before the final one."""
    await switch_on(harness)
    await answer(harness, [1, 2, 3], HARD, 0, MONDAY - 3 * DAY, mode="pre")
    await answer(harness, [1, 2, 3], EASY, 0, MONDAY - 3 * DAY)
    await harness.run_at(MONDAY)
    assert [EASY.prompt in said for said in await told(harness)] == [True]


async def test_without_a_staff_channel_nothing_is_said(harness: ServiceHarness) -> None:
    """Nobody gets it by direct message instead. It comes next week if there's one by then."""
    await switch_on(harness, staff=None)
    await answer(harness, [1, 2, 3], HARD, 0, MONDAY - 3 * DAY)
    assert await harness.run_at(MONDAY) == MONDAY + 7 * DAY
    assert harness.messenger.notified == []


async def test_the_servers_time_zone_is_that_of_its_daily_post(harness: ServiceHarness) -> None:
    """Nine in Berlin."""
    await switch_on(harness)
    made = await harness.create_schedule()
    await harness.services.schedules.pause(harness.actor(), made.id)
    assert await harness.run_at(MONDAY) == DUE + 7 * DAY


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_crash_while_sending(harness: ServiceHarness, arrives: bool) -> None:
    """It's looked up like every notice, so that it comes once."""
    await switch_on(harness)
    await answer(harness, [1, 2, 3], HARD, 0, MONDAY - 3 * DAY)
    harness.messenger.tell_plans, harness.messenger.arrives = [Killed()], arrives
    with pytest.raises(Killed):
        await harness.run_at(MONDAY)
    harness.scheduler, harness.messenger.arrives = harness.new_process(), False
    await harness.run_at(MONDAY + 2 * 60_000)
    await harness.run_at(MONDAY + 4 * 60_000)
    assert len(await told(harness)) == 1


async def test_switching_it_on_again_repeats_nothing(harness: ServiceHarness) -> None:
    """It's the same week, so it has its summary."""
    await switch_on(harness)
    await answer(harness, [1, 2, 3], HARD, 0, MONDAY - 3 * DAY)
    await harness.run_at(MONDAY)
    await switch_on(harness)
    assert await harness.run_at(MONDAY + HOUR) == MONDAY + 7 * DAY
    assert len(await told(harness)) == 1


async def test_a_clock_that_ran_ahead_is_corrected(harness: ServiceHarness) -> None:
    """Else nothing would come for years."""
    await switch_on(harness)
    await answer(harness, [1, 2, 3], HARD, 0, MONDAY - 3 * DAY)
    await harness.run_at(MONDAY + 3000 * DAY)
    assert await harness.run_at(MONDAY) == MONDAY + 7 * DAY
    assert len(await told(harness)) == 1


async def test_it_can_be_switched_off_while_due(harness: ServiceHarness) -> None:
    """Then nothing comes."""
    await switch_on(harness)
    await answer(harness, [1, 2, 3], HARD, 0, MONDAY - 3 * DAY)
    settings = replace(await harness.record.settings(GUILD), summary_at=None)
    await harness.record.set_settings(settings, LogEntry(2, GUILD, 1, 0, "server.set", {}))
    assert await harness.run_at(MONDAY) is None
    assert harness.messenger.notified == []
