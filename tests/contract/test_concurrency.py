"""What many people, or one impatient person, do at the same time."""

import asyncio

from bot.domain.learning.quiz import Item
from tests.contract import answer_writer
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question, quiz
from tests.records import SqlRecord, open_record


async def test_fifty_answers_at_once_for_one_place_are_one(record: SqlRecord) -> None:
    """Of fifty presses one is stored and counted, and all fifty are shown that one."""
    await record.start_quiz(quiz())
    presses = [answer(number, chosen=(number % 2,), score=100 * (1 - number % 2)) for number in range(1, 51)]
    shown = await asyncio.gather(*(record.add_answer(press, question()) for press in presses))
    assert len(set(shown)) == 1
    assert await record.answers(LEARNER, COURSE) == [shown[0]]
    assert [each.answered for each in await record.counters(COURSE)] == [1]
    stored = await record.quiz(1000)
    assert stored is not None
    assert stored.answers == {0: shown[0]}


async def test_fifty_deliveries_of_one_interaction_are_one_answer(record: SqlRecord) -> None:
    """The same interaction, delivered fifty times at once, is one answer."""
    await asyncio.gather(*(record.add_answer(answer(1, None, None), question()) for _ in range(50)))
    assert len(await record.answers(LEARNER, COURSE)) == 1
    assert [each.answered for each in await record.counters(COURSE)] == [1]


async def test_a_class_that_answers_at_once_is_counted_to_the_last(record: SqlRecord) -> None:
    """Fifty people answering the same question at the same moment are fifty answers."""
    people = range(1, 51)
    await asyncio.gather(
        *(record.add_answer(answer(each, None, None, learner=each), question()) for each in people)
    )
    assert [each.answered for each in await record.counters(COURSE)] == [50]
    for each in people:
        assert [one.id for one in await record.answers(each, COURSE)] == [each]


async def test_two_starts_of_one_quiz_are_one_quiz(record: SqlRecord) -> None:
    """A repeated interaction that draws differently gets the quiz that was stored first."""
    drawn = [quiz(items=(Item(f"drawn-{number}", 1),)) for number in range(10)]
    started = await asyncio.gather(*(record.start_quiz(each) for each in drawn))
    assert started == [await record.quiz(1000)] * 10


async def test_one_of_many_greets(record: SqlRecord) -> None:
    """Of several that claim a greeting at once, one gets it."""
    claims = await asyncio.gather(*(record.claim_greeting(GUILD, at) for at in range(20)))
    assert claims.count(True) == 1


async def test_processes_that_start_together_share_one_record(url: str) -> None:
    """Four processes open a new database at once, write side by side, and every row is there."""
    starts = [number * 1000 for number in range(1, 5)]
    running = [answer_writer.start(url, first, 25) for first in starts]
    said = [await asyncio.to_thread(output.read) for _, output in running]
    for process, output in running:
        output.close()
        process.join()
        assert process.exitcode == 0
    wanted = {start + number for start in starts for number in range(25)}
    assert {int(line) for lines in said for line in lines.split()} == wanted
    async with open_record(url) as record:
        assert {each.id for each in await record.answers(LEARNER, COURSE)} == wanted
        assert [each.answered for each in await record.counters(COURSE)] == [100]


async def test_presses_at_once_start_one_quiz(record: SqlRecord) -> None:
    """However often a button is pressed: one untouched quiz of a kind, until it has an answer."""
    drawn = [quiz(number, lesson=None) for number in range(1, 11)]
    started = await asyncio.gather(*(record.start_quiz(each) for each in drawn))
    assert len({each.id for each in started}) == 1
    assert len(await record.open_quizzes(LEARNER, COURSE)) == 1
    longer = await record.start_quiz(quiz(20, places=4, lesson=None))
    other = await record.start_quiz(quiz(21, lesson="a-lesson"))
    retake = await record.start_quiz(quiz(22, lesson=None, mode="retake"))
    assert [each.id for each in (longer, other, retake)] == [20, 21, 22]
    rest = await record.start_quiz(quiz(23, lesson=None, mode="retake", items=tuple(reversed(retake.items))))
    assert rest.id == 23
    await record.add_answer(answer(5000, started[0].id), question())
    assert (await record.start_quiz(quiz(30, lesson=None))).id == 30


async def test_the_last_answers_at_once_close_the_quiz(record: SqlRecord) -> None:
    """Two devices answer the last two places at the same time: the quiz is done, and no longer open."""
    await record.start_quiz(quiz(places=3))
    await record.skip_question(1000, 0)
    await asyncio.gather(*(record.add_answer(answer(5000 + at, position=at), question()) for at in (1, 2)))
    held = await record.quiz(1000)
    assert held
    assert held.closed_at is not None
    assert await record.open_quizzes(LEARNER, COURSE) == []


async def test_a_challenge_is_taken_on_once_even_when_it_is_answered_in_between(record: SqlRecord) -> None:
    """Two devices press at the same time: the slower one gets the quiz of the faster one, answered or not."""
    first = await record.start_quiz(quiz(10, challenge=7))
    answered = await record.add_answer(answer(5000, first.id), question())
    second = await record.start_quiz(quiz(11, challenge=7))
    assert (second.id, second.answers) == (first.id, {0: answered})
    assert (await record.start_quiz(quiz(12, challenge=8))).id == 12


async def test_a_lesson_asks_its_own_questions_once(record: SqlRecord) -> None:
    """An answer to the greeting and /learn at the same time are one quiz, answered or not."""
    own = {"lesson": "a-lesson", "mode": "lesson"}
    first = await record.start_quiz(quiz(10, **own))
    answered = await record.add_answer(answer(5000, first.id, mode="lesson"), question())
    second = await record.start_quiz(quiz(11, **own))
    assert (second.id, second.answers) == (first.id, {0: answered})
    changed = await record.start_quiz(quiz(12, places=2, **own))
    assert changed.id == 12
