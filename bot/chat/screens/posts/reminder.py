"""A reminder's message: one question to answer right there, which then turns into the feedback.

It's a classic message, because a push notification shows nothing of a screen made of components. The number
on its last button is how to find it again in the history.
"""

from typing import Any

from discord import ui

from bot.chat import blocks
from bot.chat.screens.posts import remind
from bot.chat.screens.questions.feedback import question_above, verdict
from bot.chat.screens.questions.kind import FINGERPRINT, AskedQuestion, lettered
from bot.chat.words import reminders as words
from bot.chat.words.formatting import strong
from bot.chat.words.learning import next_steps, streaks
from bot.domain.learning.streak import Streak
from bot.domain.posts.reminder_question import ReminderQuestion
from bot.services.learning.lessons.next_step import NextStep
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


def feedback(answered: GradedAnswer, streak: Streak, following: NextStep) -> ui.LayoutView:
    """Show right or wrong and why, under the question, and what comes next. Stopping is under "More…"."""
    asked = answered.asked
    shown = AskedQuestion(asked.question, asked.order, "", (), asked.course.about.language)
    said, color = verdict(shown, answered.answer)
    line = streaks.line(streak, celebrating=False)
    card = blocks.card(
        blocks.text(question_above(asked.question)), blocks.text(f"{said}\n{line}"), color=color
    )
    onward = blocks.button(next_steps.label(following), "learn", "go", answered.answer.course, main=True)
    stop: blocks.Entry = (words.STOP, "remind", "stop", asked.quiz.seed)
    return blocks.view(card, blocks.row(onward), *blocks.more([stop]))


def _options(asked: ReminderQuestion) -> list[blocks.Button]:
    key = (asked.number, asked.label, asked.question.fingerprint[:FINGERPRINT])
    return [blocks.button(label, "remind", "answer", *key, place) for label, place in _labels(asked)]


def _labels(asked: ReminderQuestion) -> list[tuple[str, int]]:
    """Return what the options' buttons say, with the options' places: their text if all of them are short."""
    if _short(asked):
        return [(asked.question.options[place].text, place) for place in asked.order]
    return lettered(asked.order)


def _text(asked: ReminderQuestion) -> str:
    """Return the question, which a notification shows first, then what it is."""
    options = asked.question.options
    lines = [f"**{letter}** {options[place].text}" for letter, place in lettered(asked.order)]
    return "\n".join([strong(asked.question.prompt), *([] if _short(asked) else lines), f"-# {words.TODAY}"])


def _short(asked: ReminderQuestion) -> bool:
    return all(len(option.text) <= SHORT for option in asked.question.options)
