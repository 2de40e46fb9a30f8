"""Everything the record holds about one person, for export and erasure."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of rows about a person, with the queries that list and delete them by learner id."""

    name: str
    export: str
    erase: str


KINDS = (
    Kind(
        "live_votes",
        "SELECT * FROM live_vote WHERE learner = $1 ORDER BY round, position",
        "DELETE FROM live_vote WHERE learner = $1",
    ),
    Kind(
        "live_rounds_joined",
        "SELECT * FROM live_player WHERE learner = $1 ORDER BY joined_at, round",
        "DELETE FROM live_player WHERE learner = $1",
    ),
    Kind(
        "daily_answers",
        "SELECT * FROM daily_answer WHERE learner = $1 ORDER BY post",
        "DELETE FROM daily_answer WHERE learner = $1",
    ),
    Kind(
        "answers",
        "SELECT * FROM answer WHERE learner = $1 ORDER BY at, id",
        "DELETE FROM answer WHERE learner = $1",
    ),
    Kind(
        "quiz_items",
        """
SELECT * FROM quiz_item WHERE quiz IN (SELECT id FROM quiz WHERE learner = $1) ORDER BY quiz, position
""",
        "DELETE FROM quiz_item WHERE quiz IN (SELECT id FROM quiz WHERE learner = $1)",
    ),
    Kind(
        "quizzes",
        "SELECT * FROM quiz WHERE learner = $1 ORDER BY id",
        "DELETE FROM quiz WHERE learner = $1",
    ),
    Kind(
        "pages_read",
        "SELECT * FROM page_read WHERE learner = $1 ORDER BY at, course, lesson, page",
        "DELETE FROM page_read WHERE learner = $1",
    ),
    Kind(
        "pages_by_place",
        "SELECT * FROM page_place WHERE learner = $1 ORDER BY at, course, lesson, page, guild",
        "DELETE FROM page_place WHERE learner = $1",
    ),
    Kind(
        "question_reports",
        "SELECT * FROM question_report WHERE learner = $1 ORDER BY at, id",
        "DELETE FROM question_report WHERE learner = $1",
    ),
    Kind(
        "review_cards",
        "SELECT * FROM review_card WHERE learner = $1 ORDER BY course, question",
        "DELETE FROM review_card WHERE learner = $1",
    ),
    Kind(
        "pretests_declined",
        "SELECT * FROM pretest_declined WHERE learner = $1 ORDER BY course",
        "DELETE FROM pretest_declined WHERE learner = $1",
    ),
    Kind(
        "badges",
        "SELECT * FROM badge WHERE learner = $1 ORDER BY at, course, lesson",
        "DELETE FROM badge WHERE learner = $1",
    ),
    Kind(
        "assessment_openings",
        "SELECT * FROM assessment_opening WHERE learner = $1 ORDER BY course",
        "DELETE FROM assessment_opening WHERE learner = $1",
    ),
    Kind(
        "certificates",
        "SELECT * FROM certificate WHERE learner = $1 ORDER BY at, number",
        "DELETE FROM certificate WHERE learner = $1",
    ),
    Kind(
        "mastered",
        "SELECT * FROM mastered WHERE learner = $1 ORDER BY course, objective",
        "DELETE FROM mastered WHERE learner = $1",
    ),
    Kind(
        "practice_days",
        "SELECT * FROM practice_day WHERE learner = $1 ORDER BY day, guild",
        "DELETE FROM practice_day WHERE learner = $1",
    ),
    Kind(
        "leaderboards",
        "SELECT * FROM leaderboard WHERE learner = $1 ORDER BY guild",
        "DELETE FROM leaderboard WHERE learner = $1",
    ),
    Kind(
        "draft_versions",
        "SELECT * FROM draft_version WHERE learner = $1 ORDER BY draft, number",
        "DELETE FROM draft_version WHERE learner = $1",
    ),
    Kind(
        "drafts",
        "SELECT * FROM draft WHERE learner = $1 ORDER BY id",
        "DELETE FROM draft WHERE learner = $1",
    ),
    Kind(
        "reflections",
        "SELECT * FROM reflection WHERE learner = $1 ORDER BY course, lesson",
        "DELETE FROM reflection WHERE learner = $1",
    ),
    Kind(
        "checklist_marks",
        "SELECT * FROM checklist_mark WHERE learner = $1 ORDER BY course, checklist, item",
        "DELETE FROM checklist_mark WHERE learner = $1",
    ),
    Kind(
        "decisions",
        "SELECT * FROM decision WHERE learner = $1 ORDER BY course, run, step",
        "DELETE FROM decision WHERE learner = $1",
    ),
    Kind(
        "reminders",
        "SELECT * FROM reminder WHERE learner = $1",
        "DELETE FROM reminder WHERE learner = $1",
    ),
    Kind(
        "due_reminders",
        "SELECT * FROM due_reminder WHERE learner = $1 ORDER BY assignment",
        "DELETE FROM due_reminder WHERE learner = $1",
    ),
    Kind(
        "classes",
        """
SELECT classroom_student.*, classroom.title, classroom.guild, classroom.course, classroom.closed_at
FROM classroom_student JOIN classroom ON classroom.id = classroom_student.classroom
WHERE classroom_student.learner = $1 ORDER BY classroom_student.joined_at, classroom_student.classroom
""",
        "DELETE FROM classroom_student WHERE learner = $1",
    ),
    Kind(
        "classes_created",
        "SELECT * FROM classroom WHERE created_by = $1 ORDER BY id",
        "UPDATE classroom SET created_by = 0 WHERE created_by = $1",
    ),
    Kind(
        "assignments_set",
        "SELECT * FROM assignment WHERE set_by = $1 ORDER BY id",
        "UPDATE assignment SET set_by = 0 WHERE set_by = $1",
    ),
    Kind(
        "live_rounds_hosted",
        "SELECT * FROM live_round WHERE host = $1 ORDER BY id",
        "UPDATE live_round SET host = 0 WHERE host = $1",
    ),
    Kind(
        "server_changes",
        "SELECT * FROM server_log WHERE actor = $1 ORDER BY at, id",
        "UPDATE server_log SET actor = 0 WHERE actor = $1",
    ),
    # The higher revision makes a stale copy of the schedule, read before the erasure, fail to be written.
    Kind(
        "schedules_set",
        "SELECT * FROM schedule WHERE set_by = $1 ORDER BY id",
        "UPDATE schedule SET set_by = 0, revision = revision + 1 WHERE set_by = $1",
    ),
    Kind(
        "notices",
        "SELECT * FROM notice WHERE set_by = $1 ORDER BY at, id",
        "UPDATE notice SET set_by = 0 WHERE set_by = $1",
    ),
    Kind(
        "learner",
        "SELECT * FROM learner WHERE id = $1",
        "DELETE FROM learner WHERE id = $1",
    ),
)
"""Everything stored about a person, in an order in which it can be deleted. Add new tables about people here.

What a moderator did for a server isn't deleted, but their id is removed from it."""
