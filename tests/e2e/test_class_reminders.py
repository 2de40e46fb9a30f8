"""Before something is due, students who aren't done get one direct message, if they want it."""

import pytest

from bot.domain.learning.badge import Badge
from discord_sandbox.clients.person import Person, Reply
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.classroom import create, join, new_teacher, press, shown
from tests.e2e.test_review import Calendar, calendar
from tests.e2e.test_servers import until

__all__ = ["calendar"]

DUE = "is due <t:"


async def messages(person: Person) -> list[Reply]:
    """The direct messages about something that's due."""
    return [each for each in await person.messages(await person.place("dm")) if DUE in each.text]


async def pass_days(harness: BotHarness, calendar: Calendar, days: float) -> None:
    """Let days go by while the bot is off, start it, and send everything that's due by then."""
    await harness.stop_bot()
    calendar.pass_days(days)
    await harness.start_bot()
    await harness.bot.scheduler.round()


async def assign(harness: BotHarness, *names: str) -> tuple[Person, list[Reply], list[Person]]:
    """A teacher who posted a lesson that's due in three days, and students with their membership screens."""
    teacher = await new_teacher(harness)
    people = [await harness.person(name) for name in names]
    code = await create(teacher)
    own = [await join(person, code, name) for person, name in zip(people, names, strict=True)]
    await shown(teacher, "/class post lesson:1 due:in 3 days", "lessons")
    await people[0].hear("Marketing 101", "lessons")
    return teacher, own, people


async def test_students_are_reminded_once(harness: BotHarness, calendar: Calendar) -> None:
    """Not who switched it off; a restart repeats nothing, and one press stops it for this class."""
    _, own, (tomasz, maren) = await assign(harness, "tomasz", "maren")
    await maren.select(own[1], ["Stop reminders for this class"], "More…")
    await pass_days(harness, calendar, 1)
    assert await messages(tomasz) == []
    await pass_days(harness, calendar, 1.5)
    await tomasz.hear(DUE, "dm")
    await pass_days(harness, calendar, 0.1)
    [reminder] = await messages(tomasz)
    assert [each.label for each in reminder.controls] == ["Read the lesson", "Stop reminders for this class"]
    assert await messages(maren) == []
    stopped = await press(tomasz, reminder, "Stop reminders for this class")
    assert "No more reminders" in stopped.text
    back = await press(tomasz, stopped, "Remind me before something is due")
    assert "Reminders before something is due: on." in back.text


async def test_who_is_done_or_has_left_is_not_reminded(harness: BotHarness, calendar: Calendar) -> None:
    """Done is who has the lesson's badge, wherever it was earned."""
    _, own, (tomasz, maren) = await assign(harness, "tomasz", "maren")
    course = harness.library.default
    lesson = next(iter(course.units))
    await harness.services.record.add_badge(int(tomasz.user["id"]), course.id, Badge(lesson, 1, calendar()))
    await press(maren, await press(maren, own[1], "Leave the class"), "Yes, leave")
    await pass_days(harness, calendar, 2.5)
    rows = await harness.services.record._fetch("SELECT state FROM due_reminder")
    assert [row["state"] for row in rows] == ["missed"]  # only of who is still in the class
    assert await messages(tomasz) + await messages(maren) == []


async def test_a_reminder_is_too_late_once_it_was_due(harness: BotHarness, calendar: Calendar) -> None:
    """If the bot was off the whole time, nobody hears about it afterward."""
    _, _, (tomasz,) = await assign(harness, "tomasz")
    await pass_days(harness, calendar, 4)
    rows = await harness.services.record._fetch("SELECT state FROM due_reminder")
    assert [row["state"] for row in rows] == ["missed"]
    assert await messages(tomasz) == []


@pytest.mark.parametrize(
    ("state", "expected"),
    [("failed", "missed"), ("missed", "missed"), ("claimed", "due"), ("uncertain", "sent")],
)
async def test_only_what_is_out_is_reminded_of(
    harness: BotHarness, calendar: Calendar, state: str, expected: str
) -> None:
    """A failed post is posted again, with reminders of its own. While a post is on its way, they wait."""
    _, _, (tomasz,) = await assign(harness, "tomasz")
    later = calendar() + 9 * 86_400_000
    await harness.services.record._execute("UPDATE assignment SET state = $1, retry_at = $2", state, later)
    await pass_days(harness, calendar, 2.5)
    rows = await harness.services.record._fetch("SELECT state FROM due_reminder")
    assert [row["state"] for row in rows] == [expected]
    assert len(await messages(tomasz)) == (expected == "sent")


async def test_a_planned_lesson_is_posted_on_its_date(harness: BotHarness, calendar: Calendar) -> None:
    """Also when the bot was off for days; the teacher sees in the report what's planned and what's posted."""
    teacher, tomasz = await new_teacher(harness), await harness.person("tomasz")
    await create(teacher)
    planned = await shown(teacher, "/class post lesson:1 release:tomorrow due:in 9 days", "lessons")
    assert "**1. Vorher fragen** goes out on <t:" in planned.text
    assert "**1. Vorher fragen**: planned <t:" in (await shown(teacher, "/class report")).text
    await pass_days(harness, calendar, 3)
    await tomasz.hear("Marketing 101", "lessons")
    assert "**1. Vorher fragen**: posted <t:" in (await shown(teacher, "/class report")).text


async def test_a_teacher_hears_what_could_not_be_posted(harness: BotHarness, calendar: Calendar) -> None:
    """By direct message, with the permission that's missing."""
    teacher = await new_teacher(harness)
    await create(teacher)
    await shown(teacher, "/class post lesson:1 release:tomorrow", "lessons")
    channel = await teacher.place("lessons")
    await harness.inject_fault(kind="permission", channel_id=channel, deny=["SEND_MESSAGES"])
    await pass_days(harness, calendar, 2)
    told = await teacher.hear("Not posted", "dm")
    assert "Give the bot **Send Messages** there, then run /class post again." in told.text
    assert "⚠ couldn't be posted" in (await shown(teacher, "/class report")).text
    harness.expected_refusals[:] = list(harness.sandbox.refusals)


async def test_closed_direct_messages_switch_reminders_off(harness: BotHarness, calendar: Calendar) -> None:
    """The bot doesn't knock again. Students see that in their class, and can switch reminders on."""
    _, _, (tomasz,) = await assign(harness, "tomasz")
    match = f"POST /api/v10/channels/{await tomasz.place('dm')}/messages"
    await harness.inject_fault(kind="status", match=match, status=403, code=50007, times=9)
    await pass_days(harness, calendar, 2.5)

    async def off() -> bool:
        found = await harness.services.record.students(await only(harness))
        return not found[0].reminders

    await until(off)
    assert await messages(tomasz) == []


async def only(harness: BotHarness) -> int:
    """The id of the server's class."""
    [found] = await harness.services.record.classrooms(harness.bot.guilds[0].id)
    return int(found.id)
