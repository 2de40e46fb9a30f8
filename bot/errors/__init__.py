"""The error tree. Errors carry fields; only `bot.chat.words.refusals` turns them into sentences."""


class LessonbotError(Exception):
    """Base class of every error that this program raises on purpose."""
