"""What's kept under an old id of a lesson or an objective follows it to the new one."""

from dataclasses import replace

from bot.domain.posts.post import PostItem
from tests.contract.samples import COURSE, LEARNER, answer, draft, question, quiz
from tests.contract.samples_daily import entry, post, schedule
from tests.contract.test_daily import MINE
from tests.records import SqlRecord

RENAMED = {"old": "new", "old.goal": "new.goal"}


async def test_everything_follows_to_the_new_id(record: SqlRecord) -> None:
    """Pages, drafts, reflections, quizzes, mastery and posts; those of other courses stay; twice is fine."""
    for course in (COURSE, "another"):
        for page in (0, 1):
            await record.mark_read(LEARNER, course, "old", page, at=page + 1)
        await record.set_reflection(LEARNER, course, "old", f"What I think in {course}", 5, 0)
    await record.add_draft(draft(lesson="old"))
    await record.start_quiz(quiz(lesson="old"))
    for number, name in enumerate(("first-01", "first-02")):
        asked = question(name, objective="old.goal", level="apply")
        given = answer(100 + number, None, None, question=name, fingerprint=asked.fingerprint, day=9 * number)
        await record.add_answer(given, asked)
    assert [each.objective for each in await record.mastered(LEARNER, COURSE)] == ["old.goal"]
    await record.add_schedule(schedule(), entry())
    await record.acquire_lease(MINE, 0)
    await record.claim_posts(MINE, [post(item=PostItem("page", "old", 1))], schedule())

    for _ in range(2):
        await record.follow_renames(COURSE, RENAMED)
        assert await record.pages_read(LEARNER, COURSE) == {"new": frozenset({0, 1})}
        assert [each.lesson for each in await record.drafts(LEARNER, COURSE)] == ["new"]
        [(lesson, reflection)] = (await record.reflections(LEARNER, COURSE)).items()
        assert (lesson, reflection.text) == ("new", f"What I think in {COURSE}")
        assert [each.lesson for each in await record.open_quizzes(LEARNER, COURSE)] == ["new"]
        assert [each.objective for each in await record.mastered(LEARNER, COURSE)] == ["new.goal"]
        assert (await record.rebuild_cards()).differed == 0
        assert [each.item for each in await record.posts(700, 9)] == [PostItem("page", "new", 1)]
        assert set(await record.pages_read(LEARNER, "another")) == {"old"}
        assert set(await record.reflections(LEARNER, "another")) == {"old"}


async def test_what_was_begun_under_the_new_id_stays(record: SqlRecord) -> None:
    """A learner who has gone on under both ids loses neither a page nor a text."""
    await record.mark_read(LEARNER, COURSE, "old", 0, at=1)
    await record.mark_read(LEARNER, COURSE, "old", 1, at=2)
    await record.mark_read(LEARNER, COURSE, "new", 1, at=3)
    await record.set_reflection(LEARNER, COURSE, "old", "Before", 5, 0)
    await record.set_reflection(LEARNER, COURSE, "new", "After", 6, 0)
    await record.add_draft(draft(1, lesson="old"))
    await record.add_draft(replace(draft(2, "Another", lesson="new")))
    await record.follow_renames(COURSE, RENAMED)
    assert await record.pages_read(LEARNER, COURSE) == {"new": frozenset({0, 1})}
    texts = {name: each.text for name, each in (await record.reflections(LEARNER, COURSE)).items()}
    assert texts == {"old": "Before", "new": "After"}
    assert [each.lesson for each in await record.drafts(LEARNER, COURSE)] == ["new", "new"]
