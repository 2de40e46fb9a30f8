"""Every method of the record keeps its promise, whatever the engine."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.learning.quiz import Item
from bot.errors.user import QuizNotFound
from bot.services.ports.learning.quizzes import QuestionCounter
from bot.storage.engines.engine import Engine
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question, quiz, report
from tests.records import SqlRecord, open_record


async def test_pages_read_are_kept_by_lesson_and_course(record: SqlRecord) -> None:
    """Pages read come back by lesson, those of another course or person do not."""
    await record.mark_read(LEARNER, COURSE, "one", 0, 10)
    await record.mark_read(LEARNER, COURSE, "one", 2, 11)
    await record.mark_read(LEARNER, COURSE, "two", 0, 12)
    await record.mark_read(LEARNER, "another", "one", 1, 13)
    await record.mark_read(LEARNER + 1, COURSE, "one", 1, 14)
    assert await record.pages_read(LEARNER, COURSE) == {"one": {0, 2}, "two": {0}}
    assert await record.pages_read(LEARNER + 2, COURSE) == {}


async def test_the_first_reading_of_a_page_counts(record: SqlRecord) -> None:
    """Reading a page again leaves the instant of the first time, and of the first meeting."""
    await record.mark_read(LEARNER, COURSE, "one", 0, 10)
    await record.mark_read(LEARNER, COURSE, "one", 0, 99)
    rows = await record.export(LEARNER)
    assert [row["at"] for row in rows["pages_read"]] == [10]
    assert [(row["id"], row["first_seen_at"]) for row in rows["learner"]] == [(LEARNER, 10)]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"lesson": None, "guild": None, "mode": "retake", "seed": -(2**63)},
        {"seed": 2**63 - 1, "skipped": frozenset({1}), "closed_at": 77},
        {"items": (Item("z", 3), Item("a", 1), Item("m", 9999), Item("a", 1))},
    ],
)
async def test_a_quiz_comes_back_as_it_was_started(
    record: SqlRecord, url: str, changes: dict[str, Any]
) -> None:
    """Order, versions, seed, skipped places and instants of a quiz are the same after a restart."""
    started = quiz(**changes)
    assert await record.start_quiz(started) == started
    assert await record.quiz(started.id) == started
    async with open_record(url) as reopened:
        assert await reopened.quiz(started.id) == started


async def test_a_quiz_that_was_never_started_is_none(record: SqlRecord) -> None:
    """An unknown id is no error."""
    assert await record.quiz(4) is None


async def test_starting_the_same_quiz_again_returns_the_stored_one(record: SqlRecord) -> None:
    """A repeated interaction gets the quiz of the first, with the answers given since."""
    await record.start_quiz(quiz())
    await record.add_answer(answer(), question())
    again = await record.start_quiz(quiz(seed=4, places=1))
    assert again == replace(quiz(), answers={0: answer()})


async def test_open_quizzes_come_latest_active_first(record: SqlRecord) -> None:
    """What was answered last comes first; closed ones and those of other courses and people are left out."""
    for number in (1, 2, 3, 4):
        await record.start_quiz(quiz(number, started_at=number))
    await record.start_quiz(quiz(5, course="another"))
    await record.start_quiz(quiz(6, learner=LEARNER + 1))
    given = await record.add_answer(answer(50, quiz=2, at=50), question())
    await record.close_quiz(3, 60)
    found = await record.open_quizzes(LEARNER, COURSE)
    assert [each.id for each in found] == [2, 4, 1]
    assert found[0] == quiz(2, started_at=2, answers={0: given})
    assert found[1] == quiz(4, started_at=4)


async def test_closing_twice_keeps_the_first_instant(record: SqlRecord) -> None:
    """The instant at which a quiz was closed does not move."""
    await record.start_quiz(quiz())
    await record.close_quiz(1000, 2000)
    await record.close_quiz(1000, 3000)
    assert await record.quiz(1000) == quiz(closed_at=2000)


async def test_a_skipped_question_is_passed_over(record: SqlRecord) -> None:
    """The quiz goes on behind a place that was skipped."""
    await record.start_quiz(quiz())
    await record.skip_question(1000, 0)
    stored = await record.quiz(1000)
    assert stored is not None
    assert stored.skipped == {0}
    assert stored.position == 1


async def test_a_quiz_is_done_when_all_that_is_left_of_it_is_answered(record: SqlRecord) -> None:
    """A place that was skipped is waited for no longer."""
    await record.start_quiz(quiz(places=2))
    await record.skip_question(1000, 0)
    await record.add_answer(answer(position=1), question())
    stored = await record.quiz(1000)
    assert stored is not None
    assert stored.closed_at is not None


async def test_skipping_leaves_an_answered_place_alone(record: SqlRecord) -> None:
    """A place that has its answer is never counted as skipped, whichever came first."""
    await record.start_quiz(quiz())
    await record.add_answer(answer(position=0), question())
    await record.skip_question(1000, 0)
    await record.skip_question(1000, 1)
    await record.add_answer(answer(5001, position=1), question())
    stored = await record.quiz(1000)
    assert stored is not None
    assert stored.skipped == frozenset()
    assert set(stored.answers) == {0, 1}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"chosen": (), "score": 0, "guild": None},
        {"chosen": (2, 0, 1), "score": 33, "guessed": True, "mode": "retake"},
        {"quiz": None, "position": None, "mode": "daily"},
        {"chosen": (), "score": 0, "typed": "Mühlen «brot»", "verdict": "open"},
    ],
)
async def test_an_answer_comes_back_as_it_was_given(record: SqlRecord, changes: dict[str, Any]) -> None:
    """Every field of an answer survives, chosen options in the order in which they were chosen."""
    await record.start_quiz(quiz())
    given = answer(**changes)
    assert await record.add_answer(given, question()) == given
    assert await record.answers(LEARNER, COURSE) == [given]


async def test_answers_come_oldest_first(record: SqlRecord) -> None:
    """The log of a learner in a course is in the order of time, that of other courses apart."""
    for number, at in ((3, 300), (1, 500), (2, 400)):
        await record.add_answer(answer(number, None, None, at=at), question())
    await record.add_answer(answer(4, None, None, course="another"), question())
    assert [each.id for each in await record.answers(LEARNER, COURSE)] == [3, 2, 1]


async def test_which_questions_were_answered(record: SqlRecord) -> None:
    """The latest answer to each, in order; other courses and people apart."""
    given = [("one", 1, {}), ("one", 1, {}), ("one", 2, {}), ("two", 1, {})]
    given += [("three", 1, {"course": "another"}), ("four", 1, {"learner": LEARNER + 1})]
    for number, (name, version, changes) in enumerate(given, start=1):
        made = answer(number, None, None, question=name, version=version, **changes)
        await record.add_answer(made, question())
    found = await record.latest_answers(LEARNER, COURSE)
    assert [(each.question, each.version) for each in found] == [("one", 2), ("two", 1)]
    assert await record.latest_answers(LEARNER + 2, COURSE) == []
    assert await record.practice_count(LEARNER, COURSE) == 4


async def test_the_first_answer_for_a_place_stands(record: SqlRecord) -> None:
    """A second answer for a place changes nothing, and its giver is shown the first."""
    await record.start_quiz(quiz())
    first = await record.add_answer(answer(1, chosen=(1,), score=0), question())
    second = await record.add_answer(answer(2), question())
    assert second == first
    assert await record.answers(LEARNER, COURSE) == [first]


async def test_the_same_interaction_twice_is_one_answer(record: SqlRecord) -> None:
    """A redelivered interaction changes nothing, with a quiz or without, and wins over the place."""
    await record.start_quiz(quiz())
    first = await record.add_answer(answer(1, position=0), question())
    assert await record.add_answer(answer(1, position=1), question()) == first
    other = await record.add_answer(answer(2, position=1), question())
    assert await record.add_answer(answer(1, position=1), question()) == first
    daily = await record.add_answer(answer(3, None, None), question())
    assert await record.add_answer(answer(3, None, None, chosen=(1,), score=0), question()) == daily
    assert await record.answers(LEARNER, COURSE) == [first, other, daily]
    assert [each.answered for each in await record.counters(COURSE)] == [3]


@pytest.mark.parametrize(
    "changes",
    [{"quiz": 77}, {"position": 3}, {"learner": LEARNER + 1}],
    ids=["no such quiz", "no such place", "someone else's"],
)
async def test_an_answer_without_its_place_is_refused(record: SqlRecord, changes: dict[str, Any]) -> None:
    """An answer for what is not the learner's leaves no trace, not even of the learner."""
    await record.start_quiz(quiz())
    with pytest.raises(QuizNotFound):
        await record.add_answer(answer(**changes), question())
    assert await record.answers(LEARNER, COURSE) == []
    assert await record.counters(COURSE) == []
    assert not any((await record.export(LEARNER + 1)).values())


async def test_what_the_learner_says_first_of_a_doubt_stands(record: SqlRecord) -> None:
    """A verdict is kept once with its score and counted once; an answer that was never in doubt has none."""
    doubt = answer(1, None, None, chosen=(), typed="so", score=0, verdict="open")
    graded = answer(2, None, None, chosen=(), typed="no", score=0, at=2)
    for each in (doubt, graded):
        await record.add_answer(each, question())
        await record.judge_answer(each, "right", 100)
        await record.judge_answer(each, "wrong", 0)
    assert await record.answers(LEARNER, COURSE) == [replace(doubt, verdict="right", score=100), graded]
    [counter] = await record.counters(COURSE)
    assert (counter.answered, counter.right, counter.unknown) == (2, 1, 0)


async def test_a_guess_is_what_was_said_last(record: SqlRecord) -> None:
    """An answer is marked as a guess, and the mark taken back, without touching the others."""
    for number in (1, 2):
        await record.add_answer(answer(number, None, None), question())
    for guessed in (True, True, False):
        await record.mark_guess(answer(1, None, None), guessed)
        assert [each.guessed for each in await record.answers(LEARNER, COURSE)] == [guessed, False]


async def test_counters_count_without_people(record: SqlRecord) -> None:
    """Answered, fully right and not known are counted by wording and course."""
    reworded = question(prompt="Is it really so?")
    for number, (chosen, score) in enumerate([((0,), 100), ((1,), 0), ((), 0), ((0,), 100)], start=1):
        await record.add_answer(answer(number, None, None, chosen=chosen, score=score), question())
    await record.add_answer(answer(8, None, None, fingerprint=reworded.fingerprint), reworded)
    await record.add_answer(answer(9, None, None, course="another"), question())
    found = {each.fingerprint: each for each in await record.counters(COURSE)}
    assert found == {
        question().fingerprint: QuestionCounter(COURSE, "first-01", question().fingerprint, 4, 2, 1),
        reworded.fingerprint: QuestionCounter(COURSE, "first-01", reworded.fingerprint, 1, 1, 0),
    }


async def test_a_question_is_read_as_it_was_answered(record: SqlRecord) -> None:
    """Each wording is found by its fingerprint; one never answered, or that can't be read, is left out."""
    reworded = question(prompt="Is it really so?")
    broken = question(prompt="Broken")
    for number, each in enumerate((question(), reworded, broken), start=1):
        await record.add_answer(answer(number, None, None, fingerprint=each.fingerprint), each)
    await record._execute("UPDATE question_text SET body = '{}' WHERE fingerprint = $1", broken.fingerprint)
    wanted = [each.fingerprint for each in (question(), reworded, broken)]
    assert await record.wordings([*wanted, "0" * 16]) == {
        question().fingerprint: question(),
        reworded.fingerprint: reworded,
    }


async def test_the_words_of_a_question_are_kept_once(record: SqlRecord, engine: Engine) -> None:
    """Each wording that was answered is stored once, as it was asked."""
    for number in (1, 2):
        await record.add_answer(answer(number, None, None), question())
    texts = (await record.export(LEARNER))["question_texts"]
    assert [each["body"] for each in texts] == [question().model_dump(mode="json")]
    assert len(await engine.read(lambda tx: tx.fetch("SELECT * FROM question_text"))) == 1


async def test_reports_come_oldest_first_and_once(record: SqlRecord) -> None:
    """What was said against a course's questions is kept in order; the same id again changes nothing."""
    late, early = report(1, at=20), report(2, at=10)
    for each in (late, early, replace(late, text="Something else"), report(3, course="another")):
        await record.add_report(each)
    assert await record.reports(COURSE) == [early, late]


async def test_a_text_that_no_engine_can_keep_is_made_whole(record: SqlRecord) -> None:
    """A NUL and half a surrogate pair in what a person wrote do no harm."""
    await record.add_report(report(text="a\0b\ud83dc 😀"))
    assert [each.text for each in await record.reports(COURSE)] == ["a\ufffdb?c 😀"]


async def test_a_setting_can_be_claimed(record: SqlRecord) -> None:
    """The first claim holds until the setting is forgotten."""
    assert await record.claim_setting("owner", "one") == "one"
    assert await record.claim_setting("owner", "two") == "one"
    await record.forget_setting("owner")
    assert await record.claim_setting("owner", "two") == "two"


async def test_a_setting_is_the_last_value_set(record: SqlRecord) -> None:
    """Settings are replaced, and none is None."""
    assert await record.setting("commands") is None
    await record.set_setting("commands", "one")
    await record.set_setting("commands", "two")
    assert await record.setting("commands") == "two"


async def test_a_server_is_greeted_once_until_it_is_left(record: SqlRecord) -> None:
    """The greeting of a server is claimed once, and again after the bot has left it."""
    assert await record.claim_greeting(GUILD, 1)
    assert not await record.claim_greeting(GUILD, 2)
    assert await record.claim_greeting(GUILD + 1, 2)
    await record.forget_guild(GUILD)
    assert await record.claim_greeting(GUILD, 3)


async def test_the_lesson_read_last_comes_last(record: SqlRecord) -> None:
    """So that reading goes on where it was; a page seen again doesn't count as new."""
    for at, (lesson, page) in enumerate([("a", 0), ("b", 0), ("a", 1), ("b", 0)]):
        await record.mark_read(LEARNER, COURSE, lesson, page, at)
    assert list(await record.pages_read(LEARNER, COURSE)) == ["b", "a"]
