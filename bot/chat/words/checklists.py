"""What to call a page of a checklist."""

from bot.domain.writing.checklist_progress import ChecklistPage


def page_title(page: ChecklistPage) -> str:
    """Return the group's title, and which part of it this is if it has several."""
    return f"{page.title} ({page.part} of {page.parts})" if page.parts > 1 else page.title
