"""What the end of a quiz says first."""

import pytest

from bot.chat.words.learning import quizzes
from bot.domain.learning.badge import Badge
from bot.domain.learning.quiz import Answer, Item, Quiz
from bot.domain.learning.streak import Streak
from bot.services.learning.badges import EarnedBadge
from bot.services.learning.quiz_ending import QuizEnding
from bot.services.learning.quiz_state import FinishedQuiz
from tests.unit.chat.test_limits import COURSE, make_course, make_question, make_step


def make_ending(right: int, *, celebrating: bool = True) -> QuizEnding:
    """Make a quiz of five questions that earned a badge."""
    course, scores = make_course(1), [100] * right + [0] * (5 - right)
    answers = {
        place: Answer(place, 1, COURSE, None, "q", 1, "0" * 16, "quiz", 1, place, (0,), score, False, 0, 0)
        for place, score in enumerate(scores)
    }
    lesson = course.lessons[0]
    done = Quiz(1, 1, COURSE, lesson.id, None, "quiz", 1, 0, (Item("q", 1),) * 5, answers)
    missed = tuple(make_question(place, "single", 2) for place in range(5 - right))
    finished = FinishedQuiz(done, course, False, missed, len(missed))
    badge = EarnedBadge(lesson, Badge(lesson.id, 20_000, 0), gold=False)
    streak = Streak(2, 2, today_done=True)
    return QuizEnding(finished, make_step(course), streak, badge, celebrating=celebrating)


@pytest.mark.parametrize(
    ("ending", "heads"),
    [
        (make_ending(4), ["🏅 You've earned the ", "**4 of 5.** 🟩🟩🟩🟩🟨 The other one will"]),
        (make_ending(4, celebrating=False), ["You've earned the ", "**4 of 5.** "]),
        (make_ending(5), ["🎉 **Perfect! 5 of 5.** ", "You've earned the "]),
    ],
    ids=["a miss", "plain", "perfect"],
)
def test_a_badge_is_the_best_news(ending: QuizEnding, heads: list[str]) -> None:
    """It comes before a score with misses, and after a perfect one, which is celebrated instead."""
    lines = quizzes.result(ending).splitlines()
    assert [line.startswith(head) for line, head in zip(lines, heads, strict=False)] == [True, True]
    assert lines[2] == "🔥 2-day streak."
