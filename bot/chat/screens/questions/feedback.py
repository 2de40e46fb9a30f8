"""How an answer went, and why, whatever the kind of question."""

import discord

from bot.chat.blocks import PARTLY, RIGHT, WRONG
from bot.chat.screens.questions.kind import AskedQuestion
from bot.chat.screens.questions.kinds import screen_of
from bot.domain.learning.quiz import Answer
from bot.domain.questions.grading import FULL, Verdict

REPEATED = "You had answered this already; your first answer stands."

CHANGED = "\n-# The course has changed this question since; here it is as you answered it."

_SAID: dict[Verdict, tuple[str, discord.Colour]] = {
    "open": ("Does what you wrote say the same?", PARTLY),
    "right": ("✅ Right, as you say", RIGHT),
    "near": ("Nearly right, as you say", PARTLY),
    "wrong": ("❌ Not right, as you say", WRONG),
}


def verdict(answer: Answer) -> tuple[str, discord.Colour]:
    """Return how it went in words, and in a color."""
    if answer.unknown:
        return "You didn't know; now you will", PARTLY
    if answer.verdict:
        return _SAID[answer.verdict]
    if answer.score == FULL:
        return "✅ Right", RIGHT
    if answer.score > 0:
        return f"Partly right: {answer.score} %", PARTLY
    return "❌ Not right", WRONG


def explanation(asked: AskedQuestion, answer: Answer, room: int) -> str:
    """Explain each option, in this many characters if possible."""
    return "\n\n".join(screen_of(asked.question.kind).explanation(asked, answer, room))
