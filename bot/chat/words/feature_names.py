"""What moderators can switch off in a server."""

from bot.domain.posts.server import Feature

FEATURES: dict[Feature, str] = {
    "daily": "Daily posts",
    "quiz": "Quizzes",
    "live": "Live quizzes",
    "leaderboard": "Board of days practiced",
    "ask": "Answers from the course (/ask)",
    "simulate": "The case as decisions (/simulate)",
}
"""What each of those features is called."""

SERVERS_ALONE = frozenset({"daily", "live", "leaderboard"})
"""Features that don't exist in direct messages."""


def feature_name(feature: str) -> str:
    """Return a feature's name for moderators."""
    return next((name for each, name in FEATURES.items() if each == feature), feature)
