"""What `/plan` says: templates, practice messages, checklists and reflections."""

from bot.chat.words.numbers import count
from bot.domain.writing.journal import Journal

WRITE = "Practice a message ▸"
TEMPLATES = "Templates"
CHECKLISTS = "Checklists"
REFLECTIONS = "My reflections"
EXPORT = "Get it all as a file"
BACK = "Back to my plan"
CHOOSE = "Choose a template"
NO_TEMPLATES = "This course doesn't have templates yet."
PICK = "### Templates to copy\nFill in what's in [brackets], and make the words your own."


def overview(journal: Journal) -> str:
    """Return what the plan holds."""
    entries = [*journal.entries, *journal.earlier]
    drafts = [draft for entry in entries for draft in entry.drafts]
    revised = sum(draft.revised is not None for draft in drafts)
    reflections = sum(entry.reflection is not None for entry in entries)
    templates = sum(entry.lesson.template is not None for entry in journal.entries)
    lines = ["### Your plan", "Everything you take back to work. Only you see it."]
    if templates:
        lines.append(f"📋 {count(templates, 'template')} to copy")
    lines.append(f"✍️ {count(len(drafts), 'practice message')}" + (f", {revised} revised" if revised else ""))
    if journal.checklists:
        done = sum(each.done for each in journal.checklists)
        total = sum(len(each.lines) for each in journal.checklists)
        lines.append(f"☑️ {done} of {total} checklist items")
    lines.append(f"💭 {count(reflections, 'reflection')}")
    return "\n".join(lines)
