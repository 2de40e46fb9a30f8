"""The record keeps tests before and after a course, and knows when someone studied, on both engines."""

import asyncio
import sqlite3
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.domain.learning.assessment import Sitting, sitting
from bot.domain.learning.quiz import Quiz
from bot.errors.user import QuizClosed
from bot.storage.stores.learning import quizzes
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question, quiz
from tests.records import SqlRecord, open_record


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
    begun = Sitting(1000, "a", "pre", GUILD, 3, 2, 1, 1, 1, started_at=1000, finished_at=None, dropped=1)
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
    """Starting it again returns the first one, answered or finished or not; two starts at once make one."""
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


async def test_the_edition_of_a_test_is_kept(record: SqlRecord) -> None:
    """Results are compared only within an edition. Those from before editions were recorded have none."""
    await record.start_quiz(a_test(1, edition="of-june"))
    await record.start_quiz(a_test(2, form="b", started_at=2000))
    assert [each.edition for each in await record.sittings(LEARNER, COURSE)] == ["of-june", None]


async def test_the_record_itself_refuses_a_round_twice(record: SqlRecord) -> None:
    """Whatever the program believes: the index has the last word."""
    await record.start_quiz(a_test(1))
    copy = """
    INSERT INTO quiz (id, learner, course, mode, seed, started_at, form, round)
    SELECT CAST($1 AS BIGINT), learner, course, mode, seed, started_at, form, 2 FROM quiz WHERE id = 1
    """
    await record._execute(copy, 2)
    with pytest.raises((sqlite3.IntegrityError, asyncpg.UniqueViolationError)):
        await record._execute(copy, 3)


async def test_nothing_is_added_to_a_test_that_is_over(record: SqlRecord) -> None:
    """Of answers that race with its end, those kept are there when it is ended; the others are told so."""
    places = 12
    for number in range(1, 11):
        test = await record.start_quiz(a_test(number, form=f"form-{number}", places=places))

        async def end(test: Quiz = test) -> Quiz | None:
            await record.close_quiz(test.id, 99)
            return await record.quiz(test.id)

        given = [answer(100 * number + place, number, place, mode="pre") for place in range(places)]
        race: list[Coroutine[Any, Any, Any]] = [record.add_answer(each, question()) for each in given]
        race.insert(number, end())
        kept = await asyncio.gather(*race, return_exceptions=True)
        ended = kept.pop(number)
        assert isinstance(ended, Quiz)
        assert await record.quiz(test.id) == ended
        stored = [each for each in kept if not isinstance(each, QuizClosed)]
        assert list(ended.answers.values()) == stored


async def test_an_answer_given_before_the_end_still_stands(record: SqlRecord) -> None:
    """Sent again after it, the answer comes back; one for another place is refused, and leaves nothing."""
    await record.start_quiz(a_test())
    first = await record.add_answer(answer(1, position=0, mode="pre"), question())
    await record.close_quiz(1000, 9)
    assert await record.add_answer(answer(1, position=0, mode="pre"), question()) == first
    assert await record.add_answer(answer(2, position=0, mode="pre"), question()) == first
    with pytest.raises(QuizClosed):
        await record.add_answer(answer(3, position=1, mode="pre"), question())
    assert [each.answered for each in await record.sittings(LEARNER, COURSE)] == [1]
    assert [each.answered for each in await record.counters(COURSE)] == [1]


async def test_an_answer_waits_for_an_end_under_way(postgres_url: str) -> None:
    """Where units run beside each other, the one that ends the test decides."""
    async with open_record(postgres_url) as record:
        await record.start_quiz(a_test())
        ending = await asyncpg.connect(postgres_url)
        under_way = ending.transaction()
        await under_way.start()
        await ending.execute(quizzes.CLOSE_QUIZ, 1000, 9)
        answering = asyncio.create_task(record.add_answer(answer(1, mode="pre"), question()))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(answering), 0.2)
        await under_way.commit()
        await ending.close()
        with pytest.raises(QuizClosed):
            await answering


async def test_a_test_makes_no_card(record: SqlRecord) -> None:
    """Assessments aren't practice: nothing comes back for review, not even after a rebuild of all cards."""
    await record.start_quiz(a_test())
    await record.add_answer(answer(1, mode="pre"), question())
    await record.mark_guess(answer(1, mode="pre"), guessed=True)
    assert await record.cards(LEARNER, COURSE) == []
    assert (await record.rebuild_cards()).cards == 0


async def test_study_begins_with_reading_or_practice(record: SqlRecord) -> None:
    """The first of both, in any mode; assessments don't count, nor do other courses and people."""
    assert await record.first_study(LEARNER, COURSE) is None
    await record.start_quiz(a_test())
    await record.add_answer(answer(1, mode="pre", at=5), question())
    await record.mark_read(LEARNER, "another", "one", 0, 6)
    await record.mark_read(LEARNER + 1, COURSE, "one", 0, 7)
    assert await record.first_study(LEARNER, COURSE) is None
    await record.add_answer(answer(2, None, None, mode="review", at=40), question())
    assert await record.first_study(LEARNER, COURSE) == 40
    for at in (10, 30):
        await record.mark_read(LEARNER, COURSE, "one", 0, at)
        assert await record.first_study(LEARNER, COURSE) == 10


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
    with pytest.raises(ValueError, match="isn't an assessment"):
        sitting(quiz())
