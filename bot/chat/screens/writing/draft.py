"""Drafts: the task, the versions, the check against the rubric, the model, and both versions together."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.words import dates, labels, numbers
from bot.chat.words.learning.lessons import lesson_title
from bot.chat.words.plan import heading
from bot.chat.words.quoting import quote
from bot.domain.calendar.day import date_of, day_of
from bot.domain.course.course import Course
from bot.domain.course.lesson import Draft, Lesson, dropped
from bot.domain.course.library import Place
from bot.domain.writing.drafts import DRAFT, LearnerDraft, Version
from bot.services.writing.drafts import Drafting

OWN = 1500
"""Characters for a quoted version: enough for every one, were it all marks and line breaks."""

WITH_MODEL = 1000
"""The same beside a model: only one that is nearly all marks is cut, and it is whole on the other screens."""

LISTED = 20
"""Drafts in one menu."""

CHECK = "A box for each point that it meets. Nobody else sees this."


def overview(course: Course, drafts: Sequence[LearnerDraft], others: Sequence[Course]) -> ui.LayoutView:
    """All tasks of a course, and how far one has come with each."""
    lessons = [lesson for lesson in course.units.values() if lesson.draft]
    head = (
        f"-# {course.title}\n## Write it yourself\n"
        "A message for each lesson: you write it, check it against five points, see one way to do it, and "
        "revise. You alone see it unless you share it."
    )
    earlier = [each for each in drafts if each.lesson not in {lesson.id for lesson in lessons}]
    if not lessons and not earlier:
        return blocks.note(f"-# {course.title}\nThis course has nothing to write yet.")
    tasks = "\n".join(f"**{lesson_title(each)}**\n-# {_state(each, drafts)}" for each in lessons)
    parts = [
        blocks.text(head),
        blocks.line(),
        blocks.text(tasks or "-# There's nothing to write at present."),
    ]
    menus = []
    if lessons:
        names = [(each.id, lesson_title(each)) for each in lessons]
        menus.append(blocks.menu("Choose a lesson", names, "draft", "choose", course.id))
    if earlier:
        count = numbers.count(len(earlier), "draft")
        said = f"**Earlier lessons**, which no longer have this task\n-# {count}, kept as you wrote them"
        parts += [blocks.line(), blocks.text(said)]
        names = [(str(each.id), f"{dropped(each.lesson).title}: {_beginning(each)}") for each in earlier]
        menus.append(blocks.menu("Open an earlier draft", names, "draft", "pick", course.id))
    return blocks.view(blocks.card(*parts), *menus, *blocks.other_courses(others, "draft"))


def _state(lesson: Lesson, drafts: Sequence[LearnerDraft]) -> str:
    own = [draft for draft in drafts if draft.lesson == lesson.id]
    if not own:
        return "not written yet"
    state = "written and revised" if own[0].revised else "written, to be revised"
    return state + (f" · {len(own)} drafts" if len(own) > 1 else "")


def task(place: Place, task: Draft, written: int = 0) -> ui.LayoutView:
    """What is to be written, before it is."""
    lesson = place.lesson
    text = (
        f"-# {heading(place)}\n## Write it yourself\n{task.prompt}\n\n"
        f"-# At most {DRAFT} characters. Afterwards you check it against five points and see one way to "
        "do it. You alone see it unless you share it."
    )
    buttons = [blocks.button("Write it", "draft", "write", place.course.id, lesson.id, main=True)]
    if written:
        buttons.append(blocks.button("My drafts", "draft", "list", place.course.id, lesson.id, 0))
    buttons.append(blocks.button("Back to the lesson", "lesson", "page", place.course.id, lesson.id, 0))
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons))


def writing(place: Place, task: Draft) -> ui.Modal:
    """The form for the first version."""
    return _form("Your draft", task.prompt, "", encode("draft", "sent", place.course.id, place.lesson.id))


def revising(drafting: Drafting) -> ui.Modal:
    """The form for a further version, with the latest one in it."""
    draft = drafting.draft
    prompt = drafting.task.prompt if drafting.task else ""
    return _form("Your revision", prompt, draft.latest.text, encode("draft", "revised", draft.id))


def _form(title: str, prompt: str, text: str, custom_id: str) -> ui.Modal:
    form = ui.Modal(title=title, custom_id=custom_id)
    if prompt:
        form.add_item(ui.TextDisplay(prompt))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id="text",
        style=discord.TextStyle.paragraph,
        max_length=max(DRAFT, len(text)),
        default=text or None,
    )
    form.add_item(ui.Label(text="Your message", component=field))
    return form


def checking(drafting: Drafting) -> ui.Modal:
    """The form to tick the points that the latest version meets."""
    draft, version = drafting.draft, drafting.draft.latest
    checked = [each.points for each in draft.versions if each.points is not None]
    form = ui.Modal(
        title="Does yours do this?", custom_id=encode("draft", "checked", draft.id, version.number)
    )
    options = [
        discord.CheckboxGroupOption(
            label=point, value=str(place), default=bool(checked) and place in checked[-1]
        )
        for place, point in enumerate(draft.rubric)
    ]
    form.add_item(ui.TextDisplay(quote(version.text, OWN)))
    group: ui.CheckboxGroup[ui.Modal] = ui.CheckboxGroup(
        custom_id="points", options=options, required=False, min_values=0, max_values=len(options)
    )
    form.add_item(ui.Label(text="Your draft against five points", description=CHECK, component=group))
    return form


def draft(drafting: Drafting, *, shareable: bool, zone: str) -> ui.LayoutView:
    """A draft at the step where it is. `shareable`: the person may share it in the channel."""
    found = drafting.draft
    if found.revised:
        return _compared(drafting, shareable=shareable, zone=zone)
    return _first(drafting) if found.first.points is None else _model(drafting)


def _first(drafting: Drafting) -> ui.LayoutView:
    """The first version is kept; the check comes next."""
    found = drafting.draft
    text = (
        f"-# {heading(drafting.place)}\n## Your first version is kept\n{quote(found.first.text, OWN)}\n\n"
        "Now read it again as someone who gets this message, and tick what it does. Then you see one way to "
        "do it."
    )
    check = blocks.button("Check it", "draft", "check", found.id, main=True)
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(check, *_further(drafting)))


def _model(drafting: Drafting) -> ui.LayoutView:
    """One's own version, the points it meets, and the model beside it."""
    found, version = drafting.draft, drafting.draft.latest
    ticked = version.points or frozenset()
    missing = "\n".join(f"- {point}" for place, point in enumerate(found.rubric) if place not in ticked)
    left = f"**Not ticked**\n{missing}" if missing else "You ticked every point. Could it be shorter?"
    points = "" if version.points is None else f": {len(ticked)} of {len(found.rubric)} points"
    head = f"-# {heading(drafting.place)}\n## Yours, and one way to do it\n**Yours{points}**"
    own = f"{head}\n{quote(version.text, WITH_MODEL)}"
    if version.points is not None:
        own += f"\n\n{left}"
    parts: list[blocks.Block] = [blocks.text(own)]
    if drafting.task:
        shown = f"**One way to do it**\n{_plain_quote(drafting.task.model)}\n\n{drafting.task.comment}"
        parts += [blocks.line(), blocks.text(shown)]
    revise = blocks.button("Revise mine", "draft", "revise", found.id, main=True)
    both = [blocks.button("Before and after", "draft", "open", found.id)] if found.revised else []
    return blocks.view(blocks.card(*parts), blocks.row(revise, *both, *_further(drafting)))


def _compared(drafting: Drafting, *, shareable: bool, zone: str) -> ui.LayoutView:
    """Both versions, and what each meets."""
    found = drafting.draft
    between = len(found.versions) - 2
    kept = f"\n-# {numbers.count(between, 'version')} in between kept as well." if between else ""
    first = f"### First version\n-# {_when(found.first, zone)}\n{quote(found.first.text, OWN)}"
    latest = f"### Revision\n-# {_when(found.latest, zone)}\n{quote(found.latest.text, OWN)}{kept}"
    parts = [
        blocks.text(f"-# {heading(drafting.place)}\n## Before and after"),
        blocks.text(first),
        blocks.text(latest),
    ]
    parts += [blocks.line(), blocks.text(_points(found))]
    unchecked = found.latest.points is None
    check = "Check the revision" if unchecked else "Check again"
    buttons = [
        blocks.button(check, "draft", "check", found.id, main=unchecked),
        blocks.button("Revise again", "draft", "revise", found.id),
    ]
    if drafting.task:
        buttons.append(blocks.button("See the model again", "draft", "model", found.id))
    if shareable:
        buttons.append(blocks.button(labels.SHARE_HERE, "draft", "share", found.id))
    return blocks.view(blocks.card(*parts), blocks.row(*buttons), blocks.row(*_further(drafting)))


def model(drafting: Drafting) -> ui.LayoutView:
    """The model once more, for somebody who has revised."""
    return _model(drafting)


def shared(drafting: Drafting, by: int) -> ui.LayoutView:
    """Both versions for everyone, shared `by` a person."""
    found, lesson = drafting.draft, drafting.place.lesson
    head = f"-# Shared by <@{by}> · {heading(drafting.place)}"
    asked = f"\n**The task.** {drafting.task.prompt}" if drafting.task else ""
    parts = [
        blocks.text(head + asked),
        blocks.text(f"### First version\n{quote(found.first.text, OWN)}"),
        blocks.text(f"### Revision\n{quote(found.latest.text, OWN)}"),
    ]
    if drafting.task is None:
        return blocks.view(blocks.card(*parts))
    own = blocks.button(
        "Write your own", "draft", "new", drafting.place.course.id, lesson.id, "private", main=True
    )
    return blocks.view(blocks.card(*parts), blocks.row(own))


def listed(place: Place, drafts: Sequence[LearnerDraft], sheet: int, zone: str) -> ui.LayoutView:
    """One's drafts of a lesson, to open one; a sheet (from 0; the nearest there is) at a time."""
    course, lesson = place.course, place.lesson
    sheets = max(1, -(-len(drafts) // LISTED))
    sheet = min(sheet, sheets - 1)
    shown = drafts[sheet * LISTED : (sheet + 1) * LISTED]
    where = f"-# {heading(place)}\n## Your drafts\n"
    count = numbers.count(len(drafts), "draft") if drafts else "None anymore"
    page = f", page {sheet + 1} of {sheets}" if sheets > 1 else ""
    new = blocks.button("Write a new one", "draft", "new", course.id, lesson.id, "here", main=not drafts)
    buttons = [new] if lesson.draft else []
    here = ("draft", "list", course.id, lesson.id)
    if sheet > 0:
        buttons.append(blocks.button("Newer", *here, sheet - 1))
    if sheet + 1 < sheets:
        buttons.append(blocks.button("Older", *here, sheet + 1))
    buttons.append(blocks.button("All tasks", "draft", "overview", course.id))
    options = [(str(each.id), f"{_when(each.first, zone)}: {_beginning(each)}") for each in shown]
    menu = [blocks.menu("Open a draft", options, "draft", "pick")] if options else []
    card = blocks.card(blocks.text(f"{where}{count}{page}. Open one to read, revise, share or delete it."))
    return blocks.view(card, *menu, blocks.row(*buttons))


def confirm_deleting(drafting: Drafting) -> ui.LayoutView:
    """Asks before a draft is deleted."""
    found = drafting.draft
    versions = "both versions" if len(found.versions) == 2 else numbers.count(len(found.versions), "version")
    text = f"## Delete this draft?\n{quote(found.latest.text, OWN)}\n\nIt goes for good, {versions} of it."
    buttons = [
        blocks.button("Keep it", "draft", "open", found.id, main=True),
        blocks.button("Yes, delete it", "draft", "delete-now", found.id, danger=True),
    ]
    return blocks.view(blocks.card(blocks.text(text), colour=blocks.WRONG), blocks.row(*buttons))


def _further(drafting: Drafting) -> list[blocks.Button]:
    course, lesson, found = drafting.place.course, drafting.place.lesson, drafting.draft
    new = blocks.button("Write a new one", "draft", "new", course.id, lesson.id, "here")
    buttons = [new] if drafting.task else []
    if drafting.others:
        buttons.append(blocks.button("My drafts", "draft", "list", course.id, lesson.id, 0))
    buttons.append(blocks.button("Delete", "draft", "delete", found.id))
    return buttons


def _points(found: LearnerDraft) -> str:
    first, latest = found.first.points, found.latest.points
    if first is None or latest is None:
        met = first if latest is None else latest
        ticked = "\n".join(f"- {point}" for n, point in enumerate(found.rubric) if n in (met or ()))
        which = "first version" if latest is None else "revision"
        return f"**The {which} met {len(met or ())} of {len(found.rubric)} points**\n{ticked}".rstrip()
    said = {
        (True, True): "in both",
        (False, True): "**new in the revision**",
        (True, False): "in the first version only",
        (False, False): "in neither",
    }
    lines = (f"- {point}: {said[n in first, n in latest]}" for n, point in enumerate(found.rubric))
    count = len(found.rubric)
    return f"**Points met: {len(first)} of {count}, then {len(latest)} of {count}**\n" + "\n".join(lines)


def _when(version: Version, zone: str) -> str:
    day = date_of(day_of(version.at, zone))
    return f"{day.day} {dates.MONTHS[day.month - 1]} {day.year}"


def _beginning(found: LearnerDraft) -> str:
    revised = " (revised)" if found.revised else ""
    return blocks.shorten(" ".join(found.latest.text.split()), 60) + revised


def _plain_quote(text: str) -> str:
    """The course's own text as a quotation; its Markdown works."""
    return "\n".join(f"> {line}" for line in text.split("\n"))
