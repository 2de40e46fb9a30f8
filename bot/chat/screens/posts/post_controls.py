"""The buttons under a daily post, and how to find a message again in a channel's history: by the number in
its buttons, or in a notice's last line.
"""

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import PREFIX
from bot.chat.screens.questions.kind import FINGERPRINT, AskedQuestion
from bot.chat.words import labels
from bot.domain.learning.quiz import shuffled
from bot.services.ports.messenger import PreparedPost

ROWS, WIDTH = 5, 5
"""Most rows of buttons on a message, and most buttons in a row."""

NOTICE_MARK = "-# Notice {}"
"""The last line of a notice, which has no buttons to find it by."""

_KNOWN = (
    *(("daily", action) for action in ("read", "question", "results", "answer")),
    ("remind", "stop"),
    ("remind", "resume"),
    ("me", "keep"),
    ("class", "post"),
    ("class", "quiet"),
    *(("live", action) for action in ("join", "answer", "mine")),
)


def view(delivery: PreparedPost) -> ui.View:
    """Return the buttons of a daily post."""
    made = ui.View(timeout=None)
    for row, line in enumerate(lines(delivery)):
        for each in line:
            each.row = row
            made.add_item(each)
    made.stop()
    return made


def lines(delivery: PreparedPost, *, disabled: bool = False) -> list[list[blocks.Button]]:
    """Return the buttons of a daily post, row by row: one for each option if one press is enough, other
    actions, and a way in for newcomers.
    """
    number, asked = delivery.post.id, question_of(delivery)
    options = _options(asked) if asked else []
    width = 1 if asked and asked.short and len(options) < ROWS else WIDTH
    others = [blocks.button(labels.READ_ON, "daily", "read", number, main=not disabled)]
    if asked:
        others = [blocks.button(labels.RESULTS, "daily", "results", number)]
        if not options:
            others.insert(0, blocks.button(labels.ANSWER, "daily", "question", number, main=not disabled))
    others.append(blocks.button(labels.NEW_HERE, "learn", "go", delivery.shown.course.id))
    for each in (*options, *others):
        each.disabled = disabled
    return [*(options[at : at + width] for at in range(0, len(options), width)), others]


def question_of(delivery: PreparedPost) -> AskedQuestion | None:
    """Return a post's question as it's shown."""
    asked, post = delivery.shown.question, delivery.post
    if asked is None:
        return None
    key = (post.id, asked.fingerprint[:FINGERPRINT])
    language = delivery.shown.course.about.language
    return AskedQuestion(asked, shuffled(asked, post.seed, 0), "daily", key, language)


def on_buttons(delivery: PreparedPost) -> bool:
    """Return whether a post's buttons show the options' text."""
    asked = question_of(delivery)
    return bool(asked and asked.short and asked.question.rules.one_press)


def carries(message: discord.Message, number: int) -> bool:
    """Return whether a message carries this number of a post, reminder or notice."""
    ids = (
        str(getattr(child, "custom_id", ""))
        for row in message.components
        for child in getattr(row, "children", ())
    )
    wanted = {(PREFIX, screen, action, str(number)) for screen, action in _KNOWN}
    pressed = any(tuple(found.split(":")[:4]) in wanted for found in ids)
    return pressed or message.content.endswith(NOTICE_MARK.format(number))


def _options(asked: AskedQuestion) -> list[blocks.Button]:
    if not asked.question.rules.one_press:
        return []
    return [
        asked.button(asked.text(place) if asked.short else letter, "answer", str(place), main=False)
        for letter, place in asked.lettered
    ]
