"""Reviews: nothing to ask just now, and when the next one is due."""

from discord import ui

from bot.chat import blocks
from bot.chat.words import dates, numbers
from bot.services.learning.due_reviews import DueReviews


def rested(agenda: DueReviews) -> ui.LayoutView:
    """Nothing is due, or today's number is done."""
    head = "## Enough for today" if agenda.waiting else "## Nothing to review today"
    said = upcoming(agenda)
    how = "-# A question comes back when you are about to forget it: that is when recalling it helps most."
    buttons = [
        blocks.button("Continue", "start", "continue", agenda.course.id, main=True),
        blocks.button("Quiz me", "quiz", "start", agenda.course.id, ""),
        blocks.button("Settings", "me", "settings"),
    ]
    card = blocks.card(blocks.text(f"{head}\n{said}\n{how}"), colour=blocks.RIGHT)
    return blocks.view(card, blocks.row(*buttons))


def upcoming(agenda: DueReviews) -> str:
    """What is left to review today and what waits, or when the next review is due."""
    number = f"your daily number, {agenda.daily}; change it in /me"
    waiting = numbers.count(agenda.waiting, "more question waits", "more questions wait")
    if agenda.items:
        left = f"{numbers.count(len(agenda.items), 'question is', 'questions are')} left for /review today"
        return f"{left} ({number}). {waiting} for another day." if agenda.waiting else f"{left}."
    if agenda.waiting:
        return f"Today's reviews are done ({number}). {waiting} for another day."
    if agenda.next_due is None:
        return "Questions come back for review once you have answered some: take a quiz."
    return f"The next review is due {dates.day(agenda.next_due, agenda.today)}."
