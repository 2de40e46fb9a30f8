"""Servers: settings, who changed what, and what the staff is to be told."""

SETTINGS = "SELECT * FROM server WHERE guild = $1"

SET_SETTINGS = """
INSERT INTO server (guild, staff_channel, teacher_role, channels, features_off) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (guild) DO UPDATE SET staff_channel = excluded.staff_channel,
    teacher_role = excluded.teacher_role, channels = excluded.channels, features_off = excluded.features_off
"""

ADD_ENTRY = """
INSERT INTO server_log (id, guild, actor, at, action, detail) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING
"""

ENTRIES = """
SELECT * FROM server_log WHERE guild = $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT $3
"""

ADD_NOTICE = """
INSERT INTO notice (id, guild, schedule, channel, kind, reason, missing, posts, set_by, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, COALESCE((SELECT set_by FROM schedule WHERE id = $3), 0), $9)
ON CONFLICT (id) DO NOTHING
"""
"""Who set the schedule is read here and now: somebody erased meanwhile is not written down again."""

HOLD_SCHEDULE = "UPDATE schedule SET set_by = set_by WHERE id = $1"
"""Before a notice about it is added: an erasure that is under way is waited for."""

NOTICES = "SELECT * FROM notice WHERE guild = $1 AND told = 0 ORDER BY at, id"

UNTRIED = """
SELECT * FROM notice WHERE told = 0 AND tried = 0 AND (at > $1 OR (at = $1 AND id > $2))
ORDER BY at, id LIMIT $3
"""

MARK_TOLD = "UPDATE notice SET told = 1 WHERE id = $1 AND told = 0"

MARK_TRIED = "UPDATE notice SET tried = 1 WHERE id = $1"
