"""What the screens for reflections say."""

from bot.chat.words.learning.lessons import in_sentence
from bot.chat.words.numbers import count
from bot.domain.course.lesson import Lesson
from bot.domain.writing.journal import Entry, Journal

ABOUT = "### Your reflections\nWhat each lesson means for your own organization. Only you see them."
WRITTEN = "✅ written"
NOT_WRITTEN = "nothing yet"
EARLIER = "**Earlier lessons.** The course has dropped them. What you wrote is still here."
OPEN_EARLIER = "Open an earlier lesson"
WRITE = "Write ▸"
EDIT = "Edit"
ALL = "All reflections"
ERASE = "Delete this reflection"
MESSAGE = "My practice message"
MESSAGES = "My practice messages"
KEEP = "Keep it"
ERASE_NOW = "Yes, delete it"
LOOK = "See what's there ▸"
FORM = "Your reflection"
FIELD = "What you think"

EMPTY = "-# Nothing written yet. One sentence is enough."
SAVED = "✅ **Saved.** It's in your plan, too."
ERASED = "**Deleted.**"
NOT_KEPT = (
    "**Not saved.** After you opened this form, this reflection was erased or filled up on another device, "
    "so I left it alone.\n\n**What you just wrote**, to copy:"
)
IN_FILE = "All of it is in this file:"
ERASE_ASKED = "### Delete this reflection?"
GONE = "It'll be gone for good."


def state(entry: Entry) -> str:
    """Return whether a lesson has a reflection."""
    return WRITTEN if entry.reflection else NOT_WRITTEN


def start(lesson: Lesson) -> str:
    """Return the label of the button that opens the next reflection to write."""
    return f"Write about {in_sentence(lesson)} ▸"


def exported(journal: Journal) -> str:
    """Return what's in the file with the plan."""
    entries = [*journal.entries, *journal.earlier]
    written = sum(entry.reflection is not None for entry in entries)
    drafts = sum(len(entry.drafts) for entry in entries)
    return (
        f"**Here's your plan as one Markdown file:** {count(written, 'reflection')}, "
        f"{count(drafts, 'practice message')}, and the checklists you've started."
    )
