"""Reviews: the screen for when there's nothing to ask."""

from discord import ui

from bot.chat import blocks
from bot.chat.words import labels
from bot.chat.words.learning import next_steps
from bot.services.learning.due_reviews import DueReviews


def rested(due: DueReviews) -> ui.LayoutView:
    """Say that nothing is due, or that today's reviews are done, and when the next one is due."""
    buttons = [blocks.button(labels.LEARN, "learn", "go", due.course.id, main=True)]
    if due.waiting:
        buttons.append(blocks.button(next_steps.REVIEW_MORE, "review", "more"))
    text = f"**{next_steps.until(due)}** {next_steps.SOMETHING_NEW}"
    return blocks.view(blocks.card(blocks.text(text), color=blocks.RIGHT), blocks.row(*buttons))
