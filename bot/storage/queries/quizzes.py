"""Quizzes, their places, and the log of answers."""

ADD_QUIZ = """
INSERT INTO quiz (id, learner, course, lesson, guild, mode, seed, started_at, closed_at, form, round)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (id) DO NOTHING
RETURNING id
"""

UNTOUCHED = """
SELECT id FROM quiz
WHERE learner = $1 AND course = $2 AND mode = $3 AND COALESCE(lesson, '') = COALESCE(CAST($4 AS TEXT), '')
AND closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.quiz = quiz.id)
ORDER BY id DESC
"""

ADD_ITEM = """
INSERT INTO quiz_item (quiz, position, question, version, skipped, instead_of, instead_of_version)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

QUIZ = "SELECT * FROM quiz WHERE id = $1"

QUIZ_ITEMS = "SELECT * FROM quiz_item WHERE quiz = $1 ORDER BY position"

QUIZ_ANSWERS = "SELECT * FROM answer WHERE quiz = $1 ORDER BY position"

OPEN_QUIZZES = """
SELECT * FROM quiz WHERE learner = $1 AND course = $2 AND closed_at IS NULL
ORDER BY COALESCE((SELECT MAX(answer.at) FROM answer WHERE answer.quiz = quiz.id), started_at) DESC, id DESC
"""

OPEN_ITEMS = """
SELECT quiz_item.* FROM quiz_item JOIN quiz ON quiz.id = quiz_item.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.closed_at IS NULL
ORDER BY quiz_item.quiz, quiz_item.position
"""

OPEN_ANSWERS = """
SELECT answer.* FROM answer JOIN quiz ON quiz.id = answer.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.closed_at IS NULL
"""

CLOSE_QUIZ = "UPDATE quiz SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL"

CLOSE_WHEN_DONE = """
UPDATE quiz SET closed_at = $2
WHERE id = $1 AND closed_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM quiz_item WHERE quiz_item.quiz = $1 AND quiz_item.skipped = 0 AND NOT EXISTS (
        SELECT 1 FROM answer WHERE answer.quiz = $1 AND answer.position = quiz_item.position))
"""

SKIP = """
UPDATE quiz_item SET skipped = 1
WHERE quiz = $1 AND position = $2
AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.quiz = $1 AND answer.position = $2)
"""

PLACE = """
SELECT quiz_item.position FROM quiz_item JOIN quiz ON quiz.id = quiz_item.quiz
WHERE quiz.id = $1 AND quiz_item.position = $2 AND quiz.learner = $3
"""

HOLD_OPEN = "UPDATE quiz SET closed_at = closed_at WHERE id = $1 AND closed_at IS NULL"
"""Ending it waits for this unit, and this unit for an ending under way."""

KEEP_TEXT = """
INSERT INTO question_text (fingerprint, course, question, version, body, objective, kind, level)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (fingerprint) DO NOTHING
"""

TEXT = "SELECT body FROM question_text WHERE fingerprint = $1"

ADD_ANSWER = """
INSERT INTO answer (id, learner, course, guild, question, version, fingerprint, mode, quiz, position, chosen,
    score, guessed, at, day, typed, verdict, instead_of, instead_of_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT DO NOTHING
RETURNING id
"""

STANDING_ANSWER = """
SELECT * FROM answer WHERE id = $1 OR (quiz = $2 AND position = $3)
ORDER BY CASE WHEN id = $1 THEN 0 ELSE 1 END
"""

COUNT_ANSWER = """
INSERT INTO question_counter (course, question, fingerprint, answered, fully_right, unknown)
VALUES ($1, $2, $3, 1, $4, $5)
ON CONFLICT (course, fingerprint) DO UPDATE SET
    answered = question_counter.answered + 1,
    fully_right = question_counter.fully_right + excluded.fully_right,
    unknown = question_counter.unknown + excluded.unknown
"""

JUDGE = "UPDATE answer SET verdict = $2, score = $3 WHERE id = $1 AND verdict = 'open'"

COUNT_JUDGED = (
    "UPDATE question_counter SET fully_right = fully_right + 1 WHERE course = $1 AND fingerprint = $2"
)

MARK_GUESS = "UPDATE answer SET guessed = $2 WHERE id = $1"

ANSWERS = "SELECT * FROM answer WHERE learner = $1 AND course = $2 ORDER BY at, id"

ASKED = "SELECT DISTINCT question, version FROM answer WHERE learner = $1 AND course = $2"

COUNTERS = """
SELECT course, question, fingerprint, answered, fully_right, unknown
FROM question_counter WHERE course = $1 ORDER BY question, fingerprint
"""
