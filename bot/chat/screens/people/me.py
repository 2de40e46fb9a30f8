"""Settings, what's stored about a person, a copy of it, and erasing it."""

from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.interaction.input_checks import TEXT
from bot.chat.words import classes, labels
from bot.chat.words import settings as words
from bot.chat.words.quoting import literal
from bot.domain.course.course import Course
from bot.services.people.preferences import Preferences

DAILY = (5, 10, 20, 30, 50)
"""The choices for reviews per day."""


def settings(
    chosen: Preferences, seen: bool | None, own: str | None = None, courses: Sequence[Course] = ()
) -> ui.Modal:
    """Return the form for settings. `seen`: you're on the board of the server you're in. `own` is the id of
    the course you chose.
    """
    form = ui.Modal(title="Your settings", custom_id=encode("me", "set"))
    zone: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="zone", default=chosen.zone, max_length=TEXT)
    daily = [(str(number), f"{number} a day", number == chosen.reviews) for number in DAILY]
    cheer = [("yes", "On", chosen.celebrations), ("no", "Off", not chosen.celebrations)]
    form.add_item(ui.Label(text="Time zone", description=words.PLACE, component=zone))
    form.add_item(_choice("Reviews", "The most you want in a day.", "reviews", daily))
    form.add_item(
        _choice("Celebrations", "A line and a picture when you've earned one.", "celebrations", cheer)
    )
    if len(courses) > 1:
        titles = [(course.id, course.title, course.id == own) for course in courses]
        titles.sort(key=lambda each: not each[2])
        if own and not titles[0][2]:
            titles.insert(0, (own, words.away(own), True))
        options = [(blocks.USUAL, words.USUAL_COURSE, not own), *titles[:24]]
        form.add_item(_choice("Course", words.COURSE, "course", options))
    if seen is not None:
        board = [("no", "Not shown", not seen), ("yes", "Shown in this server", seen)]
        form.add_item(_choice("Show me on the board", words.ON_BOARD, "leaderboard", board))
    return form


def _choice(
    name: str, about: str, field: str, options: Sequence[tuple[str, str, bool]]
) -> ui.Label[ui.Modal]:
    choices = [
        discord.SelectOption(value=value, label=label[:100], default=default)
        for value, label, default in options
    ]
    select: ui.Select[ui.Modal] = ui.Select(custom_id=field, options=choices)
    return ui.Label(text=name, description=about, component=select)


def overview(chosen: Preferences, zone: str, course: Course | None = None) -> ui.LayoutView:
    """Show settings, and the ways to reminders and data. `zone` has the time there now. `course` is the
    current one, if there are several.
    """
    buttons = [
        blocks.button(words.CHANGE, "me", "settings", main=True),
        blocks.button(words.REMINDERS, "remind", "show"),
        blocks.button(words.STORED, "me", "stored"),
    ]
    entries: list[blocks.Entry] = [(classes.MY_CLASSES, "class", "all")]
    title = literal(course.title) if course else ""
    card = blocks.card(blocks.text(words.overview(chosen, zone, title)))
    return blocks.view(card, blocks.row(*buttons), *blocks.more(entries))


def stored(counts: Mapping[str, int]) -> ui.LayoutView:
    """Show what's stored about a person, and what they can do about it."""
    buttons = [blocks.button("Back", "me", "show", main=True), blocks.button(words.COPY, "me", "export")]
    if any(counts.values()):
        buttons.append(blocks.button(words.ERASE, "me", "erase", danger=True))
    more: list[blocks.Entry] = [(words.PRIVACY, "help", "privacy")]
    card = blocks.card(blocks.text(words.stored(counts)))
    return blocks.view(card, blocks.row(*buttons), *blocks.more(more))


def exported(filename: str) -> ui.LayoutView:
    """Show the copy, as a file."""
    text = words.exported(zipped=filename.endswith(".zip"))
    back = blocks.button(words.BACK, "me", "show", main=True)
    card = blocks.card(blocks.text(text), ui.File(f"attachment://{filename}"))
    return blocks.view(card, blocks.row(back))


def confirm_erasing() -> ui.LayoutView:
    """Ask before erasing."""
    buttons = [
        blocks.button(words.KEEP, "me", "show", main=True),
        blocks.button(words.COPY, "me", "export"),
        blocks.button(words.ERASE_NOW, "me", "erase-now", danger=True),
    ]
    return blocks.view(blocks.card(blocks.text(words.ERASE_ASKED), color=blocks.WRONG), blocks.row(*buttons))


def erased() -> ui.LayoutView:
    """Say that everything is deleted, and offer to start again."""
    return blocks.note(words.ERASED, buttons=[blocks.button(words.START, "learn", "go", main=True)])


def kept(*, still: bool) -> ui.LayoutView:
    """Welcome back someone whose data was about to be erased, in time or too late."""
    label = labels.LEARN if still else words.START
    buttons = [
        blocks.button(label, "learn", "go", main=True),
        blocks.button(words.HELP, "help", "show"),
    ]
    return blocks.note(words.KEPT if still else words.TOO_LATE, buttons=buttons)
