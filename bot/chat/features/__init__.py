"""Features: each brings its commands and the controls of its screens. A handler parses, calls one service,
shows one screen.
"""

from bot.chat.features import (
    ask,
    case,
    daily,
    guide,
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

FEATURES = (guide, lesson, case, ask, quiz, review, progress, measuring, remind, me, daily, post, server)


def install(front: Front) -> None:
    """Add every feature's commands and controls."""
    for feature in FEATURES:
        feature.install(front)
