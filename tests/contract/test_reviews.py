"""Cards in the record are what a replay of the log makes of it, whatever happened in whatever order."""

from dataclasses import replace
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.learning.quiz import Answer, Item
from bot.domain.learning.spaced_repetition import replay
from bot.services.ports.learning.reviews import Rebuilt
from bot.services.ports.people import Preferences
from tests.contract.samples import COURSE, LEARNER, answer, question, quiz
from tests.records import SqlRecord
from tests.unit.domain.answer_logs import logs

EXAMPLES = count(1)
NAMES = ("q-1", "q-2", "q-3")


async def agrees(record: SqlRecord, learner: int) -> bool:
    """Whether the stored cards are those that the stored log leads to."""
    stored = await record.cards(learner, COURSE)
    return {card.question: card for card in stored} == replay(await record.answers(learner, COURSE))


@settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(log=logs(NAMES, days=30, size=15), data=st.data())
async def test_cards_equal_a_replay_of_the_log(
    record: SqlRecord, log: list[Answer], data: st.DataObject
) -> None:
    """Answers in any order, guesses marked and unmarked, doubts settled: always as if replayed."""
    learner = LEARNER + 1000 * next(EXAMPLES)
    asked = question()
    for each in data.draw(st.permutations(log)):
        given_ = replace(
            each, id=learner + each.id, learner=learner, course=COURSE, fingerprint=asked.fingerprint
        )
        await record.add_answer(given_, asked)
        match data.draw(st.sampled_from(["nothing", "guess", "no guess", "judge"])):
            case "guess" | "no guess" as said:
                await record.mark_guess(given_, said == "guess")
            case "judge":
                await record.judge_answer(given_, "near", 50)
        assert await agrees(record, learner)
    before = await record.cards(learner, COURSE)
    assert (await record.rebuild_cards()).differed == 0
    assert await record.cards(learner, COURSE) == before


@settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(log=logs(NAMES, days=30, size=15))
async def test_answers_in_their_order_move_the_cards_on(record: SqlRecord, log: list[Answer]) -> None:
    """As people answer, each card is computed from the one before, and equals a replay."""
    learner = LEARNER + 1000 * next(EXAMPLES)
    asked = question()
    for place, each in enumerate(sorted(log, key=lambda each: (each.day, each.at, each.id)), start=1):
        moment = {"id": learner + place, "at": place, "fingerprint": asked.fingerprint}
        await record.add_answer(replace(each, learner=learner, course=COURSE, **moment), asked)
        assert await agrees(record, learner)
    assert (await record.rebuild_cards()).differed == 0


async def test_rebuilding_mends_what_was_damaged(record: SqlRecord) -> None:
    """Cards lost, invented or falsified are as the log says again, and it is told how many were not."""
    for number, name in enumerate(NAMES, start=1):
        await record.add_answer(answer(number, None, None, question=name, day=number), question())
    good = await record.cards(LEARNER, COURSE)
    assert [card.question for card in good] == list(NAMES)
    await record._execute("DELETE FROM review_card WHERE question = 'q-1'")
    await record._execute("UPDATE review_card SET due_day = 9999 WHERE question = 'q-2'")
    await record._execute("UPDATE review_card SET question = 'q-9' WHERE question = 'q-3'")
    assert await record.rebuild_cards() == Rebuilt(learners=1, cards=3, mastered=0, differed=4)
    assert await record.cards(LEARNER, COURSE) == good
    assert await record.rebuild_cards() == Rebuilt(learners=1, cards=3, mastered=0, differed=0)


async def test_a_place_keeps_what_it_is_asked_for(record: SqlRecord) -> None:
    """A review's places come back with the cards they stand for, and their answers move both."""
    items = (Item("q-1", 1, "q-2", 3), Item("q-3", 1))
    await record.start_quiz(quiz(items=items, mode="review"))
    stored = await record.quiz(1000)
    assert stored is not None
    assert stored.items == items
    given_ = answer(question="q-1", mode="review", instead_of="q-2", instead_of_version=3)
    assert await record.add_answer(given_, question()) == given_
    cards = await record.cards(LEARNER, COURSE)
    assert [(card.question, card.version) for card in cards] == [("q-1", 1), ("q-2", 3)]


async def test_cards_are_of_one_person_and_course(record: SqlRecord) -> None:
    """Nobody else's answers, and none of another course, move a card."""
    await record.add_answer(answer(1, None, None), question())
    before = await record.cards(LEARNER, COURSE)
    await record.add_answer(answer(2, None, None, learner=LEARNER + 1, day=9), question())
    await record.add_answer(answer(3, None, None, course="another", day=9), question())
    assert await record.cards(LEARNER, COURSE) == before


async def test_reviews_of_a_day_are_those_of_every_course(record: SqlRecord) -> None:
    """Of one person, on one local date; other ways of being asked are no reviews."""
    asked = question()
    for number, changes in enumerate(
        (
            {"course": COURSE},
            {"course": "another"},
            {"mode": "quiz"},
            {"day": 101},
            {"learner": LEARNER + 1},
        ),
        start=1,
    ):
        await record.add_answer(
            answer(number, None, None, **{"mode": "review", "day": 100, **changes}), asked
        )
    assert await record.reviewed(LEARNER, 100) == 2
    assert await record.reviewed(LEARNER, 101) == 1
    assert await record.reviewed(LEARNER, 102) == 0


async def test_preferences_are_the_usual_until_chosen(record: SqlRecord) -> None:
    """What was chosen last is kept, also of someone who was never met before."""
    assert await record.preferences(LEARNER) == Preferences("UTC", 5)
    await record.mark_read(LEARNER, COURSE, "one", 0, 1)
    assert await record.preferences(LEARNER) == Preferences("UTC", 5)
    for who in (LEARNER, LEARNER + 1):
        for chosen in (Preferences("Asia/Tokyo", 10, celebrations=False), Preferences("Europe/Berlin", 20)):
            await record.set_preferences(who, chosen, 2)
            assert await record.preferences(who) == chosen


async def test_the_choice_of_a_course_is_kept_until_it_is_taken_back(record: SqlRecord) -> None:
    """Also of someone who was never met before, and whatever else they set."""
    assert await record.course(LEARNER) is None
    await record.set_course(LEARNER, COURSE, 1)
    await record.set_preferences(LEARNER, Preferences("Asia/Tokyo", 10), 2)
    assert await record.course(LEARNER) == COURSE
    assert await record.course(LEARNER + 1) is None
    await record.set_course(LEARNER, None, 3)
    assert await record.course(LEARNER) is None
