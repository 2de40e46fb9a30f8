"""What a clock that ran ahead has stamped is put right in every table, with what follows from it."""

from bot.domain.calendar.day import day_of
from bot.storage.stores.clock_stamps import STAMPS
from tests.contract.samples import COURSE, LEARNER, answer, question, quiz
from tests.contract.schema import columns
from tests.contract.test_privacy import fill
from tests.records import SqlRecord

DAY = 86_400_000
NOW = 20_000 * DAY + DAY // 2
AHEAD = NOW + 70 * DAY

ELSEWHERE = {
    "schedule": {"next_at"},
    "post": {"due_at", "first_at", "retry_at", "sent_at"},
    "reminder": {"next_at", "first_at", "retry_at", "sent_at"},
    "notice": {"first_at", "retry_at"},
    "learner": {"told_at"},
    "server": {"summary_at"},
    "assessment_opening": {"opens_at"},
    "assignment": {"release_at", "due_at", "remind_at", "first_at", "retry_at"},
    "live_round": {"due_at", "first_at", "retry_at", "next_at", "wake_at"},
    "due_reminder": {"remind_at", "first_at", "retry_at"},
}
"""When posts, reminders, notices and summaries are due or were sent, which
`bot.services.delivery.clock_repair` looks after; when people were told that they'll be erased, which is never
made earlier; when assessments open, which may be tomorrow: `tests/contract/test_badges.py` checks that it
isn't later; dates that teachers typed; and when live rounds go on: `tests/contract/test_live.py` checks that.
"""


async def test_no_instant_is_forgotten(record: SqlRecord) -> None:
    """Every column that holds an instant is put right, or is in the list of those that aren't."""
    found = {
        table: {name for name in names if name == "at" or name.endswith("_at")}
        for table, names in (await columns(record._engine)).items()
    }
    known = {table: set(STAMPS.get(table, ())) | ELSEWHERE.get(table, set()) for table in found}
    assert {table: names for table, names in found.items() if names != known[table]} == {}


async def test_what_happened_in_the_future_happened_now(record: SqlRecord) -> None:
    """All of it, in every table that a person or a server has rows in; what's past stays as it is."""
    await fill(record, LEARNER, AHEAD)
    await fill(record, LEARNER + 1, NOW - DAY)
    before = {table: await record._fetch(f"SELECT * FROM {table}") for table in STAMPS}
    assert await record.correct_stamps(NOW, NOW + 60_000) > 10
    for table, names in STAMPS.items():
        if table == "mastered":
            continue  # made again from the answers
        after = await record._fetch(f"SELECT * FROM {table}")
        for name in names:
            was = [row[name] for row in before[table]]
            assert sorted(row[name] or 0 for row in after) == sorted(min(at or 0, NOW) for at in was), table
    assert await record.newest_instant() <= NOW  # type: ignore[operator]
    assert await record.correct_stamps(NOW, NOW + 60_000) == 0


async def test_reviews_and_the_order_of_answers_follow(record: SqlRecord) -> None:
    """A card that was due in two months is due as if answered today, and answers keep their order."""
    await record.start_quiz(quiz())
    for number in range(2):
        given = answer(id=500 + number, position=number, at=AHEAD + number, day=day_of(AHEAD, "UTC"))
        await record.add_answer(given, question())
    [ahead] = await record.cards(LEARNER, COURSE)
    await record.correct_stamps(NOW, NOW + 60_000)
    assert [(each.id, each.at, each.day) for each in await record.answers(LEARNER, COURSE)] == [
        (500, NOW, 20_000),
        (501, NOW, 20_000),
    ]
    [card] = await record.cards(LEARNER, COURSE)
    assert (ahead.last_day - card.last_day, ahead.due_day - card.due_day) == (70, 70)
    rebuilt = await record.rebuild_cards()
    assert rebuilt.differed == 0
