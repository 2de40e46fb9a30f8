"""Messages that arrive unasked: daily posts, reminders, notices to the staff. Classic messages, since a
push notification shows nothing of a screen made of components.

Their buttons: `daily:read`, `daily:question` and `daily:results` with the post's number, which is how a post
is known again in a channel's history; `remind:stop` and `remind:read` or `remind:review` with the
reminder's number.
"""

from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.chat import blocks, words
from bot.chat.custom_id import encode
from bot.domain.quiz import shuffled
from bot.domain.reading import Step
from bot.domain.results import Results
from bot.domain.server import Notice
from bot.services.courier import Delivery, Nudge

EMBED_TEXT = 3500
"""Characters of an embed's text that are comfortable to read; Discord allows 4096."""

Arguments = dict[str, Any]
"""What `discord.abc.Messageable.send` is called with."""


@dataclass(frozen=True)
class Told:
    """A heading and a text."""

    title: str
    text: str


def daily(delivery: Delivery) -> Arguments:
    """A daily post."""
    told = _told(delivery)
    content = f"{_kind(delivery)}: **{told.title}**"
    role = delivery.schedule.role
    if role:
        content = f"<@&{role}> {content}"
    embed = discord.Embed(
        title=blocks.shorten(told.title, 256),
        description=blocks.shorten(told.text, EMBED_TEXT),
        colour=blocks.ACCENT,
    )
    if delivery.previous and (said := _answered(delivery.previous)):
        embed.add_field(name="The last question", value=blocks.shorten(said, 1024), inline=False)
    embed.set_footer(text=_footer(delivery))
    mentions = discord.AllowedMentions(everyone=False, users=False, roles=False)
    if role:
        mentions = discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(role)])
    return {
        "content": blocks.shorten(content, 2000),
        "embed": embed,
        "view": _view(*_buttons(delivery)),
        "allowed_mentions": mentions,
        "nonce": delivery.post.nonce,
    }


def thread(delivery: Delivery) -> tuple[str, str]:
    """The name of the discussion thread and what it opens with: the lesson's question to think about."""
    lesson = delivery.shown.lesson
    name = blocks.shorten(f"Discussion: {_told(delivery).title}", 100)
    return name, lesson.reflection if lesson else "What do you make of it?"


def reminder(nudge: Nudge) -> Arguments:
    """A reminder by direct message."""
    number = nudge.reminder.message
    stop = blocks.button("Stop these reminders", "remind", "stop", number)
    if nudge.step and nudge.lesson:
        content = f"Your page for today: **{nudge.step.title}**"
        embed = _page_embed(nudge.step)
        embed.set_footer(text=f"{nudge.course.title} · Lesson {nudge.lesson.number}: {nudge.lesson.title}")
        go = blocks.button("Read on", "remind", "read", number, nudge.course.id, nudge.lesson.id, main=True)
        return {"content": content, "embed": embed, "view": _view(go, stop), "nonce": nudge.reminder.nonce}
    content = f"**{words.count(nudge.due, 'review is', 'reviews are')} due.** /review starts."
    go = blocks.button("Review now", "remind", "review", number, main=True)
    embed = discord.Embed(description="A few minutes now save an hour later.", colour=blocks.ACCENT)
    return {"content": content, "embed": embed, "view": _view(go, stop), "nonce": nudge.reminder.nonce}


def notice(told: Notice) -> Arguments:
    """What a server's staff is told."""
    return {"content": words.notice(told), "nonce": f"lb{told.id}"}


def _page_embed(step: Step) -> discord.Embed:
    return discord.Embed(
        title=blocks.shorten(step.title, 256),
        description=blocks.shorten(step.text, EMBED_TEXT),
        colour=blocks.ACCENT,
    )


def _kind(delivery: Delivery) -> str:
    item = delivery.post.item
    again = " once more, since it was hard" if item and item.again else ""
    shown = delivery.shown
    if shown.question:
        return f"Question of the day{again}"
    if shown.fact:
        return "Fact of the day"
    return "Today's page" if shown.step else "Today's lesson"


def _told(delivery: Delivery) -> Told:
    shown = delivery.shown
    if shown.question and shown.lesson:
        options = "\n".join(f"- {option.text}" for option in _options(delivery))
        return Told(shown.lesson.title, f"**{shown.question.prompt}**\n\n{options}")
    if shown.fact:
        return Told(shown.course.topic_title(shown.fact.topic), words.state(shown.fact, shown.course.sources))
    if shown.step:
        return Told(shown.step.title, shown.step.text)
    assert shown.lesson
    goals = "\n".join(f"- {objective.text}" for objective in shown.lesson.objectives)
    return Told(shown.lesson.title, f"> {shown.lesson.principle}\n\n**Afterwards you …**\n{goals}")


def _options(delivery: Delivery) -> list[Any]:
    question = delivery.shown.question
    if question is None:
        return []
    return [question.options[place] for place in shuffled(question, delivery.post.id, 0)]


def _answered(results: Results) -> str:
    """How the server answered the question before, and why the right answer is right."""
    question = results.question
    right = "; ".join(question.options[place].text for place in sorted(question.correct))
    counted = "Fewer than five have answered so far."
    if results.enough:
        people = f"{results.people} people" if results.exact else f"At least {results.people} people"
        many = "Fewer than five" if results.right is None else str(results.right)
        counted = f"{people} answered; {many} got it right."
    return f"{question.prompt}\n{counted}\n**Right:** {right}. {question.explanation}"


def _footer(delivery: Delivery) -> str:
    shown = delivery.shown
    parts = [shown.course.title]
    if shown.lesson:
        parts.append(f"Lesson {shown.lesson.number}")
    if shown.step:
        parts.append(f"Page {shown.page + 1} of {shown.pages}")
    if shown.question:
        parts.append("your answer is seen by you alone")
    if delivery.late:
        parts.append("this post comes late: the bot was away")
    return " · ".join(parts)


def _buttons(delivery: Delivery) -> list[blocks.Button]:
    number = delivery.post.id
    if delivery.shown.question:
        return [
            blocks.button("Answer privately", "daily", "question", number, main=True),
            blocks.button("How the server answered", "daily", "results", number),
            blocks.button("Read the lesson", "daily", "read", number),
        ]
    return [blocks.button("Read on", "daily", "read", number, main=True)]


def _view(*buttons: blocks.Button) -> ui.View:
    view = ui.View(timeout=None)
    for each in buttons:
        view.add_item(each)
    view.stop()
    return view


def carries(message: discord.Message, number: int) -> bool:
    """Whether a message's controls carry this number of a post or reminder."""
    ids = (
        str(getattr(child, "custom_id", ""))
        for row in message.components
        for child in getattr(row, "children", ())
    )
    wanted = tuple(
        encode(screen, action, number)
        for screen, action in (("daily", "read"), ("daily", "question"), ("remind", "stop"))
    )
    return any(found in wanted for found in ids)
