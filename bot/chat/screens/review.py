"""Reviews: nothing to ask just now, and when the next one is due."""

from discord import ui

from bot.chat import blocks, words
from bot.services.review import Agenda


def rested(agenda: Agenda) -> ui.LayoutView:
    """Nothing is due, or today's number is done."""
    if agenda.due:
        head = "## Done for today"
        said = (
            f"You wanted at most {words.count(agenda.daily, 'review')} a day. "
            f"{words.count(agenda.due, 'question is', 'questions are')} left for tomorrow."
        )
    else:
        head = "## Nothing to review today"
        said = upcoming(agenda.today, agenda.due, agenda.next_due)
    how = "-# A question comes back when you are about to forget it: that is when recalling it helps most."
    buttons = [
        blocks.button("Continue", "start", "continue", agenda.course.id, main=True),
        blocks.button("Quiz me", "quiz", "start", agenda.course.id, ""),
        blocks.button("Settings", "me", "settings"),
    ]
    card = blocks.card(blocks.text(f"{head}\n{said}\n{how}"), colour=blocks.RIGHT)
    return blocks.view(card, blocks.row(*buttons))


def upcoming(today: int, due: int, next_due: int | None) -> str:
    """When the next review is due, in a sentence."""
    if due:
        return f"{words.count(due, 'question is', 'questions are')} due for /review."
    if next_due is None:
        return "Questions come back for review once you have answered some: take a quiz."
    return f"The next review is due {words.day(next_due, today)}."
