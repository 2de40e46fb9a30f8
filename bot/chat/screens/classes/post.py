"""What's posted for a class, and the reminder before it's due.

They're classic messages, because a push notification shows nothing of a screen made of components.
"""

from typing import Any

from discord import AllowedMentions, ui

from bot.chat import blocks
from bot.chat.words import classes as words
from bot.chat.words import labels
from bot.domain.classes.assignment import DueReminder
from bot.services.ports.messenger import ClassPost


def post(content: ClassPost) -> dict[str, Any]:
    """Return a class's post as arguments for `discord.abc.Messageable.send`."""
    assignment, place = content.assignment, content.place
    what = words.task(assignment, place.course)
    join = blocks.button(words.JOIN_CLASS, "class", "post", assignment.id)
    lead = f"{place.lesson.emoji} **{words.title(content.classroom)}:** {what}."
    return {
        "content": f"{lead}{words.due(assignment)}",
        "view": _view(_start(content), join),
        "allowed_mentions": AllowedMentions.none(),
        "nonce": assignment.nonce,
    }


def reminder(due: DueReminder, content: ClassPost) -> dict[str, Any]:
    """Return a reminder in the same way."""
    assignment = content.assignment
    what = words.task(assignment, content.place.course)
    until = words.moment(assignment.dates.due_at or 0, "R")
    stop = blocks.button(words.REMINDERS_OFF, "class", "quiet", due.message, content.classroom.id)
    return {
        "content": f"⏰ **{words.title(content.classroom)}:** {what} is due {until}.",
        "view": _view(_start(content), stop),
        "nonce": due.nonce,
    }


def _start(content: ClassPost) -> blocks.Button:
    """Return the button that opens the lesson or the quiz."""
    place = content.place
    where = (place.course.id, place.lesson.id)
    if content.assignment.task == "quiz":
        return blocks.button(labels.TAKE_QUIZ, "quiz", "start", *where, main=True)
    return blocks.button(labels.READ_LESSON, "learn", "lesson", *where, main=True)


def _view(*buttons: blocks.Button) -> ui.View:
    made = ui.View(timeout=None)
    for button in buttons:
        made.add_item(button)
    made.stop()
    return made
