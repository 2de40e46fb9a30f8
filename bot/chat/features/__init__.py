"""Features: each brings its commands and the controls of its screens. A handler parses, calls one service,
shows one screen.
"""

from bot.chat.feature_context import FeatureContext
from bot.chat.features.learning import (
    ask,
    assessment,
    case,
    certificate,
    guide,
    leaderboard,
    lesson,
    progress,
    quiz,
    review,
)
from bot.chat.features.people import me, server
from bot.chat.features.posts import daily, post, remind
from bot.chat.features.writing import checklist, draft, journal

FEATURES = (
    guide,
    lesson,
    case,
    ask,
    quiz,
    review,
    draft,
    journal,
    checklist,
    progress,
    assessment,
    leaderboard,
    certificate,
    remind,
    me,
    daily,
    post,
    server,
)


def install(front: FeatureContext) -> None:
    """Add every feature's commands and controls."""
    for feature in FEATURES:
        feature.install(front)
