"""Drafts, reflections and checklists."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from bot.domain.writing.drafts import ChecklistMark, LearnerDraft, Reflection, Version, joined
from bot.storage.engines.engine import Row, Transaction
from bot.storage.stores.people import LOCK_LEARNER, UPSERT_LEARNER
from bot.storage.stores.sql_store import SqlStore

ADD_DRAFT = """
INSERT INTO draft (id, learner, course, lesson, rubric) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO NOTHING
"""

BEGUN_ALIKE = """
SELECT draft.id FROM draft JOIN draft_version ON draft_version.draft = draft.id AND draft_version.number = 1
WHERE draft.learner = $1 AND draft.course = $2 AND draft.lesson = $3 AND draft_version.text = $4
ORDER BY draft.id DESC
"""

POSTPONE_DRAFT = "UPDATE learner SET draft_postponed_day = $2 WHERE id = $1"
POSTPONED_DAY = "SELECT draft_postponed_day FROM learner WHERE id = $1"

ADD_VERSION = """
INSERT INTO draft_version (draft, number, learner, text, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (draft, number) DO NOTHING
"""

CHECK_VERSION = """
UPDATE draft_version SET points = $4
WHERE learner = $1 AND draft = $2 AND number = $3
AND number = (SELECT MAX(latest.number) FROM draft_version AS latest WHERE latest.draft = $2)
"""

DRAFT = """
SELECT draft.id, draft.learner, draft.course, draft.lesson, draft.rubric, draft_version.number,
    draft_version.text, draft_version.at, draft_version.points
FROM draft JOIN draft_version ON draft_version.draft = draft.id
WHERE draft.learner = $1 AND draft.id = $2
ORDER BY draft_version.number
"""

DRAFTS = """
SELECT draft.id, draft.learner, draft.course, draft.lesson, draft.rubric, draft_version.number,
    draft_version.text, draft_version.at, draft_version.points
FROM draft JOIN draft_version ON draft_version.draft = draft.id
WHERE draft.learner = $1 AND draft.course = $2
ORDER BY draft.id DESC, draft_version.number
"""

DELETE_VERSIONS = "DELETE FROM draft_version WHERE learner = $1 AND draft = $2"

DELETE_DRAFT = "DELETE FROM draft WHERE learner = $1 AND id = $2"

REVISED = """
SELECT draft.id FROM draft JOIN draft_version ON draft_version.draft = draft.id
WHERE draft.learner = $1 AND draft.course = $2 AND draft_version.number > 1 LIMIT 1
"""

REFLECTION = """
SELECT text, at, revision, begun FROM reflection WHERE learner = $1 AND course = $2 AND lesson = $3
"""

REFLECTIONS = """
SELECT lesson, text, at, revision FROM reflection WHERE learner = $1 AND course = $2 ORDER BY lesson
"""

SET_REFLECTION = """
INSERT INTO reflection (learner, course, lesson, text, at, revision, begun)
VALUES ($1, $2, $3, $4, $5, $6, $6)
ON CONFLICT (learner, course, lesson) DO UPDATE SET
    text = excluded.text, at = excluded.at, revision = excluded.revision
"""

MARKS = """
SELECT checklist, item, ticked, note, at FROM checklist_mark
WHERE learner = $1 AND course = $2 ORDER BY checklist, item
"""

SET_TICK = """
INSERT INTO checklist_mark (learner, course, checklist, item, ticked, note, at)
VALUES ($1, $2, $3, $4, $5, '', $6)
ON CONFLICT (learner, course, checklist, item) DO UPDATE SET ticked = excluded.ticked, at = excluded.at
"""

SET_NOTE = """
INSERT INTO checklist_mark (learner, course, checklist, item, ticked, note, at)
VALUES ($1, $2, $3, $4, 0, $5, $6)
ON CONFLICT (learner, course, checklist, item) DO UPDATE SET note = excluded.note, at = excluded.at
"""

CLEAR_MARKS = "DELETE FROM checklist_mark WHERE learner = $1 AND course = $2 AND checklist = $3"

ERASE_REFLECTION = "DELETE FROM reflection WHERE learner = $1 AND course = $2 AND lesson = $3"


class SqlWritingStore(SqlStore):
    """`bot.services.ports.writing.WritingStore` says what each method promises."""

    async def add_draft(self, draft: LearnerDraft) -> LearnerDraft:
        """Store a new draft with its first version, or return the existing one."""
        first = draft.first

        await self._tx.execute(UPSERT_LEARNER, draft.learner, first.at)
        alike = (draft.learner, draft.course, draft.lesson, first.text)
        if found := await self._tx.fetch(BEGUN_ALIKE, *alike):
            return await _draft(self._tx, draft.learner, found[0]["id"]) or draft
        rubric = json.dumps(draft.rubric, ensure_ascii=False)
        await self._tx.execute(ADD_DRAFT, draft.id, draft.learner, draft.course, draft.lesson, rubric)
        await self._tx.execute(ADD_VERSION, draft.id, 1, draft.learner, first.text, first.at)
        return await _draft(self._tx, draft.learner, draft.id) or draft

    async def add_version(self, learner: int, draft: int, text: str, at: int) -> LearnerDraft | None:
        """Add a version unless it equals the latest. Return the draft, or None if it's gone."""
        await self._tx.execute(LOCK_LEARNER, learner)
        found = await _draft(self._tx, learner, draft)
        if found is None or found.latest.text == text:
            return found
        await self._tx.execute(ADD_VERSION, draft, found.latest.number + 1, learner, text, at)
        return await _draft(self._tx, learner, draft)

    async def check_version(
        self, learner: int, draft: int, number: int, points: frozenset[int]
    ) -> LearnerDraft | None:
        """Store which points the latest version meets. Return the draft, or None if it's gone."""
        await self._tx.execute(LOCK_LEARNER, learner)
        await self._tx.execute(CHECK_VERSION, learner, draft, number, json.dumps(sorted(points)))
        return await _draft(self._tx, learner, draft)

    async def draft(self, learner: int, draft: int) -> LearnerDraft | None:
        """Return one of the learner's drafts."""
        return await _draft(self._tx, learner, draft)

    async def drafts(self, learner: int, course: str) -> Sequence[LearnerDraft]:
        """Return the learner's drafts in a course, newest first."""
        return _assemble(await self._tx.fetch(DRAFTS, learner, course))

    async def delete_draft(self, learner: int, draft: int) -> bool:
        """Delete a draft with its versions. Return False if there was none."""
        await self._tx.execute(LOCK_LEARNER, learner)
        await self._tx.execute(DELETE_VERSIONS, learner, draft)
        return await self._tx.execute(DELETE_DRAFT, learner, draft) == 1

    async def has_revised(self, learner: int, course: str) -> bool:
        """Return whether any draft in the course has more than one version."""
        return bool(await self._tx.fetch(REVISED, learner, course))

    async def postpone_draft(self, learner: int, day: int, at: int) -> None:
        """Store that the learner doesn't want to be asked for a draft anymore on this local day."""
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        await self._tx.execute(POSTPONE_DRAFT, learner, day)

    async def postponed_day(self, learner: int) -> int | None:
        """Return the last local day on which the learner didn't want to write a draft, if there is one."""
        rows = await self._tx.fetch(POSTPONED_DAY, learner)
        return rows[0]["draft_postponed_day"] if rows else None

    async def reflections(self, learner: int, course: str) -> Mapping[str, Reflection]:
        """Return the learner's reflections by lesson."""
        rows = await self._tx.fetch(REFLECTIONS, learner, course)
        return {row["lesson"]: Reflection(**row) for row in rows}

    async def set_reflection(
        self, learner: int, course: str, lesson: str, text: str, at: int, based_on: int
    ) -> Reflection | None:
        """Store a reflection and return it as it is now."""
        if await self._tx.execute(LOCK_LEARNER, learner) == 0 and based_on:
            return None  # everything was erased: an old form must not store the learner again
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        found = await self._tx.fetch_one(REFLECTION, learner, course, lesson)
        changed = _changed(found, Reflection(lesson, text, at, at), based_on)
        if changed and not (found and found["revision"] == changed.revision):
            values = (changed.text, changed.at, changed.revision)
            await self._tx.execute(SET_REFLECTION, learner, course, lesson, *values)
        return changed

    async def erase_reflection(self, learner: int, course: str, lesson: str) -> bool:
        """Delete a reflection. Return False if there was none."""
        await self._tx.execute(LOCK_LEARNER, learner)
        return await self._tx.execute(ERASE_REFLECTION, learner, course, lesson) == 1

    async def marks(self, learner: int, course: str) -> Sequence[ChecklistMark]:
        """Return the learner's ticks and notes on the course's checklists."""
        rows = await self._tx.fetch(MARKS, learner, course)
        return [ChecklistMark(**{**row, "ticked": bool(row["ticked"])}) for row in rows]

    async def set_tick(
        self, learner: int, course: str, checklist: str, item: str, ticked: bool, at: int
    ) -> None:
        """Store whether an item is done. Its note and all other items stay as they are."""
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        await self._tx.execute(SET_TICK, learner, course, checklist, item, int(ticked), at)

    async def set_note(
        self, learner: int, course: str, checklist: str, item: str, note: str, at: int
    ) -> None:
        """Store a note on an item; an empty one deletes it. The item's tick stays as it is."""
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        await self._tx.execute(SET_NOTE, learner, course, checklist, item, note, at)

    async def clear_marks(self, learner: int, course: str, checklist: str) -> int:
        """Delete all ticks and notes on a checklist and return how many there were."""
        return await self._tx.execute(CLEAR_MARKS, learner, course, checklist)


def _changed(found: Row | None, new: Reflection, based_on: int) -> Reflection | None:
    """Merge a new reflection with the stored one. Return None if it can't be kept.

    `based_on` is the revision the learner saw while writing. Return the stored one if it already says the
    same.
    """
    if found is None:
        return None if based_on else new
    kept = Reflection(new.lesson, found["text"], found["at"], found["revision"])
    beside = based_on != kept.revision
    if kept.text == new.text or (beside and kept.text.endswith(f"\n\n{new.text}")):
        return kept
    text = joined(kept.text, new.text) if beside else new.text
    if text is None or 0 < based_on < found["begun"]:
        return None
    return replace(new, text=text, revision=kept.revision + 1)


async def _draft(tx: Transaction, learner: int, draft: int) -> LearnerDraft | None:
    found = _assemble(await tx.fetch(DRAFT, learner, draft))
    return found[0] if found else None


def _assemble(rows: Sequence[Row]) -> list[LearnerDraft]:
    """Build drafts from their versions' rows, which are grouped by draft."""
    drafts = []
    for _, group in groupby(rows, key=lambda row: row["id"]):
        versions = list(group)
        about = {name: versions[0][name] for name in ("id", "learner", "course", "lesson")}
        rubric = tuple(json.loads(versions[0]["rubric"]))
        drafts.append(LearnerDraft(**about, rubric=rubric, versions=tuple(map(_version, versions))))
    return drafts


def _version(row: Row) -> Version:
    points = None if row["points"] is None else frozenset(json.loads(row["points"]))
    return Version(row["number"], row["text"], row["at"], points)
