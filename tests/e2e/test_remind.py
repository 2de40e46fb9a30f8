"""Reminders: a direct message at one's own time, on the days one wants, with one button to stop it."""

import asyncio

from bot.bootstrap import make_clock
from bot.services.learning.quiz import Actor
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.bot_fixture import BotHarness

DAY = 86_400_000


async def run(person: Person, line: str, channel: str | None = None) -> Reply:
    """Run a command that answers with a message."""
    reply = await person.run(line, channel)
    assert not isinstance(reply, Modal)
    return reply


async def press(person: Person, reply: Reply, control: str) -> Reply:
    """Press a button that answers with a message."""
    answer = await person.press(reply, control)
    assert not isinstance(answer, Modal)
    return answer


async def reach_its_time(harness: BotHarness, person: Person) -> None:
    """Restart the bot one second after the person's reminder is due."""
    reminder = await harness.record.reminder(int(person.user["id"]))
    assert reminder
    clock = make_clock()
    ahead = reminder.next_at - clock() + 1000
    await harness.stop_bot()
    harness.clock = lambda: clock() + ahead
    await harness.start_bot()


async def test_a_reminder_is_set_shown_and_changed(harness: BotHarness) -> None:
    """What isn't said stays as it was; without options it is shown."""
    tomasz = await harness.person("tomasz")
    none = await run(tomasz, "/remind")
    assert none.private
    assert "You have none" in none.text
    first = await run(tomasz, "/remind time:7:15 zone:Asia/Tokyo quiet:weekend")
    assert "Set." in first.text
    assert "Monday to Friday at 07:15, Asia/Tokyo" in first.text
    assert "Quiet: Saturday and Sunday" in first.text
    assert "next page of the course" in first.text.casefold()
    later = await run(tomasz, "/remind time:9 pm")
    assert "Monday to Friday at 21:00, Asia/Tokyo" in later.text
    assert "Every day at 21:00" in (await run(tomasz, "/remind quiet:none")).text
    assert "Paused" in (await press(tomasz, later, "Pause")).text
    shown = await run(tomasz, "/remind")
    assert "Paused" in shown.text
    assert "Next: <t:" in (await press(tomasz, shown, "Resume")).text
    assert "Stopped" in (await run(tomasz, "/remind what:off")).text
    assert "You have none" in (await run(tomasz, "/remind")).text


async def test_what_cannot_be_set_is_explained(harness: BotHarness) -> None:
    """A time, a zone or days that nobody understands, and a week of quiet."""
    tomasz = await harness.person("tomasz")
    assert "08:30" in (await run(tomasz, "/remind time:soon")).text
    assert "Europe/Berlin" in (await run(tomasz, "/remind time:8:00 zone:Berln")).text
    assert "weekdays" in (await run(tomasz, "/remind time:8:00 quiet:someday")).text
    assert "If every day is quiet" in (await run(tomasz, "/remind time:8:00 quiet:every day")).text
    assert "Asia/Tokyo" in (await run(tomasz, "/remind zone:Tokyo")).text.replace("Asia Tokyo", "Asia/Tokyo")
    assert "You have none" in (await run(tomasz, "/remind")).text


async def test_a_refused_command_changes_nothing(harness: BotHarness) -> None:
    """The zone stays as it was when the time or the days beside it are not understood."""
    tomasz = await harness.person("tomasz")
    await run(tomasz, "/remind time:7:15 zone:Europe/Berlin")
    for refused in ("time:25 zone:Tokyo", "quiet:someday zone:Tokyo", "quiet:every day zone:Tokyo"):
        await run(tomasz, f"/remind {refused}")
        assert "Europe/Berlin" in (await run(tomasz, "/remind")).text
    assert "Berlin" in (await run(tomasz, "/me")).text
    assert "07:15, Asia/Tokyo" in (await run(tomasz, "/remind zone:Tokyo")).text


async def test_the_page_comes_at_its_time_and_one_button_stops_it(harness: BotHarness) -> None:
    """A classic message that says what it is; Read on opens the next page; Stop ends it, twice as well."""
    tomasz = await harness.person("tomasz")
    await run(tomasz, "/remind time:8:00 zone:Europe/Berlin", "dm")
    await reach_its_time(harness, tomasz)
    message = await tomasz.hear("Your page for today")
    first = harness.library.default.lessons[0]
    assert first.title in message.raw["content"]
    assert first.principle in message.text
    assert "Page 2 of" in (await press(tomasz, message, "Read on")).text
    [seen] = [m for m in await tomasz.messages("dm") if "Your page for today" in m.text]
    assert "Stopped" in (await press(tomasz, seen, "Stop these reminders")).text
    assert await harness.record.reminder(int(tomasz.user["id"])) is None


async def test_closed_direct_messages_are_said_at_the_next_command(harness: BotHarness) -> None:
    """The reminder rests, which is said once; Resume goes on."""
    tomasz = await harness.person("tomasz")
    await run(tomasz, "/remind time:8:00 zone:Europe/Berlin")
    place = await tomasz.place("dm")
    await harness.inject_fault(
        kind="status",
        match=f"POST /api/v10/channels/{place}/messages",
        status=403,
        code=50007,
        times=9,
    )
    await reach_its_time(harness, tomasz)
    record, learner = harness.record, int(tomasz.user["id"])
    async with asyncio.timeout(5):
        while not ((found := await record.reminder(learner)) and found.paused):
            await asyncio.sleep(0.02)
    await harness.inject_fault(kind="clear")
    await harness.inject_fault(
        kind="drop", match="POST /api/v10/webhooks/*", times=1
    )  # said once, but not lost
    await run(tomasz, "/help")
    news = await tomasz.hear("Your reminder rests")
    assert news.private
    await run(tomasz, "/help")
    assert await harness.services.reminders.news(Actor(learner, None, 1)) is None
    assert "Resumed" in (await press(tomasz, news, "Resume")).text
    assert "Next: <t:" in (await run(tomasz, "/remind")).text


async def test_the_time_zone_is_ones_own(harness: BotHarness) -> None:
    """/me holds it, with the time there now; a reminder follows it."""
    tomasz = await harness.person("tomasz")
    assert "Your days start at midnight in **UTC: " in (await run(tomasz, "/me")).text
    await run(tomasz, "/remind time:8:00")
    changed = await run(tomasz, "/me zone:America/New_York")
    assert "New York" in changed.text
    assert "America/New_York" in changed.text
    assert "08:00, America/New York" in (await run(tomasz, "/remind")).text
    assert "can't find a time zone" in (await run(tomasz, "/me zone:xyzzy")).text
    assert (await tomasz.complete("/me", "zone", ""))[0].value == "America/New_York"
    assert (await tomasz.complete("/remind", "zone", "tok"))[0].value == "Asia/Tokyo"


async def test_what_is_due_for_review_is_counted(harness: BotHarness) -> None:
    """A question that was not known is due again the day after; the button asks."""
    tomasz = await harness.person("tomasz")
    await press(tomasz, await run(tomasz, "/quiz 1"), "I don't know")
    clock = make_clock()
    await harness.stop_bot()
    harness.clock = lambda: clock() + DAY
    await harness.start_bot()
    assert "How many reviews are due" in (await run(tomasz, "/remind what:reviews time:8:00")).text
    await reach_its_time(harness, tomasz)
    message = await tomasz.hear("**1 review is due.**")
    assert "Question 1 of 1" in (await press(tomasz, message, "Review now")).text


async def test_all_read_is_said(harness: BotHarness) -> None:
    """Read on, when there is nothing left to read."""
    tomasz = await harness.person("tomasz")
    await run(tomasz, "/remind time:8:00 zone:Europe/Berlin")
    await reach_its_time(harness, tomasz)
    message = await tomasz.hear("Your page for today")
    study, learner = harness.services.study, int(tomasz.user["id"])
    while found := await study.next_page(learner, harness.library.default):
        await study.mark_read(learner, *found)
    assert "All lessons read" in (await press(tomasz, message, "Read on")).text
