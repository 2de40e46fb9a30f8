"""Rows about a lesson or an objective whose id the course has changed: $1 course, $2 old id, $3 new id."""

COPY_PAGES = """
INSERT INTO page_read (learner, course, lesson, page, at, latest_at)
SELECT learner, course, $3, page, at, latest_at FROM page_read WHERE course = $1 AND lesson = $2
ON CONFLICT DO NOTHING
"""
DROP_PAGES = "DELETE FROM page_read WHERE course = $1 AND lesson = $2 AND lesson <> $3"

DRAFTS = "UPDATE draft SET lesson = $3 WHERE course = $1 AND lesson = $2"

QUIZZES = "UPDATE quiz SET lesson = $3 WHERE course = $1 AND lesson = $2"

REFLECTIONS = """
UPDATE reflection SET lesson = $3
WHERE course = $1 AND lesson = $2 AND NOT EXISTS (
    SELECT 1 FROM reflection AS other
    WHERE other.learner = reflection.learner AND other.course = $1 AND other.lesson = $3)
"""
"""A learner who has written about the lesson under both ids keeps both: neither text may be lost."""

TEXTS = "UPDATE question_text SET objective = $3 WHERE course = $1 AND objective = $2"

COPY_MASTERED = """
INSERT INTO mastered (learner, course, objective, day, at)
SELECT learner, course, $3, day, at FROM mastered WHERE course = $1 AND objective = $2
ON CONFLICT DO NOTHING
"""
DROP_MASTERED = "DELETE FROM mastered WHERE course = $1 AND objective = $2 AND objective <> $3"

ITEMS = "SELECT id, item FROM post WHERE course = $1 AND item IS NOT NULL"

SET_ITEM = "UPDATE post SET item = $2 WHERE id = $1"
