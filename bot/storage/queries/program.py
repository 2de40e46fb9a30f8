"""What the program keeps for itself: settings, and the servers it has greeted."""

SETTING = "SELECT value FROM setting WHERE key = $1"

SET_SETTING = """
INSERT INTO setting (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""

CLAIM_SETTING = """
INSERT INTO setting (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO NOTHING
"""

FORGET_SETTING = "DELETE FROM setting WHERE key = $1"

CLAIM_GREETING = """
INSERT INTO greeting (guild, at) VALUES ($1, $2)
ON CONFLICT (guild) DO NOTHING
"""

FORGET_GUILD = "DELETE FROM greeting WHERE guild = $1"
