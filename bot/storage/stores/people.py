"""People: the pages they read, what they say against questions, and everything the record has about them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any, NamedTuple

from bot.services.ports.people import Preferences, QuestionReport
from bot.storage.engines.engine import Row
from bot.storage.queries import certificates, learners, mastery, measurements, reminders, writing
from bot.storage.stores.sql_store import SqlStore


class Kind(NamedTuple):
    """Rows about a person: the queries that list and delete them, by the learner's id."""

    name: str
    export: str
    erase: str


KINDS = (
    Kind("daily_answers", reminders.EXPORT_DAILY_ANSWERS, reminders.ERASE_DAILY_ANSWERS),
    Kind("answers", learners.EXPORT_ANSWERS, learners.ERASE_ANSWERS),
    Kind("quiz_items", learners.EXPORT_QUIZ_ITEMS, learners.ERASE_QUIZ_ITEMS),
    Kind("quizzes", learners.EXPORT_QUIZZES, learners.ERASE_QUIZZES),
    Kind("pages_read", learners.EXPORT_PAGES, learners.ERASE_PAGES),
    Kind("question_reports", learners.EXPORT_REPORTS, learners.ERASE_REPORTS),
    Kind("review_cards", learners.EXPORT_CARDS, learners.ERASE_CARDS),
    Kind("pretests_declined", measurements.EXPORT_DECLINED, measurements.ERASE_DECLINED),
    Kind("certificates", certificates.EXPORT, certificates.ERASE),
    Kind("mastered", mastery.EXPORT_MASTERED, mastery.ERASE_MASTERED),
    Kind("leaderboards", mastery.EXPORT_BOARD, mastery.ERASE_BOARD),
    Kind("draft_versions", writing.EXPORT_VERSIONS, writing.ERASE_VERSIONS),
    Kind("drafts", writing.EXPORT_DRAFTS, writing.ERASE_DRAFTS),
    Kind("reflections", writing.EXPORT_REFLECTIONS, writing.ERASE_REFLECTIONS),
    Kind("checklist_marks", writing.EXPORT_MARKS, writing.ERASE_MARKS),
    Kind("reminders", reminders.EXPORT_REMINDER, reminders.ERASE_REMINDER),
    Kind("server_changes", reminders.EXPORT_CHANGES, reminders.ERASE_CHANGES),
    Kind("schedules_set", reminders.EXPORT_SCHEDULES, reminders.ERASE_SCHEDULES),
    Kind("notices", reminders.EXPORT_NOTICES, reminders.ERASE_NOTICES),
    Kind("learner", learners.EXPORT_LEARNER, learners.ERASE_LEARNER),
)
"""All that is kept about a person, in an order in which it can be deleted. A new such table belongs here.

What a moderator did for a server is not deleted, but stays without saying who did it."""

_COUNT = "SELECT COUNT(*) AS rows FROM ({}) AS found"

JSON_COLUMNS = frozenset({"chosen", "body", "detail", "missing", "rubric", "points"})


class SqlPeopleStore(SqlStore):
    """`bot.services.ports.people.PeopleStore` says what each method promises."""

    async def mark_read(self, learner: int, course: str, lesson: str, page: int, at: int) -> None:
        """Note that a page was shown; the first time counts, the last is kept beside it."""
        await self._tx.execute(learners.UPSERT_LEARNER, learner, at)
        await self._tx.execute(learners.MARK_READ, learner, course, lesson, page, at)

    async def pages_read(self, learner: int, course: str) -> Mapping[str, frozenset[int]]:
        """The pages read, by lesson; the lesson in which a page was read last comes last."""
        pages: dict[str, set[int]] = {}
        for row in await self._tx.fetch(learners.PAGES_READ, learner, course):
            lesson = row["lesson"]
            pages[lesson] = pages.pop(lesson, set()) | {row["page"]}
        return {lesson: frozenset(numbers) for lesson, numbers in pages.items()}

    async def preferences(self, learner: int) -> Preferences:
        """How the learner wants it, or the usual."""
        chosen = {
            name: value
            for row in await self._tx.fetch(learners.PREFERENCES, learner)
            for name, value in row.items()
            if value is not None
        }
        return Preferences(**chosen)

    async def set_preferences(self, learner: int, preferences: Preferences, at: int) -> None:
        """Keep how the learner wants it."""
        await self._tx.execute(learners.UPSERT_LEARNER, learner, at)
        await self._tx.execute(learners.SET_PREFERENCES, learner, preferences.zone, preferences.reviews)

    async def add_report(self, report: QuestionReport) -> None:
        """Keep what a learner says against a question; the same id again changes nothing."""
        await self._tx.execute(learners.UPSERT_LEARNER, report.learner, report.at)
        await self._tx.execute(learners.ADD_REPORT, *astuple(report))

    async def reports(self, course: str) -> Sequence[QuestionReport]:
        """What was said against the questions of a course, oldest first."""
        return [QuestionReport(**row) for row in await self._tx.fetch(learners.REPORTS, course)]

    async def export(self, learner: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row about the learner, by kind of row, and the texts of the questions answered."""
        rows = {kind.name: await self._tx.fetch(kind.export, learner) for kind in KINDS}
        rows["question_texts"] = await self._tx.fetch(learners.EXPORT_TEXTS, learner)
        return {name: [_readable(row) for row in found] for name, found in rows.items()}

    async def counts(self, learner: int) -> Mapping[str, int]:
        """How many rows of each kind there are about the learner."""
        found = [await self._tx.fetch(_COUNT.format(kind.export), learner) for kind in KINDS]
        return {kind.name: rows[0]["rows"] for kind, rows in zip(KINDS, found, strict=True)}


def _readable(row: Row) -> dict[str, Any]:
    """The row with what is kept as JSON unpacked."""
    return {
        name: json.loads(value) if name in JSON_COLUMNS and value is not None else value
        for name, value in row.items()
    }
