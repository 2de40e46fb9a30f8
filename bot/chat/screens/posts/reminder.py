"""A reminder's message: one question to answer right there, which then turns into the feedback.

It's a classic message, because a push notification shows nothing of a screen made of components. The number
on its last button is how to find it again in the history.
"""

from typing import Any

from discord import ui

from bot.chat import blocks
from bot.chat.screens.posts import remind
from bot.chat.screens.questions.kind import FINGERPRINT, lettered
from bot.chat.words import reminders as words
from bot.domain.posts.reminder_question import ReminderQuestion
from bot.services.learning.quiz_state import GradedAnswer
from bot.services.ports.messenger import ReminderMessage

SHORT = 38
"""The longest option, in characters, that's legible on a button of a narrow phone."""

IN_A_ROW = 5

CONTENT = 2000


def message(reminder_message: ReminderMessage) -> dict[str, Any]:
    """Return the arguments for `discord.abc.Messageable.send`."""
    view, asked = ui.View(timeout=None), reminder_message.asked
    if asked:
        for place, button in enumerate(_options(asked)):
            button.row = place // IN_A_ROW
            view.add_item(button)
        stop = remind.stop_button(asked.number)
        stop.row = (len(asked.order) - 1) // IN_A_ROW + 1
        view.add_item(stop)
    else:
        number = reminder_message.reminder.message
        view.add_item(blocks.button(words.AGAIN, "remind", "resume", number, main=True))
    view.stop()
    content = blocks.shorten(_text(asked), CONTENT) if asked else words.GOODBYE
    return {"content": content, "view": view, "nonce": reminder_message.reminder.nonce}


def reworded(asked: ReminderQuestion) -> ui.LayoutView:
    """Ask a question again that was reworded since it was sent."""
    options = _options(asked)
    rows = [blocks.row(*options[at : at + IN_A_ROW]) for at in range(0, len(options), IN_A_ROW)]
    text = f"{words.REWORDED}\n\n{_text(asked)}"
    return blocks.view(blocks.card(blocks.text(text)), *rows, blocks.row(remind.stop_button(asked.number)))


def feedback(answered: GradedAnswer) -> ui.LayoutView:
    """Show right or wrong and why, and offer to keep going."""
    question, answer = answered.asked.question, answered.answer
    chosen = question.options[answer.chosen[0]]
    right = question.options[min(question.correct)]
    color = blocks.RIGHT if answer.right else blocks.WRONG
    buttons = [remind.keep_going(answer.course), remind.stop_button(answered.asked.quiz.seed)]
    return blocks.note(words.verdict(chosen, right), color=color, buttons=buttons)


def _options(asked: ReminderQuestion) -> list[blocks.Button]:
    key = (asked.number, asked.label, asked.question.fingerprint[:FINGERPRINT])
    return [
        blocks.button(label, "remind", "answer", *key, place, main=True) for label, place in _labels(asked)
    ]


def _labels(asked: ReminderQuestion) -> list[tuple[str, int]]:
    """Return what the options' buttons say, with the options' places: their text if all of them are short."""
    if _short(asked):
        return [(asked.question.options[place].text, place) for place in asked.order]
    return lettered(asked.order)


def _text(asked: ReminderQuestion) -> str:
    if _short(asked):
        return asked.question.prompt
    options = asked.question.options
    lines = [f"**{letter}** {options[place].text}" for letter, place in lettered(asked.order)]
    return "\n".join([asked.question.prompt, "", *lines])


def _short(asked: ReminderQuestion) -> bool:
    return all(len(option.text) <= SHORT for option in asked.question.options)
