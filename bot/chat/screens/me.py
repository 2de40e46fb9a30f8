"""What is stored about a person, the copy of it, and erasing it."""

from collections.abc import Mapping

from discord import ui

from bot.chat import blocks, words

_NAMES = {
    "pages_read": ("lesson page opened", "lesson pages opened"),
    "quizzes": ("quiz started", "quizzes started"),
    "answers": ("answer given", "answers given"),
    "question_reports": ("remark on a question", "remarks on questions"),
    "reminders": ("reminder set", "reminders set"),
    "time_zones": ("time zone told", "time zones told"),
    "schedules_set": ("daily post set as a moderator", "daily posts set as a moderator"),
    "server_changes": ("change of a server as a moderator", "changes of servers as a moderator"),
}


def stored(counts: Mapping[str, int], zone: str) -> ui.LayoutView:
    """How much is stored, and what can be done about it. `zone` is the time zone with the time there now."""
    rows = [f"- {words.count(counts[kind], *names)}" for kind, names in _NAMES.items() if counts.get(kind)]
    held = "\n".join(rows) if rows else "Nothing is stored about you yet."
    text = (
        f"## What is stored about you\n{held}\n\n"
        "Only what is needed to teach you: your Discord id, the pages you opened, your quizzes and answers, "
        "when and in which server, and what you tell the author. No names, nothing you write in channels.\n\n"
        f"**Your time zone**: {zone}. **/me zone** changes it, and your reminder with it."
    )
    buttons = [blocks.button("Get a copy", "me", "export", main=True)]
    if rows:
        buttons.append(blocks.button("Erase everything", "me", "erase", danger=True))
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons))


def exported(filename: str) -> ui.LayoutView:
    """The copy, as a file."""
    text = "Here is everything that is stored about you, as one JSON file with a line on each kind of entry."
    return blocks.view(blocks.card(blocks.text(text), ui.File(f"attachment://{filename}")))


def confirm_erasing() -> ui.LayoutView:
    """Asks before erasing."""
    text = (
        "## Erase everything?\nYour progress, quizzes, answers and remarks will be deleted for good. "
        "Get a copy first if you want to keep one."
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
