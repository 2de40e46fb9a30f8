"""Screens for students: joining a class, what its teacher sees, and leaving."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.screens.classes.report import details
from bot.chat.words import classes as words
from bot.chat.words import labels
from bot.domain.classes.classroom import Classroom, Student
from bot.domain.learning.certificate import NAME
from bot.services.classes.classes import Membership

DIRECT = ("server", "direct")
"""What the menu in the form carries: only this server, or direct messages, too."""


def invitation(classroom: Classroom) -> ui.LayoutView:
    """Show what joining a class means, before anything is stored."""
    return blocks.note(
        words.invitation(classroom),
        buttons=[blocks.button(words.JOIN, "class", "form", classroom.id, main=True)],
    )


def form(classroom: Classroom, student: Student | None) -> ui.Modal:
    """Return the form to join, or to change what was typed before."""
    made = ui.Modal(title=blocks.shorten(words.title(classroom), 45), custom_id=_join(classroom))
    name: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="name", max_length=NAME, default=student.name if student else None
    )
    made.add_item(ui.Label(text=words.NAME, description=words.NAME_HELP, component=name))
    direct = student is not None and student.direct
    choices = [
        discord.SelectOption(value=DIRECT[0], label=words.SERVER_ONLY, default=not direct),
        discord.SelectOption(value=DIRECT[1], label=words.DIRECT_TOO, default=direct),
    ]
    menu: ui.Select[ui.Modal] = ui.Select(custom_id="direct", options=choices)
    made.add_item(ui.Label(text=words.DIRECT, description=words.DIRECT_HELP, component=menu))
    return made


def membership(found: Membership, now: int, done: str = "", note: str = "") -> ui.LayoutView:
    """Show a student what the teacher sees about them. `done` starts the heading, and `note` is below it."""
    classroom, student = found.classroom, found.student
    state = "" if classroom.is_open else f"{words.ended(classroom)}\n"
    own = f"Your teacher sees this about you:\n{details(found.report, found.course, now, found.assignments)}"
    lines = [f"## {done}{words.title(classroom)}{note}\n{state}{own}"]
    due = [
        each
        for each in found.assignments
        if classroom.is_open and each.delivery.state == "sent" and (each.dates.due_at or 0) > now
    ]
    lines += [f"{words.task(each, found.course)}.{words.due(each)}" for each in due[:5]]
    if classroom.is_open:
        lines.append(words.choices(student))
    remind = (words.REMINDERS_OFF, 0) if student.reminders else (words.REMINDERS_ON, 1)
    entries: list[blocks.Entry] = [
        (words.RENAME, "class", "form", classroom.id),
        (remind[0], "class", "remind", classroom.id, remind[1]),
    ]
    buttons = [
        blocks.button(labels.LEARN, "learn", "go", found.course.id, main=True),
        blocks.button(words.LEAVE, "class", "leave", classroom.id),
    ]
    more = blocks.more(entries) if classroom.is_open else []
    return blocks.view(blocks.card(blocks.text("\n\n".join(lines))), blocks.row(*buttons), *more)


def choose(found: Sequence[Classroom]) -> ui.LayoutView:
    """Ask which of someone's classes to show."""
    options = [(str(each.id), words.title(each)) for each in found]
    menu = blocks.menu(words.MY_CLASSES, options, "class", "mine")
    return blocks.view(blocks.card(blocks.text("## Which class?")), menu)


def none(mention: str) -> ui.LayoutView:
    """Say that someone is in no class."""
    back = blocks.button(labels.MY_SETTINGS, "me", "show", main=True)
    return blocks.note(words.NO_CLASS.format(mention), buttons=[back])


def confirm_leaving(classroom: Classroom) -> ui.LayoutView:
    """Ask before leaving."""
    buttons = [
        blocks.button(words.LEAVE_NOW, "class", "leave-now", classroom.id, danger=True),
        blocks.button(words.STAY, "class", "open", classroom.id),
    ]
    return blocks.note(words.leaving(classroom), buttons=buttons)


def left(classroom: Classroom) -> ui.LayoutView:
    """Say that someone has left."""
    go = blocks.button(labels.LEARN, "learn", "go", classroom.course, main=True)
    return blocks.note(words.left(classroom), buttons=[go])


def quiet(classroom: Classroom) -> ui.LayoutView:
    """Say that reminders have stopped."""
    again = blocks.button(words.REMINDERS_ON, "class", "remind", classroom.id, 1, main=True)
    return blocks.note(f"**No more reminders** for {words.title(classroom)}.", buttons=[again])


def _join(classroom: Classroom) -> str:
    return encode("class", "join", classroom.id)
