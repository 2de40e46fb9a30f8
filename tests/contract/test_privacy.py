"""What is known about a person can be had and can be erased, completely."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.domain.learning.assessment import Opening
from bot.domain.learning.badge import Badge
from bot.domain.learning.certificate import Certificate
from bot.domain.learning.playthrough import Decision
from bot.domain.posts.server import ServerSettings
from bot.errors.user import QuizNotFound
from bot.services.people.export_glossary import MEANINGS
from bot.services.people.privacy import PrivacyService
from bot.services.people.privacy import document as written
from bot.services.ports.learning.simulation import DecisionEntry
from bot.services.ports.posts.leases import Lease
from bot.storage.engines.engine import Engine, Row
from bot.storage.stores.personal_data import KINDS
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, draft, question, quiz, report
from tests.contract.samples_classes import fill_class
from tests.contract.samples_daily import entry, notice, post, reminder, schedule
from tests.contract.samples_live import fill_live
from tests.contract.schema import columns
from tests.records import SqlRecord, open_record

WHO = ("learner", "actor", "set_by", "created_by", "host")
TWICE = {"quiz_items": 2, "answers": 2, "practice_days": 2}


async def fill(record: SqlRecord, learner: int, base: int) -> None:
    """One row of every kind about a person."""
    await record.mark_read(learner, COURSE, "a-lesson", 0, base)
    await record.start_quiz(quiz(base, places=2, learner=learner))
    await record.add_answer(answer(base, base, learner=learner), question())
    await record.add_report(report(base, learner=learner))
    await record.decline_pretest(learner, COURSE, base)
    await record.add_badge(learner, COURSE, Badge("a-lesson", 3, base))
    await record.open_assessment(learner, COURSE, Opening(4, base))
    await record.add_certificate(Certificate(f"N-{learner}", learner, COURSE, "T", "Ada", 3, base))
    await record.join_leaderboard(GUILD, learner, base)
    await fill_class(record, learner, base)
    await fill_daily(record, learner, base)
    await fill_writing(record, learner, base)
    await fill_live(record, learner, base)


async def fill_writing(record: SqlRecord, learner: int, base: int) -> None:
    """What learners write."""
    await record.add_draft(draft(base, learner=learner))
    await record.set_reflection(learner, COURSE, "a-lesson", "Ours.", base, 0)
    await record.set_tick(learner, COURSE, "a-list", "an-item", True, base)
    await record.decide(DecisionEntry(learner, COURSE, 1, 0, Decision("a-scene", "c0ffee00"), GUILD, base))


async def fill_daily(record: SqlRecord, learner: int, base: int) -> None:
    """What daily posts, reminders and servers keep about a person."""
    await record.set_zone(learner, "Europe/Berlin", base)
    await record.set_reminder(reminder(learner, set_at=base))
    made = schedule(base, set_by=learner)
    await record.add_schedule(made, entry(base, actor=learner))
    posted = post(made)
    warning = notice(base, schedule=base)
    assert await record.acquire_lease(Lease("test", base + 1), base)
    assert await record.claim_posts(Lease("test", base + 1), [posted], made, warning)
    await record.release_lease(Lease("test", base + 1))
    given = answer(base + 1, None, None, learner=learner, mode="daily", day=3)  # mastered now
    await record.add_daily_answer(posted.id, given, question())


async def everything(record: SqlRecord) -> dict[str, list[Row]]:
    """All rows of the tables that hold anything about people."""
    tables = ("learner", "page_read", "quiz", "quiz_item", "answer", "question_report", "daily_answer")
    tables += (
        "badge",
        "assessment_opening",
        "practice_day",
        "reminder",
        "pretest_declined",
        "mastered",
        "leaderboard",
        "certificate",
    )
    tables += ("page_place", "classroom_student", "due_reminder", "live_player", "live_vote")
    tables += ("draft", "draft_version", "reflection", "checklist_mark", "decision")
    return {name: await record._fetch(f"SELECT * FROM {name}") for name in tables}


async def test_an_export_has_every_row_and_only_of_that_person(record: SqlRecord) -> None:
    """The export lists one person's rows by kind, readable, with the questions that were answered."""
    await fill(record, LEARNER, 100)
    await fill(record, LEARNER + 1, 200)
    found = await record.export(LEARNER)
    counts = {name: len(rows) for name, rows in found.items()}
    assert counts == {**dict.fromkeys((kind.name for kind in KINDS), 1), **TWICE, "question_texts": 1}
    assert found["answers"][0]["chosen"] == [0]
    assert found["question_texts"][0]["body"]["prompt"] == question().prompt
    people = {row.get(key, LEARNER) for rows in found.values() for row in rows for key in WHO}
    assert people == {LEARNER}


async def test_every_field_of_an_export_has_its_line(record: SqlRecord) -> None:
    """The export explains each kind of entry and each of its fields, and explains nothing else."""
    await fill(record, LEARNER, 100)
    document = json.loads(
        written(await PrivacyService(record.stores.people, record.stores.assessments).export(LEARNER))
    )
    exported = await record.export(LEARNER)
    for kind, rows in exported.items():
        assert document["meaning"][kind].keys() == {"", *rows[0]}, kind
        assert MEANINGS[kind].fields.keys() <= rows[0].keys(), kind
    assert MEANINGS.keys() == exported.keys()
    assert document["data"]["learner"][0]["first_seen_at_iso"] == "1970-01-01T00:00:00.100000+00:00"
    assert document["data"]["answers"][0]["day_iso"] == "1970-01-01"


async def test_numbers_of_more_than_53_bits_are_text(record: SqlRecord) -> None:
    """At any depth, below 0 too; what any program keeps exactly stays a number."""
    most = 2**53 - 1
    change = entry(detail={"channels": [GUILD, -GUILD, most, most + 1], "on": True})
    await record.set_settings(ServerSettings(GUILD), change)
    document = json.loads(
        written(await PrivacyService(record.stores.people, record.stores.assessments).export(LEARNER))
    )
    [changed] = document["data"]["server_changes"]
    assert changed["detail"] == {"channels": [str(GUILD), str(-GUILD), most, str(most + 1)], "on": True}
    assert document["meaning"]["server_changes"]["detail"].endswith("; long numbers are written as text")


async def test_counting_is_as_exporting(record: SqlRecord) -> None:
    """What is counted is what is there, by kind."""
    assert set((await record.counts(LEARNER)).values()) == {0}
    await fill(record, LEARNER, 100)
    await fill(record, LEARNER + 1, 200)
    exported = await record.export(LEARNER)
    assert await record.counts(LEARNER) == {kind.name: len(exported[kind.name]) for kind in KINDS}


async def test_an_erasure_leaves_no_row(record: SqlRecord) -> None:
    """After an erasure the export is empty, what was deleted is told, and others keep every row."""
    await fill(record, LEARNER + 1, 200)
    before = await everything(record)
    await fill(record, LEARNER, 100)
    deleted = await record.erase(LEARNER)
    assert deleted == {**dict.fromkeys((kind.name for kind in KINDS), 1), **TWICE}
    assert not any((await record.export(LEARNER)).values())
    assert await everything(record) == before
    assert set((await record.erase(LEARNER)).values()) == {0}


async def test_an_erasure_leaves_the_anonymous_counters(record: SqlRecord, engine: Engine) -> None:
    """Counts of questions and their words belong to nobody and stay."""
    await fill(record, LEARNER, 100)
    before = await record.counters(COURSE)
    await record.erase(LEARNER)
    assert await record.counters(COURSE) == before
    assert [each.answered for each in before] == [2]
    assert len(await engine.read(lambda tx: tx.fetch("SELECT * FROM question_text"))) == 1


async def test_an_old_button_does_not_bring_an_erased_person_back(record: SqlRecord) -> None:
    """An answer that arrives for an erased quiz is told so and stores nothing."""
    await fill(record, LEARNER, 100)
    await record.erase(LEARNER)
    with pytest.raises(QuizNotFound):
        await record.add_answer(answer(300, 100, 1), question())
    await record.close_quiz(100, 301)
    await record.skip_question(100, 1)
    assert await record.quiz(100) is None
    assert not any((await record.export(LEARNER)).values())


async def test_an_erasure_beside_answers_is_whole(record: SqlRecord) -> None:
    """Answers that race with an erasure are either erased with the rest or refused; nothing half remains."""
    places = 20
    await record.start_quiz(quiz(places=places))
    race: list[Coroutine[Any, Any, Any]] = [
        record.add_answer(answer(place + 1, position=place), question()) for place in range(places)
    ]
    race.insert(places // 2, record.erase(LEARNER))
    for outcome in await asyncio.gather(*race, return_exceptions=True):
        assert not isinstance(outcome, Exception) or isinstance(outcome, QuizNotFound)
    assert not any((await record.export(LEARNER)).values())


async def test_an_erasure_beside_a_notice_is_whole(record: SqlRecord) -> None:
    """A notice that races with the erasure of who set its schedule names nobody after both."""
    for round_ in range(10):
        await record.add_schedule(schedule(round_), entry(round_))
        told = notice(round_, schedule=round_)
        await asyncio.gather(record.pause_schedule(round_, "refused", told), record.erase(LEARNER))
    assert [each.set_by for each in await record.notices(GUILD)] == [0] * 10


async def test_a_notice_waits_for_an_erasure_under_way(postgres_url: str) -> None:
    """Where units run beside each other: it doesn't name whom an erasure not finished yet has taken out."""
    async with open_record(postgres_url) as record:
        await record.add_schedule(schedule(), entry())
        await record.add_post(post(), entry(901))
        erasing = await asyncpg.connect(postgres_url)
        under_way = erasing.transaction()
        await under_way.start()
        for kind in KINDS:
            if kind.name in ("schedules_set", "notices"):
                await erasing.execute(kind.erase, LEARNER)
        telling = asyncio.create_task(record.settle_post(post(), notice=notice()))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(telling), 0.2)
        await under_way.commit()
        await erasing.close()
        await telling
        assert [each.set_by for each in await record.notices(GUILD)] == [0]


async def test_an_erased_moderator_is_not_written_down_again(record: SqlRecord) -> None:
    """What was read of a schedule before the erasure can't be written after it."""
    made = await record.add_schedule(schedule(), entry())
    await record.acquire_lease(Lease("test", 9), 0)
    await record.erase(LEARNER)
    assert not await record.change_schedule(made)
    assert not await record.claim_posts(Lease("test", 9), [post()], made)
    await record.pause_schedule(700, "refused", notice())
    assert not any((await record.export(LEARNER)).values())


async def test_a_reminder_under_way_does_not_bring_an_erased_person_back(record: SqlRecord) -> None:
    """What came of it is written only where the reminder still is."""
    await record.set_reminder(reminder())
    assert await record.update_reminder(reminder(sent_at=600))
    kept = await record.reminder(LEARNER)
    assert kept
    assert kept.sent_at == 600
    race = (record.update_reminder(kept) for _ in range(9))
    await asyncio.gather(*race, record.erase(LEARNER), record.update_reminder(kept))
    assert not await record.update_reminder(kept)
    assert not any((await record.export(LEARNER)).values())


async def test_what_a_moderator_did_stays_without_their_name(record: SqlRecord) -> None:
    """The server keeps its daily posts and its log; they don't say any more who set them."""
    await fill(record, LEARNER, 100)
    await record.erase(LEARNER)
    [kept] = await record.schedules(GUILD)
    assert kept.set_by == 0
    assert [each.actor for each in await record.log_entries(GUILD, 9)] == [0]
    assert [each.set_by for each in await record.notices(GUILD)] == [0]


async def test_every_table_about_people_is_exported_and_erased(engine: Engine) -> None:
    """A table with a learner or a learner's quiz in it is among the kinds that export and erase know."""
    personal = {table for table, fields in (await columns(engine)).items() if fields & {"learner", "quiz"}}
    assert len(personal) >= 5
    for table in personal:
        assert any(f"DELETE FROM {table} " in kind.erase for kind in KINDS), table
        assert any(f"FROM {table} " in kind.export for kind in KINDS), table


async def test_the_channel_of_direct_messages_is_forgotten_with_the_person(record: SqlRecord) -> None:
    """It's kept for people of whom the record has something, and doesn't come back after an erasure."""
    await record.keep_dm_channel(LEARNER, 2**62)
    assert await record.dm_channel(LEARNER) is None
    await record.set_reminder(reminder())
    await record.keep_dm_channel(LEARNER, 2**62)
    assert await record.dm_channel(LEARNER) == 2**62
    assert (await record.export(LEARNER))["learner"][0]["dm_channel"] == 2**62
    await record.erase(LEARNER)
    await record.keep_dm_channel(LEARNER, 2**62)
    assert await record.dm_channel(LEARNER) is None
    assert not any((await record.export(LEARNER)).values())
