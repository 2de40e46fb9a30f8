"""What goes by itself: people who stay away for long, servers that the bot has left, erasures made."""

SEEN = """
UPDATE learner SET last_seen = $2, told = NULL, told_at = NULL
WHERE id = $1 AND (last_seen < $2 OR told IS NOT NULL)
"""

AWAY = """
SELECT id FROM learner
WHERE last_seen <= $1 AND id > $2 AND (told IS NULL OR told = 'claimed') ORDER BY id LIMIT $3
"""

LAST_SEEN = "SELECT last_seen FROM learner WHERE id = $1"

CLAIM_TELLING = """
UPDATE learner SET told = 'claimed', told_at = $3
WHERE id = $1 AND last_seen <= $2 AND (told IS NULL OR told = 'claimed')
"""

SETTLE_TELLING = "UPDATE learner SET told = $2, told_at = $3 WHERE id = $1 AND told = 'claimed'"

GONE = """
SELECT id FROM learner
WHERE last_seen <= $1 AND id > $2 AND told IN ('sent', 'closed') AND told_at <= $3 ORDER BY id LIMIT $4
"""

HOLD_GONE = """
UPDATE learner SET told = told
WHERE id = $1 AND last_seen <= $2 AND told IN ('sent', 'closed') AND told_at <= $3
"""
"""First in erasing who stayed away: whoever comes back at that moment is seen, or has to wait."""

ERASED = "SELECT token FROM erasure"

ADD_ERASURE = "INSERT INTO erasure (token) VALUES ($1) ON CONFLICT (token) DO NOTHING"

FORGET_ERASURE = "DELETE FROM erasure WHERE token = $1"

LEAVE = "INSERT INTO departure (guild, at) VALUES ($1, $2) ON CONFLICT (guild) DO NOTHING"

RETURN = "DELETE FROM departure WHERE guild = $1"

KNOWN_GUILDS = """
SELECT guild FROM server UNION SELECT guild FROM schedule UNION SELECT guild FROM server_log
UNION SELECT guild FROM notice UNION SELECT guild FROM greeting UNION SELECT guild FROM leaderboard
"""

DEPARTURES = "SELECT guild FROM departure"

LONG_LEFT = "SELECT guild FROM departure WHERE at <= $1 AND guild > $2 ORDER BY guild LIMIT $3"

FORGET_DEPARTURE = "DELETE FROM departure WHERE guild = $1 AND at <= $2"
"""First in erasing a server: whoever invites the bot at that moment is seen, or has to wait."""

ERASE_GUILD_ANSWERS = """
DELETE FROM daily_answer WHERE post IN (
    SELECT post.id FROM post JOIN schedule ON schedule.id = post.schedule WHERE schedule.guild = $1
)
"""
ERASE_GUILD_POSTS = "DELETE FROM post WHERE schedule IN (SELECT id FROM schedule WHERE guild = $1)"
ERASE_GUILD_SCHEDULES = "DELETE FROM schedule WHERE guild = $1"
ERASE_GUILD_NOTICES = "DELETE FROM notice WHERE guild = $1"
ERASE_GUILD_LOG = "DELETE FROM server_log WHERE guild = $1"
ERASE_GUILD_SETTINGS = "DELETE FROM server WHERE guild = $1"
ERASE_GUILD_LEADERBOARD = "DELETE FROM leaderboard WHERE guild = $1"
ERASE_GUILD_GREETING = "DELETE FROM greeting WHERE guild = $1"
