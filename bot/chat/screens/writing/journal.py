"""Reflections: all of them, one lesson's, and the plan as a file."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import compact, encode
from bot.chat.screens.next_step import next_step_button
from bot.chat.words import labels
from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.quoting import quote
from bot.chat.words.writing import plans
from bot.chat.words.writing import reflections as words
from bot.chat.words.writing.drafts import where
from bot.domain.course.course import Course
from bot.domain.course.library import Place
from bot.domain.writing.drafts import REFLECTION, Reflection
from bot.domain.writing.journal import Entry, Journal
from bot.services.learning.lessons.next_step import NextStep

SHOWN = 2800
"""Characters of a reflection on its screen; the form and the export have all of it."""


def overview(journal: Journal, others: Sequence[Course]) -> ui.LayoutView:
    """Show which lessons have a reflection, and the next one to write."""
    course = journal.course
    lessons = [f"{e.lesson.emoji} **{lesson_title(e.lesson)}**: {words.state(e)}" for e in journal.entries]
    parts: list[blocks.Block] = [blocks.text("\n".join([words.ABOUT, "", *lessons]))]
    here = ("journal", "choose", course.id)
    names = [(e.lesson.id, lesson_title(e.lesson)) for e in journal.entries]
    menus = [blocks.menu(labels.OPEN_LESSON, names, *here)]
    if journal.earlier:
        # A custom id is unique on a screen, and this argument makes it so; nothing reads it.
        names = [(e.lesson.id, e.lesson.title) for e in journal.earlier]
        menus.append(blocks.menu(words.OPEN_EARLIER, names, *here, "earlier"))
        shown = "\n".join(f"**{e.lesson.title}**: {words.state(e)}" for e in journal.earlier)
        parts += [blocks.line(), blocks.text(blocks.shorten(f"{words.EARLIER}\n{shown}", 400))]
    buttons = _start(journal)
    buttons.append(blocks.button(labels.MY_PLAN, "plan", "show", course.id, main=not buttons))
    more = blocks.more([(plans.EXPORT, "journal", "export", course.id)])
    others_menu = blocks.other_courses(others, "journal")
    return blocks.view(blocks.card(*parts), blocks.row(*buttons), *menus, *more, *others_menu)


def _start(journal: Journal) -> list[blocks.Button]:
    """Return the button to the first lesson without a reflection, if any."""
    for each in journal.entries:
        if not each.reflection:
            here = (journal.course.id, each.lesson.id)
            return [blocks.button(words.start(each.lesson), "journal", "open", *here, main=True)]
    return []


def entry(place: Place, found: Entry, step: NextStep | None = None, *, erased: bool = False) -> ui.LayoutView:
    """Show a lesson's question and what the learner wrote.

    `step`: it was saved just now, and this comes next. `erased`: it was erased just now.
    """
    lesson, reflection = place.lesson, found.reflection
    here = (place.course.id, lesson.id)
    lead = words.SAVED if step and reflection else words.ERASED if erased else ""
    question = f"**{lesson.reflection}**" if lesson.reflection else ""
    own = quote(reflection.text, SHOWN) if reflection else words.EMPTY
    text = "\n".join(filter(None, [lead, where(place), question, own]))
    buttons = [next_step_button(step)] if step and reflection else []
    if reflection or not place.dropped:
        label = words.EDIT if reflection else words.WRITE
        buttons.append(blocks.button(label, "journal", "write", *here, main=not buttons))
    all_ = blocks.button(words.ALL, "journal", "overview", place.course.id, main=not buttons)
    more: list[blocks.Entry] = []
    if place.dropped and found.drafts:
        more.append((words.MESSAGES, "draft", "list", *here, 0))
    elif lesson.draft:
        more.append((words.MESSAGE if found.drafts else labels.WRITE_IT, "draft", "at", *here))
    if reflection:
        more.append((words.ERASE, "journal", "erase", *here))
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons, all_), *blocks.more(more))


def not_kept(place: Place, typed: str, filename: str | None) -> ui.LayoutView:
    """Give back what was typed, because the reflection was erased or filled up after the form was opened.

    `filename` is the file with all of it, if the screen has no room.
    """
    text = f"{words.NOT_KEPT}\n{quote(typed, SHOWN)}"
    buttons = [
        blocks.button(words.LOOK, "journal", "open", place.course.id, place.lesson.id, main=True),
        blocks.button(words.ALL, "journal", "overview", place.course.id),
    ]
    whole = [blocks.text(words.IN_FILE), ui.File(f"attachment://{filename}")] if filename else []
    card = blocks.card(blocks.text(text), *whole, color=blocks.PARTLY)
    return blocks.view(card, blocks.row(*buttons))


def writing(place: Place, reflection: Reflection | None) -> ui.Modal:
    """Return the form for a reflection, with what's there in it."""
    text = reflection.text if reflection else ""
    revision = reflection.revision if reflection else 0
    form = ui.Modal(
        title=words.FORM,
        custom_id=encode("journal", "kept", place.course.id, place.lesson.id, compact(revision)),
    )
    form.add_item(ui.TextDisplay(place.lesson.reflection or where(place)))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="text",
        style=discord.TextStyle.paragraph,
        max_length=max(REFLECTION, len(text)),
        default=text or None,
    )
    form.add_item(ui.Label(text=words.FIELD, component=field))
    return form


def confirm_erasing(place: Place, found: Entry) -> ui.LayoutView:
    """Ask before a reflection is erased."""
    here = (place.course.id, place.lesson.id)
    own = quote(found.reflection.text, SHOWN) if found.reflection else ""
    text = f"{words.ERASE_ASKED}\n{own}\n\n{words.GONE}"
    buttons = [
        blocks.button(words.KEEP, "journal", "open", *here, main=True),
        blocks.button(words.ERASE_NOW, "journal", "erase-now", *here, danger=True),
    ]
    return blocks.view(blocks.card(blocks.text(text), color=blocks.WRONG), blocks.row(*buttons))


def exported(journal: Journal, filename: str) -> ui.LayoutView:
    """Show the plan as a file."""
    back = blocks.button(plans.BACK, "plan", "show", journal.course.id, main=True)
    card = blocks.card(blocks.text(words.exported(journal)), ui.File(f"attachment://{filename}"))
    return blocks.view(card, blocks.row(back))
