"""A database that an old version wrote opens, is migrated, and keeps every row."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.domain.learning.certificate import Certificate
from bot.domain.posts.server import ServerSettings
from tests.contract.samples import COURSE, GUILD, LEARNER, answer, question, quiz
from tests.contract.samples_daily import entry, notice, post, reminder, schedule
from tests.records import open_record

SCHEMA_12 = Path(__file__).parent / "data" / "record-schema-12.sql"
"""A record as the version with schema 12 wrote it, with at least one row in each of its tables but `lease`
and `erasure`."""

Tables = Mapping[str, list[dict[str, Any]]]


@pytest.fixture
def old_url(tmp_path: Path) -> str:
    """Return the address of a fresh copy of the old record."""
    path = tmp_path / "record.db"
    with closing(sqlite3.connect(path)) as file:
        file.executescript(SCHEMA_12.read_text())
    return f"sqlite:///{path}"


def rows_of(url: str) -> Tables:
    """Return every row of every table except the list of migrations."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        file.row_factory = sqlite3.Row
        names = [row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted(map(dict, file.execute(f"SELECT * FROM {name}")), key=lambda row: str(row.values()))
            for name in names
            if name != "schema_version" and not name.startswith("sqlite_")
        }


async def test_migrating_an_old_record_keeps_every_row(old_url: str) -> None:
    """No migration drops or changes anything in the columns that the old version knew, and all that one adds
    is a notice."""
    before = rows_of(old_url)
    assert {name for name, rows in before.items() if not rows} == {"lease", "erasure"}
    async with open_record(old_url):
        pass
    after = rows_of(old_url)
    after["notice"] = [row for row in after["notice"] if row["kind"] != "results-from"]
    for name, rows in before.items():
        known = [{column: row[column] for column in rows[0]} for row in after[name]] if rows else []
        assert known == rows, name


async def test_what_a_learner_did_reads_back_from_an_old_record(old_url: str) -> None:
    """Quizzes, answers and what follows from them are what the old version stored."""
    async with open_record(old_url) as record:
        given = answer(700, 700)
        begun = await record.quiz(700)
        assert begun == quiz(700, places=2, answers={0: given})
        assert [each.id for each in await record.answers(LEARNER, COURSE)] == [700, 701, 5001]
        assert await record.wordings([given.fingerprint]) == {given.fingerprint: question()}
        assert [card.question for card in await record.cards(LEARNER, COURSE)] == ["first-01"]
        assert [each.objective for each in await record.mastered(LEARNER, COURSE)] == ["first.goal"]
        assert await record.pages_read(LEARNER, COURSE) == {"a-lesson": {0}}
        assert await record.declined_pretest(LEARNER, COURSE)
        assert await record.on_leaderboard(GUILD, LEARNER)
        number = f"N-{LEARNER}"
        assert await record.certificate_of(number) == Certificate(number, LEARNER, COURSE, "T", "Ada", 3, 700)
        assert (await record.preferences(LEARNER)).zone == "Europe/Berlin"
        assert [each.text for each in await record.reports(COURSE)] == ["It isn't so."]


async def test_what_a_learner_wrote_reads_back_from_an_old_record(old_url: str) -> None:
    """Drafts with all versions, reflections and checklists are what the old version stored."""
    async with open_record(old_url) as record:
        [draft] = await record.drafts(LEARNER, COURSE)
        assert [version.text for version in draft.versions] == ["Dear all", "A second version."]
        assert (await record.reflections(LEARNER, COURSE))["a-lesson"].text == "Ours."
        [mark] = await record.marks(LEARNER, COURSE)
        assert (mark.item, mark.ticked, mark.note) == ("an-item", True, "A note.")


async def test_what_a_server_set_reads_back_from_an_old_record(old_url: str) -> None:
    """Schedules, posts, reminders and what the staff is told are what the old version stored."""
    async with open_record(old_url) as record:
        made = schedule(700, revision=1, left_out=frozenset(), line="")
        assert await record.schedules(GUILD) == [made]
        assert await record.posts(700, 9) == [post(made)]
        assert await record.reminder(LEARNER) == reminder(set_at=700)
        assert await record.settings(GUILD) == ServerSettings(GUILD)
        assert await record.log_entries(GUILD, 9) == [entry(5003), entry(700)]
        first, news = await record.notices(GUILD)
        assert first == notice(700)
        assert (news.kind, news.schedule, news.posts, news.set_by) == ("results-from", 700, 3, made.set_by)
        found = await record.daily_answer(post(made).id, LEARNER)
        assert (found.id, found.mode) == (701, "daily")
        assert await record.guilds_left_before(900, 0, 9) == [99]
        assert not await record.claim_greeting(GUILD, 5)
        assert await record.setting("commands") == "abc"
