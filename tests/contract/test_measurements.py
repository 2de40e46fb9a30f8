"""The record keeps tests before and after a course, and knows when somebody studied, on both engines."""

import asyncio
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from asyncpg import UniqueViolationError  # type: ignore[import-untyped]

from bot.domain.measure import Sitting, StudySpan, sitting
from bot.domain.quiz import Quiz
from bot.storage import SqlRecord, open_record
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question, quiz


def a_test(id: int = 1000, **changes: Any) -> Quiz:
    """A test before the course."""
    return quiz(id, **{"lesson": None, "mode": "pre", "form": "a", **changes})


async def test_a_test_comes_back_as_it_stands(record: SqlRecord, url: str) -> None:
    """Right, unknown and guessed answers are counted, withdrawn questions not; so also after a restart."""
    test = a_test(places=4)
    assert await record.start_quiz(test) == test
    await record.add_answer(answer(1, position=0, mode="pre"), question())
    await record.add_answer(answer(2, position=1, mode="pre", chosen=(), score=0), question())
    await record.mark_guess(answer(1), guessed=True)
    await record.skip_question(1000, 2)
    begun = Sitting(1000, "a", "pre", GUILD, 3, 2, 1, 1, 1, started_at=1000, finished_at=None)
    assert await record.sittings(LEARNER, COURSE) == [begun]
    await record.add_answer(answer(3, position=3, mode="pre", score=50, at=77), question())
    async with open_record(url) as reopened:
        [done] = await reopened.sittings(LEARNER, COURSE)
    assert done == replace(begun, answered=3, finished_at=77)
    assert done.whole


async def test_tests_come_oldest_first_and_nothing_else(record: SqlRecord) -> None:
    """Practice, other courses and other people are left out; who begins in direct messages has no server."""
    after = a_test(2, form="b", mode="post", guild=None, started_at=20)
    before = a_test(9, started_at=10)
    others = [replace(before, id=3, course="another"), replace(before, id=4, learner=LEARNER + 1), quiz(5)]
    for each in (after, before, *others):
        await record.start_quiz(each)
    found = await record.sittings(LEARNER, COURSE)
    assert found == [sitting(before), sitting(after)]
    assert [each.guild for each in found] == [GUILD, None]


async def test_a_form_is_met_once(record: SqlRecord) -> None:
    """Whoever starts it again gets the first test, answered, finished or not; two at once are one."""
    first, second = await asyncio.gather(*(record.start_quiz(a_test(number)) for number in (1, 2)))
    assert first == second
    await record.add_answer(answer(50, quiz=first.id, position=0, mode="pre"), question())
    await record.close_quiz(first.id, 60)
    again = await record.start_quiz(a_test(3, mode="post", places=1))
    assert (again.id, again.closed_at, set(again.answers)) == (first.id, 60, {0})
    other = await record.start_quiz(a_test(4, form="b"))
    assert other.id == 4


async def test_a_form_is_met_once_in_each_round(record: SqlRecord) -> None:
    """A later round begins a test of its own, with the round kept; two at once are one again."""
    first = await record.start_quiz(a_test(1, closed_at=9))
    again = [a_test(number, round=2, mode="post", started_at=90) for number in (2, 3)]
    one, other = await asyncio.gather(*map(record.start_quiz, again))
    assert one == other
    assert one.id != first.id
    assert [(each.form, each.round) for each in await record.sittings(LEARNER, COURSE)] == [
        ("a", 1),
        ("a", 2),
    ]
    assert [each["round"] for each in (await record.export(LEARNER))["quizzes"]] == [1, 2]


async def test_the_record_itself_refuses_a_round_twice(record: SqlRecord) -> None:
    """Whatever the program believes: the index has the last word."""
    await record.start_quiz(a_test(1))
    copy = """
    INSERT INTO quiz (id, learner, course, mode, seed, started_at, form, round)
    SELECT CAST($1 AS BIGINT), learner, course, mode, seed, started_at, form, 2 FROM quiz WHERE id = 1
    """
    await record._execute(copy, 2)
    with pytest.raises((sqlite3.IntegrityError, UniqueViolationError)):
        await record._execute(copy, 3)


async def test_a_test_makes_no_card(record: SqlRecord) -> None:
    """What measures is no practice: nothing comes back for review, nor after making all cards anew."""
    await record.start_quiz(a_test())
    await record.add_answer(answer(1, mode="pre"), question())
    await record.mark_guess(answer(1, mode="pre"), guessed=True)
    assert await record.cards(LEARNER, COURSE) == []
    assert (await record.rebuild_cards()).cards == 0


async def test_study_is_reading_and_practice(record: SqlRecord) -> None:
    """The first and last time of it; a page opened again counts, a test and another course do not."""
    assert await record.study_span(LEARNER, COURSE) is None
    await record.start_quiz(a_test())
    await record.add_answer(answer(1, mode="pre", at=5), question())
    await record.mark_read(LEARNER, "another", "one", 0, 6)
    await record.mark_read(LEARNER + 1, COURSE, "one", 0, 7)
    assert await record.study_span(LEARNER, COURSE) is None
    await record.mark_read(LEARNER, COURSE, "one", 0, 10)
    assert await record.study_span(LEARNER, COURSE) == StudySpan(10, 10)
    await record.mark_read(LEARNER, COURSE, "one", 0, 30)
    assert await record.study_span(LEARNER, COURSE) == StudySpan(10, 30)
    await record.add_answer(answer(2, None, None, mode="daily", at=40), question())
    assert await record.study_span(LEARNER, COURSE) == StudySpan(10, 40)


async def test_no_thanks_is_kept(record: SqlRecord) -> None:
    """By course and person, once however often it is said; erasing takes it away."""
    assert not await record.declined_pretest(LEARNER, COURSE)
    for at in (10, 20):
        await record.decline_pretest(LEARNER, COURSE, at)
    assert await record.declined_pretest(LEARNER, COURSE)
    assert not await record.declined_pretest(LEARNER, "another")
    assert not await record.declined_pretest(LEARNER + 1, COURSE)
    assert (await record.erase(LEARNER))["pretests_declined"] == 1
    assert not await record.declined_pretest(LEARNER, COURSE)


def test_a_quiz_is_no_test() -> None:
    """Practice has no sitting."""
    with pytest.raises(ValueError, match="no test"):
        sitting(quiz())
