"""A person's settings; what is stored about them, the copy of it, and erasing it."""

from collections.abc import Mapping

import discord
from discord import ui

from bot.chat import blocks, words
from bot.chat.custom_id import encode
from bot.chat.typed import TEXT
from bot.services.ports import Preferences

_NAMES = {
    "pages_read": ("lesson page opened", "lesson pages opened"),
    "quizzes": ("quiz started", "quizzes started"),
    "answers": ("answer given", "answers given"),
    "question_reports": ("remark on a question", "remarks on questions"),
    "pretests_declined": ("test before the course declined", "tests before the course declined"),
    "drafts": ("draft written", "drafts written"),
    "reflections": ("reflection in your journal", "reflections in your journal"),
    "checklist_marks": ("checklist item with a tick or note", "checklist items with a tick or note"),
    "reminders": ("reminder set", "reminders set"),
    "certificates": ("certificate", "certificates"),
    "mastered": ("objective mastered", "objectives mastered"),
    "leaderboards": ("leaderboard you are seen on", "leaderboards you are seen on"),
    "schedules_set": ("daily post set as a moderator", "daily posts set as a moderator"),
    "server_changes": ("change of a server as a moderator", "changes of servers as a moderator"),
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
    place = "A large city nearby, or a name such as Europe/Berlin. Your days begin at midnight there."
    form.add_item(ui.Label(text="Time zone", description=place, component=zone))
    form.add_item(ui.Label(text="Reviews", description="At most.", component=reviews))
    if seen is not None:
        form.add_item(_on_leaderboard(seen))
    return form


def _on_leaderboard(seen: bool) -> ui.Label[ui.Modal]:
    options = [
        discord.SelectOption(label="Not shown", value="no", default=not seen),
        discord.SelectOption(label="Shown in this server", value="yes", default=seen),
    ]
    choice: ui.Select[ui.Modal] = ui.Select(custom_id="leaderboard", options=options)
    about = "Counts what you newly mastered of the course, wherever you did: other servers and DMs too."
    return ui.Label(text="Show me on leaderboards", description=about, component=choice)


def stored(counts: Mapping[str, int], chosen: Preferences, zone: str) -> ui.LayoutView:
    """One's settings, how much is stored, and what can be done about it.

    `zone` is the time zone with the time there now.
    """
    rows = [f"- {words.count(counts[kind], *names)}" for kind, names in _NAMES.items() if counts.get(kind)]
    if counts.get("learner") and not rows:
        rows = ["- that you have been here, and your settings"]
    held = "\n".join(rows) if rows else "Nothing is stored about you yet."
    text = (
        f"## Your settings\nAt most **{chosen.reviews} reviews a day**; your days begin at midnight in "
        f"**{zone}**. Your reminder goes by these clocks, too.\n"
        f"## What is stored about you\n{held}\n\n"
        "Only what is needed to teach you: your Discord id, the pages you opened, your quizzes and answers, "
        "when and in which server, what you write in drafts, journal and checklists, and what you tell the "
        "author. No name unless you type one; nothing you write in channels."
    )
    buttons = [
        blocks.button("Settings", "me", "settings", main=True),
        blocks.button("Get a copy", "me", "export"),
    ]
    if rows:
        buttons.append(blocks.button("Erase everything", "me", "erase", danger=True))
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons))


def exported(filename: str) -> ui.LayoutView:
    """The copy, as a file."""
    text = "Here is everything that is stored about you, as one JSON file with a line on each field."
    if filename.endswith(".zip"):
        text += " It's in a zip archive, since Discord takes no file as large as that."
    return blocks.view(blocks.card(blocks.text(text), ui.File(f"attachment://{filename}")))


def confirm_erasing() -> ui.LayoutView:
    """Asks before erasing."""
    text = (
        "## Erase everything?\nAll that is stored about you will be deleted for good: your progress and "
        "answers, what you wrote, your certificates, and your settings. What you shared in a channel stays "
        "there. Get a copy first if you want to keep one."
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
        "Done: everything about you is deleted. Anonymous counts of how often a question was answered stay. "
        "You are welcome back at any time with /start."
    )


def kept(*, still: bool) -> ui.LayoutView:
    """Who was told that all would be erased is back: in time, or not any more."""
    go_on = blocks.button("What can I do here?", "help", "show", main=True)
    text = (
        "Kept: everything is as you left it. /start goes on from there."
        if still
        else "It was erased by then, as the message said. You are welcome back: /start begins anew."
    )
    return blocks.note(text, buttons=[go_on])
