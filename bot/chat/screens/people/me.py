"""A person's settings; what is stored about them, the copy of it, and erasing it."""

from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.interaction.typed import TEXT
from bot.chat.words import settings as words
from bot.services.people.preferences import Preferences

DAILY = (5, 10, 20, 30, 50)
"""Reviews a day that can be chosen."""


def settings(chosen: Preferences, seen: bool | None) -> ui.Modal:
    """The form for your settings. `seen`: you're on the board of the server you're in."""
    form = ui.Modal(title="Your settings", custom_id=encode("me", "set"))
    zone: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="zone", default=chosen.zone, max_length=TEXT)
    daily = [(str(number), f"{number} a day", number == chosen.reviews) for number in DAILY]
    cheer = [("yes", "On", chosen.celebrations), ("no", "Off", not chosen.celebrations)]
    form.add_item(ui.Label(text="Time zone", description=words.PLACE, component=zone))
    form.add_item(_choice("Reviews", "The most you want in a day.", "reviews", daily))
    form.add_item(
        _choice("Celebrations", "A line and a picture when you've earned one.", "celebrations", cheer)
    )
    if seen is not None:
        board = [("no", "Not shown", not seen), ("yes", "Shown in this server", seen)]
        form.add_item(_choice("Show me on the board", words.ON_BOARD, "leaderboard", board))
    return form


def _choice(
    name: str, about: str, field: str, options: Sequence[tuple[str, str, bool]]
) -> ui.Label[ui.Modal]:
    choices = [
        discord.SelectOption(value=value, label=label, default=default) for value, label, default in options
    ]
    select: ui.Select[ui.Modal] = ui.Select(custom_id=field, options=choices)
    return ui.Label(text=name, description=about, component=select)


def overview(chosen: Preferences, zone: str) -> ui.LayoutView:
    """Your settings, and the ways to your reminders and your data. `zone` has the time there now."""
    buttons = [
        blocks.button(words.CHANGE, "me", "settings", main=True),
        blocks.button(words.REMINDERS, "remind", "show"),
        blocks.button(words.STORED, "me", "stored"),
    ]
    return blocks.view(blocks.card(blocks.text(words.overview(chosen, zone))), blocks.row(*buttons))


def stored(counts: Mapping[str, int]) -> ui.LayoutView:
    """What's stored about you, and what you can do about it."""
    buttons = [blocks.button("Back", "me", "show", main=True), blocks.button(words.COPY, "me", "export")]
    if any(counts.values()):
        buttons.append(blocks.button(words.ERASE, "me", "erase", danger=True))
    more: list[blocks.Entry] = [(words.PRIVACY, "help", "privacy")]
    card = blocks.card(blocks.text(words.stored(counts)))
    return blocks.view(card, blocks.row(*buttons), *blocks.more(more))


def exported(filename: str) -> ui.LayoutView:
    """The copy, as a file."""
    text = "Here's everything stored about you, in one JSON file that explains each field."
    if filename.endswith(".zip"):
        text += " It's zipped, because the file is too large for Discord."
    return blocks.view(blocks.card(blocks.text(text), ui.File(f"attachment://{filename}")))


def confirm_erasing() -> ui.LayoutView:
    """Asks before erasing."""
    text = (
        "## Erase everything?\nThis deletes everything stored about you for good: your progress and answers, "
        "what you wrote, your certificates, and your settings. What you shared in a channel stays there. If "
        "you want a copy, get it first."
    )
    buttons = [
        blocks.button("Keep it", "me", "show", main=True),
        blocks.button("Get a copy", "me", "export"),
        blocks.button("Yes, erase everything", "me", "erase-now", danger=True),
    ]
    return blocks.view(blocks.card(blocks.text(text), colour=blocks.WRONG), blocks.row(*buttons))


def erased() -> ui.LayoutView:
    """Says that it is done."""
    return blocks.note(
        "Done. Everything about you is deleted. Only anonymous counts of how often a question was answered "
        "stay. Come back any time with /learn."
    )


def kept(*, still: bool) -> ui.LayoutView:
    """Who was told that all would be erased is back: in time, or not any more."""
    go_on = blocks.button("What can I do here?", "help", "show", main=True)
    text = (
        "Everything is just as you left it. Continue with /learn."
        if still
        else "Your data was already erased, as the message said. You're welcome to start fresh with /learn."
    )
    return blocks.note(text, buttons=[go_on])
