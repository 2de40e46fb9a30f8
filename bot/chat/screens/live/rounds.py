"""The messages of a live round, which everyone in the channel sees."""

from typing import Any, assert_never

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.screens.questions.kind import AskedQuestion
from bot.chat.words.formatting import strong
from bot.chat.words.live_quizzes import rounds as words
from bot.domain.live.scoring import top
from bot.domain.questions.grading import percent
from bot.domain.questions.question import Question
from bot.services.ports.messenger import LivePost

RUNNING = 5
"""People in the standings after a question, and those who are tied with the last of them."""

WHY = 300
"""Longest reason after a question, in characters."""


def message(post: LivePost) -> dict[str, Any]:
    """Return what to send for a phase of a round. Nobody is pinged."""
    none = discord.AllowedMentions.none()
    return {"view": view(post), "allowed_mentions": none, "nonce": post.live.nonce}


def view(post: LivePost) -> ui.LayoutView:
    """Return what a phase of a round looks like."""
    phase = post.live.phase
    match phase:
        case "lobby":
            return _lobby(post)
        case "question":
            return _question(post)
        case "results":
            return _results(post)
        case "podium" | "over":
            return _podium(post)
        case _:
            assert_never(phase)


def asked(post: LivePost, question: Question) -> AskedQuestion:
    """Return the question as it's shown."""
    language = post.course.about.language if post.course else "en"
    return AskedQuestion(question, post.order, "live", (post.live.number,), language)


def _lobby(post: LivePost) -> ui.LayoutView:
    live = post.live
    buttons = [blocks.button(words.JOIN, "live", "join", live.number, live.id, main=True)]
    if not live.automatic:
        buttons.append(blocks.button(words.START, "live", "next", live.id, 0))
    return blocks.view(blocks.card(blocks.text(words.lobby(post))), blocks.row(*buttons))


def _question(post: LivePost) -> ui.LayoutView:
    assert post.question
    shown = asked(post, post.question)
    options = "" if shown.short else f"\n\n{shown.lines(shown.order)}"
    text = f"-# {words.number(post.live)}\n{strong(post.question.prompt)}{options}\n\n{words.time_left(post)}"
    return blocks.view(blocks.card(blocks.text(text)), *shown.picks(shown.order, "answer"))


def _results(post: LivePost) -> ui.LayoutView:
    question, live = post.question, post.live
    assert question
    shown_as = asked(post, question)
    letters = {} if shown_as.short else {place: letter for letter, place in shown_as.lettered}
    voted, right = sum(post.choices.values()), min(question.correct)
    why = blocks.shorten(question.options[right].feedback, WHY)
    rows = [_row(post, question, place, letters.get(place, "")) for place in post.order]
    parts = [
        f"-# {words.number(live)} · {words.voted(voted)}\n{strong(question.prompt)}",
        words.verdict(letters.get(right, question.options[right].text), why, letter=bool(letters)),
        "\n".join(rows),
    ]
    shown = top(post.ranks, RUNNING)
    if shown:
        parts.append(f"**Top {RUNNING}**\n{words.standings(shown, RUNNING)}")
    if following := words.what_next(post):
        parts.append(following)
    buttons = []
    if not live.automatic and not live.ending:
        label = words.PODIUM if live.is_last else words.NEXT
        buttons = [blocks.row(blocks.button(label, "live", "next", live.id, live.position + 1, main=True))]
    text = blocks.shorten("\n\n".join(parts), blocks.SCREEN_TEXT)
    return blocks.view(blocks.card(blocks.text(text), color=blocks.RIGHT), *buttons)


def _row(post: LivePost, question: Question, place: int, letter: str) -> str:
    chose, voted = post.choices.get(place, 0), sum(post.choices.values())
    share = f"{percent(chose, voted)}% ({chose})" if voted else "0"
    return words.choice(letter, question.options[place].text, share, right=place in question.correct)


def _podium(post: LivePost) -> ui.LayoutView:
    live = post.live
    text = blocks.text(blocks.shorten(words.podium(post), blocks.SCREEN_TEXT))
    mine = blocks.button(words.MY_RESULT, "live", "mine", live.number, live.id, main=True)
    return blocks.view(blocks.card(text), blocks.row(mine))
