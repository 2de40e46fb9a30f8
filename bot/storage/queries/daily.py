"""Daily posts: schedules, their posts, the lease, the question of the day."""

ADD_SCHEDULE = """
INSERT INTO schedule (id, guild, channel, course, minute, zone, days, content, role, thread, set_by, set_at,
    next_at, next_date, paused, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (id) DO NOTHING
"""

SCHEDULE = "SELECT * FROM schedule WHERE id = $1 AND removed = 0"

SCHEDULES = "SELECT * FROM schedule WHERE guild = $1 AND removed = 0 ORDER BY id"

CHANGE_SCHEDULE = """
UPDATE schedule SET channel = $3, course = $4, minute = $5, zone = $6, days = $7, content = $8, role = $9,
    thread = $10, set_by = $11, next_at = $12, next_date = $13, paused = $14, revision = revision + 1
WHERE id = $1 AND revision = $2 AND removed = 0
"""

HOLD_SERVER = """
INSERT INTO server (guild, staff_channel, teacher_role, channels, features_off)
VALUES ($1, NULL, NULL, '[]', '[]')
ON CONFLICT (guild) DO UPDATE SET guild = excluded.guild
"""
"""First in a unit that looks at all schedules of a server before it adds to them or changes one: another such
unit waits, even where there is no schedule yet. What it adds are the defaults."""

REMOVE_SCHEDULE = "UPDATE schedule SET removed = 1, revision = revision + 1 WHERE id = $1 AND removed = 0"

PAUSE_SCHEDULE = """
UPDATE schedule SET paused = $2, revision = revision + 1 WHERE id = $1 AND removed = 0 AND paused IS NULL
"""

DUE_SCHEDULES = """
SELECT * FROM schedule WHERE paused IS NULL AND removed = 0 AND next_at <= $1 ORDER BY next_at, id LIMIT $2
"""

FAR_SCHEDULES = "SELECT * FROM schedule WHERE removed = 0 AND next_at > $1 AND id > $2 ORDER BY id LIMIT $3"

FORGET_MISSED = "DELETE FROM post WHERE schedule = $1 AND state = 'missed' AND due_at > $2"

HASTEN_POSTS = """
UPDATE post SET retry_at = $1 WHERE retry_at IS NOT NULL AND (retry_at > $2 OR first_at > $3)
"""

ADD_POST = """
INSERT INTO post (id, schedule, occasion, guild, channel, course, item, due_at, state, first_at, retry_at,
    attempts, message, sent_at, thread, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT DO NOTHING
"""

SET_POST = """
UPDATE post SET channel = $2, item = $3, state = $4, first_at = $5, retry_at = $6, attempts = $7,
    message = $8, sent_at = $9, thread = $10, reason = $11
WHERE id = $1 AND (state <> 'claimed' OR $4 = 'sent' OR attempts <= $7)
    AND (state <> 'sent' OR ($4 = 'sent' AND thread = 'wanted'))
"""
"""A slow process that lost the lease does not undo what another found out since: only a later attempt says
something else of a post that is being sent, and of one that was sent only its thread is still open."""

POST = "SELECT * FROM post WHERE id = $1"

POSTS = "SELECT * FROM post WHERE schedule = $1 ORDER BY due_at DESC, id DESC LIMIT $2"

POSTED = """
SELECT item FROM post
WHERE schedule = $1 AND item IS NOT NULL AND state IN ('claimed', 'sent', 'uncertain')
ORDER BY due_at, id
"""

DUE_POSTS = """
SELECT * FROM post WHERE retry_at IS NOT NULL AND retry_at <= $1 ORDER BY retry_at, due_at, id LIMIT $2
"""

LAST_POSTS = """
SELECT post.* FROM post JOIN schedule ON schedule.id = post.schedule
WHERE schedule.guild = $1 AND schedule.removed = 0 AND post.due_at = (
    SELECT MAX(other.due_at) FROM post AS other WHERE other.schedule = post.schedule AND other.due_at <= $2
)
ORDER BY post.id
"""

NEXT_DUE = """
SELECT MIN(found.at) AS at FROM (
    SELECT MIN(next_at) AS at FROM schedule WHERE paused IS NULL AND removed = 0
    UNION ALL SELECT MIN(retry_at) AS at FROM post WHERE retry_at IS NOT NULL
    UNION ALL SELECT MIN(COALESCE(retry_at, next_at)) AS at FROM reminder WHERE paused IS NULL
) AS found
"""

TAKE_LEASE = """
INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE lease.holder = excluded.holder OR lease.until <= $4 OR lease.until - 3600000 > excluded.until
"""

HOLD_LEASE = "UPDATE lease SET holder = holder WHERE name = $1 AND holder = $2"
"""First in every unit that claims: whoever takes the lease over meanwhile waits, or is seen."""

DROP_LEASE = "DELETE FROM lease WHERE name = $1 AND holder = $2"

ADD_DAILY_ANSWER = """
INSERT INTO daily_answer (post, learner, answer) VALUES ($1, $2, $3)
"""

DAILY_ANSWER = """
SELECT answer.* FROM daily_answer JOIN answer ON answer.id = daily_answer.answer
WHERE daily_answer.post = $1 AND daily_answer.learner = $2
"""

DAILY_CHOICES = """
SELECT answer.fingerprint, answer.chosen FROM daily_answer JOIN answer ON answer.id = daily_answer.answer
WHERE daily_answer.post = $1 ORDER BY answer.fingerprint, answer.chosen
"""

TALLIES = """
SELECT question, COUNT(*) AS answered, SUM(CASE WHEN score = 100 THEN 1 ELSE 0 END) AS fully_right
FROM answer WHERE guild = $1 AND course = $2 GROUP BY question ORDER BY question
"""
