"""Reminders: one question a day by direct message, answered right there, and less often if it isn't."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from bot.bootstrap import make_clock
from bot.chat.interaction.custom_id import encode
from bot.services.learning.quiz import Actor
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import lead
from tests.e2e.bot_fixture import BotHarness

BUTTON, PRESS = 2, 3

GOODBYE = "I'll stop here so I don't become noise"


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


async def select(person: Person, reply: Reply, value: str) -> Reply:
    """Choose something in a message's only menu."""
    answer = await person.select(reply, [value])
    assert not isinstance(answer, Modal)
    return answer


async def settings(person: Person, channel: str | None = None) -> Reply:
    """Open the reminder's settings."""
    return await press(person, await run(person, "/me", channel), "Reminders")


async def turn_on(person: Person, time: str = "8:00 AM", zone: str = "Berlin") -> Reply:
    """Turn reminders on, with a time zone that's known."""
    await run(person, f"/me zone:{zone}")
    return await select(person, await press(person, await settings(person), "Turn on"), time)


async def reach_its_time(harness: BotHarness, person: Person) -> None:
    """Restart the bot one second after the person's reminder is due."""
    reminder = await harness.record.reminder(int(person.user["id"]))
    assert reminder
    clock = make_clock()
    ahead = reminder.next_at - clock() + 1000
    await harness.stop_bot()
    harness.clock = lambda: clock() + ahead
    await harness.start_bot()


async def reminded(harness: BotHarness, person: Person) -> Reply:
    """Turn reminders on, let one be due, and return its message."""
    await turn_on(person)
    await reach_its_time(harness, person)
    return await person.hear("", "dm")


def options(message: Reply) -> list[str]:
    """Return what the buttons that answer say."""
    return [control.label for control in message.controls if ":remind:answer:" in f":{control.custom_id}"]


async def test_reminders_are_set_changed_and_stopped(harness: BotHarness) -> None:
    """It's all in /me, in the stored time zone, and each screen says what to press next."""
    tomasz = await harness.person("tomasz")
    off = await settings(tomasz)
    assert off.private
    assert "Reminders are off" in off.text
    done = await turn_on(tomasz, "7:00 AM", "Tokyo")
    assert "Done." in done.text
    assert "One question a day at 7:00 AM" in done.text
    assert done.control("Keep going ▸")
    shown = await settings(tomasz)
    assert "One question a day at 7:00 AM" in shown.text
    few = await select_days(tomasz, await press(tomasz, shown, "Days"), ["Monday", "Tuesday"])
    assert "One question at 7:00 AM, Monday and Tuesday" in few.text
    later = await select(tomasz, await press(tomasz, few, "Change time"), "9:00 PM")
    assert "9:00 PM, Monday and Tuesday" in later.text
    stopped = await press(tomasz, await settings(tomasz), "Stop reminders")
    assert "You won't get any more reminders" in stopped.text
    assert stopped.control("Keep going ▸")
    assert "Reminders are off" in (await settings(tomasz)).text
    assert "at 9:00 PM" in (await press(tomasz, stopped, "Turn back on")).text


async def select_days(person: Person, reply: Reply, days: list[str]) -> Reply:
    """Choose days of the week."""
    answer = await person.select(reply, days)
    assert not isinstance(answer, Modal)
    return answer


async def offered(harness: BotHarness, person: Person, *control: str | int) -> Reply:
    """Press a button of the offer."""
    data = {"component_type": BUTTON, "custom_id": encode("remind", *control)}
    harness.sandbox.forge(PRESS, person.user["id"], await person.place(), data)
    return await person.hear()


async def test_an_offer_is_accepted_or_declined(harness: BotHarness) -> None:
    """Yes means the current time where the learner is, from tomorrow on. "No" leads on, too."""
    tomasz, course = await harness.person("tomasz"), harness.library.default.id
    no = await offered(harness, tomasz, "decline", course)
    assert "OK, no reminders" in no.text
    assert no.control("Keep going ▸")
    asked = await offered(harness, tomasz, "set", course, "now", 1)
    kathmandu = next(each for each in asked.controls[0].options if "Kathmandu" in str(each.description))
    clock = datetime.strptime(str(kathmandu.label), "It's %I:%M %p for me").replace(tzinfo=UTC)
    done = await select(tomasz, asked, kathmandu.value)
    assert "One question a day at" in done.text
    found = await harness.record.reminder(int(tomasz.user["id"]))
    hour, minute = divmod(found.recurrence.minute, 60)
    assert abs((hour * 60 + minute) - (clock.hour * 60 + clock.minute)) in (0, 1, 1439)
    evening = await offered(harness, tomasz, "set", course, 1140, 1)
    assert "at 7:00 PM" in evening.text


async def test_the_time_on_your_clock_gives_the_time_zone(harness: BotHarness) -> None:
    """A time that fits only one zone is enough. In American English, American times come first."""
    tomasz = await harness.person("tomasz")
    asked = await select(tomasz, await press(tomasz, await settings(tomasz), "Turn on"), "8:00 AM")
    assert "What time is it for you" in asked.text
    [menu] = asked.controls
    assert len(menu.options) == 25
    assert menu.options[-1].label == "Another time…"
    by_city = {option.description: option for option in menu.options}
    assert "New York" in str(menu.options[0].description)
    [kathmandu] = [by_city[about] for about in by_city if "Kathmandu" in str(about)]
    done = await select(tomasz, asked, kathmandu.value)
    assert "at 8:00 AM" in done.text
    assert await harness.record.zone(int(tomasz.user["id"])) == "Asia/Kathmandu"


async def test_a_city_decides_between_zones_with_the_same_time(harness: BotHarness) -> None:
    """New York changes its clocks and Bogota doesn't. One entry leads to the other times and one back."""
    tomasz = await harness.person("tomasz")
    asked = await select(
        tomasz, await press(tomasz, await settings(tomasz), "Turn on"), "The same time as now"
    )
    others = await select(tomasz, asked, "Another time…")
    assert all("New York" not in str(option.description) for option in others.controls[0].options)
    asked = await press(tomasz, others, "Back")
    newest = next(each for each in asked.controls[0].options if "New York" in str(each.description))
    cities = await select(tomasz, asked, newest.value)
    assert 3 <= len(cities.controls[0].options) <= 8
    done = await select(tomasz, cities, "America/New_York")
    assert "Done." in done.text
    learner = int(tomasz.user["id"])
    assert await harness.record.zone(learner) == "America/New_York"
    reminder = await harness.record.reminder(learner)
    assert reminder.recurrence.zone == "America/New_York"


async def test_the_question_is_answered_in_its_message(harness: BotHarness) -> None:
    """A press replaces the message with the feedback, and "Keep going" opens the next step there."""
    tomasz = await harness.person("tomasz")
    message = await reminded(harness, tomasz)
    assert message.raw["content"]
    first = await press(tomasz, message, options(message)[0])
    assert first.id == message.id
    assert lead(first).startswith(("✅ **Right: ", "❌ **Not "))
    assert "🔥 Day 1 of your streak." in first.text
    assert [control.label for control in first.controls] == ["Next: lesson 1 ▸", "More…"]
    on = await press(tomasz, first, "Next: lesson 1 ▸")
    assert on.id == message.id
    assert [each.id for each in await tomasz.messages("dm")].count(message.id) == 1
    course = harness.library.default
    [given] = await harness.record.answers(int(tomasz.user["id"]), course.id)
    assert (given.mode, given.quiz) == ("review", int(message.id))


async def test_two_taps_answer_once(harness: BotHarness) -> None:
    """Both arrive together, and the second one gets the stored answer."""
    tomasz = await harness.person("tomasz")
    message = await reminded(harness, tomasz)
    one, other = options(message)[:2]
    await harness.at_once(tomasz.press(message, one), tomasz.press(message, other))
    [given] = await harness.record.answers(int(tomasz.user["id"]), harness.library.default.id)
    shown = [each for each in await tomasz.messages("dm") if each.id == message.id]
    question = harness.library.default.questions[given.question]
    assert question.options[given.chosen[0]].text.rstrip(".") in shown[0].text


async def test_stopping_leaves_the_question(harness: BotHarness) -> None:
    """The small button stops reminders and says so below. A second press does no harm."""
    tomasz = await harness.person("tomasz")
    message = await reminded(harness, tomasz)
    for _ in range(2):
        stopped = await press(tomasz, message, "Stop reminders")
        assert stopped.id != message.id
        assert "You won't get any more" in stopped.text
    assert await harness.record.reminder(int(tomasz.user["id"])) is None
    assert (await press(tomasz, message, options(message)[0])).id == message.id


async def test_one_press_after_the_goodbye_brings_reminders_back(harness: BotHarness) -> None:
    """After eight without an answer, the ninth message is the last. Its button opens the next step."""
    tomasz = await harness.person("tomasz")
    await turn_on(tomasz)
    learner = int(tomasz.user["id"])
    found = await harness.record.reminder(learner)
    assert await harness.record.update_reminder(replace(found, unanswered=8, sent_on="2020-01-01"))
    await reach_its_time(harness, tomasz)
    message = await tomasz.hear(GOODBYE, "dm")
    async with asyncio.timeout(5):
        while (await harness.record.reminder(learner)).paused != "unanswered":
            await asyncio.sleep(0.02)
    assert "Reminders are paused" in (await settings(tomasz)).text
    back = await press(tomasz, message, "Remind me again")
    assert back.id == message.id
    assert "I'm back" in back.text
    assert back.control("Keep going ▸")
    found = await harness.record.reminder(learner)
    assert (found.paused, found.unanswered) == (None, 0)


async def test_closed_direct_messages_are_mentioned_at_the_next_command(harness: BotHarness) -> None:
    """The reminder is paused, the learner hears it once, and "Turn on" resumes it."""
    tomasz = await harness.person("tomasz")
    await turn_on(tomasz)
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
    await harness.inject_fault(kind="drop", match="POST /api/v10/webhooks/*", times=1)  # said once, not lost
    await run(tomasz, "/help")
    news = await tomasz.hear("Reminders are paused")
    assert news.private
    await run(tomasz, "/help")
    assert await harness.services.reminders.take_notices(Actor(learner, None, 1)) is None
    assert "I'm back" in (await press(tomasz, news, "Turn on")).text


async def test_the_time_zone_is_set_in_one_place(harness: BotHarness) -> None:
    """/me shows it with the current time, and reminders follow each change of it."""
    tomasz = await harness.person("tomasz")
    assert "Your day starts at midnight in **UTC (" in (await run(tomasz, "/me")).text
    await turn_on(tomasz)
    changed = await run(tomasz, "/me zone:America/New_York")
    assert "New York (" in changed.text
    learner = int(tomasz.user["id"])
    assert (await harness.record.reminder(learner)).recurrence.zone == "America/New_York"
    form = await tomasz.press(changed, "Change settings")
    assert isinstance(form, Modal)
    await tomasz.submit(form, {"zone": "Tokyo"})
    assert (await harness.record.reminder(learner)).recurrence.zone == "Asia/Tokyo"
    refused = await run(tomasz, "/me zone:Narnia")
    assert "can't find a time zone" in refused.text
    asked = await tomasz.press(refused, "Choose my time zone ▸")
    assert isinstance(asked, Reply)
    [clocks] = [control for control in asked.controls if control.options]
    tokyo = next(option for option in clocks.options if option.value == "540")
    shown = await tomasz.select(asked, [tokyo.value])
    if isinstance(shown, Reply) and "Your settings" not in shown.text:
        shown = await tomasz.select(shown, ["Asia/Tokyo"])
    assert isinstance(shown, Reply)
    assert "Tokyo" in shown.text
    assert (await tomasz.complete("/me", "zone", ""))[0].value == "Asia/Tokyo"
