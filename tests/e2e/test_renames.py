"""A lesson that's renamed or dropped takes nothing with it that people wrote or did."""

from dataclasses import replace

import pytest

from bot.domain.course.lesson import Lesson
from bot.domain.course.library import Library
from bot.errors.user import LessonNotFound
from bot.services.learning.quiz_state import Actor
from discord_sandbox.clients.person import Person, Reply
from tests.e2e.answering import entries, has, more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.learners import draft_in, drafts_of, journal_of, reflection_in
from tests.e2e.test_daily import posted, press, set_daily
from tests.e2e.test_writing import database_file, drafts, fill, form

OLD, NEW = "vorher-fragen", "zuerst-fragen"
MINE = "Liebe Kundschaft, wie soll das Brot heißen?"


def renamed(library: Library, *, said: bool) -> Library:
    """Return the library with the first lesson under another id; `said`: it says what it was."""
    course = library.default

    def new(objective: str) -> str:
        return objective.replace(f"{OLD}.", f"{NEW}.")

    def rename(lesson: Lesson) -> Lesson:
        objectives = [each.model_copy(update={"id": new(each.id)}) for each in lesson.objectives]
        questions = [q.model_copy(update={"objective": new(q.objective)}) for q in lesson.questions]
        changes = {"id": NEW, "was": (OLD,) if said else (), "objectives": tuple(objectives)}
        return lesson.model_copy(update={**changes, "questions": tuple(questions)})

    about = course.about.model_copy(update={"lessons": (NEW, *course.about.lessons[1:])})
    lessons = (rename(course.lessons[0]), *course.lessons[1:])
    assert course.assessment
    forms = tuple(
        form.model_copy(
            update={
                "questions": tuple(
                    q.model_copy(update={"objective": new(q.objective)}) for q in form.questions
                )
            }
        )
        for form in course.assessment.forms
    )
    assessment = course.assessment.model_copy(update={"forms": forms})
    return Library([replace(course, about=about, lessons=lessons, assessment=assessment)])


async def written(harness: BotHarness) -> tuple[Person, Reply, Reply]:
    """Return a learner with a draft and a reflection on the first lesson, and their screens."""
    tomasz = await harness.person("tomasz")
    draft = await fill(tomasz, await draft_in(tomasz), "Write it ▸", MINE)
    entry = await fill(tomasz, await reflection_in(tomasz), "Write ▸", "Fragen kostet nichts")
    return tomasz, draft, entry


async def test_what_was_written_for_a_dropped_lesson_is_shown_and_exported(harness: BotHarness) -> None:
    """Under earlier lessons, where it can be read, changed and deleted; "my plan" has it as well."""
    tomasz, draft, entry = await written(harness)
    await harness.restart_bot(renamed(harness.library, said=False))

    overview = await drafts_of(tomasz)
    assert "Earlier lessons" in overview.text
    [option] = overview.control("Open an earlier message").options
    for shown in (
        await tomasz.select(overview, [option.label], "Open an earlier message"),
        await tomasz.submit(await form(tomasz, draft, "Check it ▸"), {}),
    ):
        assert MINE in shown.text
        assert "Earlier lesson: Vorher fragen" in shown.text
        assert "Write a new one" not in entries(shown)
    revised = await fill(tomasz, shown, "Revise mine ▸", "Wie soll es heißen?")
    assert "Wie soll es heißen?" in revised.text

    journal = await journal_of(tomasz)
    assert "Earlier lessons" in journal.text
    plan = await database_file(await more(tomasz, journal, "Get it all as a file"))
    assert "## Earlier lesson: Vorher fragen" in plan
    assert "Fragen kostet nichts" in plan
    assert "Wie soll es heißen?" in plan
    one = await tomasz.select(journal, ["Vorher fragen"], "Open an earlier lesson")
    assert "Fragen kostet nichts" in one.text
    assert "Fragen kostet viel" in (await fill(tomasz, one, "Edit", "Fragen kostet viel")).text
    erased = await tomasz.press(await more(tomasz, entry, "Delete this reflection"), "Yes, delete it")
    assert "Nothing written yet" in erased.text
    assert not has(erased, "Write ▸")

    gone = await tomasz.press(await more(tomasz, revised, "Delete this message"), "Yes, delete it")
    assert not has(gone, "Write a new one")
    assert await drafts(harness, tomasz) == []
    assert "Earlier lessons" not in (await drafts_of(tomasz)).text + (await journal_of(tomasz)).text


async def test_nothing_is_written_for_a_lesson_that_never_was(harness: BotHarness) -> None:
    """A press that names any lesson it likes is refused, and nothing is kept."""
    tomasz = await harness.person("tomasz")
    services, course = harness.services, harness.library.default.id
    who = Actor(int(tomasz.user["id"]), None, 1)
    with pytest.raises(LessonNotFound):
        await services.journal.write(who, harness.library.own_place(course, "nirgendwo"), "Text", 0)
    assert await services.record.reflections(who.learner, course) == {}


async def test_a_lesson_that_says_what_it_was_keeps_everything(harness: BotHarness) -> None:
    """Progress, drafts, reflections and daily posts follow to the new id, and old buttons lead there."""
    tomasz, draft, entry = await written(harness)
    card = await tomasz.press(await tomasz.run("/lesson 1"), "Next ▸")
    maren, reply = await set_daily(harness, "what:pages")
    await press(maren, reply, "Post it now")
    await posted(tomasz)
    before = (await tomasz.run("/progress")).text
    await harness.restart_bot(renamed(harness.library, said=True))

    assert (await tomasz.run("/progress")).text == before
    assert MINE in (await draft_in(tomasz)).text
    assert "1. Vorher fragen" in (await tomasz.submit(await form(tomasz, draft, "Check it ▸"), {})).text
    assert (
        "Fragen kostet nichts"
        in (await tomasz.press(await more(tomasz, entry, "Delete this reflection"), "Keep it")).text
    )
    assert "Earlier lessons" not in (await drafts_of(tomasz)).text + (await journal_of(tomasz)).text
    assert "2 of 3 cards read" in (await tomasz.run("/lesson")).text
    assert "3/3" in (await tomasz.press(card, "Next ▸")).text
    assert "3/3" in (await tomasz.run(f"/lesson {OLD}")).text
    await press(maren, await maren.run("/daily preview"), "Post it now")
    assert "Card 2 of 3" in (await posted(tomasz)).text


async def test_a_course_that_is_gone_is_called_a_course(harness: BotHarness) -> None:
    """An old button of it doesn't speak of a lesson."""
    tomasz = await harness.person("tomasz")
    card = await tomasz.run("/lesson 1")
    course = harness.library.default
    await harness.restart_bot(
        Library([replace(course, about=course.about.model_copy(update={"id": "another"}))])
    )
    said = (await tomasz.press(card, "Next ▸")).text
    assert f'The course "{course.id}" isn\'t taught here' in said
    assert "No lesson is called" not in said
