"""What `/progress` says."""

from bot.chat.words import dates
from bot.chat.words.achievements.certificates import unbroken
from bot.chat.words.learning import reviews
from bot.chat.words.learning.lessons import lesson_label
from bot.chat.words.numbers import count, percent
from bot.domain.learning.learning_stats import LearningStats, ObjectiveStats
from bot.domain.learning.mastery import APART
from bot.domain.learning.progress import LessonProgress, Progress
from bot.domain.learning.streak import Streak

DETAILS = "Details"
LESSON = "Look at a lesson's goals"

START = "Answer one question to start a streak"

GOLD = (
    f"A goal is **mastered** after two right answers at least {APART} days apart. Guesses and true-or-false "
    "don't count. All goals of a lesson mastered turn its badge to gold."
)
RECALL = "**Recall** is our estimate of what you'd get right today, from answers up to yesterday."


def overview(part: Progress, badges: int, streak: Streak, certificate: str | None = None) -> str:
    """Return the three lines that matter, and the number of the certificate if there is one."""
    lessons = len(part.course.lessons)
    best = f" · best {streak.best}" if streak.best > streak.days else ""
    days = f"**{streak.days}-day streak**" if streak.days else START
    read = sum(each.read for each in part.lessons)
    cards = sum(each.cards for each in part.lessons)
    earned = f"\n🎓 Certificate **{unbroken(certificate)}**" if certificate else ""
    return (
        f"🏅 **{badges} of {lessons} badges**\n"
        f"🔥 {days}{best}\n"
        f"📖 **{read} of {cards} cards** · {count(part.answers, 'answer')}{earned}"
    )


def details(part: Progress, stats: LearningStats) -> str:
    """Return what only some people want to know. Leave out goals and recall until a goal is mastered."""
    head, note = "### Details", ""
    if stats.mastered:
        head += f"\n**{stats.mastered} of {len(stats.objectives)}** goals mastered"
        if stats.recall is not None:
            head, note = f"{head} · **{percent(stats.recall)}** recall", f"\n-# {RECALL}"
    rows = "\n".join(_row(each, stats) for each in part.lessons if each.read or each.answered)
    return "\n\n".join(filter(None, [f"{head}\n{reviews.next_reviews(stats)}", rows, f"-# {GOLD}{note}"]))


def _row(part: LessonProgress, stats: LearningStats) -> str:
    """Return a lesson's line, short enough for a phone: cards only until they're read."""
    lesson, mastered = part.lesson, stats.mastered_in(part.lesson)
    parts = [f"{lesson.emoji} **{lesson_label(lesson)}**"]
    if part.read < part.cards or not part.answered:
        parts.append(f"{part.read}/{part.cards} cards")
    if part.answered:
        goals = f", {mastered} mastered" if mastered else ""
        parts.append(f"{part.right}/{part.answered} right{goals}")
    return " · ".join(parts)


def goal(text: str, memory: ObjectiveStats, today: int) -> str:
    """Return one goal of a lesson, and how well it's remembered."""
    recall = "" if memory.recall is None else f" · recall {percent(memory.recall)}"
    if memory.mastered is None:
        return f"☐ {text}\n-# not mastered yet{recall}"
    return f"☑ {text}\n-# mastered {dates.day(memory.mastered, today)}{recall}"
