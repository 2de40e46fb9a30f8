"""What `/me` says: settings, and what's stored."""

from collections.abc import Mapping

from bot.chat.words.numbers import count
from bot.services.people.preferences import Preferences

CHANGE = "Change settings"
CHOOSE_ZONE = "Choose my time zone ▸"
REMINDERS = "Reminders"
COPY = "Get a copy of my data"
ERASE = "Erase everything"
STORED = "What's stored about me"
PRIVACY = "Privacy"
BACK = "Back to my settings"
KEEP = "Keep it"
ERASE_NOW = "Yes, erase everything"
START = "Start again ▸"
HELP = "What can I do here?"
ERASE_ASKED = (
    "### Erase everything?\nThis deletes everything stored about you for good: your progress and answers, "
    "what you wrote, your certificates, and your settings. What you shared in a channel stays there. If you "
    "want a copy, get it first."
)
ERASED = (
    "**Done. Everything about you is deleted.** All that's left is anonymous counts of how often each "
    "question was answered."
)
KEPT = "**Welcome back!** Everything is just as you left it."
TOO_LATE = "Your data was already erased, as the message said. You're welcome to start fresh."
ON_BOARD = "Counts the days you practiced anywhere, in other servers and by direct message too."
COURSE = "All commands use this course."
USUAL_COURSE = "The usual one here"
PLACE = "A large city nearby, or a name such as America/New_York. Your days start at midnight there."

_KINDS = {
    "pages_read": ("lesson card read", "lesson cards read"),
    "quizzes": ("quiz started", "quizzes started"),
    "answers": ("answer given", "answers given"),
    "question_reports": ("question report", "question reports"),
    "pretests_declined": ("skipped pretest", "skipped pretests"),
    "drafts": ("practice message", "practice messages"),
    "reflections": ("reflection", "reflections"),
    "checklist_marks": ("checklist item with a tick or note", "checklist items with a tick or note"),
    "reminders": ("reminder", "reminders"),
    "badges": ("badge", "badges"),
    "certificates": ("certificate", "certificates"),
    "mastered": ("goal mastered", "goals mastered"),
    "practice_days": ("day practiced", "days practiced"),
    "leaderboards": ("board you're on", "boards you're on"),
    "classes": ("class you joined", "classes you joined"),
    "classes_created": ("class you created", "classes you created"),
    "assignments_set": ("post for a class", "posts for classes"),
    "schedules_set": ("daily post you set up", "daily posts you set up"),
    "server_changes": ("server change you made", "server changes you made"),
}


def away(course: str) -> str:
    """Name a chosen course that isn't available, by its id."""
    return f"{course} (not available right now)"


def overview(chosen: Preferences, zone: str, course: str = "") -> str:
    """Return the settings. `zone` is the time zone with the time there now, `course` the current one's title
    if there are several.
    """
    cheer = "on" if chosen.celebrations else "off"
    return (
        f"### Your settings\n🕒 Your day starts at midnight in **{zone}**\n"
        f"🔁 Up to **{chosen.reviews} reviews** a day\n🎉 Celebrations **{cheer}**"
        + (f"\n📚 Your course is **{course}**" if course else "")
    )


def exported(*, zipped: bool) -> str:
    """Return what's in the copy of someone's data."""
    text = "**Here's everything stored about you,** in one JSON file that explains each field."
    return f"{text} It's zipped because the file is too large for Discord." if zipped else text


def stored(counts: Mapping[str, int]) -> str:
    """Return what's stored about someone, in counts."""
    rows = [f"- {count(counts[kind], *names)}" for kind, names in _KINDS.items() if counts.get(kind)]
    if counts.get("learner") and not rows:
        rows = ["- that you've been here, and your settings"]
    held = "\n".join(rows) if rows else "Nothing is stored about you yet."
    return (
        f"### What's stored about you\n{held}\n\n"
        "Only what's needed to teach you: your Discord id, the cards you read, your quizzes and answers "
        "(when, and in which server), what you write here, and what you report to the author. No name unless "
        "you type one, and nothing you write in channels."
    )
