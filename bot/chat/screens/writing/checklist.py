"""Checklists: which there are, one group at a time, and an item with its reason and sources."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.words import citations
from bot.chat.words.plan import page_title
from bot.chat.words.quoting import quote
from bot.domain.course.course import Course
from bot.domain.writing.checklist_progress import ChecklistLine, ChecklistProgress, handle
from bot.domain.writing.drafts import NOTE


def overview(course: Course, lists: Sequence[ChecklistProgress], others: Sequence[Course]) -> ui.LayoutView:
    """The course's checklists, and how far one has come."""
    if not lists:
        empty = blocks.card(blocks.text(f"-# {course.title}\nThis course has no checklist."))
        return blocks.view(empty, *blocks.other_courses(others, "checklist"))
    head = f"-# {course.title}\n## Checklists\nFor your own organisation. You alone see what you tick."
    told = "\n\n".join(
        f"**{each.checklist.title}**\n{each.checklist.summary}\n-# {_progress(each)}" for each in lists
    )
    menu = blocks.menu(
        "Open a checklist",
        [(handle(each.checklist.id), each.checklist.title) for each in lists],
        *("checklist", "choose", course.id),
    )
    card = blocks.card(blocks.text(head), blocks.line(), blocks.text(blocks.shorten(told, 3600)))
    plan = blocks.button("My journal", "journal", "overview", course.id)
    return blocks.view(card, menu, blocks.row(plan), *blocks.other_courses(others, "checklist"))


def page(course: Course, found: ChecklistProgress, number: int) -> ui.LayoutView:
    """A part of a checklist, by its number from 0 (the nearest there is); each item has its button."""
    number = min(max(number, 0), len(found.pages) - 1)
    shown, name = found.pages[number], handle(found.checklist.id)
    here = ("checklist", "page", course.id, name)
    head = f"-# {found.checklist.title} · {_progress(found)}\n## {page_title(shown)}"
    sections = [_section(course, found, line) for line in shown.lines]
    turns = []
    if number > 0:
        turns.append(blocks.button("Previous", *here, number - 1))
    if number + 1 < len(found.pages):
        turns.append(blocks.button("Next", *here, number + 1, main=True))
    turns.append(blocks.button("All checklists", "checklist", "overview", course.id))
    if found.begun:
        turns.append(blocks.button("Start over", "checklist", "over", course.id, name))
    menu = blocks.menu(
        "Sources, and a note of your own",
        [
            (handle(found.checklist.id, line.item.id), f"{line.number}. {line.item.text}")
            for line in shown.lines
        ],
        *("checklist", "item", course.id),
    )
    foot = blocks.text(f"-# Part {number + 1} of {len(found.pages)}")
    return blocks.view(blocks.card(blocks.text(head), *sections, foot), menu, blocks.row(*turns))


def item(course: Course, found: ChecklistProgress, name: str) -> ui.LayoutView:
    """One item: why, who says so, and one's own note."""
    line = next(line for line in found.lines if line.item.id == name)
    short = handle(found.checklist.id, name)
    cited = "\n".join(f"- {citations.cite(course.sources[source])}" for source in line.item.sources)
    note = f"**Your note**\n{quote(line.note, 800)}" if line.note else "-# No note of your own yet."
    text = (
        f"-# {found.checklist.title} · {_progress(found)}\n### {line.number}. {line.item.text}\n"
        f"**{'☑ Ticked' if line.ticked else '☐ Open'}.** {line.item.reason}\n\n"
        f"**Who says so**\n{blocks.shorten(cited, 1800)}\n\n{note}"
    )
    buttons = [
        _tick(course, found, line, "item"),
        blocks.button("Edit the note" if line.note else "Add a note", "checklist", "note", course.id, short),
        blocks.button(
            "Back to the list",
            *("checklist", "page", course.id, handle(found.checklist.id), found.page_of(name)),
        ),
    ]
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons))


def annotating(course: Course, found: ChecklistProgress, name: str) -> ui.Modal:
    """The form for a note."""
    line = next(line for line in found.lines if line.item.id == name)
    form = ui.Modal(
        title="Your note", custom_id=encode("checklist", "noted", course.id, handle(found.checklist.id, name))
    )
    form.add_item(ui.TextDisplay(line.item.text))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="note",
        style=discord.TextStyle.paragraph,
        max_length=NOTE,
        default=line.note or None,
        required=False,
    )
    hint = "Who does it, by when. Leave it empty to take the note away."
    form.add_item(ui.Label(text="Note", description=hint, component=field))
    return form


def confirm_starting_over(course: Course, found: ChecklistProgress) -> ui.LayoutView:
    """Asks before ticks and notes are forgotten."""
    name = handle(found.checklist.id)
    text = (
        f"## Start over?\n**{found.checklist.title}** has {found.done} of {len(found.lines)} items ticked. "
        "Its ticks and your notes in it will be forgotten for good. Get “my plan” first if you want a copy."
    )
    buttons = [
        blocks.button("Keep them", "checklist", "page", course.id, name, 0, main=True),
        blocks.button("Get “my plan”", "journal", "export", course.id),
        blocks.button("Yes, start over", "checklist", "over-now", course.id, name, danger=True),
    ]
    return blocks.view(blocks.card(blocks.text(text), colour=blocks.WRONG), blocks.row(*buttons))


def _section(course: Course, found: ChecklistProgress, line: ChecklistLine) -> blocks.Block:
    mark = "☑" if line.ticked else "☐"
    note = f"\n{quote(blocks.shorten(line.note, 60), 130)}" if line.note else ""
    text = f"{mark} **{line.number}.** {line.item.text}\n-# {_one_line(line.item.reason)}{note}"
    return blocks.section(text, _tick(course, found, line, "page"))


def _tick(course: Course, found: ChecklistProgress, line: ChecklistLine, back: str) -> blocks.Button:
    label, target = ("Untick", 0) if line.ticked else ("Tick", 1)
    name = handle(found.checklist.id, line.item.id)
    where = ("checklist", "tick", course.id, name, target, back)
    return blocks.button(f"{label} {line.number}", *where)


def _progress(found: ChecklistProgress) -> str:
    return f"{found.done} of {len(found.lines)} ticked"


def _one_line(text: str) -> str:
    return " ".join(text.split())
