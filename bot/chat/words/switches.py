"""What moderators can switch off in a server."""

from bot.domain.posts.server import Feature

FEATURES: dict[Feature, str] = {
    "daily": "Daily posts",
    "quiz": "Quizzes",
    "leaderboard": "Leaderboard",
    "ask": "Answers from the course (/ask)",
}
"""What moderators can switch off in a server, in words."""

SERVERS_ALONE = frozenset({"daily", "leaderboard"})
"""Those of them that direct messages don't have."""


def feature_name(feature: str) -> str:
    """What can be switched off, as its moderators know it."""
    return next((name for each, name in FEATURES.items() if each == feature), feature)
