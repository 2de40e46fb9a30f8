"""Feedback on an answer, for any kind of question."""

import discord

from bot.chat import blocks
from bot.chat.blocks import ACCENT, PARTLY, RIGHT, WRONG
from bot.chat.screens.questions.kind import AskedQuestion
from bot.chat.screens.questions.kinds import screen_of
from bot.chat.words.formatting import strong
from bot.chat.words.learning import verdicts
from bot.domain.learning.quiz import Answer
from bot.domain.questions.question import Question

_ABOVE = 250
"""Longest question to show above the feedback, in characters."""


def verdict(
    asked: AskedQuestion, answer: Answer, *, repeated: bool = False, changed: bool = False
) -> tuple[str, discord.Color]:
    """Return the feedback, verdict first, and its color. `repeated`: it was answered before. `changed`: the
    course has changed the question since.
    """
    notes = [
        note
        for note, applies in (
            (verdicts.REPEATED, repeated),
            (verdicts.CHANGED, changed),
            (verdicts.GUESSED, answer.guessed),
        )
        if applies
    ]
    text = screen_of(asked.question.kind).verdict(asked, answer).rstrip()
    wrong = answer.score == 0 and not answer.unknown
    color = RIGHT if answer.right else WRONG if wrong else PARTLY
    if answer.verdict == "open":
        color = ACCENT
    return "\n".join([text, *(f"-# {note}" for note in notes)]), color


def question_above(question: Question) -> str:
    """Return the question as one small line, to show above the feedback on it."""
    return f"-# {blocks.shorten(' '.join(question.prompt.split()), _ABOVE)}"


def explanation(asked: AskedQuestion, answer: Answer, room: int) -> str:
    """Return the question with what's behind each option, in this many characters if possible."""
    head, tail = f"{strong(asked.question.prompt)}\n\n", f"\n\n**Why.** {asked.question.explanation}"
    left = room - len(head + tail)
    options = "\n\n".join(screen_of(asked.question.kind).explanation(asked, answer, left))
    return head + options + tail
