"""What to say when something about a class can't be done, and what to do instead."""

from collections.abc import Sequence

from bot.chat.words.quoting import clean
from bot.errors import classes as errors
from bot.errors.user import UserError

_SAID: dict[type[UserError], str] = {
    errors.ClassNotFound: "No open class here has that code. Check the six letters with your teacher.",
    errors.NoClasses: "This server has no classes yet. Create one with /class create.",
    errors.ClassUnclear: 'Which class? Run the command again and choose one under "classroom". '
    "If there's none yet, create one with /class create.",
    errors.ClassClosed: "This class is closed, so nothing was changed. "
    "Its report stays until the class is erased.",
    errors.NotInClass: "You're not in that class, or you've left it.",
    errors.NoPlaceToPost: "/class post works in text and announcement channels, not in threads or voice "
    "channels. Run it again in the channel where the class should see it. Nothing was posted.",
    errors.TeacherMayNotWrite: "You can't write in this channel, so nothing was posted. Run /class post in a "
    "channel where you can.",
    errors.DatesUnusable: "These dates don't work. The due date has to be after the release date, "
    "and within a year. Nothing was posted.",
}
"""Sentences for errors that always mean the same."""


def _listed(titles: Sequence[str]) -> str:
    """Return the first few titles in quotation marks."""
    return ", ".join(f'"{clean(title)}"' for title in titles[:5])


def refusal_in_class(error: UserError) -> str | None:
    """Return why something about a class can't be done, or None if it's about something else."""
    match error:
        case errors.StudentNameUnclear(limit=limit):
            return (
                f"Type a name or number with letters or digits, up to {limit} characters. "
                "Nothing was changed."
            )
        case errors.ClassUnknown(asked=asked, titles=titles):
            return (
                f'No class here has the title or code "{clean(asked)}", so nothing was changed or posted. '
                f'Run the command again and choose one under "classroom": {_listed(titles)}.'
            )
        case errors.NoLessonToPost(asked=asked, titles=titles, lessons=lessons):
            meant = f"Did you mean {_listed(titles)}? " if titles else ""
            return (
                f'There\'s no lesson called "{clean(asked)}", so nothing was posted. {meant}Run the command '
                f'again with a number from 1 to {lessons}, or choose one under "lesson".'
            )
        case errors.DateUnclear(asked=asked):
            return (
                f'I can\'t read "{clean(asked)}" as a date. Try "2026-12-05", "Dec 5", "Friday" or "in 2 '
                'weeks". Nothing was posted.'
            )
        case errors.TooManyClasses(limit=limit):
            return f"A server can have up to {limit} open classes. Close one first with /class close."
        case errors.ClassFull(limit=limit):
            return f"This class is full: it has {limit} students. Ask your teacher to create a second one."
        case _:
            return _SAID.get(type(error))
