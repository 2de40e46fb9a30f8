"""/certificate says what is missing, gives one when nothing is, and confirms numbers to anybody."""

import re

from bot.domain.learning.quiz import Answer, Item, Quiz
from bot.domain.writing.drafts import LearnerDraft, Version
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import finish, has
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.pictures import drawn
from tests.e2e.test_leaderboard import master, mention
from tests.e2e.test_review import Calendar, calendar

__all__ = ["calendar"]


async def read_all(harness: BotHarness, person: Person) -> None:
    """Turn every page of the course."""
    for lesson in harness.library.default.units.values():
        page = await person.run(f"/lesson {lesson.id}")
        while has(page, "Next"):
            page = await person.press(page, "Next")


async def revise(harness: BotHarness, person: Person) -> None:
    """Write a draft and revise it."""
    record, learner, now = harness.record, int(person.user["id"]), harness.clock()
    lesson = harness.library.default.lessons[0]
    made = LearnerDraft(
        1, learner, harness.library.default.id, lesson.id, ("a",) * 5, (Version(1, "One", now),)
    )
    await next_is(person, f"Next: write the message that **{lesson.title}** asks for", "Write it yourself")
    await record.add_draft(made)
    await next_is(person, f"Next: revise your draft of **{lesson.title}**.", "One")
    assert "☐ a draft written and revised" in (await person.run("/certificate")).text
    await record.add_version(learner, made.id, "Two", now)


async def sit(harness: BotHarness, person: Person, id_: int, right: bool) -> None:
    """Take a form of the test after the course."""
    course, record = harness.library.default, harness.record
    assert course.assessment is not None
    learner, now = int(person.user["id"]), harness.clock()
    form = course.assessment.forms[id_ - 1]
    items = tuple(Item(question.id, question.version) for question in form.questions)
    await record.start_quiz(Quiz(id_, learner, course.id, None, None, "post", 1, now, items, form=form.id))
    for place, question in enumerate(form.questions):
        given = Answer(
            *(id_ * 100 + place, learner, course.id, None, question.id, question.version),
            *(question.fingerprint, "post", id_, place, (0,), 100 if right else 0, False, now, 20_000),
        )
        await record.add_answer(given, question)


async def next_is(person: Person, said: str, opened: str) -> None:
    """What /start says comes next, and what Continue opens."""
    start = await person.run("/start")
    assert said in start.text
    assert opened in (await person.press(start, "Continue")).text


async def named(person: Person, reply: Reply, button: str, name: str) -> Reply:
    """What comes of typing a name."""
    form = await person.press(reply, button)
    assert isinstance(form, Modal)
    return await person.submit(form, {"Your name": name})


async def test_a_certificate_is_earned_step_by_step(harness: BotHarness, calendar: Calendar) -> None:
    """What is there and missing is said each time; with all of it there is a name, a number, a picture."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    first = await tomasz.run("/certificate")
    assert "☐ 0 of 3 objectives mastered\n☐ a draft written and revised" in first.text
    assert " right; not taken yet" in first.text
    assert "as good" not in first.text
    await read_all(harness, tomasz)
    completed = await tomasz.run("/certificate")
    assert "All lessons read: Ein Brief zu wenig, 2 lessons." in (await drawn(completed))[1]
    shared = await tomasz.press(completed, "Share in this channel")
    assert f"Shared by {mention(tomasz)}" in shared.text
    assert "**All lessons read**" in shared.text
    assert has(shared, "Start or go on with this course")
    await harness.restart_bot()  # which forgets how quick he was
    await master(harness, calendar, tomasz)
    await harness.restart_bot()
    assert "☑ 3 of 3 objectives mastered" in (await tomasz.run("/certificate")).text
    progress = await tomasz.run("/progress")
    assert "2 of 2 badges (lessons 1 and 2; gold: lessons 1 and 2)" in (await drawn(progress))[1]
    await revise(harness, tomasz)
    assert "☑ a draft revised" in (await tomasz.run("/certificate")).text
    await next_is(tomasz, "/certificate says what is still missing for yours.", "All lessons read")
    await sit(harness, tomasz, 1, right=False)
    failed = await tomasz.run("/certificate")
    assert "☐ the test after the course: 0 of " in failed.text
    assert not has(failed, "Name on the certificate")
    await sit(harness, tomasz, 2, right=True)
    ready = await tomasz.run("/certificate")
    assert "Everything is there" in ready.text
    await tomasz.run("/quiz questions:5")
    await next_is(tomasz, "Next: your certificate. All that it takes is there.", "Everything is there")
    assert (
        "needs letters, in any script" in (await named(tomasz, ready, "Name on the certificate", "123")).text
    )
    await harness.restart_bot()
    made = await named(tomasz, ready, "Name on the certificate", "  Tomasz  Żółć ")
    assert made.private
    await next_is(tomasz, "Next: your quiz on", "Question 1 of 5")
    assert "**Tomasz Żółć** has completed the course" in made.text
    picture, description = await drawn(made)
    assert picture.width == 960
    [number] = set(re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", made.text))
    assert number in description
    await check_confirming(harness, tomasz, adaeze, number)


async def check_confirming(harness: BotHarness, tomasz: Person, adaeze: Person, number: str) -> None:
    """The number tells anybody, however typed; the name is changed under it; erasing removes it."""
    for typed in (number, number.lower().replace("-", ""), number.replace("0", "o").replace("1", "l")):
        confirmed = await adaeze.run(f"/certificate number:{typed}")
        assert confirmed.private
        assert "genuine" in confirmed.text
        assert "**Tomasz Żółć**" in confirmed.text
        assert harness.library.default.title in confirmed.text
    mine = await tomasz.run("/certificate")
    public = await tomasz.press(mine, "Share in this channel")
    assert not public.private
    assert number in public.text
    assert public.raw["mentions"] == []
    changed = await named(tomasz, mine, "Change the name", "山田")
    assert number in changed.text
    assert "**山田**" in changed.text
    assert "山田" in (await drawn(changed))[1]
    asked = await tomasz.press(await tomasz.run("/me"), "Erase everything")
    await tomasz.press(asked, "Yes, erase everything")
    assert "no certificate with the number" in (await adaeze.run(f"/certificate number:{number}")).text
    assert "You're not quite there yet" in (await named_late(tomasz, mine)).text


async def named_late(person: Person, reply: Reply) -> Reply:
    """An old button, pressed after erasing."""
    answer = await person.press(reply, "Change the name")
    assert isinstance(answer, Reply)
    return answer


async def test_numbers_that_are_none_are_said_to_be(harness: BotHarness) -> None:
    """Too short, of other letters, or of nobody."""
    adaeze = await harness.person("adaeze")
    for typed in ("7K2M", "7K2M-QX9U", "7K2M-QX9D", "@everyone"):
        assert "no certificate with the number" in (await adaeze.run(f"/certificate number:{typed}")).text


async def test_who_has_met_every_form_meets_them_again(harness: BotHarness, calendar: Calendar) -> None:
    """In thirty days, as the screen says; that test counts for the certificate."""
    tomasz = await harness.person("tomasz")
    await tomasz.press(await tomasz.run("/lesson 1"), "Next")
    forms = harness.library.default.assessment.forms if harness.library.default.assessment else ()
    for number in range(1, len(forms) + 1):
        await sit(harness, tomasz, number, right=False)
    waiting = (await tomasz.run("/certificate")).text
    assert "☐ the test after the course: 0 of " in waiting
    assert "test opens <t:" in waiting
    assert "You have met its questions before, so it counts for the certificate alone." in waiting
    calendar.pass_days(29.9)
    assert not has(await tomasz.press(await tomasz.run("/progress"), "My tests"), "Take the test")
    calendar.pass_days(0.1)
    page = await tomasz.press(await tomasz.run("/start"), "Continue")
    assert not has(page, "Take the test")  # nobody is pressed to take it
    offer = await tomasz.press(await tomasz.run("/progress"), "My tests")
    assert "test is open" in offer.text
    assert "☐ the test" in (await tomasz.run("/certificate")).text
    result = await finish(harness.library.default, tomasz, await tomasz.press(offer, "Take the test"))
    assert "with questions met before, so it is compared with nothing" in result.text
    assert "chance" not in result.text
    assert "☑ the test after the course: " in (await tomasz.run("/certificate")).text
    calendar.pass_days(400)
    assert not has(await tomasz.run("/start"), "Take the test")


async def test_a_test_that_is_all_that_is_missing_is_one_press_away(
    harness: BotHarness, calendar: Calendar
) -> None:
    """From the certificate itself, once it is open."""
    tomasz = await harness.person("tomasz")
    await read_all(harness, tomasz)
    await harness.restart_bot()
    await master(harness, calendar, tomasz)
    calendar.pass_days(8)
    await harness.restart_bot()
    question = await tomasz.press(await tomasz.run("/certificate"), "Take the test")
    assert "Test after the course · Question 1 of" in question.text
