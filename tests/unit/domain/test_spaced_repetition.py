"""Questions come back when FSRS says, worst memory first, and never the same words without need."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learning.quiz import Answer, Item
from bot.domain.learning.spaced_repetition import (
    _SCHEDULER,
    _known,
    _noon,
    ahead,
    current,
    due,
    history,
    moved,
    next_due,
    rate,
    replay,
    select,
)
from tests.unit.domain.answer_logs import NAMES, answer, course, logs

FIRST, SECOND, THIRD = NAMES[:3]  # of one objective
TODAY = 60


@pytest.mark.parametrize(
    ("changes", "rating"),
    [
        ({}, fsrs.Rating.Good),
        ({"verdict": "right", "typed": "x"}, fsrs.Rating.Good),
        ({"verdict": "near", "typed": "x", "score": 50}, fsrs.Rating.Hard),
        ({"score": 50}, fsrs.Rating.Again),
        ({"score": 0}, fsrs.Rating.Again),
        ({"score": 0, "chosen": ()}, fsrs.Rating.Again),
        ({"guessed": True}, fsrs.Rating.Again),
        ({"guessed": True, "verdict": "near", "score": 50}, fsrs.Rating.Again),
        ({"verdict": "open", "typed": "x", "score": 0}, fsrs.Rating.Again),
    ],
)
def test_an_answer_is_rated_by_what_it_shows(changes: dict[str, object], rating: fsrs.Rating) -> None:
    """Only a right answer that was no guess is Good; a near miss is Hard; all else is Again."""
    assert rate(answer(FIRST, 0, **changes)) == rating


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=12))
def test_a_card_is_what_the_library_makes_of_it(reviews: list[tuple[int, bool]]) -> None:
    """Stability, difficulty and due day are those of the library, asked directly."""
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = fsrs.Card(card_id=7, due=datetime(1970, 1, 1, tzinfo=UTC))
    day, log = 0, []
    for gap, right in reviews:
        day += gap
        rating = fsrs.Rating.Good if right else fsrs.Rating.Again
        now = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)
        card, _ = scheduler.review_card(card, rating, now)
        log.append(answer(FIRST, day, score=100 * right))
    state = history(FIRST, log)[-1]
    assert (state.stability, state.difficulty) == (card.stability, card.difficulty)
    assert (state.last_day, state.due_day) == (day, (card.due - datetime(1970, 1, 1, tzinfo=UTC)).days)
    assert state.recall(state.last_day) == 1
    if state.stability > 5:
        assert state.recall(state.due_day) == pytest.approx(0.9, abs=0.01)


def test_only_the_first_answer_of_a_day_is_rated() -> None:
    """What comes later on the same day, or on a day that has gone by in another zone, changes nothing."""
    first = answer(FIRST, 3)
    later = answer(FIRST, 3, id=99, at=first.at + 1, score=0)
    west = answer(FIRST, 2, id=100, at=first.at + 2, score=0)
    assert history(FIRST, [first, later, west]) == history(FIRST, [first])
    assert len(history(FIRST, [first, later, west, answer(FIRST, 4)])) == 2


def test_a_new_meaning_starts_anew() -> None:
    """A raised version forgets what was known of the older one, and older answers that come late."""
    log = [answer(FIRST, 0), answer(FIRST, 5), answer(FIRST, 9, version=2, score=0), answer(FIRST, 20)]
    assert history(FIRST, log) == history(FIRST, [answer(FIRST, 9, version=2, score=0)])
    old = history(FIRST, log[:2])[-1]
    assert current(course(), [old]) == [old]
    assert current(course(lesson_0_0_0={"version": 2}), [old]) == []
    assert current(course(lesson_0_0_0={"id": "lesson-0-0-9"}), [old]) == []


@pytest.mark.parametrize("mode", ["pre", "post"])
def test_a_test_makes_no_card(mode: str) -> None:
    """What measures learning is not practised."""
    assert moved(answer(FIRST, 0, mode=mode)) == ()
    assert replay([answer(FIRST, 0, mode=mode)]) == {}


def test_a_question_asked_for_another_moves_both_cards() -> None:
    """The answer counts for the question that was due and for the one that was asked."""
    cards = replay([answer(FIRST, 0), answer(SECOND, 9, instead_of=FIRST, instead_of_version=1)])
    assert [cards[name].last_day for name in (FIRST, SECOND)] == [9, 9]
    assert cards[FIRST].stability > cards[SECOND].stability


@given(logs(), st.randoms(use_true_random=False))
def test_cards_follow_from_the_log_alone(log: list[Answer], chance: random.Random) -> None:
    """The order in which rows are read makes no difference, nor whether it is all or one question's."""
    cards = replay(log)
    mixed = list(log)
    chance.shuffle(mixed)
    assert replay(mixed) == cards
    assert {name: history(name, log)[-1] for name in NAMES if history(name, log)} == cards
    for card in cards.values():
        assert card.due_day > card.last_day
        assert 0 < card.recall(TODAY) <= 1


@given(logs())
def test_one_more_answer_moves_only_its_own_cards(log: list[Answer]) -> None:
    """Adding answers one at a time leads to the same cards as replaying all."""
    cards: dict[str, object] = {}
    for count, each in enumerate(log, start=1):
        for item in moved(each):
            cards[item.question] = history(item.question, log[:count])[-1]
    assert cards == replay(log)


@given(logs(), st.integers(0, 20))
def test_a_review_asks_what_is_due_and_no_more_than_wanted(log: list[Answer], limit: int) -> None:
    """Each question once, each for another due card; together, unlimited, they cover all that is due."""
    taught = course()
    cards = list(replay(log).values())
    asked = {each.question: each.day for each in log}
    waiting = {card.question for card in due(taught, cards, TODAY)}
    items, waiting_beyond = select(taught, cards, asked, TODAY, limit)
    assert len(items) <= limit
    assert len({item.question for item in items}) == len(items)
    for item in items:
        aim = item.instead_of or item.question
        assert aim in waiting
        assert taught.questions[aim].objective == taught.questions[item.question].objective
    everything, none = select(taught, cards, asked, TODAY, 1000)
    assert (len(items) + waiting_beyond, none) == (len(everything), 0)
    covered = {item.question for item in everything} | {item.instead_of for item in everything}
    assert waiting <= covered
    assert sum(ahead(taught, cards, TODAY, 1000)) == len(
        [c for c in current(taught, cards) if c.due_day < 1060]
    )


@given(logs())
def test_the_worst_memory_comes_first(log: list[Answer]) -> None:
    """What is due is in the order of predicted recall, and next comes the first that is not due yet."""
    cards = list(replay(log).values())
    recalls = [card.recall(TODAY) for card in due(course(), cards, TODAY)]
    assert recalls == sorted(recalls)
    later = [card.due_day for card in current(course(), cards) if card.due_day > TODAY]
    assert next_due(course(), cards, TODAY) == (min(later) if later else None)


@given(logs())
def test_recall_is_what_fsrs_predicts(log: list[Answer]) -> None:
    """To the last digit, on the day itself and long after it."""
    for card in replay(log).values():
        for day in (card.last_day, card.due_day, card.due_day + 400):
            predicted = _SCHEDULER.get_card_retrievability(_known(card), _noon(day))
            assert card.recall(day) == predicted


def test_another_question_of_the_objective_is_preferred() -> None:
    """First one never asked, then the one asked longest ago; the same words only if all are taken."""
    due_one = [answer(FIRST, 0, score=0)]
    cards = list(replay(due_one).values())
    assert select(course(), cards, {FIRST: 0, SECOND: 3}, 9, 5)[0] == (Item(THIRD, 1, FIRST, 1),)
    assert select(course(), cards, {FIRST: 0, SECOND: 3, THIRD: 5}, 9, 5)[0] == (Item(SECOND, 1, FIRST, 1),)
    assert select(course(), cards, {FIRST: 0, SECOND: 9, THIRD: 9}, 9, 5)[0] == (Item(FIRST, 1),)


def test_what_was_asked_last_does_not_come_again() -> None:
    """Of two questions the one that is due comes rather than the other, which was asked meanwhile."""
    taught = course(lesson_0_0_2={"objective": "lesson-0.goal-1"})
    [card] = replay([answer(FIRST, 0, score=0)]).values()
    assert select(taught, [card], {FIRST: 0, SECOND: 3}, 9, 5)[0] == (Item(FIRST, 1),)


def test_no_question_stands_for_two() -> None:
    """One that was never asked takes the place of one due question; the other is asked by another."""
    cards = list(replay([answer(FIRST, 0, score=0), answer(SECOND, 0, score=0)]).values())
    items, _ = select(course(), cards, {FIRST: 0, SECOND: 0}, 9, 5)
    assert len(items) == len({item.question for item in items}) == 2
    assert THIRD in {item.question for item in items}


def test_what_is_due_today_is_due() -> None:
    """From the very day on."""
    [card] = replay([answer(FIRST, 0)]).values()
    assert not due(course(), [card], card.due_day - 1)
    assert due(course(), [card], card.due_day) == [card]


def test_one_answer_for_two_that_are_due() -> None:
    """Where two questions of an objective are due, one is asked for the other, and a third for none."""
    cards = list(replay([answer(FIRST, 0, score=0), answer(SECOND, 1, score=0)]).values())
    asked = {FIRST: 0, SECOND: 1, THIRD: 2}
    [item], _ = select(course(), cards, asked, 30, 5)
    assert {item.question, item.instead_of} == {FIRST, SECOND}


def test_lessons_are_mixed() -> None:
    """No lesson follows itself while another is left."""
    names = ("lesson-0-0-0", "lesson-0-1-0", "lesson-1-0-0", "lesson-1-1-0")
    cards = list(replay([answer(name, n, score=0) for n, name in enumerate(names)]).values())
    homes = [course().home(item.question).id for item in select(course(), cards, {}, 40, 9)[0]]
    assert all(one != other for one, other in pairwise(homes))
    assert len(homes) == 4
