"""The record keeps the days on which people practiced, and the boards made from them, on both engines."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.domain.calendar.day import EPOCH
from bot.errors.user import QuizNotFound
from bot.services.ports.learning.practice import Rank
from bot.storage.stores.learning.practice import BOARD, PEOPLE
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question, quiz
from tests.contract.samples_daily import entry, post, schedule
from tests.records import SqlRecord, open_record

MONDAY = (date(2026, 11, 30) - EPOCH).days
ELSEWHERE = GUILD + 1


async def practice(record: SqlRecord, learner: int, *days: int, guild: int | None = GUILD) -> None:
    """Answer a question on each of these days, counted from MONDAY."""
    for day in days:
        about = {"learner": learner, "guild": guild, "day": MONDAY + day}
        await record.add_answer(
            answer(learner % 1000 * 1000 + (guild or 0) % 7 * 100 + 50 + day, None, None, **about), question()
        )


async def test_a_day_is_kept_with_the_answer(record: SqlRecord) -> None:
    """Once a day and server, in any mode: practice, assessments, daily posts. A refused answer adds none."""
    assert await record.practice_days(LEARNER) == []
    await record.start_quiz(quiz(places=2))
    await record.start_quiz(quiz(2000, places=1, mode="post", form="a"))
    await record.add_answer(answer(1, position=0, day=5), question())
    await record.add_answer(answer(2, position=1, day=5, guild=None), question())
    await record.add_answer(answer(3, quiz=2000, mode="post", day=7), question())
    await record.add_schedule(schedule(), entry())
    await record.add_post(post(), entry(901))
    daily = answer(4, None, None, mode="daily", day=4)
    await record.add_daily_answer(post().id, daily, question())
    await record.add_answer(answer(5, position=1, day=9), question())  # the first answer stands
    with pytest.raises(QuizNotFound):
        await record.add_answer(answer(6, position=2, day=10), question())
    assert await record.practice_days(LEARNER) == [4, 5, 7]
    rows = (await record.export(LEARNER))["practice_days"]
    assert [(row["day"], row["guild"]) for row in rows] == [(4, GUILD), (5, 0), (5, GUILD), (7, GUILD)]


async def test_people_are_counted_where_they_practiced(record: SqlRecord) -> None:
    """Each person once a week, Monday to Sunday, in the server of their answers."""
    await practice(record, 1, 0, 1)
    await practice(record, 2, 6)
    await practice(record, 3, -1, 7)
    await practice(record, 4, 2, guild=ELSEWHERE)
    await practice(record, 5, 2, guild=None)
    assert await record.people_practicing(GUILD, MONDAY) == 2
    assert await record.people_practicing(ELSEWHERE, MONDAY) == 1
    assert await record.people_practicing(GUILD, MONDAY + 7) == 1
    assert await record.people_practicing(GUILD, MONDAY + 14) == 0


async def test_a_board_shows_who_joined_by_days_practiced(record: SqlRecord) -> None:
    """Most days first, wherever they were; ties share a rank; others and other weeks aren't shown."""
    await practice(record, 1, 0, 1, 6)
    await practice(record, 2, 0, guild=ELSEWHERE)
    await practice(record, 2, 2, 3, guild=None)
    await practice(record, 2, 2)  # the same day once more
    await practice(record, 3, 4)
    await practice(record, 4, 0, 1, 2, 3)
    await practice(record, 5, -1, 7)
    for learner in (1, 2, 3, 5, 6):
        await record.join_leaderboard(GUILD, learner, 1)
        await record.join_leaderboard(GUILD, learner, 2)  # twice is once
    full = [Rank(1, 3, 1), Rank(2, 3, 1), Rank(3, 1, 3)]
    assert await record.board(GUILD, MONDAY, 10, learner=6) == full
    assert await record.board(GUILD, MONDAY, 1, learner=3) == [full[0], full[2]]
    assert await record.board(GUILD, MONDAY + 7, 10, learner=1) == [Rank(5, 1, 1)]
    assert await record.board(ELSEWHERE, MONDAY, 10, learner=2) == []


async def test_joining_is_for_one_server_and_can_be_undone(record: SqlRecord) -> None:
    """Joining in one server shows nobody in another; leaving takes effect at once; erasing leaves too."""
    await practice(record, 1, 0, guild=ELSEWHERE)
    assert not await record.on_leaderboard(GUILD, 1)
    await record.join_leaderboard(GUILD, 1, 1)
    assert await record.on_leaderboard(GUILD, 1)
    assert not await record.on_leaderboard(ELSEWHERE, 1)
    assert len(await record.board(GUILD, MONDAY, 10, learner=2)) == 1
    await record.leave_leaderboard(GUILD, 1)
    assert await record.board(GUILD, MONDAY, 10, learner=2) == []
    await record.join_leaderboard(GUILD, 1, 1)
    await record.erase(1)
    assert await record.board(GUILD, MONDAY, 10, learner=2) == []
    assert await record.practice_days(1) == []


async def test_rebuilding_restores_the_days(record: SqlRecord) -> None:
    """Lost and invented days are as the answers say again."""
    await practice(record, LEARNER, 0, 1)
    await record._execute("DELETE FROM practice_day WHERE day = $1", MONDAY)
    await record._execute("INSERT INTO practice_day VALUES ($1, 3, 0)", LEARNER)
    await record.rebuild_cards()
    assert await record.practice_days(LEARNER) == [MONDAY, MONDAY + 1]


async def test_a_clock_that_ran_ahead_leaves_no_days(record: SqlRecord) -> None:
    """Once its answers are put back to today, so are their days."""
    await practice(record, LEARNER, 0)
    await record.add_answer(answer(10**15, None, None, day=MONDAY + 400), question())
    await record.correct_stamps((MONDAY + 1) * 86_400_000, (MONDAY + 2) * 86_400_000)
    assert await record.practice_days(LEARNER) == [MONDAY, MONDAY + 1]


async def test_older_answers_have_their_days(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The migration takes them from the answers that were given before it."""
    import bot.storage.engines.migrate

    known = bot.storage.engines.migrate.migrations
    with monkeypatch.context() as patch:
        patch.setattr(bot.storage.engines.migrate, "migrations", lambda dialect: known(dialect)[:14])
        async with open_record(url) as record:
            await record._execute("INSERT INTO learner (id, first_seen_at) VALUES (1, 1)")
            await record._execute(
                "INSERT INTO question_text (fingerprint, course, question, version, body) "
                "VALUES ('f', $1, 'q', 1, '{}')",
                COURSE,
            )
            for id_, day, guild in ((1, 5, None), (2, 5, None), (3, 5, GUILD), (4, 9, GUILD)):
                await record._execute(
                    "INSERT INTO answer (id, learner, course, guild, question, version, fingerprint, mode, "
                    "chosen, score, guessed, at, day) "
                    "VALUES ($1, 1, $2, $3, 'q', 1, 'f', 'quiz', '[0]', 100, 0, $1, $4)",
                    *(id_, COURSE, guild, day),
                )
    async with open_record(url) as record:
        rows = (await record.export(1))["practice_days"]
        assert [(row["day"], row["guild"]) for row in rows] == [(5, 0), (5, GUILD), (9, GUILD)]


CROWD = """
INSERT INTO learner (id, first_seen_at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
WHERE i < 3000) SELECT i, 1 FROM n
"""
MANY_DAYS = """
INSERT INTO practice_day (learner, day, guild) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
SELECT i + 1 FROM n WHERE i < 20) SELECT learner.id, i, learner.id % 100 FROM learner, n
"""
JOINED = "INSERT INTO leaderboard (guild, learner, at) SELECT 1, id, 1 FROM learner WHERE id <= 50"


async def crowd(url: str) -> None:
    """Store three thousand people with twenty days each; fifty joined a board."""
    async with open_record(url) as record:
        for statement in (CROWD, MANY_DAYS, JOINED, "ANALYZE"):
            await record._execute(statement)


async def test_a_board_is_read_by_its_index_on_sqlite(sqlite_url: str) -> None:
    """Only the days of the people on it are read, and of those only the week's."""
    await crowd(sqlite_url)
    with closing(sqlite3.connect(Path(sqlite_url.removeprefix("sqlite:///")))) as connection:

        def plan(query: str) -> list[str]:
            values = {"1": 1, "2": 15, "3": 21, "4": 10, "5": 1}
            return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]

        board, people = plan(BOARD), plan(PEOPLE)
    assert any("practice_day USING PRIMARY KEY (learner=? AND day>? AND day<?)" in step for step in board)
    assert any(step.startswith("SEARCH leaderboard") for step in board), board
    assert any("practice_day_by_guild (guild=? AND day>? AND day<?)" in step for step in people), people


async def test_a_board_is_read_by_its_index_on_postgres(postgres_url: str) -> None:
    """Only the days of the people on it are read, and of those only the week's."""
    await crowd(postgres_url)
    connection = await asyncpg.connect(postgres_url)
    board = await connection.fetch(f"EXPLAIN {BOARD}", 1, 15, 21, 10, 1)
    people = await connection.fetch(f"EXPLAIN {PEOPLE}", 1, 15, 21)
    await connection.close()
    assert "Seq Scan on practice_day" not in "\n".join(row[0] for row in board), board
    assert "practice_day_by_guild" in "\n".join(row[0] for row in people), people
