"""Drafts, reflections and checklists."""

ADD_DRAFT = """
INSERT INTO draft (id, learner, course, lesson, rubric) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO NOTHING
"""

BEGUN_ALIKE = """
SELECT draft.id FROM draft JOIN draft_version ON draft_version.draft = draft.id AND draft_version.number = 1
WHERE draft.learner = $1 AND draft.course = $2 AND draft.lesson = $3 AND draft_version.text = $4
ORDER BY draft.id DESC
"""

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

ERASE_REFLECTION = "DELETE FROM reflection WHERE learner = $1 AND course = $2 AND lesson = $3"

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

EXPORT_DRAFTS = "SELECT * FROM draft WHERE learner = $1 ORDER BY id"
EXPORT_VERSIONS = "SELECT * FROM draft_version WHERE learner = $1 ORDER BY draft, number"
EXPORT_REFLECTIONS = "SELECT * FROM reflection WHERE learner = $1 ORDER BY course, lesson"
EXPORT_MARKS = "SELECT * FROM checklist_mark WHERE learner = $1 ORDER BY course, checklist, item"

ERASE_DRAFTS = "DELETE FROM draft WHERE learner = $1"
ERASE_VERSIONS = "DELETE FROM draft_version WHERE learner = $1"
ERASE_REFLECTIONS = "DELETE FROM reflection WHERE learner = $1"
ERASE_MARKS = "DELETE FROM checklist_mark WHERE learner = $1"
