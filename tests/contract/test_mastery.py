"""Mastery in the record is what the log of answers says."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.learning.learning_stats import mastery
from bot.domain.learning.mastery import Mastered
from bot.domain.learning.quiz import Answer
from bot.services.ports.learning.reviews import Rebuilt
from tests.contract.samples import COURSE, LEARNER, answer, question
from tests.records import SqlRecord, open_record
from tests.unit.domain.answer_logs import NAMES, course, logs
from tests.unit.domain.answer_logs import question as question_of

EXAMPLES = count(1)
FEW = NAMES[:5]  # three of one objective, two of another


def diligent(log: list[Answer]) -> list[Answer]:
    """The log of someone who is mostly right, so that much is mastered; a tenth is to a newer version."""
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


async def master(record: SqlRecord, learner: int, goals: int, at: int) -> None:
    """Master so many objectives, each with its last answer at an instant."""
    for number in range(goals):
        asked = question(f"q-{number}", objective=f"first.goal-{number}")
        for day in (0, 3):
            id_ = learner * 100 + number * 10 + day
            fields = {"question": asked.id, "fingerprint": asked.fingerprint, "learner": learner}
            made = answer(id_, None, None, **fields, day=day, at=at + number - 3 + day)
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
