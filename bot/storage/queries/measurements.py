"""Tests before and after a course, and when a learner studied."""

TESTS = """
SELECT * FROM quiz WHERE learner = $1 AND course = $2 AND form IS NOT NULL ORDER BY started_at, id
"""

TEST_ITEMS = """
SELECT quiz_item.* FROM quiz_item JOIN quiz ON quiz.id = quiz_item.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.form IS NOT NULL
ORDER BY quiz_item.quiz, quiz_item.position
"""

TEST_ANSWERS = """
SELECT answer.* FROM answer JOIN quiz ON quiz.id = answer.quiz
WHERE quiz.learner = $1 AND quiz.course = $2 AND quiz.form IS NOT NULL
"""

TEST_OF_FORM = "SELECT id FROM quiz WHERE learner = $1 AND course = $2 AND form = $3 AND round = $4"

STUDY_SPAN = """
SELECT CAST(MIN(begun) AS BIGINT) AS begun, CAST(COALESCE(MAX(latest), MIN(begun)) AS BIGINT) AS latest FROM (
    SELECT at AS begun, COALESCE(latest_at, at) AS latest FROM page_read WHERE learner = $1 AND course = $2
    UNION ALL
    SELECT at AS begun, CASE WHEN mode NOT IN ('review', 'daily') THEN at END AS latest FROM answer
    WHERE learner = $1 AND course = $2 AND mode NOT IN ('pre', 'post')
) AS study
"""

DECLINE_PRETEST = """
INSERT INTO pretest_declined (learner, course, at) VALUES ($1, $2, $3)
ON CONFLICT (learner, course) DO NOTHING
"""

DECLINED_PRETEST = "SELECT at FROM pretest_declined WHERE learner = $1 AND course = $2"

EXPORT_DECLINED = "SELECT * FROM pretest_declined WHERE learner = $1 ORDER BY course"
ERASE_DECLINED = "DELETE FROM pretest_declined WHERE learner = $1"
