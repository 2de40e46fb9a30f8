"""Features: each brings its commands and the controls of its screens. A handler parses, calls one service,
shows one screen.
"""

from bot.chat.features import (
    ask,
    case,
    certificate,
    checklist,
    daily,
    draft,
    guide,
    journal,
    leaderboard,
    lesson,
    me,
    measuring,
    post,
    progress,
    quiz,
    remind,
    review,
    server,
)
from bot.chat.front import Front

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
    measuring,
    leaderboard,
    certificate,
    remind,
    me,
    daily,
    post,
    server,
)


def install(front: Front) -> None:
    """Add every feature's commands and controls."""
    for feature in FEATURES:
        feature.install(front)
