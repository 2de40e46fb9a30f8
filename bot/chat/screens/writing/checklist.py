"""Checklists: all of a course's, one page at a time, and an item with its reason and sources."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.words import citations, labels
from bot.chat.words.quoting import quote
from bot.chat.words.writing import checklists as words
from bot.chat.words.writing import plans
from bot.domain.course.course import Course
from bot.domain.writing.checklist_progress import ChecklistLine, ChecklistProgress, handle
from bot.domain.writing.drafts import NOTE


def overview(course: Course, lists: Sequence[ChecklistProgress], others: Sequence[Course]) -> ui.LayoutView:
    """Show a course's checklists, and lead to the first with open items."""
    summaries = "\n\n".join(words.summary(each) for each in lists)
    about = f"{words.TITLE}\n{words.ABOUT if lists else words.NONE}"
    text = blocks.shorten(f"{about}\n\n{summaries}".rstrip(), blocks.SCREEN_TEXT)
    buttons = _go_on(course, lists)
    buttons.append(blocks.button(labels.MY_PLAN, "plan", "show", course.id, main=not buttons))
    names = [(handle(each.checklist.id), each.checklist.title) for each in lists]
    menu = [blocks.menu(words.OPEN, names, "checklist", "choose", course.id)] if names else []
    card = blocks.card(blocks.text(text))
    return blocks.view(card, blocks.row(*buttons), *menu, *blocks.other_courses(others, "checklist"))


def _go_on(course: Course, lists: Sequence[ChecklistProgress]) -> list[blocks.Button]:
    """Return the button to the first page with open items, if any are open."""
    for each in lists:
        for number, page in enumerate(each.pages):
            if not all(line.ticked for line in page.lines):
                where = ("checklist", "page", course.id, handle(each.checklist.id), number)
                return [blocks.button(words.go_on(each), *where, main=True)]
    return []


def page(course: Course, found: ChecklistProgress, number: int) -> ui.LayoutView:
    """Show a page of a checklist (from 0; the nearest there is). Each item has its button."""
    number = min(max(number, 0), len(found.pages) - 1)
    shown, name = found.pages[number], handle(found.checklist.id)
    here, all_ = ("checklist", "page", course.id, name), ("checklist", "overview", course.id)
    if number + 1 < len(found.pages):
        turns = [blocks.button(words.NEXT, *here, number + 1, main=True)]
    else:
        turns = [blocks.button(labels.LEARN, "learn", "go", course.id, main=True)]
    if number > 0:
        turns.append(blocks.button(words.PREVIOUS, *here, number - 1))
    turns.append(blocks.button(words.ALL, *all_))
    more: list[blocks.Entry] = [(labels.MY_PLAN, "plan", "show", course.id)]
    if found.begun:
        more.append((words.START_OVER, "checklist", "over", course.id, name))
    items = [
        (handle(found.checklist.id, line.item.id), f"{line.number}. {line.item.text}") for line in shown.lines
    ]
    menu = blocks.menu(words.DETAILS, items, "checklist", "item", course.id)
    sections = [_section(course, found, line) for line in shown.lines]
    card = blocks.card(blocks.text(words.head(found, number)), *sections)
    return blocks.view(card, blocks.row(*turns), menu, *blocks.more(more))


def item(course: Course, found: ChecklistProgress, name: str) -> ui.LayoutView:
    """Show one item: why it's there, its sources, and the learner's note."""
    line = next(line for line in found.lines if line.item.id == name)
    short = handle(found.checklist.id, name)
    cited = "\n".join(f"- {citations.cite(course.sources[source])}" for source in line.item.sources)
    note = f"{words.NOTED}\n{quote(line.note, 800)}" if line.note else words.NO_NOTE
    text = (
        f"**{words.mark(line)}.** {line.number}. {line.item.text}\n"
        f"-# {found.checklist.title} · {words.progress(found)}\n{line.item.reason}\n\n"
        f"{words.SOURCES}\n{blocks.shorten(cited, 1800)}\n\n{note}"
    )
    back = ("checklist", "page", course.id, handle(found.checklist.id), found.page_of(name))
    label = words.EDIT_NOTE if line.note else words.ADD_NOTE
    tick = _tick(course, found, line, "item", main=not line.ticked)
    to_list = blocks.button(words.BACK, *back, main=line.ticked)
    annotate = blocks.button(label, "checklist", "note", course.id, short)
    ways = (to_list, tick, annotate) if line.ticked else (tick, to_list, annotate)
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*ways))


def annotating(course: Course, found: ChecklistProgress, name: str) -> ui.Modal:
    """Return the form for a note."""
    line = next(line for line in found.lines if line.item.id == name)
    custom_id = encode("checklist", "noted", course.id, handle(found.checklist.id, name))
    form = ui.Modal(title=words.FORM, custom_id=custom_id)
    form.add_item(ui.TextDisplay(line.item.text))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="note",
        style=discord.TextStyle.paragraph,
        max_length=NOTE,
        default=line.note or None,
        required=False,
    )
    form.add_item(ui.Label(text=words.FIELD, description=words.HINT, component=field))
    return form


def confirm_starting_over(course: Course, found: ChecklistProgress) -> ui.LayoutView:
    """Ask before ticks and notes are erased."""
    name = handle(found.checklist.id)
    buttons = [
        blocks.button(words.KEEP, "checklist", "page", course.id, name, 0, main=True),
        blocks.button(plans.EXPORT, "journal", "export", course.id),
        blocks.button(words.START_OVER_NOW, "checklist", "over-now", course.id, name, danger=True),
    ]
    card = blocks.card(blocks.text(words.start_over(found)), color=blocks.WRONG)
    return blocks.view(card, blocks.row(*buttons))


def _section(course: Course, found: ChecklistProgress, line: ChecklistLine) -> blocks.Block:
    mark = "☑" if line.ticked else "☐"
    note = f"\n{quote(blocks.shorten(line.note, 60), 130)}" if line.note else ""
    text = f"{mark} **{line.number}.** {line.item.text}\n-# {_one_line(line.item.reason)}{note}"
    return blocks.section(text, _tick(course, found, line, "page"))


def _tick(
    course: Course, found: ChecklistProgress, line: ChecklistLine, back: str, *, main: bool = False
) -> blocks.Button:
    name = handle(found.checklist.id, line.item.id)
    where = ("checklist", "tick", course.id, name, int(not line.ticked), back)
    return blocks.button(words.tick(line), *where, main=main)


def _one_line(text: str) -> str:
    return " ".join(text.split())
