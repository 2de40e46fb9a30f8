"""Live rounds: one in each channel, exact votes, and one answer for each vote that counts."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.classes.assignment import Delivery
from bot.domain.live.scoring import PlayerScore
from bot.errors.delivery import LeaseLost
from bot.services.ports.posts.leases import Lease
from tests.contract.samples import COURSE, LEARNER, answer, question
from tests.contract.samples_live import add_round, live_question, live_round, player, vote
from tests.records import SqlRecord


async def test_a_channel_has_one_round_at_a_time(record: SqlRecord) -> None:
    """A second one is refused until the first is over; other channels don't mind."""
    store, first = record.stores.live, live_round(600, channel=5)
    assert await add_round(record, first)
    assert not await add_round(record, live_round(700, channel=5))
    assert await add_round(record, live_round(800, channel=6))
    assert await store.open_round(5) == first
    await store.update_round(replace(first, phase="over"))
    assert await store.open_round(5) is None
    assert await add_round(record, live_round(900, channel=5))
    assert [each.position for each in await store.questions(900)] == [0, 1]


async def test_of_rounds_opened_at_once_one_stands(record: SqlRecord) -> None:
    """Two hosts at the same moment: the database decides."""
    opened = await asyncio.gather(*(add_round(record, live_round(600 + 10 * n, channel=5)) for n in range(5)))
    assert sorted(opened) == [False] * 4 + [True]


async def test_a_round_is_due_when_its_phase_says_so(record: SqlRecord) -> None:
    """The earliest first; one that's over never is."""
    store = record.stores.live
    waits = live_round(600, phase="question", position=0, next_at=300, delivery=Delivery("sent"))
    for each in (waits, live_round(700, due_at=200), live_round(800, phase="over")):
        await add_round(record, each)
    assert await store.next_wake() == 200
    assert [each.id for each in await store.due_rounds(299, 9)] == [700]
    assert await store.due_rounds(300, 9) == [live_round(700, due_at=200), waits]


async def test_only_the_holder_of_the_lease_goes_on(record: SqlRecord) -> None:
    """A process that lost the lease writes nothing."""
    await add_round(record, live_round())
    gone = replace(live_round(), position=1)
    with pytest.raises(LeaseLost):
        await record.stores.live.update_round(gone, Lease("me", 9, "live"))
    assert await record.stores.live.round(600) == live_round()
    assert await record.acquire_lease(Lease("me", 9, "live"), 1)
    await record.stores.live.update_round(gone, Lease("me", 9, "live"))
    assert await record.stores.live.round(600) == gone


async def test_the_first_vote_stands(record: SqlRecord) -> None:
    """Without changes, whatever is stored first counts, and later presses are told so."""
    await add_round(record, live_round())
    store = record.stores.live
    assert await store.add_player(player())
    assert not await store.add_player(player(quiz=1))
    first = vote(80)
    assert await store.vote(first, changes=False) == first
    assert await store.vote(vote(90, choice=1, score=0), changes=False) == first
    assert await store.own_votes(600, LEARNER) == [first]


async def test_the_vote_made_last_counts_in_whatever_order_they_arrive(record: SqlRecord) -> None:
    """With changes, the interaction's id decides."""
    await add_round(record, live_round())
    store = record.stores.live
    await store.add_player(player())
    made = [vote(70 + n, choice=n % 2, score=100 * (n % 2)) for n in range(6)]
    for each in (made[2], made[0], made[5], made[4], made[1], made[3]):
        await store.vote(each, changes=True)
    assert await store.own_votes(600, LEARNER) == [made[5]]


async def test_choices_and_scores_are_exact(record: SqlRecord) -> None:
    """Counts by option, and points by player; people who only joined aren't in either."""
    await add_round(record, live_round())
    store = record.stores.live
    for number in range(9):
        await store.add_player(player(LEARNER + number))
    for number in range(8):
        right = number % 3 == 0
        for place in range(2):
            cast = vote(70 + 2 * number + place, LEARNER + number, choice=int(not right), score=100 * right)
            await store.vote(replace(cast, position=place), changes=False)
    assert await store.choices(600, 0) == {0: 3, 1: 5}
    scores = [PlayerScore(LEARNER + number, 200 * (number % 3 == 0), 2) for number in range(8)]
    assert await store.scores(600) == scores
    assert await store.count_players(600) == 9


async def test_a_vote_becomes_one_answer_once_its_question_is_closed(record: SqlRecord) -> None:
    """Not before, and not twice. The answers are those of a quiz that's closed, so nothing resumes it."""
    await add_round(record, live_round(phase="question", position=0))
    store = record.stores.live
    await store.add_player(player())
    await store.vote(vote(70), changes=False)
    assert await store.open_votes(9) == []
    await store.update_round(live_round(phase="results", position=0))
    [found] = await store.open_votes(9)
    assert (found.vote, found.player, found.asked) == (vote(70), player(), live_question())
    assert await store.open_votes(0, 600, LEARNER) == [found]
    assert await store.open_votes(0, 600, LEARNER + 1) == []
    await store.record_vote(found, answer(70, None, None), question())
    assert await store.open_votes(9) == []
    quiz = await record.quiz(player().quiz)
    assert (quiz.mode, quiz.lesson, quiz.closed_at, len(quiz.items)) == ("quiz", "a-lesson", 60, 1)
    assert [each.id for each in await record.answers(LEARNER, COURSE)] == [70]
    await store.vote(vote(75, position=1), changes=False)
    await store.update_round(live_round(phase="podium", position=1))
    [second] = await store.open_votes(9)
    await store.record_vote(second, answer(75, None, None), question())
    quiz = await record.quiz(player().quiz)
    assert [quiz.answers[place].id for place in range(2)] == [70, 75]
    assert not await record.open_quizzes(LEARNER, COURSE)


async def test_a_round_of_a_clock_that_ran_ahead_goes_on(record: SqlRecord) -> None:
    """Its times come back to now; a round that waits as usual keeps them."""
    ahead = 10**12
    await add_round(
        record,
        live_round(600, started_at=ahead, due_at=ahead, next_at=ahead, delivery=Delivery("sent", ahead)),
    )
    usual = live_round(700, due_at=5_000, next_at=900_000, delivery=Delivery("sent", 5_000))
    await add_round(record, usual)
    await record.correct_stamps(6_000, 66_000)
    assert await record.stores.live.next_wake() == 6_000
    assert await record.stores.live.round(700) == usual
