"""What `/plan` says: templates, practice messages, checklists and reflections."""

from bot.chat.words.numbers import count
from bot.domain.writing.journal import Journal

WRITE = "Practice a message ▸"
TEMPLATES = "Templates"
CHECKLISTS = "Checklists"
REFLECTIONS = "My reflections"
EXPORT = "Get it all as a file"
BACK = "Back to my plan"
EMPTY = "You haven't written anything yet. Your first message takes five minutes."
CHOOSE = "Choose a template"
NO_TEMPLATES = "This course doesn't have templates yet."
PICK = "### Templates to copy\nFill in what's in [brackets], and make the words your own."


def overview(journal: Journal) -> str:
    """Return what the plan holds, without what there's none of yet."""
    entries = [*journal.entries, *journal.earlier]
    drafts = [draft for entry in entries for draft in entry.drafts]
    revised = sum(draft.revised is not None for draft in drafts)
    reflections = sum(entry.reflection is not None for entry in entries)
    templates = sum(entry.lesson.template is not None for entry in journal.entries)
    checked = sum(each.done for each in journal.checklists)
    own = []
    if drafts:
        written = f"✍️ {count(len(drafts), 'practice message')}"
        own.append(written + (f", {revised} revised" if revised else ""))
    if checked:
        own.append(f"☑️ {checked} of {sum(len(each.lines) for each in journal.checklists)} checklist items")
    if reflections:
        own.append(f"💭 {count(reflections, 'reflection')}")
    lines = ["### Your plan", "Everything you take back to work. Only you see it."]
    if templates:
        lines.append(f"📋 {count(templates, 'template')} to copy")
    return "\n".join([*lines, *(own or [EMPTY])])
