"""/certificate says what's missing, gives a certificate if nothing is, and checks numbers for anyone."""

import re

from bot.domain.learning.certificate import Certificate
from bot.domain.learning.quiz import Answer, Item, Quiz
from bot.domain.writing.drafts import LearnerDraft, Version
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import answer, finish, has
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.pictures import drawn
from tests.e2e.test_leaderboard import master
from tests.e2e.test_privacy import erase
from tests.e2e.test_review import Calendar, calendar

__all__ = ["calendar"]

UNBROKEN = "\N{NON-BREAKING HYPHEN}"
"""In a shown number, so that no line ends inside it."""


async def read_all(harness: BotHarness, person: Person) -> None:
    """Read every card of the course, and answer the questions among them."""
    course = harness.library.default
    for lesson in course.units.values():
        reply = await person.run(f"/lesson {lesson.id}")
        while not any(control.label.startswith("Take the quiz") for control in reply.controls):
            if has(reply, "Next ▸"):
                reply = await person.press(reply, "Next ▸")
            else:
                reply = await answer(course, person, reply)


async def revise(harness: BotHarness, person: Person) -> None:
    """Write a draft and revise it."""
    record, learner, now = harness.record, int(person.user["id"]), harness.clock()
    lesson = harness.library.default.lessons[0]
    made = LearnerDraft(
        1, learner, harness.library.default.id, lesson.id, ("a",) * 5, (Version(1, "One", now),)
    )
    await record.add_draft(made)
    assert "☐ One practice message, revised" in (await person.run("/certificate")).text
    await record.add_version(learner, made.id, "Two", now)


async def sit(harness: BotHarness, person: Person, id_: int, right: bool) -> None:
    """Take a form of the final assessment."""
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


async def named(person: Person, reply: Reply, button: str, name: str) -> Reply:
    """Return the reply to a typed name."""
    form = await person.press(reply, button)
    assert isinstance(form, Modal)
    return await person.submit(form, {"Your name": name})


async def test_a_certificate_is_earned_step_by_step(harness: BotHarness, calendar: Calendar) -> None:
    """Each time it says what's left. With nothing left, there's a name, a number and a picture."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    first = await tomasz.run("/certificate")
    assert first.text.startswith(
        "**Three things left for your certificate.**\n☐ 0 of 2 badges\n☐ One practice message, revised"
    )
    await read_all(harness, tomasz)
    await harness.restart_bot()  # which forgets how quick he was
    await master(harness, calendar, tomasz)
    await harness.restart_bot()
    assert "☑ 2 of 2 badges" in (await tomasz.run("/certificate")).text
    progress = await tomasz.run("/progress")
    assert "2 of 2 badges (lessons 1 and 2; gold: lessons 1 and 2)" in (await drawn(progress))[1]
    await revise(harness, tomasz)
    assert "☑ One practice message, revised" in (await tomasz.run("/certificate")).text
    await sit(harness, tomasz, 1, right=False)
    failed = await tomasz.run("/certificate")
    assert failed.text.startswith("**One thing left for your certificate.**")
    assert "☐ Final assessment: get 1 of 1 right (best so far: 0). Opens <t:" in failed.text
    assert not has(failed, "Add my name ▸")
    await sit(harness, tomasz, 2, right=True)
    ready = await tomasz.run("/certificate")
    assert "🎓 **Congratulations! You've earned your certificate.**" in ready.text
    assert has(await tomasz.run("/progress"), "Get your certificate ▸")
    assert "You've earned" in (await tomasz.run("/learn")).text
    assert "needs letters, in any script" in (await named(tomasz, ready, "Add my name ▸", "123")).text
    await harness.restart_bot()
    made = await named(tomasz, ready, "Add my name ▸", "  Tomasz  Żółć ")
    assert made.private
    assert "**Congratulations, Tomasz Żółć!**" in made.text
    assert "1 of 1, on your second try." in made.text
    picture, description = await drawn(made)
    assert picture.width == 960
    [shown] = set(re.findall(rf"[0-9A-Z]{{4}}{UNBROKEN}[0-9A-Z]{{4}}", made.text))
    number = shown.replace(UNBROKEN, "-")
    assert number in description
    await check_confirming(harness, tomasz, adaeze, number)


async def check_confirming(harness: BotHarness, tomasz: Person, adaeze: Person, number: str) -> None:
    """Anyone can check the number, however it's typed. The name can change. Erasing removes it."""
    shown = number.replace("-", UNBROKEN)
    for typed in (number, shown, number.lower().replace("-", ""), number.replace("0", "o").replace("1", "l")):
        confirmed = await adaeze.run(f"/certificate number:{typed}")
        assert confirmed.private
        assert "genuine" in confirmed.text
        assert "**Tomasz Żółć**" in confirmed.text
        assert shown in confirmed.text
        assert harness.library.default.title in confirmed.text
    progress = await tomasz.run("/progress")
    assert progress.text.endswith(f"\n🎓 Certificate **{shown}**")
    assert shown not in (await tomasz.press(progress, "Share")).text
    mine = await tomasz.run("/certificate")
    public = await tomasz.press(mine, "Share in this channel")
    assert not public.private
    assert shown in public.text
    assert public.raw["mentions"] == []
    changed = await named(tomasz, mine, "Change the name", "山田")
    assert shown in changed.text
    assert "Congratulations, 山田!" in changed.text
    assert "山田" in (await drawn(changed))[1]
    await erase(tomasz)
    assert "no certificate with the number" in (await adaeze.run(f"/certificate number:{number}")).text
    assert "You're not quite there yet" in (await named_late(tomasz, mine)).text


async def named_late(person: Person, reply: Reply) -> Reply:
    """An old button, pressed after erasing."""
    answer = await person.press(reply, "Change the name")
    assert isinstance(answer, Reply)
    return answer


async def test_numbers_that_are_none_are_said_to_be(harness: BotHarness) -> None:
    """Too short, with other letters, or not anyone's."""
    adaeze = await harness.person("adaeze")
    for typed in ("7K2M", "7K2M-QX9U", "7K2M-QX9D", "@everyone"):
        assert "no certificate with the number" in (await adaeze.run(f"/certificate number:{typed}")).text


async def test_a_check_a_month_later_is_shown(harness: BotHarness, calendar: Calendar) -> None:
    """It's offered on the certificate, and everyone who looks at it sees that it was passed."""
    tomasz = await harness.person("tomasz")
    await sit(harness, tomasz, 1, right=True)
    course, learner = harness.library.default, int(tomasz.user["id"])
    made = Certificate("7K2M-QX9D", learner, course.id, course.title, "Ada", 20_000, harness.clock())
    await harness.record.add_certificate(made)
    assert not has(await tomasz.run("/certificate"), "Do I still know it?")
    calendar.pass_days(30)
    offer = await tomasz.run("/certificate")
    assert "Still knew it" not in offer.text
    question = await tomasz.press(offer, "Do I still know it?")
    await finish(course, tomasz, question)
    assert "Still knew it a month later" in (await tomasz.run("/certificate")).text
    adaeze = await harness.person("adaeze")
    assert "Still knew it a month later" in (await adaeze.run("/certificate number:7K2M-QX9D")).text


async def test_an_assessment_thats_all_thats_left_is_one_press_away(
    harness: BotHarness, calendar: Calendar
) -> None:
    """From the certificate itself, once it's open."""
    tomasz = await harness.person("tomasz")
    await read_all(harness, tomasz)
    await harness.restart_bot()
    await master(harness, calendar, tomasz)
    calendar.pass_days(1)
    await harness.restart_bot()
    question = await tomasz.press(await tomasz.run("/certificate"), "Take the assessment")
    assert "Final assessment · 1 of" in question.text
