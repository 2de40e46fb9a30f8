"""What learners write is kept whole: sent twice it is one, written on two devices it is both."""

import asyncio
from itertools import permutations

from bot.domain.writing.drafts import LONGEST, ChecklistMark
from tests.contract.samples import COURSE, LEARNER, draft
from tests.records import SqlRecord


async def test_a_draft_comes_back_as_it_was_written(record: SqlRecord) -> None:
    """Text of any script, its rubric, and each version with the points ticked."""
    text = "«Здравствуйте» 你好 🙂\n\n`**\\"
    made = draft(text=text)
    assert await record.add_draft(made) == made
    assert await record.draft(LEARNER, made.id) == made
    assert await record.drafts(LEARNER, COURSE) == [made]
    await record.check_version(LEARNER, made.id, 1, frozenset({0, 4}))
    await record.add_version(LEARNER, made.id, "Better", 9)
    checked = await record.check_version(LEARNER, made.id, 2, frozenset())
    assert checked is not None
    assert [(v.number, v.text, v.points) for v in checked.versions] == [
        (1, text, frozenset({0, 4})),
        (2, "Better", frozenset()),
    ]
    assert checked.rubric == made.rubric


async def test_a_form_sent_twice_makes_no_second_draft(record: SqlRecord) -> None:
    """Also when both arrive at once; another text, lesson or person makes one."""
    both = await asyncio.gather(record.add_draft(draft(1)), record.add_draft(draft(2)))
    assert both[0] == both[1]
    others = [draft(3, "Dear you"), draft(4, lesson="b"), draft(5, learner=LEARNER + 1)]
    for each in others:
        assert await record.add_draft(each) == each
    assert [each.id for each in await record.drafts(LEARNER, COURSE)] == [4, 3, both[0].id]


async def test_versions_of_two_devices_are_both_kept(record: SqlRecord) -> None:
    """Different texts sent at once are two versions; the same text again is none."""
    await record.add_draft(draft(1))
    assert not await record.has_revised(LEARNER, COURSE)
    same = await record.add_version(LEARNER, 1, "Dear all", 3)
    assert same == draft(1)
    assert not await record.has_revised(LEARNER, COURSE)
    await asyncio.gather(*(record.add_version(LEARNER, 1, text, 4) for text in ("One", "Two", "One")))
    found = await record.draft(LEARNER, 1)
    assert found is not None
    assert {each.text for each in found.versions} == {"Dear all", "One", "Two"}
    assert [each.number for each in found.versions] == list(range(1, len(found.versions) + 1))
    assert await record.has_revised(LEARNER, COURSE)
    assert not await record.has_revised(LEARNER, "another")
    assert not await record.has_revised(LEARNER + 1, COURSE)


async def test_the_points_of_an_earlier_version_stand(record: SqlRecord) -> None:
    """Once there is a revision, a form from before it does not change what was ticked of the first."""
    await record.add_draft(draft(1))
    await record.check_version(LEARNER, 1, 1, frozenset({1}))
    await record.check_version(LEARNER, 1, 1, frozenset({2}))
    await record.add_version(LEARNER, 1, "Better", 4)
    found = await record.check_version(LEARNER, 1, 1, frozenset({3}))
    assert found is not None
    assert [each.points for each in found.versions] == [frozenset({2}), None]


async def test_nobody_reaches_another_persons_draft(record: SqlRecord) -> None:
    """Reading, changing and deleting need the person who wrote it."""
    await record.add_draft(draft(1))
    other = LEARNER + 1
    assert await record.draft(other, 1) is None
    assert await record.add_version(other, 1, "Mine", 2) is None
    assert await record.check_version(other, 1, 1, frozenset()) is None
    assert not await record.delete_draft(other, 1)
    assert await record.draft(LEARNER, 1) == draft(1)


async def test_drafts_are_deleted_one_by_one(record: SqlRecord) -> None:
    """The others stay; a deleted one takes no further version, and twice is told."""
    for number, text in enumerate(("One", "Two"), start=1):
        await record.add_draft(draft(number, text))
    assert await record.delete_draft(LEARNER, 1)
    assert not await record.delete_draft(LEARNER, 1)
    assert await record.add_version(LEARNER, 1, "Late", 9) is None
    assert [each.id for each in await record.drafts(LEARNER, COURSE)] == [2]


async def test_a_reflection_is_edited_and_erased(record: SqlRecord) -> None:
    """The latest text stands; the same again changes nothing; erased it is gone."""
    first = await record.set_reflection(LEARNER, COURSE, "a", "First", 5, 0)
    assert first is not None
    assert first.text == "First"
    second = await record.set_reflection(LEARNER, COURSE, "a", "Second", 7, first.revision)
    assert second is not None
    assert (second.text, second.at) == ("Second", 7)
    assert second.revision > first.revision
    again = await record.set_reflection(LEARNER, COURSE, "a", "Second", 9, first.revision)
    assert again == second
    assert await record.reflections(LEARNER, COURSE) == {"a": again}
    assert await record.erase_reflection(LEARNER, COURSE, "a")
    assert not await record.erase_reflection(LEARNER, COURSE, "a")
    assert await record.reflections(LEARNER, COURSE) == {}


async def test_reflections_of_two_devices_are_both_kept(record: SqlRecord) -> None:
    """What was written beside another text joins it; where there is no room, nothing is put over it."""
    await record.set_reflection(LEARNER, COURSE, "a", "Here", 1, 0)
    both = await record.set_reflection(LEARNER, COURSE, "a", "There", 2, 0)
    assert both is not None
    assert both.text == "Here\n\nThere"
    again = await record.set_reflection(LEARNER, COURSE, "a", "There", 3, 0)
    assert again == both
    assert await record.set_reflection(LEARNER, COURSE, "a", "x" * LONGEST, 3, 0) is None
    assert await record.reflections(LEARNER, COURSE) == {"a": both}


NOW = 1_800_000_000_000


async def test_an_old_form_brings_back_nothing_that_was_erased(record: SqlRecord) -> None:
    """Whatever was written since, and although a new reflection has seen as many changes as the old one."""
    old = await record.set_reflection(LEARNER, COURSE, "a", "Secret", NOW, 0)
    assert old is not None
    await record.erase_reflection(LEARNER, COURSE, "a")
    assert await record.set_reflection(LEARNER, COURSE, "a", "Secret, more", NOW + 2, old.revision) is None
    assert await record.reflections(LEARNER, COURSE) == {}
    new = await record.set_reflection(LEARNER, COURSE, "a", "New", NOW + 3, 0)
    assert new is not None
    assert await record.set_reflection(LEARNER, COURSE, "a", "Secret, more", NOW + 4, old.revision) is None
    assert await record.reflections(LEARNER, COURSE) == {"a": new}
    newer = await record.set_reflection(LEARNER, COURSE, "a", "Newer", NOW + 5, new.revision)
    assert newer is not None
    assert newer.text == "Newer"
    both = await record.set_reflection(LEARNER, COURSE, "a", "Beside", NOW + 6, new.revision)
    assert both is not None
    assert both.text == "Newer\n\nBeside"


async def test_an_old_form_does_not_bring_an_erased_person_back(record: SqlRecord) -> None:
    """After everything was erased it leaves no trace."""
    old = await record.set_reflection(LEARNER, COURSE, "a", "Secret", NOW, 0)
    assert old is not None
    await record.erase(LEARNER)
    assert await record.set_reflection(LEARNER, COURSE, "a", "Secret", NOW + 1, old.revision) is None
    assert not any((await record.counts(LEARNER)).values())


async def test_erasing_and_an_old_form_at_once(record: SqlRecord) -> None:
    """Whichever comes first, the text is erased in the end."""
    for number in range(20):
        lesson = f"lesson-{number}"
        old = await record.set_reflection(LEARNER, COURSE, lesson, "Secret", NOW, 0)
        assert old is not None
        await asyncio.gather(
            record.erase_reflection(LEARNER, COURSE, lesson),
            record.set_reflection(LEARNER, COURSE, lesson, "Secret, more", NOW + 1, old.revision),
        )
    assert await record.reflections(LEARNER, COURSE) == {}


async def test_ticks_of_two_devices_are_all_kept(record: SqlRecord) -> None:
    """Items ticked at once are all ticked; a note leaves the tick alone, and a tick the note."""
    items = [f"item-{number}" for number in range(12)]
    await asyncio.gather(*(record.set_tick(LEARNER, COURSE, "list", item, True, 1) for item in items))
    assert [mark.item for mark in await record.marks(LEARNER, COURSE) if mark.ticked] == sorted(items)
    for order in permutations(("tick", "note")):
        await record.clear_marks(LEARNER, COURSE, "list")
        for what in order:
            if what == "tick":
                await record.set_tick(LEARNER, COURSE, "list", "a", True, 2)
            else:
                await record.set_note(LEARNER, COURSE, "list", "a", "By Ana", 2)
        assert await record.marks(LEARNER, COURSE) == [ChecklistMark("list", "a", True, "By Ana", 2)]


async def test_starting_over_forgets_one_checklist(record: SqlRecord) -> None:
    """Other checklists and other people keep theirs."""
    for who, checklist in ((LEARNER, "a"), (LEARNER, "b"), (LEARNER + 1, "a")):
        await record.set_tick(who, COURSE, checklist, "one", True, 1)
    assert await record.clear_marks(LEARNER, COURSE, "a") == 1
    assert [mark.checklist for mark in await record.marks(LEARNER, COURSE)] == ["b"]
    assert [mark.checklist for mark in await record.marks(LEARNER + 1, COURSE)] == ["a"]


async def test_a_draft_is_put_off_for_a_day(record: SqlRecord) -> None:
    """The latest day counts, for one person, who may be new."""
    assert await record.postponed_day(LEARNER) is None
    for day in (20_000, 20_001):
        await record.postpone_draft(LEARNER, day, day * 86_400_000)
        assert await record.postponed_day(LEARNER) == day
    assert await record.postponed_day(LEARNER + 1) is None
