"""What a learner does next: one thing at a time, never a backlog."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

StepKind = Literal[
    "assessment", "quiz", "lesson", "lesson-quiz", "certificate", "review", "draft", "practice"
]
"""What comes next: an assessment; an unfinished quiz; a lesson's next card; the quiz on a lesson; the
certificate to claim; reviews; a draft to write or revise; or whatever you like, since nothing is left to do.
"""


@dataclass(frozen=True)
class LessonStatus:
    """How far a learner is in one lesson: `read` of its `cards`, and the local day of its badge.

    `tried` is the local day on which they last finished a quiz on it, and `has_quiz` whether it has questions
    for one. A `bonus` unit waits until everything else is done.
    """

    lesson: str
    cards: int
    read: int
    begun: bool = False
    badge: int | None = None
    tried: int | None = None
    has_quiz: bool = True
    bonus: bool = False

    @property
    def all_read(self) -> bool:
        """Return whether every card was read."""
        return self.read >= self.cards

    def finished_on(self, day: int) -> bool:
        """Return whether the learner got through it on this day: with its badge, or at least its quiz."""
        return self.badge == day or (self.all_read and self.tried == day)


@dataclass(frozen=True)
class Situation:
    """Everything that decides what comes next.

    `lessons` are in teaching order, and `latest` is the id of the one whose card was read last. `due` counts
    the reviews left for today. `testing` means that an assessment is in progress, `test_open` that one can be
    begun. Without `quizzes`, none can be taken here. `draft_missing` means that every lesson is done, and a
    revised draft is all that the certificate still waits for, unless the learner said "Not now" today.
    """

    lessons: Sequence[LessonStatus]
    today: int
    latest: str | None = None
    due: int = 0
    testing: bool = False
    test_open: bool = False
    quiz_open: bool = False
    quizzes: bool = True
    certificate_earned: bool = False
    draft_missing: bool = False


def choose(now: Situation) -> tuple[StepKind, str | None]:
    """Return the next step, with the lesson it's about, if it's about one.

    In this order: unfinished work; a certificate to claim; the next lesson, if none was finished today; a
    draft, if it's all that's missing; reviews; an open assessment; another lesson; a bonus unit.
    """
    if now.testing:
        return "assessment", None
    if now.quiz_open and now.quizzes:
        return "quiz", None
    if unfinished := _unfinished(now):
        return unfinished
    if now.certificate_earned:
        return "certificate", None
    unread = sorted((each for each in now.lessons if not each.all_read), key=lambda each: each.bonus)
    following = unread[0] if unread else None
    done_today = any(each.finished_on(now.today) for each in now.lessons)
    if following and not following.bonus and not done_today:
        return "lesson", following.lesson
    if now.draft_missing:
        return "draft", None
    if now.due:
        return "review", None
    if now.test_open:
        return "assessment", None
    return ("lesson", following.lesson) if following else ("practice", None)


def _unfinished(now: Situation) -> tuple[StepKind, str] | None:
    """Return the lesson that was begun, or whose quiz isn't passed. Don't repeat a quiz on the same day."""
    begun = [each for each in now.lessons if (each.read or each.begun) and not each.all_read]
    if begun:
        latest = next((each for each in begun if each.lesson == now.latest), begun[0])
        return "lesson", latest.lesson
    for each in now.lessons if now.quizzes else ():
        if each.all_read and each.has_quiz and each.badge is None and each.tried != now.today:
            return "lesson-quiz", each.lesson
    return None
