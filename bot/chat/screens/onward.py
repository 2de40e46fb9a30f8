"""The button that leads from the end of something to what's next."""

from bot.chat import blocks
from bot.chat.words.learning import next_steps
from bot.services.learning.lessons.next_step import NextStep


def onward(step: NextStep) -> blocks.Button:
    """Return the primary button that opens the next step."""
    return blocks.button(next_steps.label(step), "learn", "go", step.course.id, main=True)
