"""One's own reminder: what, when, and how to stop it."""

from discord import ui

from bot.chat import blocks
from bot.chat.screens.posts.daily import when
from bot.chat.words import labels
from bot.chat.words.dates import say_days, say_time
from bot.chat.words.posts import REMINDERS
from bot.domain.calendar.recurrence import EVERY_DAY
from bot.domain.posts.reminder import Reminder


def none(zone: str) -> ui.LayoutView:
    """There is no reminder yet."""
    return blocks.note(
        "## Reminders\nYou have none. **/remind** with a time sets one: a direct message on the days you "
        "want, with one button to stop it.\n"
        f"-# Your time zone: {zone.replace('_', ' ')}. /remind zone changes it."
    )


def one(reminder: Reminder, done: str = "") -> ui.LayoutView:
    """The reminder as it stands. `done` says what was just done."""
    cadence = reminder.cadence
    quiet = EVERY_DAY - cadence.days
    days, zone = say_days(cadence.days), cadence.zone.replace("_", " ")
    lines = [
        f"**{REMINDERS[reminder.content].capitalize()}**, by direct message",
        f"{days[0].upper()}{days[1:]} at {say_time(cadence.minute)}, {zone}",
        *([f"Quiet: {say_days(quiet)}"] if quiet else []),
        _state(reminder),
    ]
    buttons = [
        blocks.button("Resume", "remind", "resume", main=True)
        if reminder.paused
        else blocks.button("Pause", "remind", "pause"),
        blocks.button(labels.STOP_REMINDERS, "remind", "stop", 0),
    ]
    head = f"{done}\n\n" if done else "## Your reminder\n"
    return blocks.view(blocks.card(blocks.text(head + "\n".join(lines))), blocks.row(*buttons))


def stopped() -> ui.LayoutView:
    """No more reminders."""
    return blocks.note("Stopped: no more reminders come. **/remind** sets one again whenever you like.")


def rests(reminder: Reminder) -> ui.LayoutView:
    """Said at the next command after a reminder could not be delivered."""
    if reminder.paused == "zone-gone":
        return blocks.note(f"**Your reminder rests.** {_no_zone(reminder)}", colour=blocks.PARTLY)
    return blocks.note(
        "**Your reminder rests.** I could not send you a direct message. Allow direct messages from this "
        "server's members in its privacy settings, then press Resume.",
        colour=blocks.PARTLY,
        buttons=[
            blocks.button("Resume", "remind", "resume", main=True),
            blocks.button(labels.STOP_REMINDERS, "remind", "stop", 0),
        ],
    )


def _state(reminder: Reminder) -> str:
    if reminder.paused == "closed":
        return "Rests: your direct messages are closed to me. Open them, then press Resume."
    if reminder.paused == "zone-gone":
        return f"Rests: {_no_zone(reminder)}"
    return "Paused" if reminder.paused else f"Next: {when(reminder.next_at)}"


def _no_zone(reminder: Reminder) -> str:
    return f"The zone {reminder.cadence.zone} doesn't exist anymore. Run **/remind** with another one."
