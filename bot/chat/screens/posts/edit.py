"""Change a daily post: a menu or form for each of its settings, with what it has now filled in."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.interaction.input_checks import TEXT, VALUES
from bot.chat.screens.posts import daily
from bot.chat.words import posts as words
from bot.chat.words.dates import WEEKDAYS, say_time
from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.posts import CONTENTS
from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.course.library import Library
from bot.domain.posts.post import LINE, Schedule
from bot.services.posts.schedules import ScheduleStatus

_CHANNEL, _ROLE = discord.SelectDefaultValueType.channel, discord.SelectDefaultValueType.role


def edit(
    status: ScheduleStatus, library: Library, there: frozenset[int], done: str = "", *, news: bool = False
) -> ui.LayoutView:
    """Show a daily post with a menu for each setting. Every choice is saved at once.

    `there` has the ids of channels and roles that exist: a menu can't preselect any others. `news` says that
    it's in an announcement channel.
    """
    schedule = status.schedule
    head = f"{done or words.EDITING}\n{daily.entry(status, library)}\n-# {words.SAVED_AT_ONCE}"
    return blocks.view(
        blocks.card(blocks.text(head), color=blocks.RIGHT if done else blocks.ACCENT),
        channel(schedule, there),
        blocks.menu(
            words.CONTENT, CONTENTS.items(), "daily", "edit-what", schedule.id, chosen=schedule.content
        ),
        _days(schedule),
        *_lessons(schedule, library),
        _role(schedule, there),
        *_courses(schedule, library),
        blocks.row(*_buttons(schedule, news=news)),
    )


def channel(schedule: Schedule, there: frozenset[int], movable: str = "") -> blocks.Block:
    """Return the menu that moves a daily post to another channel. `movable` says which one, if that isn't
    clear.
    """
    now = [discord.SelectDefaultValue(id=schedule.channel, type=_CHANNEL)]
    return ui.ActionRow(
        ui.ChannelSelect(
            placeholder=f"{words.ANOTHER_CHANNEL}: {movable}"[:150] if movable else words.CHANNEL,
            custom_id=encode("daily", "edit-in", schedule.id),
            channel_types=[discord.ChannelType.text, discord.ChannelType.news],
            default_values=now if schedule.channel in there else [],
        )
    )


def time_form(schedule: Schedule) -> ui.Modal:
    """Return the form for the time and the time zone."""
    recurrence = schedule.recurrence
    form = ui.Modal(title=words.TIME, custom_id=encode("daily", "edit-timed", schedule.id))
    time: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="time", default=say_time(recurrence.minute), max_length=TEXT
    )
    zone: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="zone", default=recurrence.zone, max_length=TEXT)
    form.add_item(ui.Label(text="Time", description="Such as 08:30, 8:30 pm or noon", component=time))
    form.add_item(ui.Label(text="Time zone", description=words.ZONE_HINT, component=zone))
    return form


def line_form(schedule: Schedule) -> ui.Modal:
    """Return the form for the line above each post."""
    form = ui.Modal(title=words.LINE, custom_id=encode("daily", "edit-lined", schedule.id))
    line: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="line", default=schedule.line or None, max_length=LINE, required=False
    )
    form.add_item(ui.Label(text=words.LINE, description=words.LINE_HINT, component=line))
    return form


def _lessons(schedule: Schedule, library: Library) -> list[blocks.Block]:
    """Return the menus for the lesson to start at and for the lessons to post, if the course has several."""
    course = library.known(schedule.course)
    if course is None or len(offered := offered_lessons(course)) < 2:
        return []
    out = {course.renamed.get(lesson, lesson) for lesson in schedule.left_out}
    titles = [(lesson.id, lesson_title(lesson), lesson.id not in out) for lesson in offered]
    first = next((lesson for lesson, _, kept in titles if kept), None)
    starts = [(lesson, f"Start at {title}") for lesson, title, _ in titles]
    return [
        blocks.menu(words.START, starts, "daily", "edit-start", schedule.id, chosen=first),
        _several(words.LESSONS, "edit-lessons", schedule, titles),
    ]


def offered_lessons(course: Course) -> list[Lesson]:
    """Return the lessons that fit in a menu."""
    return list(course.units.values())[:VALUES]


def _buttons(schedule: Schedule, *, news: bool) -> list[blocks.Button]:
    number, on = schedule.id, schedule.publish
    thread = words.NO_THREAD if schedule.thread else words.THREAD
    publish = words.NO_PUBLISH if on else words.PUBLISH
    publishing = [blocks.button(publish, "daily", "edit-publish", number, int(not on))] if news or on else []
    return [
        blocks.button(words.TIME, "daily", "edit-time", schedule.id),
        blocks.button(words.LINE, "daily", "edit-line", schedule.id),
        blocks.button(thread, "daily", "edit-thread", schedule.id, int(not schedule.thread)),
        *publishing,
        blocks.button(words.EDITED, "daily", "do", "open", schedule.id, main=True),
    ]


def _days(schedule: Schedule) -> blocks.Block:
    days = schedule.recurrence.days
    options = [(str(day), name, day in days) for day, name in enumerate(WEEKDAYS)]
    return _several(words.DAYS, "edit-days", schedule, options)


def _several(
    prompt: str, action: str, schedule: Schedule, options: Sequence[tuple[str, str, bool]]
) -> blocks.Block:
    """Return a menu to choose one or more of the options, each a value, a label and if it's chosen now."""
    select: ui.Select[Any] = ui.Select(
        placeholder=prompt,
        custom_id=encode("daily", action, schedule.id),
        options=[
            discord.SelectOption(value=value, label=blocks.shorten(label, 100), default=chosen)
            for value, label, chosen in options
        ],
        max_values=len(options),
    )
    return ui.ActionRow(select)


def _role(schedule: Schedule, there: frozenset[int]) -> blocks.Block:
    now = [discord.SelectDefaultValue(id=schedule.role, type=_ROLE)] if schedule.role in there else []
    return ui.ActionRow(
        ui.RoleSelect(
            placeholder=words.ROLE,
            custom_id=encode("daily", "edit-role", schedule.id),
            min_values=0,
            default_values=[each for each in now if each.id],
        )
    )


def _courses(schedule: Schedule, library: Library) -> list[blocks.Block]:
    """Return a menu of courses if there's a choice, or if its course isn't taught anymore."""
    if len(library.courses) == 1 and library.known(schedule.course):
        return []
    titles = [(course.id, course.title) for course in library.courses]
    return [blocks.menu(words.COURSE, titles, "daily", "edit-course", schedule.id, chosen=schedule.course)]
