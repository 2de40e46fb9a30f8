"""Progress: the picture and three lines, with details on request."""

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.pictures import gallery
from bot.chat.screens.next_step import next_step_button
from bot.chat.words import labels
from bot.chat.words.achievements import leaderboards
from bot.chat.words.learning import progress as words
from bot.chat.words.learning.lessons import lesson_title
from bot.domain.course.course import Course
from bot.domain.course.library import Place
from bot.domain.learning.learning_stats import LearningStats
from bot.domain.learning.progress import Progress
from bot.domain.learning.streak import Streak
from bot.services.learning.lessons.next_step import NextStep

PICTURE = "progress.png"


def progress(
    part: Progress,
    badges: int,
    streak: Streak,
    step: NextStep,
    picture: discord.File,
    others: tuple[Course, ...] = (),
    *,
    shareable: bool,
    certificate: str | None = None,
) -> ui.LayoutView:
    """Show badges, streak, cards and what comes next. `shareable`: the learner may share it here.

    `certificate` is the number of their certificate.
    """
    course = part.course.id
    buttons = [
        next_step_button(step),
        blocks.button(words.DETAILS, "progress", "details", course),
    ]
    if shareable:
        buttons.append(blocks.button(labels.SHARE, "progress", "share", course))
    more: list[blocks.Entry] = [
        (leaderboards.ENTRY, "leaderboard", "show", course),
        (labels.MY_CERTIFICATE, "certificate", "show", course),
        (labels.MY_TESTS, "test", "show", course),
        (labels.MY_PLAN, "plan", "show", course),
        (labels.MY_SETTINGS, "me", "show"),
    ]
    card = blocks.card(gallery(picture), blocks.text(words.overview(part, badges, streak, certificate)))
    switch = blocks.other_courses(others, "progress")
    return blocks.view(card, blocks.row(*buttons), *blocks.more(more), *switch)


def details(part: Progress, stats: LearningStats, step: NextStep) -> ui.LayoutView:
    """Show goals mastered, recall, the next reviews, a line for each lesson, and what comes next."""
    course = part.course.id
    text = blocks.shorten(words.details(part, stats), blocks.SCREEN_TEXT)
    options = [(each.lesson.id, lesson_title(each.lesson)) for each in part.lessons]
    menu = blocks.menu(words.LESSON, options, "progress", "lesson", course)
    back = blocks.button("Back", "progress", "show", course)
    return blocks.view(blocks.card(blocks.text(text)), menu, blocks.row(next_step_button(step), back))


def shared(part: Progress, badges: int, streak: Streak, picture: discord.File, by: int) -> ui.LayoutView:
    """Show a learner's progress to everyone."""
    text = f"-# Shared by <@{by}> · {part.course.title}\n{words.overview(part, badges, streak)}"
    go = blocks.button(blocks.ONWARDS, "learn", "go", part.course.id, main=True)
    return blocks.view(blocks.card(gallery(picture), blocks.text(text)), blocks.row(go))


def goals(place: Place, stats: LearningStats) -> ui.LayoutView:
    """Show one lesson's goals, with when each was mastered and how well it's remembered."""
    course, lesson = place.course.id, place.lesson
    rows = [words.goal(each.text, stats.objectives[each.id], stats.today) for each in lesson.objectives]
    text = "\n".join([f"### {lesson.emoji} {lesson_title(lesson)}", *rows, f"-# {words.GOLD}"])
    buttons = [
        blocks.button(labels.PRACTICE, "quiz", "start", course, lesson.id, main=True),
        blocks.button("Back", "progress", "details", course),
    ]
    return blocks.view(blocks.card(blocks.text(text), color=blocks.color(lesson.color)), blocks.row(*buttons))
