"""Mastery in the record is what the log of answers says, and leaderboards show those who want it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.learning.mastery import Mastered
from bot.domain.learning.outlook import mastery
from bot.domain.learning.quiz import Answer
from bot.services.ports.learning.mastery import Rank
from bot.services.ports.learning.reviews import Rebuilt
from bot.storage.stores.learning.mastery import BOARD
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question
from tests.records import SqlRecord, open_record
from tests.unit.domain.answer_logs import NAMES, course, logs
from tests.unit.domain.answer_logs import question as question_of

EXAMPLES = count(1)
FEW = NAMES[:5]  # three of one objective, two of another


def diligent(log: list[Answer]) -> list[Answer]:
    """The log of somebody who is mostly right, so that much is mastered; a tenth is to a newer version."""
    return [
        replace(
            each, mode="quiz", score=min(2 * each.score, 100), guessed=False, version=1 + (not each.at % 10)
        )
        for each in log
    ]


LOGS = logs(FEW, days=12, size=14).map(diligent) | logs(FEW, days=12, size=14)


async def agrees(record: SqlRecord, learner: int) -> bool:
    """Whether stored mastery is what the log says, of a course with questions as they were answered last."""
    log = await record.answers(learner, COURSE)
    versions = {name: max((a.version for a in log if a.question == name), default=1) for name in FEW}
    taught = course(**{name.replace("-", "_"): {"version": version} for name, version in versions.items()})
    stored = await record.mastered(learner, COURSE)
    days = {each.objective: each.day for each in stored}
    return days == mastery(taught, log) and all(
        any(a.at == each.at and a.day == each.day for a in log) for each in stored
    )


@settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(log=LOGS, data=st.data())
async def test_mastery_equals_what_the_log_says(
    record: SqlRecord, log: list[Answer], data: st.DataObject
) -> None:
    """Answers in any order, guesses marked and unmarked, doubts settled, versions raised."""
    learner = LEARNER + 1000 * next(EXAMPLES)
    for each in data.draw(st.permutations(log)):
        asked = question_of(each.question, version=each.version)
        fields = {"id": learner + each.id, "learner": learner, "course": COURSE}
        given_ = replace(each, fingerprint=asked.fingerprint, **fields)
        await record.add_answer(given_, asked)
        match data.draw(st.sampled_from(["nothing", "guess", "no guess", "judge"])):
            case "guess" | "no guess" as said:
                await record.mark_guess(given_, said == "guess")
            case "judge":
                await record.judge_answer(given_, "right", 100)
        assert await agrees(record, learner)
    before = await record.mastered(learner, COURSE)
    assert (await record.rebuild_cards()).differed == 0
    assert await record.mastered(learner, COURSE) == before


async def master(record: SqlRecord, learner: int, goals: int, at: int, guild: int | None = GUILD) -> None:
    """Master so many objectives, each with its last answer at an instant."""
    for number in range(goals):
        asked = question(f"q-{number}", objective=f"first.goal-{number}")
        for day in (0, 3):
            id_ = learner * 100 + number * 10 + day
            fields = {"question": asked.id, "fingerprint": asked.fingerprint, "learner": learner}
            made = answer(id_, None, None, **fields, day=day, at=at + number - 3 + day, guild=guild)
            await record.add_answer(made, asked)


async def test_a_guess_takes_mastery_back(record: SqlRecord) -> None:
    """With the answer itself: marked as a guess it shows nothing, unmarked it does again."""
    await master(record, 1, 1, 1000)
    shown = [Mastered("first.goal-0", day=3, at=1000)]
    assert await record.mastered(1, COURSE) == shown
    [_, last] = await record.answers(1, COURSE)
    await record.mark_guess(last, True)
    assert await record.mastered(1, COURSE) == []
    await record.mark_guess(last, False)
    assert await record.mastered(1, COURSE) == shown


async def test_a_raised_version_starts_anew(record: SqlRecord) -> None:
    """Once a question was answered that means something else now, older answers to it show nothing."""
    await master(record, 1, 1, 1000)
    asked = question("q-0", objective="first.goal-0", version=2)
    fields = {"question": asked.id, "version": 2, "fingerprint": asked.fingerprint, "learner": 1}
    await record.add_answer(answer(999, None, None, **fields, day=4, at=2000), asked)
    assert await record.mastered(1, COURSE) == []


async def test_rebuilding_mends_mastery(record: SqlRecord) -> None:
    """What was lost, invented or falsified is as the log says again, and counted."""
    await master(record, 1, 2, 1000)
    good = await record.mastered(1, COURSE)
    await record._execute("DELETE FROM mastered WHERE objective = 'first.goal-0'")
    await record._execute("UPDATE mastered SET at = 7 WHERE objective = 'first.goal-1'")
    await record._execute("INSERT INTO mastered VALUES (1, $1, 'invented', 1, 1)", COURSE)
    assert await record.rebuild_cards() == Rebuilt(learners=1, cards=2, mastered=2, differed=3)
    assert await record.mastered(1, COURSE) == good


async def test_a_board_shows_who_wants_it_by_what_they_mastered(record: SqlRecord) -> None:
    """Most first, equals share a rank with the latest first; others, older things and zero are not shown."""
    for learner, goals, at in ((1, 1, 5000), (2, 2, 5000), (3, 1, 6000), (4, 3, 5000), (5, 2, 900)):
        await master(record, learner, goals, at)
        if learner != 4:
            await record.join_leaderboard(GUILD, learner, 1)
            await record.join_leaderboard(GUILD, learner, 2)  # twice is once
    await record.join_leaderboard(GUILD, 6, 1)
    assert await record.board(GUILD, COURSE, 1000, 10, learner=6) == [
        Rank(2, mastered=2, rank=1),
        Rank(3, mastered=1, rank=2),
        Rank(1, mastered=1, rank=2),
    ]
    assert await record.board(GUILD, COURSE, 1000, 1, learner=1) == [Rank(2, 2, 1), Rank(1, 1, 2)]
    assert await record.board(GUILD, "another", 1000, 10, learner=1) == []
    assert await record.board(GUILD + 1, COURSE, 1000, 10, learner=1) == []


async def test_being_seen_is_for_one_server_and_can_be_ended(record: SqlRecord) -> None:
    """Joining in one server shows nobody in another; leaving hides at once; erasing leaves too."""
    await master(record, 1, 1, 5000, guild=GUILD + 1)
    assert not await record.on_leaderboard(GUILD, 1)
    await record.join_leaderboard(GUILD, 1, 1)
    assert await record.on_leaderboard(GUILD, 1)
    assert not await record.on_leaderboard(GUILD + 1, 1)
    assert len(await record.board(GUILD, COURSE, 0, 10, learner=2)) == 1
    await record.leave_leaderboard(GUILD, 1)
    assert await record.board(GUILD, COURSE, 0, 10, learner=2) == []
    await record.join_leaderboard(GUILD, 1, 1)
    await record.erase(1)
    assert await record.board(GUILD, COURSE, 0, 10, learner=2) == []


CROWD = """
INSERT INTO learner (id, first_seen_at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
WHERE i < 3000) SELECT i, 1 FROM n
"""
GOALS = """
INSERT INTO mastered (learner, course, objective, day, at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
SELECT i + 1 FROM n WHERE i < 20) SELECT learner.id, 'a-course', 'goal-' || i, 1, i * 1000 FROM learner, n
"""
SEEN = "INSERT INTO leaderboard (guild, learner, at) SELECT 1, id, 1 FROM learner WHERE id <= 50"


async def crowd(url: str) -> None:
    """Three thousand people with twenty objectives each; fifty are seen in a server."""
    async with open_record(url) as record:
        for statement in (CROWD, GOALS, SEEN, "ANALYZE"):
            await record._execute(statement)


async def test_a_board_is_read_by_its_index_on_sqlite(sqlite_url: str) -> None:
    """Nobody's mastery is read but that of the people shown, and of them only what is new."""
    await crowd(sqlite_url)
    with closing(sqlite3.connect(Path(sqlite_url.removeprefix("sqlite:///")))) as connection:
        values = {"1": 1, "2": "a-course", "3": 15_000, "4": 10, "5": 1}
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {BOARD}", values)]
    assert any("mastered_lately (learner=? AND course=? AND at>?)" in step for step in plan), plan
    assert any(step.startswith("SEARCH leaderboard") for step in plan), plan


async def test_a_board_is_read_by_its_index_on_postgres(postgres_url: str) -> None:
    """Nobody's mastery is read but that of the people shown, and of them only what is new."""
    await crowd(postgres_url)
    connection = await asyncpg.connect(postgres_url)
    rows = await connection.fetch(f"EXPLAIN {BOARD}", 1, "a-course", 15_000, 10, 1)
    await connection.close()
    plan = "\n".join(row[0] for row in rows)
    assert "mastered_lately" in plan, plan
    assert "Seq Scan on mastered" not in plan, plan


@pytest.mark.parametrize("body", ['{"objective": "a.b", "kind": "single", "level": "apply"}', "{}"])
async def test_what_was_answered_before_can_be_mastered(
    url: str, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers from before mastery was kept count once it is worked out, as far as their words are known."""
    import bot.storage.engines.migrate

    known = bot.storage.engines.migrate.migrations
    with monkeypatch.context() as patch:
        patch.setattr(bot.storage.engines.migrate, "migrations", lambda dialect: known(dialect)[:4])
        async with open_record(url) as record:
            await record._execute("INSERT INTO learner (id, first_seen_at) VALUES (1, 1)")
            await record._execute("INSERT INTO question_text VALUES ('f', $1, 'q', 1, $2)", COURSE, body)
            for day in (1, 5):
                await record._execute(
                    "INSERT INTO answer (id, learner, course, question, version, fingerprint, mode, chosen, "
                    "score, guessed, at, day) VALUES ($1, 1, $2, 'q', 1, 'f', 'quiz', '[0]', 100, 0, $3, $4)",
                    *(day, COURSE, day, day),
                )
    async with open_record(url) as record:
        await record.rebuild_cards()
        expected = [Mastered("a.b", 5, 5)] if body != "{}" else []
        assert await record.mastered(1, COURSE) == expected
