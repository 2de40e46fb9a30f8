"""What the screens for checklists say."""

from bot.chat.words.numbers import count
from bot.chat.words.writing.plan_file import page_title
from bot.domain.writing.checklist_progress import ChecklistLine, ChecklistProgress
from bot.domain.writing.drafts import NOTE

TITLE = "### Checklists"
ABOUT = "For your own organization. Only you see what you tick."
NONE = "This course has no checklist."
OPEN = "Open a checklist"
ALL = "All checklists"
NEXT = "Next ▸"
PREVIOUS = "Previous"
START_OVER = "Start over"
DETAILS = "Sources and your notes"
BACK = "Back to the list"
ADD_NOTE = "Add a note"
EDIT_NOTE = "Edit the note"
KEEP = "Keep them"
START_OVER_NOW = "Yes, start over"

FORM = "Your note"
FIELD = "Note"
HINT = f"Who does it, and by when? Leave it empty to remove the note. Up to {NOTE} characters."
SOURCES = "**Sources**"
NOTED = "**Your note**"
NO_NOTE = "-# You haven't added a note."


def go_on(found: ChecklistProgress) -> str:
    """Return the label of the button to the first checklist with open items."""
    return f"{'Continue' if found.begun else 'Start'}: {found.checklist.title} ▸"


def progress(found: ChecklistProgress) -> str:
    """Return how many items are ticked."""
    done, of = found.done, len(found.lines)
    return f"✅ all {of} ticked" if done == of else f"{done} of {of} ticked"


def summary(found: ChecklistProgress) -> str:
    """Return what a checklist is for, and how far the learner is."""
    return f"**{found.checklist.title}**\n{found.checklist.summary}\n-# {progress(found)}"


def head(found: ChecklistProgress, number: int) -> str:
    """Return the heading of a page, whose number counts from 0."""
    of = len(found.pages)
    part = f" · part {number + 1} of {of}" if of > 1 else ""
    return f"**{progress(found)}**{part}\n-# {found.checklist.title}\n### {page_title(found.pages[number])}"


def mark(line: ChecklistLine) -> str:
    """Return whether an item is ticked."""
    return "☑ Ticked" if line.ticked else "☐ Open"


def tick(line: ChecklistLine) -> str:
    """Return the label of the button that ticks an item or takes the tick back."""
    return f"{'Untick' if line.ticked else 'Tick'} {line.number}"


def start_over(found: ChecklistProgress) -> str:
    """Return what starting over means."""
    ticks = count(found.done, "tick")
    return (
        f"### Start over?\nYour {ticks} in **{found.checklist.title}** and your notes there will be gone for "
        "good. If you want a copy, get your plan as a file first."
    )
