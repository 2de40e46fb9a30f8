"""Classes: students join after reading what their teacher will see, and leave whenever they like."""

import discord

from discord_sandbox.clients.person import Modal, Reply
from tests.e2e.answering import more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.classroom import create, fill_in, join, new_teacher, press, shown


async def test_a_student_joins_learns_and_shows_in_the_report(harness: BotHarness) -> None:
    """From creating a class to its report, by a teacher who has nothing but the teacher role."""
    teacher, tomasz = await new_teacher(harness), await harness.person("tomasz")
    code = await create(teacher)
    asked = await shown(tomasz, f"/class join code:{code.lower()}")
    assert asked.private
    for said in ("the lesson cards you opened", "badges and quiz scores", "assessment", "without names"):
        assert said in asked.text
    assert "Leaving erases your name" in asked.text
    joined = await fill_in(tomasz, asked, "Tomasz R.")
    assert "You're in Marketing 101" in joined.text
    assert "Direct messages don't count." in joined.text
    assert "left out" not in joined.text
    changed = await more(tomasz, joined, "Change my name or what counts")
    assert isinstance(changed, Modal)
    renamed = await tomasz.submit(changed, {"name": "Tomasz * R. 🎈"})
    assert isinstance(renamed, Reply)
    assert 'Saved as "Tomasz R.": emoji and special characters' in renamed.text
    await press(tomasz, await shown(tomasz, "/quiz questions:1"), "I don't know")
    report = await shown(teacher, "/class report")
    assert report.private
    assert "Active in the last 7 days: **1 of 1**. Quizzes: **0%** right." in report.text
    assert "Tomasz R." in report.text


async def test_a_lesson_is_posted_for_a_class(harness: BotHarness) -> None:
    """With its due date, a way into the lesson, and a button to join the class without a code."""
    teacher, tomasz = await new_teacher(harness), await harness.person("tomasz")
    code = await create(teacher)
    planned = await shown(teacher, f"/class post lesson:1 due:tomorrow classroom:{code}", "lessons")
    assert "✅ Posting **1. Vorher fragen**" in planned.text
    assert "Students who aren't done will get a reminder" in planned.text
    posted = await tomasz.hear("Marketing 101", "lessons")
    assert "Due on <t:" in posted.text
    assert [control.label for control in posted.controls] == ["Read the lesson", "Join the class"]
    joined = await fill_in(tomasz, await press(tomasz, posted, "Join the class"), "4711")
    assert "**4711**" in joined.text
    assert "**1. Vorher fragen**. Due on <t:" in joined.text
    assert "You're in" not in (await press(tomasz, posted, "Join the class")).text
    assert (await press(tomasz, posted, "Read the lesson")).private


async def test_a_class_gets_posts_in_announcement_channels(harness: BotHarness) -> None:
    """If the teacher may write there. If not, they hear so, and nothing is posted."""
    maren, teacher = await harness.person("maren"), await new_teacher(harness)
    await create(teacher)
    refused = await shown(teacher, "/class post lesson:1", "announcements")
    assert "You can't write in this channel, so nothing was posted." in refused.text
    assert "✅ Posting" in (await shown(maren, "/class post lesson:1", "announcements")).text
    await teacher.hear("Marketing 101", "announcements")
    assert len([each for each in await teacher.messages("announcements") if not each.private]) == 1


async def test_a_class_gets_no_posts_in_threads(harness: BotHarness) -> None:
    """The reply says where to run the command instead."""
    teacher = await new_teacher(harness)
    await create(teacher)
    channel = harness.bot.get_channel(int(await teacher.place("general")))
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="Homework", type=discord.ChannelType.public_thread)
    refused = await shown(teacher, "/class post lesson:1", str(thread.id))
    assert refused.private
    assert "works in text and announcement channels, not in threads" in refused.text
    [classroom] = await harness.services.record.classrooms(channel.guild.id)
    assert await harness.services.record.assignments(classroom.id) == []


async def test_a_student_can_leave_a_class_whose_course_is_gone(harness: BotHarness) -> None:
    """Whatever became of the course, leaving takes the same presses."""
    teacher, tomasz = await new_teacher(harness), await harness.person("tomasz")
    joined = await join(tomasz, await create(teacher), "Tomasz R.")
    await harness.services.record._execute("UPDATE classroom SET course = 'gone'")
    assert "Leave Marketing 101?" in (await press(tomasz, joined, "Leave the class")).text
    asked = await tomasz.select(await shown(tomasz, "/me"), ["My classes"], "More…")
    assert isinstance(asked, Reply)
    assert "Your name is erased from it." in (await press(tomasz, asked, "Yes, leave")).text
