"""Feedback on an answer, for any kind of question."""

import discord

from bot.chat.blocks import PARTLY, RIGHT, WRONG
from bot.chat.screens.questions.kind import AskedQuestion
from bot.chat.screens.questions.kinds import screen_of
from bot.chat.words.formatting import strong
from bot.chat.words.learning import verdicts
from bot.domain.learning.quiz import Answer


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
    color = RIGHT if answer.right else WRONG if answer.score == 0 and not answer.unknown else PARTLY
    return "\n".join([text, *(f"-# {note}" for note in notes)]), color


def explanation(asked: AskedQuestion, answer: Answer, room: int) -> str:
    """Return the question with what's behind each option, in this many characters if possible."""
    head, tail = f"{strong(asked.question.prompt)}\n\n", f"\n\n**Why.** {asked.question.explanation}"
    left = room - len(head + tail)
    options = "\n\n".join(screen_of(asked.question.kind).explanation(asked, answer, left))
    return head + options + tail
