"""A class of thirty over three weeks: the report and its files say what the record says, and no more."""

import csv
import io
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.chat.screens.classes.spreadsheet import QUESTIONS_FILE, STUDENTS_FILE
from discord_sandbox.clients.person import Person, Reply
from tests.e2e.answering import answer, finish, has
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.classroom import create, join, new_teacher, press, shown
from tests.e2e.test_review import Calendar, calendar
from tests.e2e.test_servers import call
from tests.e2e.test_writing import CONTAINER, FILE

__all__ = ["calendar"]

STUDENTS, WEEKS = 30, 3


async def enroll(harness: BotHarness, number: int) -> Person:
    """Someone new in the server."""
    name = f"student{number:02}"
    await call(harness, "POST", "/sandbox/users", {"username": name})
    return await harness.person(name)


async def files_of(reply: Reply) -> dict[str, list[dict[str, str]]]:
    """The rows of each CSV file that a message carries, as a spreadsheet program reads them."""
    found: dict[str, list[dict[str, str]]] = {}
    [card] = [part for part in reply.raw["components"] if part["type"] == CONTAINER]
    async with aiohttp.ClientSession() as session:
        for url in [part["file"]["url"] for part in card["components"] if part["type"] == FILE]:
            async with session.get(url) as response:
                content = await response.read()
            assert content.startswith(b"\xef\xbb\xbf")  # for Excel
            found[Path(urlsplit(url).path).name] = list(
                csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
            )
    return found


async def practice(harness: BotHarness, person: Person, number: int, week: int) -> None:
    """What a student does in a week: the diligent a quiz here, the others one question, or nothing."""
    if number % 5 == 0:
        await finish(harness.library.default, person, await person.run("/quiz 1"), right=week > 0)
    elif number % 5 < 3:
        asked = await shown(person, "/quiz questions:1")
        await answer(harness.library.default, person, asked, right=number % 2 == 0)
    elif number % 5 == 3:  # only by direct message
        asked = await shown(person, "/quiz questions:1", "dm")
        await answer(harness.library.default, person, asked, right=True)


async def test_a_class_of_thirty_over_three_weeks(harness: BotHarness, calendar: Calendar) -> None:
    """Names, answers and scores in the files are those of the record, computed here in another way."""
    teacher = await new_teacher(harness)
    code = await create(teacher)
    people = [await enroll(harness, number) for number in range(STUDENTS)]
    await practice(harness, people[1], 1, 0)  # before joining: doesn't count
    for number, person in enumerate(people):
        await join(person, code, f"{number:02}", direct=number == 3)
    for week in range(WEEKS):
        for number, person in enumerate(people):
            await practice(harness, person, number, week)
        calendar.pass_days(7)
    report = await shown(teacher, "/class report")
    assert "Active in the last 7 days: **0 of 30**." in report.text
    assert "1 to 10 of 30." in report.text
    second = await press(teacher, report, "Next students ▸")
    assert "11 to 20 of 30." in second.text
    files = await files_of(await press(teacher, report, "Get it as CSV"))
    expected = await expected_rows(harness, people)
    students = files[STUDENTS_FILE]
    assert [row["Name"] for row in students] == [f"{number:02}" for number in range(STUDENTS)]
    for row, person in zip(students, people, strict=True):
        given = expected[int(person.user["id"])]
        assert int(row["Answers"]) == len(given)
        finished = [quiz for quiz, rows in by_quiz(given).items() if quiz in await closed(harness)]
        rows = [each for each in given if each["quiz"] in finished]
        assert int(row["Quizzes finished"]) == len(finished)
        right = 100 * sum(each["score"] == 100 for each in rows) / len(rows) if rows else None
        assert row["Quiz answers right %"] == ("" if right is None else str(round(right, 1)))
        assert row["Direct messages count"] == ("yes" if row["Name"] == "03" else "no")
        earned = [] if only_direct(row["Name"]) else await badges(harness, person)
        assert int(row["Badges"]) == len(earned)  # for goals mastered over the weeks
    check_questions(files[QUESTIONS_FILE], expected)


def only_direct(name: str) -> bool:
    """Whether a student practiced by direct message and didn't let the class see it."""
    return int(name) % 5 == 3 and name != "03"


async def badges(harness: BotHarness, person: Person) -> list[Any]:
    """The badges that a person has."""
    rows = harness.services.record._fetch("SELECT * FROM badge WHERE learner = $1", int(person.user["id"]))
    return list(await rows)


async def expected_rows(harness: BotHarness, people: list[Person]) -> dict[int, list[dict[str, Any]]]:
    """The answers that count, by student, from the tables themselves."""
    record, guild = harness.services.record, harness.bot.guilds[0].id
    joined = {row["learner"]: row for row in await record._fetch("SELECT * FROM classroom_student")}
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in await record._fetch("SELECT * FROM answer ORDER BY at, id"):
        since = joined[row["learner"]]
        here = row["guild"] == guild or (row["guild"] is None and since["direct"])
        if here and row["at"] >= since["joined_at"]:
            found[row["learner"]].append(row)
    assert {int(person.user["id"]) for person in people} == joined.keys()
    return found


def by_quiz(rows: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """Group answers by their quiz."""
    grouped: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["quiz"]].append(row)
    return grouped


async def closed(harness: BotHarness) -> set[int]:
    """The quizzes that were finished."""
    rows = await harness.services.record._fetch("SELECT id FROM quiz WHERE closed_at IS NOT NULL")
    return {row["id"] for row in rows}


def check_questions(rows: list[dict[str, str]], expected: dict[int, list[dict[str, Any]]]) -> None:
    """Compare the file of questions with the students' first answers."""
    first: dict[tuple[int, str], dict[str, Any]] = {}
    for learner, given in expected.items():
        for each in given:
            first.setdefault((learner, each["question"]), each)
    students = Counter(question for _, question in first)
    right = Counter(question for (_, question), each in first.items() if each["score"] == 100)
    assert rows
    assert {row["Question"]: int(row["Students"]) for row in rows} == {
        question: count for question, count in students.items() if count >= 3
    }
    for row in rows:
        share = round(100 * right[row["Question"]] / students[row["Question"]], 1)
        assert float(row["Right on first try %"]) == share


async def test_a_student_sees_what_the_teacher_sees_and_leaves(
    harness: BotHarness, calendar: Calendar
) -> None:
    """The same lines on both screens. Leaving erases the name from the report and from the data export."""
    teacher, tomasz = await new_teacher(harness), await harness.person("tomasz")
    own = await join(tomasz, await create(teacher), "Tomasz R.")
    await finish(harness.library.default, tomasz, await tomasz.run("/quiz 1"))
    entered = await shown(tomasz, f"/class join code:{(await codes(harness))[0]}")
    report = await shown(teacher, "/class report")
    assert tomasz.user["id"] not in str([control.options for control in report.controls])
    one = await teacher.select(report, ["Tomasz R."], "See one student")
    assert isinstance(one, Reply)
    lines = [line for line in entered.text.splitlines() if line.startswith(("- ", "**Tomasz"))]
    assert len(lines) == 6
    assert all(line in one.text for line in lines)
    asked = await press(tomasz, own, "Leave the class")
    assert "erases your name" in asked.text
    assert "You've left Marketing 101." in (await press(tomasz, asked, "Yes, leave")).text
    assert not has(await press(teacher, one, "Back"), "See one student")
    assert (await harness.services.record.export(int(tomasz.user["id"])))["classes"] == []


async def codes(harness: BotHarness) -> list[str]:
    """The codes of the server's classes."""
    found = await harness.services.record.classrooms(harness.bot.guilds[0].id)
    return [each.code for each in found]
