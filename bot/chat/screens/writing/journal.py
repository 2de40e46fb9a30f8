"""The journal: an overview by lesson, one lesson's reflection, and the page "my plan" as a file."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import compact, encode
from bot.chat.words import labels, numbers
from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.plan import heading
from bot.chat.words.quoting import quote
from bot.domain.course.course import Course
from bot.domain.course.library import Place
from bot.domain.writing.drafts import REFLECTION, Reflection
from bot.domain.writing.journal import Entry, Journal

SHOWN = 2800
"""Characters of a reflection on its screen; the form and the export have all of it."""


def overview(journal: Journal, others: Sequence[Course]) -> ui.LayoutView:
    """What was written, lesson by lesson, and what can be done with it."""
    course = journal.course
    head = (
        f"-# {course.title}\n## Your journal\n"
        "What the lessons mean for your own organisation. You alone see it."
    )
    lessons = "\n".join(f"**{lesson_title(e.lesson)}**\n-# {_state(e)}" for e in journal.entries)
    lists = "\n".join(
        f"**{each.checklist.title}**\n-# {each.done} of {len(each.lines)} ticked"
        for each in journal.checklists
    )
    parts: list[blocks.Block] = [blocks.text(head), blocks.line(), blocks.text(lessons)]
    buttons = [blocks.button("Get “my plan” as a file", "journal", "export", course.id)]
    if journal.checklists:
        parts += [blocks.line(), blocks.text(blocks.shorten(lists, 400))]
        buttons.append(blocks.button("Checklists", "checklist", "overview", course.id))
    buttons.append(blocks.button("Drafts", "draft", "overview", course.id))
    here = ("journal", "choose", course.id)
    menus = [
        blocks.menu(
            labels.OPEN_LESSON,
            [(e.lesson.id, lesson_title(e.lesson)) for e in journal.entries],
            *here,
        )
    ]
    if journal.earlier:
        # A custom id is unique on a screen, and this argument makes it so; nothing reads it.
        names = [(e.lesson.id, e.lesson.title) for e in journal.earlier]
        menus.append(blocks.menu("Open an earlier lesson", names, *here, "earlier"))
        shown = "\n".join(f"**{e.lesson.title}**\n-# {_state(e)}" for e in journal.earlier)
        said = f"**Earlier lessons**, which the course no longer has. What you wrote is kept.\n{shown}"
        parts += [blocks.line(), blocks.text(blocks.shorten(said, 400))]
    return blocks.view(
        blocks.card(*parts), *menus, blocks.row(*buttons), *blocks.other_courses(others, "journal")
    )


def _state(entry: Entry) -> str:
    parts = ["reflection written"] if entry.reflection else []
    if entry.drafts:
        parts.append("draft revised" if entry.drafts[0].revised else "draft written")
    return ", ".join(parts) or "nothing yet"


def entry(place: Place, found: Entry, *, saved: bool = False) -> ui.LayoutView:
    """One lesson's question, and what the learner thinks about it. `saved`: it was written just now."""
    course, lesson, reflection = place.course, place.lesson, found.reflection
    here = (course.id, lesson.id)
    own = quote(reflection.text, SHOWN) if reflection else "-# Nothing written yet. A sentence is enough."
    note = "\n\n-# Kept. It stands in “my plan” as well." if saved and reflection else ""
    asked = f"**{lesson.reflection}**\n\n" if lesson.reflection else ""
    text = f"-# {heading(place)}\n## Your journal\n{asked}{own}{note}"
    buttons = []
    if reflection or not place.dropped:
        buttons.append(blocks.button("Edit" if reflection else "Write", "journal", "write", *here, main=True))
    if reflection:
        buttons.append(blocks.button("Erase", "journal", "erase", *here))
    if lesson.draft or found.drafts:
        label = "My draft" if found.drafts else labels.WRITE_IT
        buttons.append(blocks.button(label, "draft", "at", *here))
    buttons.append(blocks.button("All of the journal", "journal", "overview", course.id))
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons))


def not_kept(place: Place, typed: str, filename: str | None) -> ui.LayoutView:
    """The reflection was erased or filled up since the form was opened: what was typed is given back, in a
    file of this name where the screen has no room for all of it.
    """
    here = (place.course.id, place.lesson.id)
    text = (
        "## Not kept\nSince you opened this form, what stood there was erased, or another device filled the "
        f"page. So that stays as it is.\n\n**What you just wrote**, to copy:\n{quote(typed, SHOWN)}"
    )
    buttons = [
        blocks.button("Look at the entry", "journal", "open", *here, main=True),
        blocks.button("All of the journal", "journal", "overview", place.course.id),
    ]
    whole = (
        [blocks.text("All of it is in this file:"), ui.File(f"attachment://{filename}")] if filename else []
    )
    card = blocks.card(blocks.text(text), *whole, colour=blocks.PARTLY)
    return blocks.view(card, blocks.row(*buttons))


def writing(place: Place, reflection: Reflection | None) -> ui.Modal:
    """The form for a reflection, with the one there is in it."""
    text = reflection.text if reflection else ""
    revision = reflection.revision if reflection else 0
    form = ui.Modal(
        title="Your journal",
        custom_id=encode("journal", "kept", place.course.id, place.lesson.id, compact(revision)),
    )
    form.add_item(ui.TextDisplay(place.lesson.reflection or heading(place)))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="text",
        style=discord.TextStyle.paragraph,
        max_length=max(REFLECTION, len(text)),
        default=text or None,
    )
    form.add_item(ui.Label(text="What you think", component=field))
    return form


def confirm_erasing(place: Place, found: Entry) -> ui.LayoutView:
    """Asks before a reflection is erased."""
    here = (place.course.id, place.lesson.id)
    own = quote(found.reflection.text, SHOWN) if found.reflection else ""
    text = f"## Erase what you wrote?\n{own}\n\nIt goes for good."
    buttons = [
        blocks.button("Keep it", "journal", "open", *here, main=True),
        blocks.button("Yes, erase it", "journal", "erase-now", *here, danger=True),
    ]
    return blocks.view(blocks.card(blocks.text(text), colour=blocks.WRONG), blocks.row(*buttons))


def exported(journal: Journal, filename: str) -> ui.LayoutView:
    """The page, as a file."""
    entries = [*journal.entries, *journal.earlier]
    written = sum(entry.reflection is not None for entry in entries)
    drafts = sum(len(entry.drafts) for entry in entries)
    text = (
        f"Here is your plan as one page of Markdown: {numbers.count(written, 'reflection')}, "
        f"{numbers.count(drafts, 'draft')}, and the checklists that you began."
    )
    back = blocks.button("Back to the journal", "journal", "overview", journal.course.id)
    card = blocks.card(blocks.text(text), ui.File(f"attachment://{filename}"))
    return blocks.view(card, blocks.row(back))
