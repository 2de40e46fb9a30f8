"""The button to the next step."""

from bot.chat import blocks
from bot.chat.words.learning import next_steps
from bot.services.learning.lessons.next_step import NextStep


def next_step_button(step: NextStep, *, main: bool = True) -> blocks.Button:
    """Return the button that opens the next step, highlighted unless something else is."""
    return blocks.button(next_steps.label(step), "learn", "go", step.course.id, main=main)
