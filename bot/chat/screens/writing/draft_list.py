"""Practice messages: a course's tasks, a lesson's messages, and deleting one."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.screens.writing.draft_form import SHOWN
from bot.chat.words import labels
from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.quoting import quote
from bot.chat.words.writing import drafts as words
from bot.domain.course.course import Course
from bot.domain.course.lesson import dropped
from bot.domain.course.library import Place
from bot.domain.writing.drafts import LearnerDraft
from bot.services.writing.drafts import Drafting, next_task

LISTED = 20
"""Messages in one menu."""


def overview(course: Course, drafts: Sequence[LearnerDraft], others: Sequence[Course]) -> ui.LayoutView:
    """Show a course's tasks, how far the learner is with each, and the next one to write."""
    lessons = {lesson.id: lesson for lesson in course.units.values() if lesson.draft}
    earlier = [each for each in drafts if each.lesson not in lessons]
    written = {id_: [draft for draft in drafts if draft.lesson == id_] for id_ in lessons}
    text = f"{words.TITLE}\n{words.ABOUT if lessons or earlier else words.NO_TASKS}"
    tasks = [
        f"{each.emoji} **{lesson_title(each)}**: {words.state(written[each.id])}"
        for each in lessons.values()
        if written[each.id]
    ]
    parts: list[blocks.Block] = [blocks.text("\n".join([text, "", *tasks] if tasks else [text]))]
    menus = []
    if lessons:
        names = [(each.id, lesson_title(each)) for each in lessons.values()]
        menus.append(blocks.menu(words.CHOOSE, names, "draft", "choose", course.id))
    if earlier:
        parts += [blocks.line(), blocks.text(words.EARLIER)]
        names = [(str(each.id), f"{dropped(each.lesson).title}: {_beginning(each)}") for each in earlier]
        menus.append(blocks.menu(words.OPEN_EARLIER, names, "draft", "pick", course.id))
    buttons = _start(course, drafts)
    plan = blocks.button(labels.MY_PLAN, "plan", "show", course.id, main=not buttons)
    row = blocks.row(*buttons, plan)
    return blocks.view(blocks.card(*parts), row, *menus, *blocks.other_courses(others, "draft"))


def _start(course: Course, drafts: Sequence[LearnerDraft]) -> list[blocks.Button]:
    """Return the button to the first message that isn't revised, if any."""
    place = next_task(course, drafts)
    if place is None:
        return []
    label = words.start(place.lesson, begun=any(each.lesson == place.lesson.id for each in drafts))
    return [blocks.button(label, "draft", "at", course.id, place.lesson.id, main=True)]


def listed(
    place: Place, drafts: Sequence[LearnerDraft], sheet: int, zone: str, *, deleted: bool = False
) -> ui.LayoutView:
    """Show a menu of a lesson's messages, a sheet at a time (from 0; the nearest there is).

    `deleted`: one was just deleted.
    """
    course, lesson = place.course, place.lesson
    sheets = max(1, -(-len(drafts) // LISTED))
    sheet = min(sheet, sheets - 1)
    shown = drafts[sheet * LISTED : (sheet + 1) * LISTED]
    here, all_ = ("draft", "list", course.id, lesson.id), ("draft", "overview", course.id)
    more: list[blocks.Entry] = []
    if lesson.draft:
        buttons = [blocks.button(words.NEW, "draft", "new", course.id, lesson.id, "here", main=True)]
        more.append((words.ALL, *all_))
    else:
        buttons = [blocks.button(words.ALL, *all_, main=True)]
    if sheet > 0:
        buttons.append(blocks.button(words.NEWER, *here, sheet - 1))
    if sheet + 1 < sheets:
        buttons.append(blocks.button(words.OLDER, *here, sheet + 1))
    options = [(str(each.id), f"{words.when(each.first, zone)}: {_beginning(each)}") for each in shown]
    menu = [blocks.menu(words.OPEN, options, "draft", "pick")] if options else []
    text = words.listed(place, len(drafts), sheet, sheets, deleted=deleted)
    return blocks.view(blocks.card(blocks.text(text)), *menu, blocks.row(*buttons), *blocks.more(more))


def confirm_deleting(drafting: Drafting) -> ui.LayoutView:
    """Ask before a message is deleted."""
    found = drafting.draft
    text = f"{words.DELETE_ASKED}\n{quote(found.latest.text, SHOWN)}\n\n{words.delete(found)}"
    buttons = [
        blocks.button(words.KEEP, "draft", "open", found.id, main=True),
        blocks.button(words.DELETE_NOW, "draft", "delete-now", found.id, danger=True),
    ]
    return blocks.view(blocks.card(blocks.text(text), color=blocks.WRONG), blocks.row(*buttons))


def _beginning(found: LearnerDraft) -> str:
    revised = " (revised)" if found.revised else ""
    return blocks.shorten(" ".join(found.latest.text.split()), 60) + revised
