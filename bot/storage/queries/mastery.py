"""What people have mastered, as it follows from their answers, and who shows it on a server's leaderboard."""

OBJECTIVES = "SELECT DISTINCT objective FROM question_text WHERE question = $1 AND objective <> ''"

GIVEN = """
SELECT answer.*, question_text.objective, question_text.kind, question_text.level
FROM answer JOIN question_text
ON question_text.fingerprint = answer.fingerprint AND question_text.question = answer.question
WHERE answer.learner = $1 AND answer.course = $2
AND answer.question IN (SELECT other.question FROM question_text AS other WHERE other.objective = $3)
"""

ALL_GIVEN = """
SELECT answer.*, question_text.objective, question_text.kind, question_text.level
FROM answer JOIN question_text
ON question_text.fingerprint = answer.fingerprint AND question_text.question = answer.question
WHERE answer.learner = $1 AND answer.course = $2
"""

MASTERED = "SELECT objective, day, at FROM mastered WHERE learner = $1 AND course = $2 ORDER BY objective"

SET_MASTERED = """
INSERT INTO mastered (learner, course, objective, day, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (learner, course, objective) DO UPDATE SET day = excluded.day, at = excluded.at
"""

UNSET_MASTERED = "DELETE FROM mastered WHERE learner = $1 AND course = $2 AND objective = $3"

FORGET_MASTERED = "DELETE FROM mastered WHERE learner = $1 AND course = $2"

JOIN_BOARD = """
INSERT INTO leaderboard (guild, learner, at) VALUES ($1, $2, $3) ON CONFLICT (guild, learner) DO NOTHING
"""

LEAVE_BOARD = "DELETE FROM leaderboard WHERE guild = $1 AND learner = $2"

ON_BOARD = "SELECT at FROM leaderboard WHERE guild = $1 AND learner = $2"

BOARD = """
SELECT learner, mastered, rank FROM (
    SELECT learner, mastered,
        RANK() OVER (ORDER BY mastered DESC) AS rank,
        ROW_NUMBER() OVER (ORDER BY mastered DESC, latest DESC, learner) AS place
    FROM (
        SELECT leaderboard.learner, COUNT(*) AS mastered, MAX(mastered.at) AS latest
        FROM leaderboard JOIN mastered ON mastered.learner = leaderboard.learner
        WHERE leaderboard.guild = $1 AND mastered.course = $2 AND mastered.at >= $3
        GROUP BY leaderboard.learner
    ) AS tallied
) AS ranked
WHERE place <= $4 OR learner = $5 ORDER BY place
"""
"""Those who mastered something since an instant: the first places, and one's own wherever it is."""

EXPORT_MASTERED = "SELECT * FROM mastered WHERE learner = $1 ORDER BY course, objective"
EXPORT_BOARD = "SELECT * FROM leaderboard WHERE learner = $1 ORDER BY guild"

ERASE_MASTERED = "DELETE FROM mastered WHERE learner = $1"
ERASE_BOARD = "DELETE FROM leaderboard WHERE learner = $1"
