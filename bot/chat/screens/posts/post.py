"""Messages the bot sends on its own: daily posts, and notices to the staff.

They're classic messages, because a push notification shows nothing of a screen made of components. A post's
buttons are in `post_controls`. A notice has no buttons, so its last line has its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.pictures.bars import Bar, describe
from bot.chat.screens.posts import answers, notices, post_controls
from bot.chat.screens.questions.kind import lettered
from bot.chat.words import citations
from bot.chat.words.formatting import strong
from bot.chat.words.learning.lessons import lesson_title
from bot.domain.learning.quiz import shuffled
from bot.domain.posts.post import Schedule
from bot.domain.posts.server import Notice
from bot.services.ports.messenger import PreparedPost

EMBED_TEXT = 2600
"""Longest text of an embed, in characters. Discord allows 6,000 in all embeds of a message, and a post can
have two.
"""

Arguments = dict[str, Any]
"""Arguments for `discord.abc.Messageable.send`."""

BEFORE = "The last question: how this server answered"


@dataclass(frozen=True)
class PostText:
    """A post's text. A push notification shows the start of `lead`. `title` and `text` go in the embed.

    For a question, `lead` has the whole prompt, and `text` has the options.
    """

    lead: str
    title: str
    text: str


def daily(delivery: PreparedPost) -> Arguments:
    """Return a daily post."""
    text, picture = post_text(delivery), picture_of(delivery)
    role = delivery.schedule.role
    call = f"<@&{role}> " if role else ""
    embed = discord.Embed(
        title=blocks.shorten(text.title, 256),
        description=None if post_controls.on_buttons(delivery) else blocks.shorten(text.text, EMBED_TEXT),
        color=blocks.ACCENT,
    )
    embed.set_footer(text=footer(delivery))
    answered = [_previous(delivery, picture)] if delivery.previous else []
    arguments: Arguments = {
        "content": blocks.shorten(call + text.lead, 2000),
        "embeds": [embed, *answered],
        "view": post_controls.view(delivery),
        "allowed_mentions": discord.AllowedMentions(
            everyone=False,
            users=False,
            roles=[discord.Object(role)] if role else False,
            replied_user=False,
        ),
        "nonce": delivery.post.nonce,
    }
    return arguments | ({"file": picture} if picture else {})


def spread(delivery: PreparedPost) -> list[Bar]:
    """Return bars for how the previous question was answered, or none if there's nothing to show."""
    return answers.bars(delivery.previous, _order(delivery)) if delivery.previous else []


def picture_of(delivery: PreparedPost) -> discord.File | None:
    """Return the picture as a file with its description."""
    if delivery.picture is None:
        return None
    return discord.File(BytesIO(delivery.picture), answers.PICTURE, description=describe(spread(delivery)))


def thread(delivery: PreparedPost) -> tuple[str, str]:
    """Return the discussion thread's name and its first message, the lesson's reflection question."""
    lesson = delivery.shown.lesson
    name = blocks.shorten(f"Discussion: {post_text(delivery).title}", 100)
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
    """Return a post's text."""
    shown, late = delivery.shown, " (a little late)" if delivery.late else ""
    if shown.question and shown.lesson:
        order = shuffled(shown.question, delivery.post.seed, 0)
        options = "\n".join(
            f"**{letter}** {shown.question.options[place].text}" for letter, place in lettered(order)
        )
        again = "One more try" if delivery.post.item and delivery.post.item.again else "Question of the day"
        return PostText(f"{again}{late}: {shown.question.prompt}", shown.lesson.title, options)
    if shown.fact:
        title = shown.course.topic_title(shown.fact.topic)
        text = citations.state(shown.fact, shown.course.sources)
        return PostText(f"Fact of the day{late}: {shown.fact.text}", title, text)
    assert shown.lesson
    if shown.card:
        heading = shown.card.heading
        return PostText(f"Card of the day{late}: **{heading}**", heading, shown.card.text)
    title = shown.lesson.title
    points = "\n".join(f"- {point}" for point in shown.lesson.takeaways)
    pages = "\n\n".join(card.text for card in shown.lesson.cards if card.kind != "ask")
    whole = f"> {shown.lesson.principle}\n\n{pages}\n\n**Key points**\n{points}"
    text = whole if len(whole) <= EMBED_TEXT else f"> {shown.lesson.principle}\n\n**Key points**\n{points}"
    return PostText(f"Lesson of the day{late}: **{title}**", title, text)


def footer(delivery: PreparedPost) -> str:
    """Return a post's last line: where it's from, and what the reader should know."""
    shown = delivery.shown
    parts = [shown.course.title]
    if shown.lesson:
        parts.append(lesson_title(shown.lesson))
    if shown.card:
        parts.append(f"Card {shown.number} of {len(shown.lesson.cards) if shown.lesson else 0}")
    if shown.question:
        parts.append("Only you see your answer. The first one counts")
    if delivery.late:
        parts.append("Late because the bot couldn't post on time")
    return " · ".join(parts)


def before(delivery: PreparedPost) -> str:
    """Return how the previous question was answered, and why; empty if there was none."""
    found = delivery.previous
    return f"{strong(found.question.prompt)}\n{answers.summary(found, _order(delivery))}" if found else ""


def _previous(delivery: PreparedPost, picture: discord.File | None) -> discord.Embed:
    embed = discord.Embed(title=BEFORE, description=blocks.shorten(before(delivery), EMBED_TEXT))
    if picture is None:
        return embed
    image = {"url": f"attachment://{answers.PICTURE}", "description": picture.description}
    return discord.Embed.from_dict({**embed.to_dict(), "image": image})


def _order(delivery: PreparedPost) -> Sequence[int]:
    """Return the previous question's options, in the order of the post that asked it."""
    return shuffled(delivery.previous.question, delivery.seed, 0) if delivery.previous else ()


def _view(*buttons: blocks.Button) -> ui.View:
    view = ui.View(timeout=None)
    for each in buttons:
        view.add_item(each)
    view.stop()
    return view
