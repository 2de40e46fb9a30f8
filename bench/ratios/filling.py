"""Fill a record with many answers, as if people had practiced in one server for weeks."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bench.process import shipped
from bench.ratios.programs import LATER
from bench.ratios.wire import PEOPLE
from bot.bootstrap import RULES
from bot.domain.calendar.day import UTC_ZONE, day_of
from bot.domain.questions.question import Question
from bot.storage import open_record

EACH = 200
"""Answers of an ordinary learner. All questions of the course are among them."""

MANY = 10_000
"""Answers of the learner with number 0."""

QUIZ = 5
DAYS = 60

LEARNER = "INSERT INTO learner (id, first_seen_at, last_seen) VALUES (?, ?, ?)"
TEXT = "INSERT INTO question_text VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
QUIZZES = """
INSERT INTO quiz (id, learner, course, lesson, guild, mode, seed, started_at, closed_at)
VALUES (?, ?, ?, ?, ?, 'quiz', 1, ?, ?)
"""
ITEMS = "INSERT INTO quiz_item (quiz, position, question, version) VALUES (?, ?, ?, ?)"
ANSWERS = """
INSERT INTO answer (id, learner, course, guild, question, version, fingerprint, mode, quiz, position, chosen,
    score, guessed, at, day)
VALUES (?, ?, ?, ?, ?, ?, ?, 'quiz', ?, ?, '[0]', ?, 0, ?, ?)
"""


async def fill(folder: Path, answers: int, guild: int) -> None:
    """Make a record with about this many answers. People are numbered from 1; 0 is the one with many."""
    path = folder / "record.db"
    async with open_record(str(path)):
        pass
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA synchronous = OFF")
        _texts(file)
        ids = iter(range(1, 2**62, 2))
        chance = random.Random(1)
        _person(file, 0, MANY, guild, ids, chance)
        for person in range(1, answers // EACH + 1):
            _person(file, person, EACH, guild, ids, chance)
        file.execute("INSERT INTO practice_day SELECT DISTINCT learner, day, COALESCE(guild, 0) FROM answer")
        file.commit()
    async with open_record(str(path)) as record:
        for name, value in (("cards", RULES), ("badges", "awarded")):
            await record.database.write(lambda stores, pair=(name, value): stores.program.set_setting(*pair))  # type: ignore[misc]
        for learner in range(PEOPLE, PEOPLE + min(answers // EACH, 64) + 1):  # those that the bench measures
            await record.database.write(lambda stores, who=learner: stores.reviews.rebuild(who))  # type: ignore[misc]


def _texts(file: sqlite3.Connection) -> None:
    course = shipped().default
    rows = [
        (
            each.fingerprint,
            course.id,
            each.id,
            each.version,
            each.written,
            each.objective,
            each.kind,
            each.level,
        )
        for each in course.questions.values()
    ]
    file.executemany(TEXT, rows)


def _person(
    file: sqlite3.Connection, person: int, count: int, guild: int, ids: Iterator[int], chance: random.Random
) -> None:
    learner, course = PEOPLE + person, shipped().default
    now = int(LATER.timestamp() * 1000)
    start = int((LATER - timedelta(days=DAYS)).timestamp() * 1000)
    lessons = list(course.units.values())
    file.execute(LEARNER, (learner, start, start // 86_400_000))
    quizzes, items, answers = [], [], []
    for number in range(count // QUIZ):
        at = start + (now - start) * number * QUIZ // count - 86_400_000
        lesson = lessons[number % len(lessons)]
        quiz = next(ids)
        quizzes.append((quiz, learner, course.id, lesson.id, guild, at, at + 60_000))
        first = number // len(lessons) * QUIZ
        for place in range(QUIZ):
            asked: Question = lesson.questions[(first + place) % len(lesson.questions)]
            items.append((quiz, place, asked.id, asked.version))
            about = (asked.id, asked.version, asked.fingerprint, quiz, place)
            given = (chance.choice((0, 100, 100)), at + place, day_of(at, UTC_ZONE))
            answers.append((next(ids), learner, course.id, guild, *about, *given))
    for query, rows in ((QUIZZES, quizzes), (ITEMS, items), (ANSWERS, answers)):
        file.executemany(query, rows)
