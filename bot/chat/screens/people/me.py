"""A person's settings; what is stored about them, the copy of it, and erasing it."""

from collections.abc import Mapping

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.interaction.typed import TEXT
from bot.chat.words import numbers
from bot.services.people.preferences import Preferences

_NAMES = {
    "pages_read": ("lesson page opened", "lesson pages opened"),
    "quizzes": ("quiz started", "quizzes started"),
    "answers": ("answer given", "answers given"),
    "question_reports": ("question report", "question reports"),
    "pretests_declined": ("skipped test before the course", "skipped tests before the course"),
    "drafts": ("draft written", "drafts written"),
    "reflections": ("reflection in your journal", "reflections in your journal"),
    "checklist_marks": ("checklist item with a tick or note", "checklist items with a tick or note"),
    "reminders": ("reminder set", "reminders set"),
    "badges": ("badge", "badges"),
    "certificates": ("certificate", "certificates"),
    "mastered": ("objective mastered", "objectives mastered"),
    "practice_days": ("day practiced", "days practiced"),
    "leaderboards": ("leaderboard you're on", "leaderboards you're on"),
    "schedules_set": ("daily post set as a moderator", "daily posts set as a moderator"),
    "server_changes": ("server change as a moderator", "server changes as a moderator"),
}


DAILY = (5, 10, 20, 30, 50)
"""Reviews a day that can be chosen."""


def settings(chosen: Preferences, seen: bool | None) -> ui.Modal:
    """The form to choose how one wants it. `seen`: on the leaderboard of the server they are in."""
    form = ui.Modal(title="Your settings", custom_id=encode("me", "set"))
    zone: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="zone", default=chosen.zone, max_length=TEXT)
    options = [
        discord.SelectOption(label=f"{number} a day", value=str(number), default=number == chosen.reviews)
        for number in DAILY
    ]
    reviews: ui.Select[ui.Modal] = ui.Select(custom_id="reviews", options=options)
    place = "A large city nearby, or a name such as America/New_York. Your days start at midnight there."
    form.add_item(ui.Label(text="Time zone", description=place, component=zone))
    form.add_item(ui.Label(text="Reviews", description="The most you want in a day.", component=reviews))
    if seen is not None:
        form.add_item(_on_leaderboard(seen))
    return form


def _on_leaderboard(seen: bool) -> ui.Label[ui.Modal]:
    options = [
        discord.SelectOption(label="Not shown", value="no", default=not seen),
        discord.SelectOption(label="Shown in this server", value="yes", default=seen),
    ]
    choice: ui.Select[ui.Modal] = ui.Select(custom_id="leaderboard", options=options)
    about = "Counts the days on which you practiced anywhere, including other servers and DMs."
    return ui.Label(text="Show me on leaderboards", description=about, component=choice)


def stored(counts: Mapping[str, int], chosen: Preferences, zone: str) -> ui.LayoutView:
    """One's settings, how much is stored, and what can be done about it.

    `zone` is the time zone with the time there now.
    """
    rows = [f"- {numbers.count(counts[kind], *names)}" for kind, names in _NAMES.items() if counts.get(kind)]
    if counts.get("learner") and not rows:
        rows = ["- that you've been here, and your settings"]
    held = "\n".join(rows) if rows else "Nothing is stored about you yet."
    text = (
        f"## Your settings\nUp to **{chosen.reviews} reviews a day**. Your days start at midnight in "
        f"**{zone}**. Your reminder uses this time zone too.\n"
        f"## What's stored about you\n{held}\n\n"
        "Only what's needed to teach you: your Discord id, the pages you opened, your quizzes and answers, "
        "when and in which server, what you write in drafts, your journal and checklists, and what you tell "
        "the author. No name unless you type one, and nothing you write in channels."
    )
    buttons = [
        blocks.button("Settings", "me", "settings", main=True),
        blocks.button("Reminders", "remind", "show"),
        blocks.button("Get a copy", "me", "export"),
    ]
    if rows:
        buttons.append(blocks.button("Erase everything", "me", "erase", danger=True))
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons))


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
        "stay. Come back any time with /start."
    )


def kept(*, still: bool) -> ui.LayoutView:
    """Who was told that all would be erased is back: in time, or not any more."""
    go_on = blocks.button("What can I do here?", "help", "show", main=True)
    text = (
        "Everything is just as you left it. Continue with /start."
        if still
        else "Your data was already erased, as the message said. You're welcome to start fresh with /start."
    )
    return blocks.note(text, buttons=[go_on])
