"""Messages the bot sends on its own: daily posts, and notices to the staff.

They're classic messages, because a push notification shows nothing of a screen made of components. A post's
buttons are in `post_controls`. A notice has no buttons, so its last line has its number.
"""

from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.screens.posts import answers, notices, post_controls
from bot.chat.screens.questions.kind import lettered
from bot.chat.words import citations
from bot.chat.words import posts as words
from bot.chat.words.formatting import strong
from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.quoting import with_links
from bot.domain.learning.quiz import shuffled
from bot.domain.posts.post import Schedule
from bot.domain.posts.server import Notice
from bot.domain.questions.question import Question
from bot.services.ports.messenger import PreparedPost

EMBED_TEXT = 2600
"""Longest text of an embed, in characters. Discord allows more, but nobody wants to scroll past it."""

CONTENT = 2000
"""Longest text of a message outside embeds, in characters."""

_MENTION = 30
"""Characters to leave for mentioning a role."""

Arguments = dict[str, Any]
"""Arguments for `discord.abc.Messageable.send`."""


@dataclass(frozen=True)
class PostText:
    """A post's text. A push notification shows the start of `lead`. `title` and `text` go in an embed. A
    question needs none: all of it is in `lead`.
    """

    lead: str
    title: str = ""
    text: str = ""


def daily(delivery: PreparedPost) -> Arguments:
    """Return a daily post."""
    told, role = post_text(delivery), delivery.schedule.role
    call = f"<@&{role}> " if role else ""
    return {
        "content": blocks.shorten(call + told.lead, CONTENT),
        "embeds": [_embed(told, delivery)] if told.text else [],
        "view": post_controls.view(delivery),
        "allowed_mentions": discord.AllowedMentions(
            everyone=False,
            users=False,
            roles=[discord.Object(role)] if role else False,
            replied_user=False,
        ),
        "nonce": delivery.post.nonce,
    }


def thread(delivery: PreparedPost) -> tuple[str, str]:
    """Return the discussion thread's name and its first message, the lesson's reflection question."""
    lesson = delivery.shown.lesson
    title = lesson.title if lesson else post_text(delivery).title
    name = blocks.shorten(f"Discussion: {title}", 100)
    return name, lesson.reflection if lesson else "Have you seen something like this yourself?"


def notice(found: Notice, schedule: Schedule | None, server: str = "") -> Arguments:
    """Return a notice to a server's staff."""
    content = f"{notices.sentence(found, schedule, server)}\n{post_controls.NOTICE_MARK.format(found.id)}"
    return {"content": content, "nonce": f"lb{found.id}"}


def away(learner: int, last_seen: int, erased_at: int) -> Arguments:
    """Return the message for someone who's been away for two years. `last_seen` is a day, `erased_at` is in
    UTC milliseconds.
    """
    view = _view(
        blocks.button("Keep my progress", "me", "keep", last_seen, main=True),
        blocks.button("Get a copy", "me", "export"),
    )
    content = (
        f"You haven't been here for two years, so everything stored about you will be erased "
        f"<t:{erased_at // 1000}:D>. To keep it, press a button below or use any command before then. If you "
        "don't need it anymore, you don't have to do anything."
    )
    return {"content": content, "view": view, "nonce": f"lbk{learner}"}


def post_text(delivery: PreparedPost) -> PostText:
    """Return a post's text, below the moderators' own line."""
    told = _post_text(delivery)
    return replace(told, lead=own_line(delivery) + told.lead)


def own_line(delivery: PreparedPost) -> str:
    """Return the moderators' own line, without any effect of Markdown or mentions in it, or nothing."""
    line = delivery.schedule.line
    return f"{with_links(line)}\n" if line else ""


def _post_text(delivery: PreparedPost) -> PostText:
    shown = delivery.shown
    if shown.question:
        return PostText(_question(delivery, shown.question))
    if shown.fact:
        title = shown.course.topic_title(shown.fact.topic)
        text = citations.state(shown.fact, shown.course.sources)
        return PostText(f"Fact of the day: {shown.fact.text}", title, text)
    assert shown.lesson
    if shown.card:
        heading = shown.card.heading
        return PostText(f"Card of the day: **{heading}**", heading, shown.card.text)
    title = shown.lesson.title
    points = "\n".join(f"- {point}" for point in shown.lesson.takeaways)
    pages = "\n\n".join(card.text for card in shown.lesson.cards if card.kind != "ask")
    whole = f"> {shown.lesson.principle}\n\n{pages}\n\n**Key points**\n{points}"
    text = whole if len(whole) <= EMBED_TEXT else f"> {shown.lesson.principle}\n\n**Key points**\n{points}"
    return PostText(f"Lesson of the day: **{title}**", title, text)


def footer(delivery: PreparedPost) -> str:
    """Return the last line of a post that isn't a question: where it's from."""
    shown = delivery.shown
    parts = [shown.course.title]
    if shown.lesson:
        parts.append(lesson_title(shown.lesson))
    if shown.card:
        parts.append(f"Card {shown.number} of {len(shown.lesson.cards) if shown.lesson else 0}")
    return " · ".join(parts)


def _question(delivery: PreparedPost, question: Question) -> str:
    """Return a question with its options, unless they're on buttons, and small lines under it.

    The question comes first, because that's what a notification shows. If there isn't room for everything,
    the prompt is shortened: pressing a button shows all of it.
    """
    again = delivery.post.item is not None and delivery.post.item.again
    small = [f"-# {words.AGAIN if again else words.QUESTION} · {words.PRIVATE}"]
    if delivery.previous and delivery.previous.enough:
        small.append(f"-# {answers.before(delivery.previous)}")
    order = shuffled(question, delivery.post.seed, 0)
    options = [f"**{letter}** {question.options[place].text}" for letter, place in lettered(order)]
    below = "\n".join([*([] if post_controls.on_buttons(delivery) else options), *small])
    room = CONTENT - _MENTION - len(below) - len(own_line(delivery))
    return f"{strong(blocks.shorten(question.prompt, room))}\n{below}"


def _embed(told: PostText, delivery: PreparedPost) -> discord.Embed:
    text = blocks.shorten(told.text, EMBED_TEXT)
    embed = discord.Embed(title=blocks.shorten(told.title, 256), description=text, color=blocks.ACCENT)
    return embed.set_footer(text=footer(delivery))


def _view(*buttons: blocks.Button) -> ui.View:
    view = ui.View(timeout=None)
    for each in buttons:
        view.add_item(each)
    view.stop()
    return view
