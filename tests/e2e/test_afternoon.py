"""A teacher's afternoon: from creating a class to its files, and what's left of a student who leaves."""

from bot.chat.screens.classes.spreadsheet import FORMULA, QUESTIONS_FILE, STUDENTS_FILE
from discord_sandbox.clients.person import Person, Reply
from tests.e2e.answering import answer, finish, has, more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.classroom import create, join, new_teacher, press, shown
from tests.e2e.test_certificate import read_all
from tests.e2e.test_class_reminders import pass_days
from tests.e2e.test_class_report import enroll, files_of
from tests.e2e.test_review import Calendar, calendar

__all__ = ["calendar"]


def cells(row: dict[str, str], start: str) -> list[str]:
    """Return the cells of the columns whose headings say what was due."""
    return [cell for name, cell in row.items() if name.startswith("On time, due ") and name.endswith(start)]


async def test_a_teachers_afternoon(harness: BotHarness, calendar: Calendar) -> None:
    """One student is on time, one is late, and one only looks in. The files say so, without any formula."""
    course = harness.library.default
    teacher = await new_teacher(harness)
    first, second, third = [await harness.person("tomasz"), *[await enroll(harness, n) for n in (1, 2)]]
    code = await create(teacher)
    own = await join(first, code, "Tomasz R.")
    await join(second, code, "4711")
    await join(third, code, "Zoë")
    for what in ("lesson", "quiz"):
        planned = await shown(teacher, f"/class post lesson:1 what:{what} due:in 3 days", "lessons")
        assert "✅ Posting" in planned.text
    posted = await first.hear("the quiz on", "lessons")
    await finish(course, first, await press(first, posted, "Take the quiz"))
    await read_all(harness, first)
    asked = await press(third, posted, "Take the quiz")
    await answer(course, third, asked, right=False)
    early = await shown(teacher, "/class report")
    assert early.text.count("On time: 1 of 3 (Tomasz R.)") == 2
    assert "late" not in early.text
    await pass_days(harness, calendar, 5)
    await finish(course, second, await second.run("/quiz 1"))
    await read_all(harness, second)
    report = await shown(teacher, "/class report")
    assert report.text.count("On time: 1 of 3 (Tomasz R.), late: 1") == 2
    files = await files_of(await press(teacher, report, "Get it as CSV"))
    rows = {row["Name"]: row for row in files[STUDENTS_FILE]}
    assert list(rows) == ["4711", "Tomasz R.", "Zoë"]
    assert [cells(row, "Vorher fragen") for row in rows.values()] == [["late"] * 2, ["yes"] * 2, ["no"] * 2]
    assert [row["Badges"] != "0" for row in rows.values()] == [True, True, False]
    assert files[QUESTIONS_FILE]
    every = [cell for rows in files.values() for row in rows for cell in row.values()]
    assert not any(cell.startswith(FORMULA) for cell in every)
    one = await teacher.select(report, ["4711"], "See one student")
    assert isinstance(one, Reply)
    assert one.text.count(": late") == 2
    await close(teacher, await press(teacher, one, "Back"))
    await leave(harness, first, own)
    after = await shown(teacher, "/class report")
    assert "Tomasz" not in after.text + str(after.raw)


async def close(teacher: Person, report: Reply) -> None:
    """Close the class from its report. What happens later doesn't count."""
    asked = await more(teacher, report, "Close the class")
    assert isinstance(asked, Reply)
    closed = await press(teacher, asked, "Close the class")
    assert "closed" in closed.text.casefold()


async def leave(harness: BotHarness, person: Person, own: Reply) -> None:
    """Leave the class, and see one's name erased from everything stored."""
    asked = await press(person, own, "Leave the class")
    assert "You've left" in (await press(person, asked, "Yes, leave")).text
    assert (await harness.services.record.export(int(person.user["id"])))["classes"] == []
    assert not has(asked, "Join")
