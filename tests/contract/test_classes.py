"""Classes, students and assignments are kept on both engines, and a report has what students let it see."""

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bot.domain.classes.assignment import Dates, Delivery, DueReminder
from bot.domain.classes.classroom import Classroom
from bot.domain.classes.report import ClassRecord
from bot.errors.delivery import LeaseLost
from bot.services.classes.classes import ClassService
from bot.services.learning.quiz_state import Actor
from bot.services.ports.posts.leases import Lease
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question, quiz
from tests.contract.samples_classes import TEACHER, assignment, classroom, student
from tests.contract.samples_daily import entry, notice
from tests.records import SqlRecord

ELSEWHERE = GUILD + 1
OTHER = LEARNER + 1
CLASS = classroom().id


async def open_class(record: SqlRecord, *learners: int, **choices: Any) -> None:
    """A class with these students."""
    assert await record.add_classroom(classroom(), entry())
    for learner in learners:
        assert await record.put_student(student(learner, **choices))


async def test_a_class_is_found_by_its_code_in_its_server(record: SqlRecord) -> None:
    """Codes are unique in a server; elsewhere, the same code is another class. A closed one isn't found."""
    assert await record.add_classroom(classroom(code="BCDFGH"), entry(1))
    assert not await record.add_classroom(classroom(7001, code="BCDFGH"), entry(2))
    assert await record.add_classroom(
        classroom(7002, guild=ELSEWHERE, code="BCDFGH"), entry(3, guild=ELSEWHERE)
    )
    assert (await record.classroom_of(GUILD, "BCDFGH")).id == 7000
    assert (await record.classroom_of(ELSEWHERE, "BCDFGH")).id == 7002
    assert await record.classroom_of(GUILD, "BCDFGJ") is None
    assert await record.close_classroom(7000, 50, entry(4))
    assert not await record.close_classroom(7000, 60, entry(5))
    assert await record.classroom_of(GUILD, "BCDFGH") is None
    assert (await record.classroom(7000)).closed_at == 50
    assert [each.id for each in await record.log_entries(GUILD, 9)] == [4, 1]


async def test_a_class_is_created_once(record: SqlRecord) -> None:
    """Even if two processes get the same command at the same time."""

    async def create(stores: Any) -> Classroom:
        nobody: Any = None
        about = (stores.classes, stores.assignments, stores.class_reports, stores.servers)
        service = ClassService(nobody, *about, clock=lambda: 1, waker=nobody)
        course: Any = SimpleNamespace(id=COURSE)
        return await service.create(Actor(TEACHER, GUILD, CLASS), "Marketing 101", course, "UTC")

    async with asyncio.timeout(20):
        made = await asyncio.gather(*(record.opened.database.write(create) for _ in range(4)))
    assert [*await record.classrooms(GUILD)] == [made[0]]
    assert made == [made[0]] * 4


async def test_open_classes_come_first(record: SqlRecord) -> None:
    """And the newest of each."""
    for number in range(4):
        made = classroom(7000 + number, code=f"C{number}", created_at=number)
        await record.add_classroom(made, entry(number))
    await record.close_classroom(7003, 50, entry(9))
    assert [each.id for each in await record.classrooms(GUILD)] == [7002, 7001, 7000, 7003]


async def test_a_student_joins_changes_and_leaves(record: SqlRecord) -> None:
    """Joining again changes the name and the choices, but not since when. Leaving leaves no row."""
    await open_class(record, LEARNER)
    assert await record.put_student(student(name="Ada", direct=True, joined_at=99))
    assert await record.student(CLASS, LEARNER) == student(name="Ada", direct=True, joined_at=10)
    assert await record.count_students(CLASS) == 1
    assert [each.id for each in await record.memberships(LEARNER)] == [CLASS]
    assert await record.remove_student(CLASS, LEARNER)
    assert not await record.remove_student(CLASS, LEARNER)
    assert (await record.export(LEARNER))["classes"] == []


async def test_nobody_joins_a_closed_class(record: SqlRecord) -> None:
    """Not even when both happen at once; nothing is posted for it, either."""
    await open_class(record)
    joining = [record.put_student(student(learner)) for learner in range(1, 9)]
    joining.insert(4, record.close_classroom(CLASS, 50, entry(2)))
    joined = await asyncio.gather(*joining)
    assert len(await record.students(CLASS)) == sum(joined) - joined[4]
    assert not await record.put_student(student(OTHER))
    assert not await record.add_assignment(assignment(), entry(3))
    assert await record.assignments(CLASS) == []


async def test_each_student_gets_one_reminder(record: SqlRecord) -> None:
    """Those in the class when it's posted, and those who join before then; not if they switched it off."""
    await open_class(record, LEARNER)
    await record.put_student(student(OTHER, reminders=False))
    assert await record.add_assignment(assignment(), entry(1))
    assert await record.add_assignment(assignment(), entry(1))  # pressed twice
    await record.put_student(student(LEARNER + 2, joined_at=499))
    await record.put_student(student(LEARNER + 3, joined_at=500))  # too late
    due = await record.due_class_reminders(500, 9)
    assert [each.learner for each in due] == [LEARNER, LEARNER + 2]
    assert await record.due_class_reminders(499, 9) == []
    await record.put_student(student(LEARNER, reminders=False))
    await record.remove_student(CLASS, LEARNER + 2)
    assert await record.due_class_reminders(500, 9) == []


async def test_the_schedule_knows_when_a_class_is_next(record: SqlRecord) -> None:
    """A release, a reminder, or another attempt, until everything is settled."""
    await open_class(record, LEARNER)
    assert await record.next_due() is None
    await record.add_assignment(assignment(), entry(1))
    assert await record.next_due() == 100
    [found] = await record.due_assignments(100, 9)
    assert found == assignment()
    waiting = replace(found, delivery=Delivery("claimed", 100, 130, 1))
    assert await record.update_assignment(waiting)
    assert await record.next_due() == 130
    assert await record.update_assignment(replace(found, delivery=Delivery("sent"), message=5))
    assert (await record.assignment(found.id)).message == 5
    assert await record.next_due() == 500
    [reminder] = await record.due_class_reminders(500, 9)
    assert await record.update_class_reminder(reminder.ended())
    assert await record.next_due() is None


async def test_a_slow_process_undoes_nothing(record: SqlRecord) -> None:
    """What was sent stays sent, an earlier attempt changes nothing, and claiming takes the lease."""
    await open_class(record, LEARNER)
    await record.add_assignment(assignment(), entry(1))
    later = replace(assignment(), delivery=Delivery("claimed", 100, 100, 2))
    assert await record.update_assignment(later)
    assert not await record.update_assignment(replace(later, delivery=Delivery("failed", attempts=1)))
    assert await record.update_assignment(replace(later, delivery=Delivery("sent")))
    assert not await record.update_assignment(replace(later, delivery=Delivery("failed", attempts=9)))
    with pytest.raises(LeaseLost):
        await record.update_class_reminder(DueReminder(7100, LEARNER, 500), Lease("other", 9))


async def test_giving_up_after_an_attempt_ends_it(record: SqlRecord) -> None:
    """Even if the attempt was stored after it was read. Otherwise, it would stay due, again and again."""
    await open_class(record, LEARNER)
    await record.add_assignment(assignment(), entry(1))
    [read] = await record.due_class_reminders(500, 9)
    assert await record.update_class_reminder(replace(read, delivery=Delivery("claimed", 500, 510, 1)))
    assert await record.update_class_reminder(read.ended())
    assert await record.update_assignment(replace(assignment(), delivery=Delivery("claimed", 100, 110, 1)))
    failed = replace(assignment(), delivery=assignment().delivery.ended("failed"))
    assert await record.update_assignment(failed)
    assert await record.next_due() is None


async def test_a_teacher_hears_what_could_not_be_posted(record: SqlRecord) -> None:
    """The notice goes to who planned it, unless they were erased."""
    await open_class(record)
    await record.add_assignment(assignment(), entry(1))
    failed = replace(assignment(), delivery=Delivery("failed"))
    await record.update_assignment(failed, None, notice(schedule=7100, kind="class-post"))
    [told] = await record.notices(GUILD)
    assert (told.kind, told.set_by) == ("class-post", TEACHER)
    await record.erase(TEACHER)
    assert [each.set_by for each in await record.notices(GUILD)] == [0]
    assert (await record.classroom(CLASS)).created_by == 0


async def test_closing_cancels_what_is_planned(record: SqlRecord) -> None:
    """Nothing more is posted, and nobody is reminded."""
    await open_class(record, LEARNER)
    await record.add_assignment(assignment(), entry(1))
    await record.close_classroom(CLASS, 50, entry(2))
    assert await record.next_due() is None


async def test_closed_direct_messages_end_a_class_s_reminders(record: SqlRecord) -> None:
    """Only of that student; the one that was refused is settled as usual."""
    await open_class(record, LEARNER, OTHER)
    for number in (7100, 7101):
        await record.add_assignment(assignment(number), entry(number))
    await record.stop_class_reminders(7100, LEARNER)
    assert not (await record.student(CLASS, LEARNER)).reminders
    assert {each.learner for each in await record.due_class_reminders(500, 9)} == {OTHER}


async def test_a_class_is_erased_after_its_time(record: SqlRecord) -> None:
    """With all names, assignments and reminders; what students did is theirs and stays."""
    await open_class(record, LEARNER)
    await record.add_assignment(assignment(), entry(1))
    await record.start_quiz(quiz(started_at=20))
    await record.close_classroom(CLASS, 50, entry(2))
    assert list(await record.closed_classrooms(49, 0, 9)) == []
    assert list(await record.closed_classrooms(50, 0, 9)) == [CLASS]
    await record.erase_classroom(CLASS)
    for table in ("classroom", "classroom_student", "assignment", "due_reminder"):
        assert await record._fetch(f"SELECT * FROM {table}") == []
    assert await record.quiz(1000) is not None


async def test_an_erasure_beside_an_assignment_is_whole(record: SqlRecord) -> None:
    """Reminders for a class that race with the erasure of a student leave no row about them."""
    for number in range(1, 11):
        await record.add_classroom(classroom(number), entry(number))
        await record.put_student(student(classroom=number))
        work = assignment(number, classroom=number)
        await asyncio.gather(record.add_assignment(work, entry(number + 20)), record.erase(LEARNER))
    assert await record._fetch("SELECT * FROM due_reminder") == []
    assert await record._fetch("SELECT * FROM classroom_student") == []


async def seen(record: SqlRecord, learner: int | None = None) -> ClassRecord:
    """What the class sees."""
    found: ClassRecord = await record.class_record(CLASS, learner)
    return found


async def test_a_report_only_has_what_students_let_it_see(record: SqlRecord) -> None:
    """Not from before they joined, from other servers or courses, or from direct messages by default."""
    await open_class(record, LEARNER, joined_at=100)
    await record.put_student(student(OTHER, joined_at=100, direct=True))
    for who in (LEARNER, OTHER):
        base = (who - LEARNER) * 10_000
        await record.add_answer(answer(base + 1, None, None, learner=who, at=99), question())
        await record.add_answer(answer(base + 2, None, None, learner=who, at=100), question())
        await record.add_answer(
            answer(base + 3, None, None, learner=who, at=101, guild=ELSEWHERE), question()
        )
        await record.add_answer(answer(base + 4, None, None, learner=who, at=102, guild=None), question())
        await record.add_answer(answer(base + 5, None, None, learner=who, at=103, course="other"), question())
        await record.mark_read(who, COURSE, "before", 1, 99, GUILD)
        await record.mark_read(who, COURSE, "here", 1, 104, GUILD)
        await record.mark_read(who, COURSE, "elsewhere", 1, 105, ELSEWHERE)
        await record.mark_read(who, COURSE, "direct", 1, 106)
        await record.mark_read(who, COURSE, "again", 1, 98, GUILD)
        await record.mark_read(who, COURSE, "again", 1, 107, GUILD)
    found = await seen(record)
    assert found.answers == {LEARNER: 1, OTHER: 2}
    assert found.cards[LEARNER].keys() == {"here", "again"}
    assert found.cards[OTHER].keys() == {"here", "again", "direct"}
    assert found.active == {LEARNER: 107, OTHER: 107}
    assert sum(each.students for each in found.picks) == 2
    alone = await seen(record, LEARNER)
    assert (alone.answers, [each.learner for each in alone.students]) == ({LEARNER: 1}, [LEARNER])
    await record.close_classroom(CLASS, 101, entry(2))
    assert (await seen(record)).answers == {LEARNER: 1, OTHER: 1}
    assert (await seen(record)).cards == {}


async def test_activity_after_a_class_is_closed_stays_private(record: SqlRecord) -> None:
    """Also if it's a card again that counts, because it was opened before."""
    await open_class(record, LEARNER)
    await record.mark_read(LEARNER, COURSE, "here", 1, 20, GUILD)
    await record.mark_read(LEARNER, COURSE, "here", 1, 40, GUILD)
    assert (await seen(record)).active == {LEARNER: 40}
    await record.close_classroom(CLASS, 50, entry(2))
    await record.mark_read(LEARNER, COURSE, "here", 1, 60, GUILD)
    found = await seen(record)
    assert (found.cards, found.active) == ({LEARNER: {"here": {1}}}, {LEARNER: 20})


async def test_a_report_counts_first_answers(record: SqlRecord) -> None:
    """Of each student one, the first since they joined; picks are by option, right ones are counted."""
    await open_class(record, LEARNER, OTHER, LEARNER + 2)
    no = {"chosen": (1,), "score": 0}
    given = [
        (LEARNER, {}),
        (LEARNER, no),
        (OTHER, no),
        (OTHER, {}),
        (LEARNER + 2, {"chosen": (), "score": 0}),
    ]
    for number, (learner, changes) in enumerate(given, start=1):
        made = answer(number, None, None, learner=learner, at=20 + number, **changes)
        await record.add_answer(made, question())
    found = {each.chosen: (each.students, each.right) for each in (await seen(record)).picks}
    assert found == {(0,): (1, 1), (1,): (1, 0), (): (1, 0)}
    assert (await seen(record)).wordings == {question().fingerprint: question()}


async def test_a_report_keeps_the_answers_of_assessments_secret(record: SqlRecord) -> None:
    """Teachers and moderators may take one themselves. Students' scores are in the report."""
    await open_class(record, LEARNER)
    await record.start_quiz(quiz(started_at=20, mode="pre", lesson=None, form="a"))
    await record.add_answer(answer(1, position=0, at=21, mode="pre"), question())
    found = await seen(record)
    assert ([*found.picks], found.wordings, len(found.quizzes)) == ([], {}, 1)


async def test_a_report_has_quizzes_and_the_days_of_right_answers(record: SqlRecord) -> None:
    """A quiz only with the answers given in the class; days without guesses and assessments."""
    await open_class(record, LEARNER)
    await record.start_quiz(quiz(started_at=20))
    await record.add_answer(answer(1, position=0, at=21, day=3), question())
    await record.add_answer(answer(2, position=1, at=22, day=5, guild=ELSEWHERE), question())
    await record.add_answer(answer(3, None, None, at=23, day=9, mode="review"), question())
    await record.add_answer(answer(4, None, None, at=24, day=11, mode="review", guessed=True), question())
    await record.add_answer(answer(5, None, None, at=25, mode="retake"), question())
    found = await seen(record)
    [only] = found.quizzes
    assert (only.id, [*only.answers], only.position) == (1000, [0], 1)
    [days] = found.days
    assert (days.learner, days.objective, days.first, days.last) == (LEARNER, "first.goal", 0, 9)
    assert [each.id for each in found.retakes] == [5]


async def test_a_report_takes_as_many_queries_for_a_class_as_for_one(record: SqlRecord) -> None:
    """It never goes through students one by one."""
    await open_class(record, LEARNER)

    async def queries() -> int:
        asked = []

        async def count(stores: Any) -> None:
            fetch = stores.class_reports._tx.fetch

            async def counted(query: str, *values: Any) -> Any:
                asked.append(query)
                return await fetch(query, *values)

            stores.class_reports._tx.fetch = counted
            try:
                await stores.class_reports.class_record(CLASS)
            finally:
                stores.class_reports._tx.fetch = fetch

        await record.opened.database.read(count)
        return len(asked)

    alone = await queries()
    for number in range(30):
        await record.put_student(student(number + 1))
        await record.add_answer(answer(number + 1, None, None, learner=number + 1, at=50), question())
    assert await queries() == alone == 10


async def test_renamed_lessons_keep_their_cards_and_assignments(record: SqlRecord) -> None:
    """Under the new id, in every server."""
    await open_class(record, LEARNER)
    await record.add_assignment(assignment(dates=Dates(100)), entry(1))
    await record.mark_read(LEARNER, COURSE, "a-lesson", 1, 20, GUILD)
    await record.follow_renames(COURSE, {"a-lesson": "b-lesson"})
    assert (await seen(record)).cards == {LEARNER: {"b-lesson": {1}}}
    assert [each.lesson for each in await record.assignments(CLASS)] == ["b-lesson"]
