"""A database is brought up to date once, safely, and never by a program too old for it."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import bot.storage.engines.migrate
from bot.domain.writing.drafts import Reflection
from bot.errors.storage import DatabaseTooNew, DatabaseUnusable
from bot.storage.engines.migrate import ADD_VERSION, Migration, migrations
from bot.storage.stores import program
from tests.contract.samples import COURSE, LEARNER, answer, quiz
from tests.contract.schema import columns
from tests.records import open_record

OLD_TEXT = "INSERT INTO question_text VALUES ($1, $2, $3, $4, $5)"
OLD_ANSWER = """
INSERT INTO answer (id, learner, course, question, version, fingerprint, mode, chosen, score, guessed, at)
VALUES ($1, $2, $3, $4, 1, $5, 'quiz', '[0]', 100, 0, $6)
"""
OLD_TEST = """
INSERT INTO quiz (id, learner, course, mode, seed, started_at, closed_at, form)
VALUES (1, $1, $2, 'pre', 1, 1, 2, 'a')
"""
OLD_REFLECTION = """
INSERT INTO reflection (learner, course, lesson, text, at, revision) VALUES ($1, $2, 'one', 'Old', 5, 3)
"""
NOW = 1_800_000_000_000
Add = Callable[..., None]
LATEST = migrations("sqlite")[-1].number


@pytest.fixture
def add_migration(monkeypatch: pytest.MonkeyPatch) -> Add:
    """Makes the program know one more migration."""

    def add(*statements: str) -> None:
        def known(dialect: str) -> list[Migration]:
            first = migrations(dialect)  # type: ignore[arg-type]
            return [*first, Migration(first[-1].number + 1, "one_more", statements)]

        monkeypatch.setattr(bot.storage.engines.migrate, "migrations", known)

    return add


def settings(path: Path) -> dict[str, str]:
    """The settings in a SQLite file."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT key, value FROM setting"))


async def test_both_engines_end_up_with_the_same_tables(sqlite_url: str, postgres_url: str) -> None:
    """After all migrations tables and columns have the same names on both engines."""
    found = []
    for url in (sqlite_url, postgres_url):
        async with open_record(url) as record:
            found.append(await columns(record._engine))
    assert found[0] == found[1]
    assert {"learner", "answer", "schema_version"} <= found[0].keys()


def test_each_step_has_a_text_for_each_engine() -> None:
    """Migrations are numbered from 1 without a gap, with the same names on both engines."""
    steps = [[(each.number, each.name) for each in migrations(d)] for d in ("sqlite", "postgres")]
    assert steps[0] == steps[1]
    assert [number for number, _ in steps[0]] == list(range(1, len(steps[0]) + 1))
    assert all(each.statements for each in migrations("sqlite"))


async def test_opening_again_changes_nothing(url: str, tmp_path: Path) -> None:
    """A database that is up to date is left alone, without a backup."""
    seen = []
    for value in ("1", "2"):
        async with open_record(url) as record:
            await record.set_setting(value, value)
            seen.append(await record._fetch("SELECT * FROM schema_version ORDER BY version"))
            assert await record.setting("1") == "1"
    assert seen[0] == seen[1]
    assert not (tmp_path / "backups").exists()


async def test_an_older_database_is_brought_up_to_date(url: str, add_migration: Add) -> None:
    """Only what is missing is applied, and what was kept stays."""
    async with open_record(url) as record:
        await record.set_setting("a", "1")
    add_migration("CREATE TABLE novelty (id BIGINT)", "UPDATE setting SET value = 'two' WHERE key = 'a'")
    for _ in range(2):
        async with open_record(url) as record:
            assert await record.setting("a") == "two"
            assert "novelty" in await columns(record._engine)
            await record.set_setting("b", "3")


async def test_an_upgrade_that_starts_twice_is_done_once(url: str, add_migration: Add) -> None:
    """Several that open an older database at the same time wait for the one that migrates it."""
    async with open_record(url) as record:
        await record.set_setting("a", "1")
    add_migration("CREATE TABLE novelty (id BIGINT)", "UPDATE setting SET value = value || '+'")

    async def start() -> str | None:
        async with open_record(url) as record:
            return await record.setting("a")

    assert await asyncio.gather(*(start() for _ in range(4))) == ["1+"] * 4


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    url: str, add_migration: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a migration is none: the program says so, and the one before still works."""
    async with open_record(url) as record:
        await record.set_setting("a", "1")
    add_migration("UPDATE setting SET value = 'x'", "CREATE TABLE b (id BIGINT)", "UPDATE nowhere SET a = 1")
    with pytest.raises(DatabaseUnusable, match=r"Can't update the database|can't be used"):
        async with open_record(url):
            pass
    monkeypatch.undo()
    async with open_record(url) as record:
        assert await record.setting("a") == "1"
        assert "b" not in await columns(record._engine)


async def test_a_test_of_before_was_the_first_meeting(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was taken when each form was met once is of the first round."""
    with monkeypatch.context() as patch:
        patch.setattr(bot.storage.engines.migrate, "migrations", lambda dialect: migrations(dialect)[:10])
        async with open_record(url) as record:
            await record._execute("INSERT INTO learner (id, first_seen_at) VALUES ($1, 1)", LEARNER)
            await record._execute(OLD_TEST, LEARNER, COURSE)
    async with open_record(url) as record:
        [test] = await record.sittings(LEARNER, COURSE)
        assert (test.form, test.round) == ("a", 1)
        await record.start_quiz(quiz(2, mode="post", form="a", round=2))
        assert len(await record.sittings(LEARNER, COURSE)) == 2


async def test_a_reflection_of_before_is_gone_on_with(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reflection from when revisions started at 1 can be changed, erased and started again."""
    with monkeypatch.context() as patch:
        patch.setattr(bot.storage.engines.migrate, "migrations", lambda dialect: migrations(dialect)[:11])
        async with open_record(url) as record:
            await record._execute("INSERT INTO learner (id, first_seen_at) VALUES ($1, 1)", LEARNER)
            await record._execute(OLD_REFLECTION, LEARNER, COURSE)
    async with open_record(url) as record:
        changed = await record.set_reflection(LEARNER, COURSE, "one", "Changed", NOW, 3)
        assert changed == Reflection("one", "Changed", NOW, 4)
        await record.erase_reflection(LEARNER, COURSE, "one")
        new = await record.set_reflection(LEARNER, COURSE, "one", "New", NOW, 0)
        assert await record.set_reflection(LEARNER, COURSE, "one", "Changed, more", NOW, 4) is None
        assert await record.reflections(LEARNER, COURSE) == {"one": new}


async def test_a_newer_database_is_refused(url: str) -> None:
    """A program that is older than the database does not touch it and says what to do."""
    async with open_record(url) as record:
        await record._engine.write(lambda tx: tx.execute(ADD_VERSION, 9000, "from the future"))
    with pytest.raises(DatabaseTooNew, match=r"9000.*Update Lessonbot") as caught:
        async with open_record(url):
            pass
    assert "\n" not in str(caught.value)


async def test_a_backup_is_taken_before_a_migration(
    sqlite_url: str, tmp_path: Path, add_migration: Add
) -> None:
    """The copy holds what was there before; a second one does not overwrite it."""
    copies = tmp_path / "elsewhere" / "copies"
    async with open_record(sqlite_url, backups=copies) as record:
        await record.set_setting("a", "1")
    assert not copies.exists()  # there was nothing to copy
    spoilt = "UPDATE setting SET value = 'changed'"
    add_migration(spoilt, "UPDATE nowhere SET a = 1")
    for _ in range(2):
        with pytest.raises(DatabaseUnusable):
            async with open_record(sqlite_url, backups=copies):
                pass
    add_migration(spoilt)
    async with open_record(sqlite_url, backups=copies) as record:
        assert await record.setting("a") == "changed"
    names = [f"record-schema-{LATEST}-{number}.db" for number in (1, 2, 3)]
    assert sorted(file.name for file in copies.iterdir()) == names
    assert [settings(copies / name) for name in names] == [{"a": "1"}] * 3
    async with open_record(str(copies / names[0])) as restored:
        assert await restored.setting("a") == "changed"


async def test_backups_go_beside_the_file_by_default(
    sqlite_url: str, tmp_path: Path, add_migration: Add
) -> None:
    """Nobody has to think of backups to have one."""
    async with open_record(sqlite_url):
        pass
    add_migration("CREATE TABLE novelty (id INTEGER)")
    async with open_record(sqlite_url):
        pass
    assert [file.name for file in (tmp_path / "backups").iterdir()] == [f"record-schema-{LATEST}-1.db"]


async def test_no_backup_no_migration(sqlite_url: str, tmp_path: Path, add_migration: Add) -> None:
    """Where no backup can be written the database is not migrated, and the program says so."""
    async with open_record(sqlite_url) as record:
        await record._engine.write(lambda tx: tx.execute(program.SET_SETTING, "a", "1"))
    (tmp_path / "backups").write_text("a file is in the way")
    add_migration("UPDATE setting SET value = 'changed'")
    with pytest.raises(DatabaseUnusable, match="needs a backup"):
        async with open_record(sqlite_url):
            pass
    assert settings(tmp_path / "record.db") == {"a": "1"}


async def test_answers_of_an_older_version_are_still_read(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was answered before typed answers, days and reviews were kept comes back whole."""
    old = answer(1_700_000_000_000, None, None, at=1_700_000_000_000)

    with monkeypatch.context() as patch:
        patch.setattr(bot.storage.engines.migrate, "migrations", lambda dialect: migrations(dialect)[:1])
        async with open_record(url) as record:
            await record._execute("INSERT INTO learner (id, first_seen_at) VALUES ($1, 1)", LEARNER)
            await record._execute(OLD_TEXT, old.fingerprint, COURSE, old.question, 1, "{}")
            await record._execute(OLD_ANSWER, old.id, LEARNER, COURSE, old.question, old.fingerprint, old.at)
    async with open_record(url) as record:
        assert await record.answers(LEARNER, COURSE) == [replace(old, guild=None, day=19675)]
        assert list(await record.inactive_learners(19674, 0, 9)) == []  # was there on that day
        assert list(await record.inactive_learners(19675, 0, 9)) == [LEARNER]
