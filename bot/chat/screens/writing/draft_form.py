"""The forms for practice messages: the first version, a revision, and the check."""

import discord
from discord import ui

from bot.chat.interaction.custom_id import encode
from bot.chat.words.quoting import quote
from bot.chat.words.writing import drafts as words
from bot.domain.course.lesson import Draft
from bot.domain.course.library import Place
from bot.domain.writing.drafts import DRAFT
from bot.services.writing.drafts import Drafting

SHOWN = 1500
"""Characters for a quoted version. Every version fits, even one that's all marks and line breaks."""


def writing(place: Place, task: Draft) -> ui.Modal:
    """Return the form for a first version."""
    custom_id = encode("draft", "sent", place.course.id, place.lesson.id)
    return _form(words.FORM, task.prompt, "", custom_id)


def revising(drafting: Drafting) -> ui.Modal:
    """Return the form for a new version, with the latest one in it."""
    draft = drafting.draft
    prompt = drafting.task.prompt if drafting.task else ""
    return _form(words.REVISION_FORM, prompt, draft.latest.text, encode("draft", "revised", draft.id))


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
    form.add_item(ui.Label(text=words.FORM, component=field))
    return form


def checking(drafting: Drafting) -> ui.Modal:
    """Return the form to tick which points the latest version meets."""
    draft, version = drafting.draft, drafting.draft.latest
    checked = [each.points for each in draft.versions if each.points is not None]
    form = ui.Modal(title=words.CHECK_FORM, custom_id=encode("draft", "checked", draft.id, version.number))
    options = [
        discord.CheckboxGroupOption(
            label=point, value=str(place), default=bool(checked) and place in checked[-1]
        )
        for place, point in enumerate(draft.rubric)
    ]
    form.add_item(ui.TextDisplay(quote(version.text, SHOWN)))
    group: ui.CheckboxGroup[ui.Modal] = ui.CheckboxGroup(
        custom_id="points", options=options, required=False, min_values=0, max_values=len(options)
    )
    form.add_item(ui.Label(text=words.POINTS, description=words.POINTS_HINT, component=group))
    return form
