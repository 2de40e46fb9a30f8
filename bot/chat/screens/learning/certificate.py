"""The certificate itself, what's left for it, the form for the name, and checking a number."""

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.pictures import gallery
from bot.chat.screens.learning import assessment
from bot.chat.screens.next_step import next_step_button
from bot.chat.words import labels, numbers, quoting
from bot.chat.words.achievements import certificates as words
from bot.chat.words.writing import plans
from bot.domain.course.course import Course
from bot.domain.learning.certificate import NAME, Certificate, Requirements
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.lessons.next_step import NextStep

PICTURE = "certificate.png"


def missing(course: Course, state: Requirements, status: AssessmentStatus, step: NextStep) -> ui.LayoutView:
    """Show what's left, or, with nothing left, the way to the certificate. `step` is what comes next."""
    text = words.EARNED if state.earned else words.missing(state, status)
    color = blocks.RIGHT if state.earned else blocks.ACCENT
    buttons = [_next(course, state, status, step), blocks.button(labels.MY_PROGRESS, "progress", "show")]
    return blocks.view(blocks.card(blocks.text(text), color=color), blocks.row(*buttons))


def name_form(course: Course, now: str) -> ui.Modal:
    """Return the form for the name; `now` is the one there is."""
    form = ui.Modal(title=words.NAME, custom_id=encode("certificate", "named", course.id))
    field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="name", default=now or None, max_length=NAME)
    form.add_item(ui.Label(text="Your name", description=words.NAME_ABOUT, component=field))
    return form


def certificate(
    made: Certificate, status: AssessmentStatus, picture: discord.File, *, shareable: bool
) -> ui.LayoutView:
    """Show the learner's own certificate. `shareable` means they may share it in the channel."""
    text = f"{words.congratulation(made)}\n-# {words.how_to_confirm(made)} Erasing your data removes it."
    check = status.open if status.open and status.open.check else None
    buttons = [*assessment.take(status)] if check else []
    if shareable:
        share = ("certificate", "share", made.course)
        buttons.append(blocks.button(labels.SHARE_HERE, *share, main=not buttons))
    buttons.append(blocks.button("Change the name", "certificate", "name", made.course))
    if not check:
        practice = ("quiz", "start", made.course, "")
        buttons.append(blocks.button(labels.PRACTICE, *practice, main=not shareable))
    card = blocks.card(gallery(picture), blocks.text(text), color=blocks.RIGHT)
    return blocks.view(card, blocks.row(*buttons))


def shared(made: Certificate, picture: discord.File, by: int) -> ui.LayoutView:
    """Show a certificate as a message for everyone, shared `by` its holder."""
    text = f"🎓 **Congratulations, {made.name}!**\n-# Shared by <@{by}>. {words.how_to_confirm(made)}"
    return _for_everyone(made.course, text, picture)


def completed(course: Course, picture: discord.File, by: int) -> ui.LayoutView:
    """Show that every lesson has its badge as a message for everyone, shared `by` a person."""
    said = numbers.count(len(course.lessons), "lesson")
    text = f"**All lessons completed**: {course.title}, {said}.\n-# Shared by <@{by}>"
    return _for_everyone(course.id, text, picture)


def nothing_to_share(course: Course) -> ui.LayoutView:
    """Say that there's neither a certificate nor a completed course."""
    look = blocks.button(words.LOOK, "certificate", "show", course.id, main=True)
    return blocks.note(words.NOTHING_TO_SHARE, buttons=[look])


def confirmed(made: Certificate) -> ui.LayoutView:
    """Show a certificate that someone asked about by its number."""
    text = f"**This certificate is genuine.**\n{words.proof(made)}\n-# The name is as its holder wrote it."
    return blocks.note(text, color=blocks.RIGHT)


def unknown(course: Course, typed: str) -> ui.LayoutView:
    """Say that no certificate has the number that was typed, and lead to the learner's own."""
    own = blocks.button(labels.MY_CERTIFICATE, "certificate", "show", course.id, main=True)
    return blocks.note(words.unknown(quoting.clean(typed)), buttons=[own])


def _for_everyone(course: str, text: str, picture: discord.File) -> ui.LayoutView:
    start = blocks.button(blocks.ONWARDS, "start", "continue", course, main=True)
    card = blocks.card(gallery(picture), blocks.text(text), color=blocks.RIGHT)
    return blocks.view(card, blocks.row(start))


def _next(course: Course, state: Requirements, status: AssessmentStatus, step: NextStep) -> blocks.Button:
    """Return the button to the next of the things that are left."""
    if state.earned:
        return blocks.button(words.ADD_NAME, "certificate", "name", course.id, main=True)
    if state.all_badges and not state.passed and status.open:
        return assessment.take(status)[0]
    if state.all_badges and not state.written:
        return blocks.button(plans.WRITE, "draft", "next", course.id, main=True)
    return next_step_button(step)
