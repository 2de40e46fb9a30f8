"""What to say when something about a live quiz can't be done, and what to do instead."""

from bot.errors import live as errors
from bot.errors.user import UserError

_SAID: dict[type[UserError], str] = {
    errors.LiveNotFound: "There's no live quiz here right now. Moderators can open one with /live start.",
    errors.LiveRunning: "A live quiz is already on in this channel. End it with /live stop first.",
    errors.LiveWrongPlace: "Live quizzes need a regular text channel. Run /live start in one.",
    errors.NotLiveHost: "Only the host, moderators and teachers can do that. The quiz goes on soon.",
    errors.TimeUp: "Time's up for this question, so that didn't count. The next one's coming.",
    errors.LiveOver: "This live quiz is over.",
    errors.LiveBusy: "One moment: the quiz is just going on.",
}
"""Sentences for errors that always mean the same."""


def refusal_in_live(error: UserError) -> str | None:
    """Return why something about a live quiz can't be done, or None if it's about something else."""
    return _SAID.get(type(error))
