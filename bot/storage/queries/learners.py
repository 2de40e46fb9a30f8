"""People, the pages that they read, what they report, and what is kept about them altogether."""

UPSERT_LEARNER = """
INSERT INTO learner (id, first_seen_at, last_seen)
VALUES ($1, CAST($2 AS BIGINT), CAST($2 AS BIGINT) / 86400000)
ON CONFLICT (id) DO UPDATE SET first_seen_at = learner.first_seen_at
"""
"""First in every unit that writes about a person: the next such unit, and an erasure, wait for it."""

LOCK_LEARNER = "UPDATE learner SET first_seen_at = first_seen_at WHERE id = $1"

PREFERENCES = "SELECT zone, reviews FROM learner WHERE id = $1"

SET_PREFERENCES = "UPDATE learner SET zone = $2, reviews = $3 WHERE id = $1"

MARK_READ = """
INSERT INTO page_read (learner, course, lesson, page, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (learner, course, lesson, page) DO UPDATE SET latest_at = excluded.at
"""

PAGES_READ = "SELECT lesson, page FROM page_read WHERE learner = $1 AND course = $2 ORDER BY at, page"

ADD_REPORT = """
INSERT INTO question_report (id, learner, course, question, version, fingerprint, text, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO NOTHING
"""

REPORTS = """
SELECT id, learner, course, question, version, fingerprint, text, at
FROM question_report WHERE course = $1 ORDER BY at, id
"""

EXPORT_LEARNER = "SELECT * FROM learner WHERE id = $1"
EXPORT_PAGES = "SELECT * FROM page_read WHERE learner = $1 ORDER BY at, course, lesson, page"
EXPORT_QUIZZES = "SELECT * FROM quiz WHERE learner = $1 ORDER BY id"
EXPORT_QUIZ_ITEMS = """
SELECT * FROM quiz_item WHERE quiz IN (SELECT id FROM quiz WHERE learner = $1) ORDER BY quiz, position
"""
EXPORT_ANSWERS = "SELECT * FROM answer WHERE learner = $1 ORDER BY at, id"
EXPORT_REPORTS = "SELECT * FROM question_report WHERE learner = $1 ORDER BY at, id"
EXPORT_CARDS = "SELECT * FROM review_card WHERE learner = $1 ORDER BY course, question"
EXPORT_TEXTS = """
SELECT * FROM question_text WHERE fingerprint IN (SELECT fingerprint FROM answer WHERE learner = $1)
ORDER BY question, version, fingerprint
"""

ERASE_LEARNER = "DELETE FROM learner WHERE id = $1"
ERASE_PAGES = "DELETE FROM page_read WHERE learner = $1"
ERASE_QUIZZES = "DELETE FROM quiz WHERE learner = $1"
ERASE_QUIZ_ITEMS = "DELETE FROM quiz_item WHERE quiz IN (SELECT id FROM quiz WHERE learner = $1)"
ERASE_ANSWERS = "DELETE FROM answer WHERE learner = $1"
ERASE_REPORTS = "DELETE FROM question_report WHERE learner = $1"
ERASE_CARDS = "DELETE FROM review_card WHERE learner = $1"
