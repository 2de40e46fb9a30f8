"""One practice message, step by step: the task, the first version, the model, and both versions together."""

from discord import ui

from bot.chat import blocks
from bot.chat.screens.next_step import next_step_button
from bot.chat.screens.writing.draft_form import SHOWN
from bot.chat.words import labels
from bot.chat.words.learning import lessons
from bot.chat.words.quoting import quote
from bot.chat.words.writing import drafts as words
from bot.domain.course.cards import Artifact
from bot.domain.course.lesson import Draft
from bot.domain.course.library import Place
from bot.services.learning.lessons.next_step import NextStep
from bot.services.writing.drafts import Drafting, example_of

BEGINNING = 130
"""Characters of a version that are shown at first, so that both fit on a phone."""


def task(place: Place, task: Draft, written: int = 0, *, asked: bool = False) -> ui.LayoutView:
    """Show what to write, with an example if the lesson has one. `written`: messages there are already.

    With `asked`, here and on the other screens, /learn asks for it, so it can be put off.
    """
    here = (place.course.id, place.lesson.id)
    buttons = [blocks.button(words.WRITE, "draft", "write", *here, main=True)]
    if example_of(place):
        buttons.append(blocks.button(words.EXAMPLE, "draft", "example", *here))
    back: blocks.Entry = (lessons.BACK_TO_LESSON, "learn", "lesson", *here)
    more: list[blocks.Entry] = [(words.MINE, "draft", "list", *here, 0)] if written else []
    if asked:
        buttons.append(_not_now(place))
        more.append(back)
    else:
        buttons.append(blocks.button(*back))
    more.append((words.ALL, "draft", "overview", place.course.id))
    text = f"{words.where(place)}\n{words.task(task.prompt)}"
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons), *blocks.more(more))


def example(place: Place, shown: Artifact) -> ui.LayoutView:
    """Show the lesson's worked example before writing."""
    here = (place.course.id, place.lesson.id)
    source = place.course.sources.get(shown.source or "")
    text = f"{words.where(place)}\n{lessons.artifact(shown, source)}"
    buttons = [
        blocks.button(words.WRITE, "draft", "write", *here, main=True),
        blocks.button(words.BACK_TO_TASK, "draft", "new", *here, "here"),
    ]
    card = blocks.card(blocks.text(text), color=blocks.color(place.lesson.color))
    return blocks.view(card, blocks.row(*buttons))


def first(drafting: Drafting, *, asked: bool = False) -> ui.LayoutView:
    """Say that the first version is saved, and lead to the check."""
    found = drafting.draft
    text = f"{words.SAVED}\n{words.where(drafting.place)}\n{quote(found.first.text, SHOWN)}"
    buttons = [blocks.button(words.CHECK, "draft", "check", found.id, main=True)]
    if asked:
        buttons.append(_not_now(drafting.place))
    card = blocks.card(blocks.text(text), color=blocks.RIGHT)
    return blocks.view(card, blocks.row(*buttons), *blocks.more(_further(drafting)))


def checked(drafting: Drafting, *, asked: bool = False) -> ui.LayoutView:
    """Show how many points the learner's version meets and which ones are missing, and lead to the model. If
    the course has dropped the lesson, show what they wrote instead.
    """
    found = drafting.draft
    said = [words.verdict(found), words.where(drafting.place)]
    parts: list[blocks.Block] = [blocks.text("\n".join(filter(None, said)))]
    revise = blocks.button(words.REVISE, "draft", "revise", found.id, main=not drafting.task)
    if drafting.task:
        buttons = [blocks.button(words.SEE_MODEL, "draft", "model", found.id, main=True), revise]
    else:
        parts += [blocks.line(), blocks.text(quote(found.latest.text, SHOWN))]
        buttons = [revise]
    if asked:
        buttons.append(_not_now(drafting.place))
    return blocks.view(blocks.card(*parts), blocks.row(*buttons), *blocks.more(_further(drafting)))


def model(drafting: Drafting, task: Draft) -> ui.LayoutView:
    """Show one way to do it."""
    found = drafting.draft
    text = f"{words.ONE_WAY}\n{words.where(drafting.place)}\n> {lessons.quoted(task.model)}"
    buttons = [
        blocks.button(words.REVISE, "draft", "revise", found.id, main=True),
        blocks.button(words.WHY, "draft", "why", found.id),
        blocks.button(words.BACK, "draft", "open", found.id),
    ]
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons))


def why(drafting: Drafting, task: Draft) -> ui.LayoutView:
    """Show why the model works. The model itself is one press back: both don't fit on a phone."""
    found = drafting.draft
    text = f"{words.where(drafting.place)}\n{words.WHY_IT_WORKS}\n{task.comment}"
    buttons = [
        blocks.button(words.REVISE, "draft", "revise", found.id, main=True),
        blocks.button(words.BACK, "draft", "model", found.id),
    ]
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons))


def compared(
    drafting: Drafting, step: NextStep, *, shareable: bool, zone: str, whole: bool = False
) -> ui.LayoutView:
    """Show the beginnings of the first version and the revision, or what the revision still lacks once it's
    checked, and the way on. With `whole`, show all of both. `shareable`: the learner may share it in the
    channel.
    """
    found = drafting.draft
    checked = found.latest.points is not None
    parts: list[blocks.Block] = [blocks.text(f"{words.compared(found)}\n{words.where(drafting.place)}")]
    if checked and not whole:
        parts += [blocks.text(points)] if (points := words.missing(found)) else []
    else:
        room = SHOWN if whole else BEGINNING
        parts += [
            blocks.text(f"{words.first_version(found, zone)}\n{quote(found.first.text, room)}"),
            blocks.text(f"{words.revision(found, zone)}\n{quote(found.latest.text, room)}"),
        ]
    buttons = [next_step_button(step)]
    if not checked:
        buttons.append(blocks.button(words.CHECK_REVISION, "draft", "check", found.id))
    if shareable:
        buttons.append(blocks.button(labels.SHARE_HERE, "draft", "share", found.id))
    more: list[blocks.Entry] = [] if whole else [(words.BOTH, "draft", "open", found.id, 1)]
    more.append((words.REVISE_AGAIN, "draft", "revise", found.id))
    if checked:
        more.append((words.CHECK_AGAIN, "draft", "check", found.id))
    if drafting.task:
        more.append((words.MODEL, "draft", "model", found.id))
    card = blocks.card(*parts, color=blocks.RIGHT)
    return blocks.view(card, blocks.row(*buttons), *blocks.more([*more, *_further(drafting)]))


def shared(drafting: Drafting, by: int) -> ui.LayoutView:
    """Show both versions to everyone, shared `by` a person."""
    found, course, lesson = drafting.draft, drafting.place.course.id, drafting.place.lesson.id
    prompt = drafting.task.prompt if drafting.task else None
    card = blocks.card(
        blocks.text(words.shared(prompt, by, drafting.place)),
        blocks.text(f"{words.FIRST}\n{quote(found.first.text, SHOWN)}"),
        blocks.text(f"{words.REVISION}\n{quote(found.latest.text, SHOWN)}"),
    )
    if drafting.task:
        own = blocks.button(words.YOUR_OWN, "draft", "new", course, lesson, "private", main=True)
    else:
        own = blocks.button(blocks.ONWARDS, "learn", "go", course, main=True)
    return blocks.view(card, blocks.row(own))


def postponed(step: NextStep, plan: str) -> ui.LayoutView:
    """Say that the draft can wait, and lead to what comes next. `plan` mentions the command it's in."""
    return blocks.note(words.POSTPONED.format(plan), buttons=[next_step_button(step)])


def _not_now(place: Place) -> blocks.Button:
    return blocks.button(words.NOT_NOW, "learn", "postpone-draft", place.course.id)


def _further(drafting: Drafting) -> list[blocks.Entry]:
    """Return what you can do with a message at any step."""
    here, found = (drafting.place.course.id, drafting.place.lesson.id), drafting.draft
    entries: list[blocks.Entry] = [(words.NEW, "draft", "new", *here, "here")] if drafting.task else []
    if drafting.others:
        entries.append((words.MINE, "draft", "list", *here, 0))
    return [*entries, (words.ALL, "draft", "overview", here[0]), (words.DELETE, "draft", "delete", found.id)]
