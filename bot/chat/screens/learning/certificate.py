"""The certificate: what is missing for it, the form for the name, itself, and confirming one."""

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.pictures import gallery
from bot.chat.screens.learning import assessment
from bot.chat.words import dates, labels, numbers, quoting
from bot.domain.course.course import Course
from bot.domain.learning.assessment import PASSED
from bot.domain.learning.certificate import NAME, Certificate, Requirements
from bot.services.learning.assessment import AssessmentStatus

PICTURE = "certificate.png"


def missing(
    course: Course,
    state: Requirements,
    standing: AssessmentStatus,
    picture: discord.File | None,
    *,
    shareable: bool,
) -> ui.LayoutView:
    """What is there and what is missing, or, with nothing missing, the way to the certificate.

    `standing` are the learner's tests. `picture` says that the course was read to its end; `shareable`: the
    person may share that.
    """
    if state.earned:
        head = "Everything is there. Say which name it is to have."
        buttons = [blocks.button("Name on the certificate", "certificate", "name", course.id, main=True)]
    else:
        head = "What it takes, and how far you are:"
        buttons = [_next(course, state, standing)]
    buttons.append(blocks.button(labels.MY_PROGRESS, "progress", "show"))
    if picture and shareable:
        buttons.append(blocks.button(labels.SHARE_HERE, "certificate", "share", course.id))
    text = f"## Certificate\n{course.title}\n{head}\n{_list(course, state, assessment.when(standing))}"
    parts = [*([gallery(picture)] if picture else []), blocks.text(text)]
    return blocks.view(blocks.card(*parts), blocks.row(*buttons))


def name_form(course: Course, now: str) -> ui.Modal:
    """The form for the name; `now` is the one there is."""
    form = ui.Modal(title="Name on the certificate", custom_id=encode("certificate", "named", course.id))
    field: ui.TextInput[ui.Modal] = ui.TextInput(custom_id="name", default=now or None, max_length=NAME)
    about = "As you write it, in any script. Whoever has the number of the certificate can read it."
    form.add_item(ui.Label(text="Your name", description=about, component=field))
    return form


def certificate(made: Certificate, picture: discord.File, *, shareable: bool) -> ui.LayoutView:
    """One's own. `shareable`: the person may share it in the channel."""
    text = (
        f"## Certificate\n{_told(made)}\n"
        f"-# Anybody can confirm it: /certificate number:{made.number}. Erasing your data removes it."
    )
    buttons = [blocks.button("Change the name", "certificate", "name", made.course)]
    if shareable:
        share = ("certificate", "share", made.course)
        buttons.insert(0, blocks.button(labels.SHARE_HERE, *share, main=True))
    card = blocks.card(gallery(picture), blocks.text(text), colour=blocks.RIGHT)
    return blocks.view(card, blocks.row(*buttons))


def shared(made: Certificate, picture: discord.File, by: int) -> ui.LayoutView:
    """A certificate as a message for everyone, shared `by` its holder."""
    text = (
        f"-# Shared by <@{by}>\n{_told(made)}\n-# Anybody can confirm it: /certificate number:{made.number}"
    )
    return _for_everyone(made.course, text, picture)


def completed(course: Course, picture: discord.File, by: int) -> ui.LayoutView:
    """That every lesson was read, as a message for everyone, shared `by` a person."""
    said = numbers.count(len(course.units), "lesson")
    text = f"-# Shared by <@{by}>\n**All lessons read**: {course.title}, {said}."
    return _for_everyone(course.id, text, picture)


def nothing_to_share(course: Course) -> ui.LayoutView:
    """Neither a certificate nor a completed course."""
    look = blocks.button("See what is missing", "certificate", "show", course.id, main=True)
    return blocks.note("There is nothing to share yet.", buttons=[look])


def confirmed(made: Certificate) -> ui.LayoutView:
    """A certificate that somebody asked about by its number."""
    text = f"## This certificate is genuine\n{_told(made)}\n-# The name is as its holder wrote it."
    return blocks.note(text, colour=blocks.RIGHT)


def unknown(typed: str) -> ui.LayoutView:
    """No certificate has the number that was typed."""
    text = (
        f"There is no certificate with the number “{quoting.clean(typed)}”. Numbers look like 7K2M-QX9D; "
        "capitals and blanks don't matter. One whose holder had their data erased is gone as well."
    )
    return blocks.note(text)


def _for_everyone(course: str, text: str, picture: discord.File) -> ui.LayoutView:
    start = blocks.button(blocks.ONWARDS, "start", "continue", course, main=True)
    card = blocks.card(gallery(picture), blocks.text(text), colour=blocks.RIGHT)
    return blocks.view(card, blocks.row(start))


def _told(made: Certificate) -> str:
    return (
        f"**{made.name}** has completed the course **{made.title}**\n"
        f"Date: {dates.full_date(made.day)}\nNumber: **{made.number}**"
    )


def _list(course: Course, state: Requirements, upcoming: str) -> str:
    """What it takes; with a test missing, when one can be taken: `upcoming`."""
    rows = [
        (state.all_mastered, f"{state.mastered} of {numbers.count(state.objectives, 'objective')} mastered"),
    ]
    if state.drafts:
        rows.append(
            (state.revised, "a draft revised" if state.revised else "a draft written and revised: /draft")
        )
    if state.test:
        rows.append((state.passed, _test(state, _size(course))))
    said = [f"{'☑' if done else '☐'} {text}" for done, text in rows]
    said += [f"-# {upcoming}"] if upcoming and not state.passed else []
    return "\n".join(said)


def _test(state: Requirements, size: int) -> str:
    part, of = PASSED
    if state.best is None:
        needed = -(-size * part // of)
        return f"the test after the course, with {needed} of {size} right; not taken yet"
    needed = -(-state.best.questions * part // of)
    said = f"the test after the course: {state.best.right} of {state.best.questions} right"
    return said if state.passed else f"{said}, {needed} are needed"


def _size(course: Course) -> int:
    """Questions of a test."""
    return len(course.assessment.forms[0].questions) if course.assessment else 0


def _next(course: Course, state: Requirements, standing: AssessmentStatus) -> blocks.Button:
    """Where to go on."""
    if state.all_read and state.all_mastered and not state.passed and standing.open:
        return assessment.take(standing)[0]
    if not state.all_read:
        return blocks.button("Continue", "start", "continue", course.id, main=True)
    if not state.all_mastered:
        return blocks.button("Review", "review", "show", main=True)
    return blocks.button("Continue", "start", "continue", course.id, main=True)
