"""Reminders and time zones of people."""

REMINDER = "SELECT * FROM reminder WHERE learner = $1"

SET_REMINDER = """
INSERT INTO reminder (learner, course, content, minute, zone, days, set_at, next_at, next_date, paused,
    claimed, first_at, retry_at, attempts, sent_at, told, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
ON CONFLICT (learner) DO UPDATE SET course = excluded.course, content = excluded.content,
    minute = excluded.minute, zone = excluded.zone, days = excluded.days, set_at = excluded.set_at,
    next_at = excluded.next_at, next_date = excluded.next_date, paused = excluded.paused,
    claimed = excluded.claimed, first_at = excluded.first_at, retry_at = excluded.retry_at,
    attempts = excluded.attempts, sent_at = excluded.sent_at, told = excluded.told,
    revision = reminder.revision + 1
"""

UPDATE_REMINDER = """
UPDATE reminder SET next_at = $3, next_date = $4, paused = $5, claimed = $6, first_at = $7, retry_at = $8,
    attempts = $9, sent_at = $10, told = $11, revision = revision + 1
WHERE learner = $1 AND revision = $2
"""

REMOVE_REMINDER = "DELETE FROM reminder WHERE learner = $1"

DUE_REMINDERS = """
SELECT * FROM reminder WHERE paused IS NULL AND COALESCE(retry_at, next_at) <= $1
ORDER BY COALESCE(retry_at, next_at), learner LIMIT $2
"""

FAR_REMINDERS = """
SELECT * FROM reminder WHERE paused IS NULL AND (COALESCE(retry_at, next_at) > $1 OR first_at > $2)
    AND learner > $3
ORDER BY learner LIMIT $4
"""

ZONE = "SELECT zone FROM learner WHERE id = $1"

DM_CHANNEL = "SELECT dm_channel FROM learner WHERE id = $1"

KEEP_DM_CHANNEL = "UPDATE learner SET dm_channel = $2 WHERE id = $1"
"""Nothing about someone who was erased, or never stored, comes into being by this."""

SET_ZONE = "UPDATE learner SET zone = $2 WHERE id = $1"

EXPORT_REMINDER = "SELECT * FROM reminder WHERE learner = $1"
ERASE_REMINDER = "DELETE FROM reminder WHERE learner = $1"
EXPORT_DAILY_ANSWERS = "SELECT * FROM daily_answer WHERE learner = $1 ORDER BY post"
ERASE_DAILY_ANSWERS = "DELETE FROM daily_answer WHERE learner = $1"
EXPORT_CHANGES = "SELECT * FROM server_log WHERE actor = $1 ORDER BY at, id"
ERASE_CHANGES = "UPDATE server_log SET actor = 0 WHERE actor = $1"
EXPORT_SCHEDULES = "SELECT * FROM schedule WHERE set_by = $1 ORDER BY id"
ERASE_SCHEDULES = "UPDATE schedule SET set_by = 0, revision = revision + 1 WHERE set_by = $1"
"""Whoever is about to write such a schedule as they read it before finds it changed."""

EXPORT_NOTICES = "SELECT * FROM notice WHERE set_by = $1 ORDER BY at, id"
ERASE_NOTICES = "UPDATE notice SET set_by = 0 WHERE set_by = $1"
"""What a moderator did for a server stays, without saying who it was."""
