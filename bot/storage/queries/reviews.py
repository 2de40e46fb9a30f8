"""What is in people's memory, as it follows from their answers."""

TOUCHING = """
SELECT * FROM answer
WHERE learner = $1 AND course = $2 AND (question = $3 OR instead_of = $3) ORDER BY at, id
"""

REVIEWED = "SELECT COUNT(*) AS count FROM answer WHERE learner = $1 AND day = $2 AND mode = 'review'"

SET_CARD = """
INSERT INTO review_card (learner, course, question, version, stability, difficulty, last_day, due_day)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (learner, course, question) DO UPDATE SET
    version = excluded.version,
    stability = excluded.stability,
    difficulty = excluded.difficulty,
    last_day = excluded.last_day,
    due_day = excluded.due_day
"""

CARDS = """
SELECT question, version, stability, difficulty, last_day, due_day
FROM review_card WHERE learner = $1 AND course = $2 ORDER BY question
"""

LEARNERS = "SELECT id FROM learner ORDER BY id"

COURSES = """
SELECT course FROM answer WHERE learner = $1 UNION SELECT course FROM review_card WHERE learner = $1
UNION SELECT course FROM mastered WHERE learner = $1
"""

FORGET_CARDS = "DELETE FROM review_card WHERE learner = $1 AND course = $2"
