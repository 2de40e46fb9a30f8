"""The help, and the greeting of a server."""

from collections.abc import Callable

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.words import guidance
from bot.domain.course.course import Course

Mention = Callable[[str], str]
"""A command's name as a mention that can be tapped."""


def guide(course: Course, mention: Mention) -> ui.LayoutView:
    """Everything the bot does, on one screen."""
    go = blocks.button(guidance.LEARN, "learn", "go", course.id, main=True)
    wishes: list[blocks.Entry] = [
        ("See all lessons", "lesson", "overview", course.id),
        ("Take a quick quiz", "quiz", "start", course.id, ""),
        ("Review what I'm about to forget", "review", "show"),
        ("Write a message and compare it with a model", "draft", "overview", course.id),
        ("See my badges and progress", "progress", "show"),
        ("Change my settings, or see my data", "me", "show"),
        ("Set up daily posts in my server", "help", "daily"),
        ("Know what's stored about me", "help", "privacy"),
        ("Know who made this course", "help", "about"),
        ("Read the terms", "help", "terms"),
    ]
    card = blocks.card(blocks.text(guidance.commands(mention)))
    return blocks.view(card, blocks.row(go), *blocks.more(wishes, guidance.WISHES))


def about(course: Course) -> ui.LayoutView:
    """What the course is based on."""
    back = blocks.button("Back", "help", "show", main=True)
    return blocks.note(guidance.about(course), buttons=[back])


def daily_posts(mention: Mention) -> ui.LayoutView:
    """What moderators want to know about daily posts before they rely on them."""
    back = blocks.button("Back", "help", "show", main=True)
    return blocks.note(guidance.daily_posts(mention), buttons=[back])


def greeting(course: Course, mention: Mention) -> tuple[str, discord.Embed]:
    """What a server is told when the bot joins: a classic message, so that notifications show it."""
    content = f"Hello! I teach **{course.title}** here. {mention('start')} begins the first lesson."
    embed = discord.Embed(title="For moderators: what to do next", colour=blocks.ACCENT)
    embed.description = (
        f"1. Try it: {mention('start')}. Replies are seen only by the person who asks.\n"
        "2. Choose who may use which command, and in which channels: Server settings → Integrations.\n"
        f"3. Tell your people: “Type {mention('start')}.” Pin this message if you like.\n\n"
        f"{mention('help')} explains the rest. I read nobody's messages, and need no further permissions."
    )
    return content, embed
