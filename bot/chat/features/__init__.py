"""Features: each brings its commands and the controls of its screens.

A handler parses, opens at most one unit of work that reads and one that writes, and shows one screen.
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
from bot.chat.features.posts import daily, moderator, post, remind
from bot.chat.features.writing import checklist, draft, journal
from bot.services.people.server_check import ServerChecker


def install(front: FeatureContext) -> None:
    """Add every feature's commands and controls."""
    services = front.services
    lessons, drafts = lesson.Lessons(services), draft.Drafts(services)
    certificates = certificate.Certificate(services)
    guides = guide.Guide(front, lessons, drafts, certificates)
    checker = ServerChecker(services.keeper, front.courier)
    guide.install(front, guides)
    lesson.install(front, lessons)
    case.install(front, case.Case(services))
    ask.install(front, ask.Ask(services, lessons))
    quiz.install(front, quiz.Quiz(services))
    review.install(front)
    draft.install(front, drafts)
    journal.install(front, journal.Journal(services))
    checklist.install(front, checklist.Checklists(services))
    progress.install(front, progress.ProgressCommands(services))
    assessment.install(front, assessment.Measuring(services, guides))
    leaderboard.install(front, leaderboard.Leaderboard(services))
    certificate.install(front, certificates)
    remind.install(front, remind.Remind(services, lessons))
    me.install(front, me.Me(services))
    daily.install(front, moderator.Moderator(front))
    post.install(front, post.Reader(lessons))
    server.install(front, server.Server(front, checker))
