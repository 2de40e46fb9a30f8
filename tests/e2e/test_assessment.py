"""Assessments: the pretest, the final one, and the check a month later."""

from dataclasses import replace
from typing import Any

import pytest

from bot.chat.interaction.cooldown import Cooldown
from bot.domain.calendar.day import day_of
from bot.domain.course.assessment_forms import Assessment, Form
from bot.domain.course.library import Library
from bot.domain.learning.assessment import Sitting, opening_after
from bot.domain.learning.badge import Badge
from bot.domain.questions.question import Question
from bot.domain.writing.drafts import LearnerDraft, Version
from bot.errors.user import StaleControl
from bot.services.learning.quiz_state import Actor, GradedAnswer
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import answer, finish, has, more, shown, write
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_privacy import copied
from tests.e2e.test_review import Calendar, calendar

__all__ = ["calendar"]

SIZE = 4
PRETEST = "Take a short pretest first, to see how much you learn"
SAVED = " · Saved\n"
GUESSED = "I was guessing on the last one"


def measured(
    library: Library, left_out: str = "", forms: str = "abc", template: Question | None = None
) -> Library:
    """The library with parallel forms of SIZE questions like `template`, one question `left_out`; without
    forms, none.
    """
    course = library.default
    template = template or next(q for q in course.tested.values() if q.kind == "single")
    objectives = [each.id for lesson in course.units.values() for each in lesson.objectives]
    made = [
        Form(
            id=form,
            questions=tuple(
                template.model_copy(
                    update={
                        "id": f"form-{form}-{place}",
                        "objective": objectives[place % len(objectives)],
                        "prompt": f"Bogen {form}, Aufgabe {place}?",
                    }
                )
                for place in range(SIZE)
                if f"form-{form}-{place}" != left_out
            ),
        )
        for form in forms
    ]
    return Library([replace(course, assessment=Assessment(forms=tuple(made)) if made else None)])


@pytest.fixture
async def tomasz(harness: BotHarness, calendar: Calendar) -> Person:
    """A learner in a course with three forms, at noon on the first day."""
    await harness.restart_bot(measured(harness.library))
    harness.bot.responder._cooldown = Cooldown(burst=1000)  # weeks pass in a second
    return await harness.person("tomasz")


async def sittings(harness: BotHarness, person: Person) -> list[Sitting]:
    """Return the person's stored assessments."""
    record = harness.record
    return list(await record.sittings(int(person.user["id"]), harness.library.default.id))


async def take(harness: BotHarness, person: Person, reply: Reply, right: int) -> Reply:
    """Take an assessment to its result, with this many right answers."""
    for place in range(SIZE):
        assert f" · {place + 1} of {SIZE}" in reply.text
        reply = await answer(harness.library.default, person, reply, right=place < right)
        if place < SIZE - 1:
            assert SAVED in reply.text
            assert not any(
                word in reply.text for word in ("✅", "❌", "🟡", "Right", "Not ", "It's", "Lesson")
            )
    return reply


def offers(reply: Reply) -> bool:
    """Return whether there's a way to begin an assessment."""
    entries = {option.label for control in reply.controls for option in control.options}
    return PRETEST in entries or has(reply, "Take the pretest") or has(reply, "Take the assessment")


async def assessments(person: Person) -> Reply:
    """Open the person's assessments from /progress."""
    return await more(person, await person.run("/progress"), "My assessments")


async def begin(person: Person) -> Reply:
    """Return the first question of the open assessment."""
    reply = await assessments(person)
    return await person.press(
        reply, "Take the pretest" if has(reply, "Take the pretest") else "Take the assessment"
    )


async def begin_again(person: Person) -> Reply:
    """Return the assessment's current question, where /learn continues."""
    return await person.run("/learn", channel="dm")


async def study(harness: BotHarness, person: Person) -> None:
    """Read a card and take a quiz."""
    await person.press(await person.run("/lesson 1"), "Next ▸")
    await finish(harness.library.default, person, await person.run("/quiz questions:1"))


async def complete(harness: BotHarness, person: Person) -> None:
    """Earn the badge of every lesson, which opens the final assessment tomorrow, and revise a draft."""
    record, learner, course = harness.record, int(person.user["id"]), harness.library.default
    now, zone = harness.clock(), "UTC"
    for lesson in course.lessons:
        for number in range(1, len(lesson.cards) + 1):
            await record.mark_read(learner, course.id, lesson.id, number, now)
        await record.add_badge(learner, course.id, Badge(lesson.id, day_of(now, zone), now))
    await record.open_assessment(learner, course.id, opening_after(now, zone))
    first = Version(1, "One", now)
    await record.add_draft(LearnerDraft(1, learner, course.id, course.lessons[0].id, ("a",) * 5, (first,)))
    await record.add_version(learner, 1, "Two", now)


async def test_before_and_after(harness: BotHarness, calendar: Calendar, tomasz: Person) -> None:
    """Each assessment opens when it's due, with another form, and the result says what changed."""
    welcome, old = await tomasz.run("/start"), await assessments(tomasz)
    assert "The pretest is open: 4 questions, about 2 minutes." in old.text
    done = await take(harness, tomasz, await more(tomasz, welcome, PRETEST), right=1)
    assert done.text.startswith("**1 of 4 before the course.**")
    assert "You'll see the answers after the final assessment" in done.text
    assert not has(done, "See what I missed")
    assert "opens the day after your last badge. You have 0 of 2." in (await assessments(tomasz)).text
    await study(harness, tomasz)
    calendar.pass_days(30)
    assert not offers(await assessments(tomasz))
    await complete(harness, tomasz)
    waiting = await assessments(tomasz)
    assert "The final assessment opens <t:" in waiting.text
    await study(harness, tomasz)  # which doesn't move it
    calendar.pass_days(0.5)
    assert "The final assessment is open: 4 questions" in (await assessments(tomasz)).text
    assert "The final assessment is open" in (await tomasz.press(old, "Take the pretest")).text
    await finish(harness.library.default, tomasz, await tomasz.run("/learn"))  # reviews come first
    offer = await tomasz.run("/learn")
    assert "You can take it once a day" in offer.text
    failed = await take(harness, tomasz, await tomasz.press(offer, "Take the assessment"), right=2)
    assert failed.text.startswith("**2 of 4 this time. You need 3.**")
    assert "1 more than before the course. That may be luck." in failed.text
    assert "The final assessment opens <t:" in failed.text
    assert not offers(await tomasz.run("/learn"))
    calendar.pass_days(1)
    passed = await take(harness, tomasz, await begin(tomasz), right=4)
    assert passed.text.startswith("**🎓 You passed! 4 of 4.**")
    assert "3 more than before the course. That may be luck." in passed.text
    assert has(passed, "Get my certificate ▸")
    calendar.pass_days(400)
    assert not offers(await tomasz.run("/learn"))
    assert not offers(await assessments(tomasz))
    taken = await sittings(harness, tomasz)
    assert sorted(each.form for each in taken) == ["a", "b", "c"]
    assert [(each.mode, each.right) for each in taken] == [("pre", 1), ("post", 2), ("post", 4)]


async def texts(person: Person) -> dict[str, dict[str, Any]]:
    """Return the questions in the person's data export, by id."""
    document = await copied(person)
    return {row["question"]: row["body"] for row in document["data"]["question_texts"]}


async def test_a_copy_tells_the_answers_no_sooner(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """The export leaves answers out until the final assessment is done, and while a form is being retaken."""
    await take(harness, tomasz, await begin(tomasz), right=1)
    await study(harness, tomasz)
    bodies = list((await texts(tomasz)).values())
    sealed = [body for body in bodies if body["prompt"].startswith("Bogen")]
    assert len(sealed) == SIZE < len(bodies)
    assert all(option.keys() == {"text"} for body in sealed for option in body["options"])
    assert not any(body.keys() & {"explanation", "facts"} for body in sealed)
    assert all("explanation" in body and "withheld" not in body for body in bodies if body not in sealed)
    assert "once you finish the final assessment" in sealed[0]["withheld"]
    await complete(harness, tomasz)
    calendar.pass_days(1)
    reply = await begin(tomasz)
    now = (await texts(tomasz)).values()
    assert all(body in now for body in sealed)
    await take(harness, tomasz, reply, right=0)
    assert not any("withheld" in body for body in (await texts(tomasz)).values())
    calendar.pass_days(1)
    await take(harness, tomasz, await begin(tomasz), right=0)
    calendar.pass_days(14)
    again = await assessments(tomasz)
    await tomasz.press(again, "Take the assessment")
    withheld = [body["withheld"] for body in (await texts(tomasz)).values() if "withheld" in body]
    assert len(withheld) == SIZE
    assert "once you finish the assessment you're taking" in withheld[0]


async def test_a_copy_names_no_pairs_nor_order_of_a_test(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """If the options' text or order is the answer, that's left out as well."""
    for kind in ("match", "order", "short"):
        template = next(q for q in harness.library.default.questions.values() if q.kind == kind)
        await harness.restart_bot(measured(harness.library, template=template))
        person = await harness.person({"match": "tomasz", "order": "adaeze", "short": "maren"}[kind])
        reply = await begin(person)
        await person.press(reply, "I don't know")
        [body] = (await texts(person)).values()
        assert "options" not in body
        assert body["withheld"]


async def test_what_was_finished_after_study_began_is_no_baseline(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """A pretest finished after learning began is shown, but not used for comparison."""
    await answer(harness.library.default, tomasz, await begin(tomasz))
    assert "The pretest is unfinished: question 2 of 4 is next." in (await assessments(tomasz)).text
    await study(harness, tomasz)
    reply = await begin_again(tomasz)
    for place in range(1, SIZE):
        assert f" · {place + 1} of {SIZE}" in reply.text
        reply = await answer(harness.library.default, tomasz, reply)
    await complete(harness, tomasz)
    calendar.pass_days(1)
    after = await take(harness, tomasz, await begin(tomasz), right=4)
    assert after.text.startswith("**🎓 You passed! 4 of 4.**")
    assert "both times" not in after.text


async def test_a_test_is_no_practice(harness: BotHarness, calendar: Calendar, tomasz: Person) -> None:
    """An assessment creates no review cards or statistics, and /quiz doesn't continue it."""
    first = await begin(tomasz)
    guess = await more(tomasz, await answer(harness.library.default, tomasz, first), GUESSED)
    assert "2 of 4 · Noted as a guess" in guess.text
    assert "Bogen" not in (await tomasz.run("/quiz questions:2")).text
    await tomasz.run("/me")
    record, who = harness.record, int(tomasz.user["id"])
    assert await record.cards(who, harness.library.default.id) == []
    assert "**0 of 4 cards** · 0 answers" in (await tomasz.run("/progress")).text
    assert "There's nothing to review yet." in (await tomasz.run("/review")).text
    [test] = await sittings(harness, tomasz)
    assert (test.answered, test.guessed, test.guild is None) == (1, 1, False)
    repeats = harness.services.quiz_repeats
    for again in (repeats.retake, repeats.fix, repeats.restart):
        with pytest.raises(StaleControl):
            await again(Actor(who, None, 1), test.quiz)


async def test_a_typed_answer_in_doubt_is_not_right(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """In practice the learner would judge it. In an assessment it's saved without feedback."""
    course = harness.library.default
    short = next(q for q in course.questions.values() if q.kind == "short")
    await harness.restart_bot(measured(harness.library, template=short))
    kept = await write(tomasz, await begin(tomasz), "Das kommt darauf an")
    assert SAVED in kept.text
    assert not has(kept, "Almost")
    await answer(harness.library.default, tomasz, kept)
    [test] = await sittings(harness, tomasz)
    assert (test.answered, test.right, test.unknown) == (2, 1, 0)
    log = await harness.record.answers(int(tomasz.user["id"]), course.id)
    assert [each.verdict for each in log] == [None, None]


async def test_the_answers_are_told_once_a_test_after_the_course_is_done(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """Before that, an old button leads to the next question. Afterward, all answers show with reasons."""
    first, old = await begin(tomasz), await begin_again(tomasz)
    kept = await answer(harness.library.default, tomasz, first, right=False)
    again = await answer(harness.library.default, tomasz, old)
    assert "2 of 4 · Your first answer counts" in again.text
    assert "❌" not in again.text
    await take_rest(harness, tomasz, kept)
    [test] = await sittings(harness, tomasz)
    who = Actor(int(tomasz.user["id"]), None, 1)
    early = await harness.services.assessments.look(who, test.quiz, 0)
    assert isinstance(early, GradedAnswer)
    assert early.withheld
    await complete(harness, tomasz)
    calendar.pass_days(1)
    result = await take(harness, tomasz, await begin(tomasz), right=4)
    answers = await tomasz.press(result, "See what I missed")
    assert answers.text.startswith(f"**You missed 3 of {SIZE}.**\n-# Assessment 1, before the course")
    assert "Bogen" in answers.text
    assert "✅ " in answers.text
    [why, *_] = [o.label for c in answers.controls for o in c.options if o.label.startswith("Why? Bogen")]
    feedback = await more(tomasz, answers, why)
    assert '❌ **Not "' in feedback.text
    sources = await more(tomasz, feedback, "Sources")
    assert "Sources for this question" in sources.text
    assert '❌ **Not "' in (await tomasz.press(sources, "Back")).text
    following = await tomasz.press(feedback, "Next answer")
    assert '❌ **Not "' in following.text
    again = await tomasz.press(following, "All I missed")
    assert again.text == answers.text
    other = await more(tomasz, again, "Assessment 2, after the course")
    assert "You didn't miss anything." in other.text
    back = await tomasz.press(other, "Back")
    assert back.text.startswith("**🎓 You passed! 4 of 4.**")


async def test_what_was_missed_is_practiced(harness: BotHarness, calendar: Calendar, tomasz: Person) -> None:
    """With practice questions on the same objectives, once the answers may be seen."""
    course, who = harness.library.default, int(tomasz.user["id"])
    await take(harness, tomasz, await begin(tomasz), right=3)
    [before] = await sittings(harness, tomasz)
    with pytest.raises(StaleControl):
        await harness.services.quiz_repeats.fix(Actor(who, None, 1), before.quiz)
    await complete(harness, tomasz)
    calendar.pass_days(1)
    result = await take(harness, tomasz, await begin(tomasz), right=2)
    [_, test] = await sittings(harness, tomasz)
    practice = await tomasz.press(await tomasz.press(result, "See what I missed"), "Practice what I missed ▸")
    stored = await harness.record.quiz(test.quiz)
    assert stored
    missed = {course.tested[stored.answers[place].question].objective for place in stored.wrong}
    asked = shown(course, practice)
    assert asked.id in course.questions
    [started] = [
        each.items for each in await harness.record.open_quizzes(who, course.id) if each.mode == "retake"
    ]
    assert len(started) == len(stored.wrong) == 2
    assert {course.questions[item.question].objective for item in started} == missed
    assert all(item.instead_of is None for item in started)
    done = await finish(course, tomasz, practice)
    assert "2 of 2" in done.text


async def take_rest(harness: BotHarness, person: Person, kept: Reply) -> Reply:
    """Take the rest of an assessment, with one more right answer."""
    for place in range(1, SIZE):
        kept = await answer(harness.library.default, person, kept, right=place == 1)
    return kept


async def test_it_can_be_left_and_taken_up_again(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """It continues after a restart and on another device. It can be put off, or ended for good."""
    await answer(harness.library.default, tomasz, await begin(tomasz))
    await harness.restart_bot()
    responder = await harness.person("tomasz")
    back, old = await begin_again(responder), await begin_again(responder)
    assert "Here's where you left off." in back.text
    assert " · 2 of 4\n" in back.text
    asked = await tomasz.press(await tomasz.run("/start"), "End the assessment")
    assert "Ein Brot und sein Name" in (await tomasz.press(asked, "Not now")).text
    confirm = await responder.press(back, "End the assessment")
    assert "3 open questions count as wrong." in confirm.text
    over = await responder.press(confirm, "Yes, end it")
    assert "**1 of 4 before the course.**" in over.text
    assert (
        "**1 of 4 before the course.**" in (await responder.press(old, "I don't know")).text
    )  # too late: not kept
    [test] = await sittings(harness, tomasz)
    assert (test.answered, test.whole) == (1, False)


async def test_a_question_of_a_test_is_reported(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """The button back is named correctly, whether or not the report has text."""
    question = await begin(tomasz)
    for place, text in enumerate(("B is right as well", " "), 2):
        kept = await answer(harness.library.default, tomasz, question)
        form = await more(tomasz, kept, "Report the last question")
        assert isinstance(form, Modal)
        thanks = await tomasz.submit(form, {"text": text})
        question = await tomasz.press(thanks, "Back to the test")
        assert f" · {place} of 4" in question.text


async def test_two_taps_begin_one_test(harness: BotHarness, calendar: Calendar, tomasz: Person) -> None:
    """Both get the same question, and two answers at once count as one."""
    welcome, course = await tomasz.run("/start"), harness.library.default
    one, two = await harness.at_once(*(more(tomasz, welcome, PRETEST) for _ in range(2)))
    assert shown(course, one) == shown(course, two)
    replies = await harness.at_once(*(answer(course, tomasz, one, right=right) for right in (True, False)))
    assert any(SAVED in each.text for each in replies)
    assert all(" · 2 of 4" in each.text for each in replies)
    [test] = await sittings(harness, tomasz)
    assert test.answered == 1


async def test_nobody_is_pressed(harness: BotHarness, calendar: Calendar, tomasz: Person) -> None:
    """The pretest is offered until they move on, then never again. The final one stays available."""
    old = await assessments(tomasz)
    assert offers(await tomasz.run("/start"))
    first = await tomasz.run("/start")
    assert offers(first)
    await tomasz.press(first, "Next ▸")
    assert not offers(await tomasz.run("/start"))
    assert not offers(await assessments(tomasz))
    stale = await tomasz.press(old, "Take the pretest")
    assert "The final assessment opens the day after your last badge." in stale.text
    await complete(harness, tomasz)
    calendar.pass_days(1)
    result = await take(harness, tomasz, await begin(tomasz), right=3)
    assert result.text.startswith("**🎓 You passed! 3 of 4.**")
    assert "luck" not in result.text
    assert has(result, "See what I missed")


async def test_a_withdrawn_question_does_not_count(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """If the author removes a question during an assessment, the score is out of those asked."""
    first, course = await begin(tomasz), harness.library.default
    asked = shown(course, first)
    await harness.restart_bot(measured(harness.library, left_out=asked.id))
    second = await answer(course, tomasz, first)
    assert " · 2 of 4\n" in second.text
    assert "dropped the question before this one" in second.text
    result = await finish(harness.library.default, tomasz, second)
    assert "**3 of 3 before the course.**\n1 question didn't count, because the course has" in result.text


async def test_an_attempt_that_loses_all_its_questions_does_not_count(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """If an update changes them all, the screen says so, and another form is open at once."""
    await complete(harness, tomasz)
    calendar.pass_days(1)
    first, course = await begin(tomasz), harness.library.default
    newer = next(iter(course.tested.values()))
    newer = newer.model_copy(update={"version": newer.version + 1})
    await harness.restart_bot(measured(harness.library, template=newer))
    over = await tomasz.press(first, "I don't know")
    assert over.text.startswith("**This one doesn't count: the course has changed or dropped all of its")
    passed = await take(harness, tomasz, await tomasz.press(over, "Take the assessment"), right=4)
    assert passed.text.startswith("**🎓 You passed! 4 of 4.**")


async def test_a_changed_assessment_is_not_compared(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """If the forms change after the pretest, the results still show, and the screen says why that's all."""
    await take(harness, tomasz, await begin(tomasz), right=1)
    template = next(iter(harness.library.default.tested.values()))
    harder = template.model_copy(update={"version": template.version + 1})
    await harness.restart_bot(measured(harness.library, template=harder))
    await study(harness, tomasz)
    await complete(harness, tomasz)
    calendar.pass_days(1)
    passed = await take(harness, tomasz, await begin(tomasz), right=4)
    assert passed.text.startswith("**🎓 You passed! 4 of 4.**")
    assert "The assessment has changed since your pretest" in passed.text
    assert "before the course. That" not in passed.text


async def test_a_course_without_an_assessment_offers_nothing(
    harness: BotHarness, calendar: Calendar, tomasz: Person
) -> None:
    """Neither at the start nor later. Earlier results still show."""
    await take(harness, tomasz, await begin(tomasz), right=2)
    adaeze = await harness.person("adaeze")
    await harness.restart_bot(measured(harness.library, forms=""))
    start = await adaeze.run("/start")
    assert not offers(start)
    assert not offers(await assessments(adaeze))
    assert "**2 of 4 before the course.**" in (await assessments(tomasz)).text
