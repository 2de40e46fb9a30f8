"""Errors that a user's request about a live quiz causes."""

from bot.errors.user import UserError


class LiveNotFound(UserError):
    """There's no live quiz on in this channel, or the button belongs to one that's gone."""


class LiveRunning(UserError):
    """The channel has a live quiz already."""


class LiveWrongPlace(UserError):
    """Live quizzes only work in a server's text channels."""


class NotLiveHost(UserError):
    """Only the host, moderators and teachers go on with a live quiz, or stop it."""


class TimeUp(UserError):
    """The answer came after the question's time."""


class LiveOver(UserError):
    """The live quiz is over. `live` is its id."""

    def __init__(self, live: int) -> None:
        super().__init__(live)
        self.live = live


class LiveBusy(UserError):
    """The live quiz is just going on by itself, so there's nothing to do."""
