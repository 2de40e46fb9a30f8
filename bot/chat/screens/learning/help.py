"""The help."""

from collections.abc import Callable

from discord import ui

from bot.chat import blocks
from bot.chat.words import help_text
from bot.chat.words.learning import next_steps
from bot.chat.words.servers import setup
from bot.domain.course.course import Course
from bot.services.learning.lessons.next_step import NextStep

Mention = Callable[[str], str]
"""Turns a command's name into a mention that can be tapped."""


def guide(step: NextStep, mention: Mention) -> ui.LayoutView:
    """Show everything the bot does on one screen."""
    course = step.course
    label = help_text.LEARN if step.new else next_steps.label(step)
    go = blocks.button(label, "learn", "go", course.id, main=True)
    wishes: list[blocks.Entry] = [
        ("See all lessons", "lesson", "overview", course.id),
        ("Take a quick quiz", "quiz", "start", course.id, ""),
        ("Review what I'm about to forget", "review", "show"),
        ("Write a message and compare it with a model", "draft", "overview", course.id),
        ("See my badges and progress", "progress", "show"),
        ("Change my settings, or see my data", "me", "show"),
        ("Set up daily posts in my server", "help", "daily"),
        ("See what's stored about me", "help", "privacy"),
        ("See who made this course", "help", "about"),
        ("Read the terms", "help", "terms"),
    ]
    card = blocks.card(blocks.text(help_text.commands(mention)))
    return blocks.view(card, blocks.row(go), *blocks.more(wishes, help_text.WISHES))


def about(course: Course) -> ui.LayoutView:
    """Show what the course is based on."""
    back = blocks.button("Back", "help", "show", main=True)
    return blocks.note(help_text.about(course), buttons=[back])


def daily_posts(mention: Mention, *, here: bool) -> ui.LayoutView:
    """Show what moderators should know about daily posts. `here`: they can be set up in this server."""
    start = [blocks.button(setup.SET_UP, "daily", "setup", main=True)] if here else []
    back = blocks.button("Back", "help", "show", main=not here)
    return blocks.note(help_text.daily_posts(mention), buttons=[*start, back])
