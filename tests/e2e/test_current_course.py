"""With several courses, each person and each server has a current one."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.interaction.cooldown import Cooldown
from bot.content import load_course, new_course
from bot.domain.course.library import Library
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_transactions import LEARNER, Meter

STARTER, BAKERY = "Your first course", "Ein Brief zu wenig"


@pytest.fixture
async def two(harness: BotHarness, tmp_path: Path) -> BotHarness:
    """Return a harness whose bot has two courses. The bakery's is the default."""
    new_course(tmp_path / "starter")
    await harness.restart_bot(Library([harness.library.default, load_course(tmp_path / "starter")]))
    return harness


async def run(person: Person, line: str) -> Reply:
    """Run a command that answers with a message."""
    reply = await person.run(line)
    assert isinstance(reply, Reply)
    return reply


def labels(reply: Reply) -> list[str]:
    """Return the labels of a screen's controls."""
    return [control.label for control in reply.controls]


async def choose(person: Person, title: str) -> Reply:
    """Choose a course in the menu below `/learn`."""
    reply = await person.select(await run(person, "/learn"), [title], "Another course")
    assert isinstance(reply, Reply)
    return reply


async def choose_in_settings(person: Person, value: str) -> Reply:
    """Choose a course in the form of `/me`."""
    form = await person.press(await run(person, "/me"), "Change settings")
    assert isinstance(form, Modal)
    reply = await person.submit(form, {"course": value})
    assert isinstance(reply, Reply)
    return reply


async def test_every_command_works_on_the_chosen_course(two: BotHarness) -> None:
    """Choose another course below /learn: all commands use it, and the first one is a menu away."""
    tomasz, adaeze = await two.person("tomasz"), await two.person("adaeze")
    said = await choose(tomasz, STARTER)
    assert f'Your course is now "{STARTER}."' in said.text
    assert "allergy rules" in (await tomasz.press(said, "Continue ▸")).text
    assert BAKERY in str((await run(tomasz, "/learn")).controls)
    quiz = await run(tomasz, "/quiz")
    assert any(q.prompt in quiz.text for q in two.library.courses[1].questions.values())
    assert "Ask first" in (await run(tomasz, "/lesson")).text
    assert "How people remember" in str((await run(tomasz, "/case")).controls)
    assert "0 of 1 badges" in (await run(tomasz, "/certificate")).text
    about = await run(tomasz, '/ask question:"how do I get the certificate"')
    assert "0 of 1 badges" in (await tomasz.press(about, "See what's left ▸")).text
    assert "allergy" in (await run(tomasz, "/lesson 1")).text
    assert "Vorher fragen" in (await run(adaeze, "/lesson")).text


async def test_looking_up_the_course_costs_no_unit_of_its_own(two: BotHarness) -> None:
    """Each interaction still opens at most one unit that reads and one that writes."""
    maren, tomasz = await two.person("maren"), await two.person("tomasz")
    await tomasz.run("/help")
    await maren.run("/help")
    for task in two.bot._by_itself:
        task.cancel()
    await asyncio.wait(two.bot._by_itself)
    two.bot.responder._cooldown = Cooldown(burst=9999)
    meter = Meter(two)
    settings = await run(maren, "/server settings")
    await maren.select(settings, [STARTER], "Course")
    await choose(tomasz, BAKERY)
    await choose_in_settings(tomasz, "starter")
    for line in (*LEARNER, "/server check"):
        await maren.run(line)
    await meter.rest()
    spent = meter.most.items()
    assert len(spent) > 15
    assert {name: most for name, most in spent if max(most[:2]) > 1 or most[2] > sum(most[:2])} == {}


async def test_a_choice_is_made_and_taken_back_in_the_settings(two: BotHarness) -> None:
    """/me shows the current course. Other settings stay as they are."""
    tomasz = await two.person("tomasz")
    assert f"Your course is **{BAKERY}**" in (await run(tomasz, "/me")).text
    assert f"Your course is **{STARTER}**" in (await choose_in_settings(tomasz, "starter")).text
    assert "Ask first" in (await run(tomasz, "/lesson")).text
    assert f"Your course is **{BAKERY}**" in (await choose_in_settings(tomasz, "-")).text
    assert "Vorher fragen" in (await run(tomasz, "/lesson")).text


async def test_a_server_has_a_course_for_people_who_have_not_chosen(two: BotHarness) -> None:
    """It holds in that server alone, daily posts start with it, and people's own choice comes first."""
    maren, tomasz = await two.person("maren"), await two.person("tomasz")
    settings = await run(maren, "/server settings")
    assert f"haven't chosen one: {BAKERY}" in settings.text
    changed = await maren.select(settings, [STARTER], "Course")
    assert STARTER in changed.text
    assert "Ask first" in (await run(tomasz, "/lesson")).text
    direct = await tomasz.run("/lesson", "dm")
    assert isinstance(direct, Reply)
    assert "Vorher fragen" in direct.text
    await run(maren, "/daily set channel:lessons time:08:30 zone:Europe/Berlin")
    [schedule] = await two.record.schedules(two.bot.guilds[0].id)
    assert schedule.course == "starter"
    await choose(tomasz, BAKERY)
    assert "Vorher fragen" in (await run(tomasz, "/lesson")).text
    assert "course none → starter" in (await run(maren, "/server log")).text


async def test_the_setting_says_where_people_start(two: BotHarness) -> None:
    """LESSONBOT_DEFAULT_COURSE is for those who haven't chosen. An unknown one changes nothing."""
    tomasz = await two.person("tomasz")
    await two.restart_bot(replace(two.library, preferred="starter"))
    assert "Ask first" in (await run(tomasz, "/lesson")).text
    await two.restart_bot(replace(two.library, preferred="gone"))
    assert "Vorher fragen" in (await run(tomasz, "/lesson")).text


async def test_a_chosen_course_that_is_gone_makes_way(two: BotHarness) -> None:
    """Nobody is stuck on a course that the bot no longer has, and the choice counts again when it's back."""
    tomasz = await two.person("tomasz")
    await choose(tomasz, STARTER)
    both = two.library
    await two.restart_bot(Library([both.courses[0]]))
    assert "Vorher fragen" in (await run(tomasz, "/lesson")).text
    await two.restart_bot(both)
    assert "Ask first" in (await run(tomasz, "/lesson")).text


async def test_saving_settings_keeps_a_chosen_course_that_is_left_out(two: BotHarness) -> None:
    """The form still has it chosen, and saving something else changes nothing about it."""
    tomasz = await two.person("tomasz")
    await choose(tomasz, STARTER)
    bakery, starter = two.library.courses
    third = replace(bakery, about=bakery.about.model_copy(update={"id": "third"}))
    await two.restart_bot(Library([bakery, third]))
    form = await tomasz.press(await run(tomasz, "/me"), "Change settings")
    assert isinstance(form, Modal)
    assert "starter (not available right now)" in str(form.raw)
    await tomasz.submit(form, {"reviews": "20"})
    assert (await two.record.preferences(int(tomasz.user["id"]))).reviews == 20
    assert await two.record.course(int(tomasz.user["id"])) == "starter"
    await two.restart_bot(Library([bakery, starter]))
    assert "Ask first" in (await run(tomasz, "/lesson")).text


async def test_with_one_course_nobody_sees_any_of_this(harness: BotHarness) -> None:
    """No menu, no line, no field."""
    maren = await harness.person("maren")
    assert "Another course" not in labels(await run(maren, "/learn"))
    me = await run(maren, "/me")
    assert "course" not in me.text
    form = await maren.press(me, "Change settings")
    assert isinstance(form, Modal)
    assert "Course" not in str(form)
    assert "Course" not in labels(await run(maren, "/server settings"))


async def test_a_course_that_went_meanwhile_is_refused(two: BotHarness) -> None:
    """The course went while the form was open: a sentence says so, and nothing changes."""
    tomasz = await two.person("tomasz")
    form = await tomasz.press(await run(tomasz, "/me"), "Change settings")
    assert isinstance(form, Modal)
    course = two.library.courses[1]
    about = course.about.model_copy(update={"id": "other"})
    await two.restart_bot(Library([two.library.courses[0], replace(course, about=about)]))
    said = await tomasz.submit(form, {"course": "starter"})
    assert isinstance(said, Reply)
    assert "Traceback" not in said.text
    assert await two.record.course(int(tomasz.user["id"])) is None
