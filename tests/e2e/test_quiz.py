"""Quizzes from the first question to the result, across restarts and all that can go wrong."""

import asyncio
from dataclasses import replace

from bot.chat.screens.learning import quiz as screens
from bot.domain.course.lesson import Lesson
from bot.domain.course.library import Library
from bot.domain.questions.question import Question
from bot.services.learning.quiz_state import OpenQuestion
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e import answering
from tests.e2e.answering import entries, lead, more
from tests.e2e.bot_fixture import BotHarness

LESSON = "vorher-fragen"


def shown_question(harness: BotHarness, reply: Reply) -> Question:
    """Return the question on the screen."""
    return answering.shown(harness.library.default, reply)


async def answer(harness: BotHarness, person: Person, reply: Reply, *, right: bool) -> Reply:
    """Answer the question on the screen, right or wrong."""
    return await answering.answer(harness.library.default, person, reply, right=right)


async def finish(harness: BotHarness, person: Person, reply: Reply, *, right: bool = True) -> Reply:
    """Answer to the end."""
    return await answering.finish(harness.library.default, person, reply, right=right)


def changed(library: Library, question_id: str, **changes: object) -> Library:
    """Return the library with one question changed or, without a change, removed."""
    course = library.default

    def edit(lesson: Lesson) -> Lesson:
        questions = [
            question.model_copy(update=changes) if question.id == question_id else question
            for question in lesson.questions
            if question.id != question_id or changes
        ]
        return lesson.model_copy(update={"questions": tuple(questions)})

    return Library([replace(course, lessons=tuple(edit(lesson) for lesson in course.lessons))])


async def test_a_quiz_goes_from_the_first_question_to_the_result(harness: BotHarness) -> None:
    """Feedback starts with the verdict, and tells why for every option, with the sources, on request. The
    result and /progress agree.
    """
    tomasz = await harness.person("tomasz")
    question = first = await tomasz.run(f"/quiz {LESSON}")
    assert "Quiz · 1 of 4" in question.text
    asked = shown_question(harness, question)
    feedback = await answer(harness, tomasz, question, right=True)
    assert feedback.id == first.id
    assert lead(feedback).startswith("✅ **Right")
    why = await more(tomasz, feedback, "Why not the others?")
    assert all((option.feedback in why.text) is not option.correct for option in asked.options)
    assert asked.explanation in why.text
    assert asked.prompt in why.text
    sources = await more(tomasz, why, "Sources")
    facts = [harness.library.default.facts[fact] for fact in asked.facts]
    assert all(fact.text in sources.text for fact in facts)
    assert (await tomasz.press(sources, "Back")).text == feedback.text
    wrong = await answer(harness, tomasz, await tomasz.press(feedback, "Next ▸"), right=False)
    assert lead(wrong).startswith("❌")
    result = await finish(harness, tomasz, await tomasz.press(wrong, "Next ▸"))
    assert lead(result).startswith("**3 of 4.**")
    progress = await tomasz.run("/progress")
    assert "4 answers" in progress.text
    assert "3/4 right" in (await tomasz.press(progress, "Details")).text


async def test_not_knowing_is_an_answer(harness: BotHarness) -> None:
    """ "I don't know" shows the right answer, counts as not right, and isn't called wrong."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON}")
    feedback = await tomasz.press(question, "I don't know")
    asked = shown_question(harness, question)
    right = next(option for option in asked.options if option.correct)
    assert lead(feedback) == f'**It\'s "{right.text}."** {right.feedback}'
    assert "❌" not in feedback.text
    assert "❌" not in (await more(tomasz, feedback, "Why not the others?")).text


async def test_a_multiple_choice_is_partly_right(harness: BotHarness) -> None:
    """One of two right picks is worth half, and a wrong one costs a point. The screen says so first."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON}")
    while shown_question(harness, question).kind != "multiple":
        question = await tomasz.press(await answer(harness, tomasz, question, right=True), "Next ▸")
    assert question.text.count("Choose all that apply. A wrong one costs a point.") == 1
    pick = next(option for option in shown_question(harness, question).options if option.correct)
    [label] = [o.label for o in question.control("Your answers").options if pick.text in o.label]
    assert lead(await tomasz.select(question, [label])).startswith("🟡 **1 of 2 right.**")
    answers = await harness.record.answers(int(tomasz.user["id"]), harness.library.default.id)
    assert answers[-1].score == 50


async def test_wrong_picks_are_counted_beside_the_right_ones(harness: BotHarness) -> None:
    """Picking everything isn't reported as all right."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON}")
    while shown_question(harness, question).kind != "multiple":
        question = await tomasz.press(await answer(harness, tomasz, question, right=True), "Next ▸")
    everything = [option.label for option in question.control("Your answers").options]
    feedback = await tomasz.select(question, everything)
    assert lead(feedback).startswith("🟡 **2 of 2 right, 1 wrong.**")


async def test_an_old_message_works_after_a_restart(harness: BotHarness) -> None:
    """The bot keeps nothing in memory: the message from before answers as if nothing had happened."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON}")
    feedback = await answer(harness, tomasz, question, right=True)
    await harness.restart_bot()
    second = await tomasz.press(feedback, "Next ▸")
    assert "Quiz · 2 of 4" in second.text
    await harness.restart_bot()
    assert "Perfect! 4 of 4." in (await finish(harness, tomasz, second)).text


async def test_a_quiz_goes_on_on_another_device(harness: BotHarness) -> None:
    """/quiz in another window, without a lesson or in direct messages continues where it was."""
    phone, responder = await harness.person("tomasz"), await harness.person("tomasz")
    feedback = await answer(harness, phone, await phone.run(f"/quiz {LESSON}"), right=True)
    again = await responder.run(f"/quiz {LESSON}")
    assert "Quiz · 2 of 4" in again.text
    assert "where you left off" in again.text
    assert again.text == (await responder.run("/quiz", channel="dm")).text
    await answer(harness, responder, again, right=True)
    assert "Quiz · 3 of 4" in (await phone.press(feedback, "Next ▸")).text


async def test_two_people_in_one_channel_do_not_meet(harness: BotHarness) -> None:
    """Each has their own quiz and sees nothing of the other's."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    both = await asyncio.gather(tomasz.run(f"/quiz {LESSON}"), adaeze.run(f"/quiz {LESSON}"))
    ends = await asyncio.gather(
        finish(harness, tomasz, both[0], right=True), finish(harness, adaeze, both[1], right=False)
    )
    assert "Perfect! 4 of 4." in ends[0].text
    assert "**0 of 4.**" in ends[1].text
    assert {message.id for message in await tomasz.messages()} & {both[1].id} == set()


async def test_a_double_tap_is_one_answer(harness: BotHarness) -> None:
    """With two presses at once, the first answer stands, and both see its feedback."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON}")
    while shown_question(harness, question).kind == "multiple":
        question = await tomasz.press(await answer(harness, tomasz, question, right=True), "Next ▸")
    before = len(await harness.record.answers(int(tomasz.user["id"]), harness.library.default.id))
    labels = [control.label for control in question.controls[:2]]
    replies = await harness.at_once(*(tomasz.press(question, label) for label in labels))
    answers = await harness.record.answers(int(tomasz.user["id"]), harness.library.default.id)
    assert len(answers) == before + 1
    assert len({lead(reply) for reply in replies}) == 1
    assert sum("You'd already answered this one." in reply.text for reply in replies) == 1


async def test_a_double_tap_starts_one_quiz(harness: BotHarness) -> None:
    """The lesson's quiz, a second try and a new quiz, pressed twice at once: each time one quiz starts."""
    tomasz = await harness.person("tomasz")

    async def twice(reply: Reply, label: str) -> Reply:
        choose = more if label in entries(reply) else Person.press
        first, second = await harness.at_once(*(choose(tomasz, reply, label) for _ in range(2)))
        assert first.text == second.text
        course = harness.library.default.id
        assert len(await harness.record.open_quizzes(int(tomasz.user["id"]), course)) == 1
        return first

    card = await tomasz.run("/lesson 2")
    result = await finish(harness, tomasz, await twice(card, "Take the quiz (2 questions) ▸"), right=False)
    result = await finish(harness, tomasz, await twice(result, "Fix those 2 ▸"))
    await finish(harness, tomasz, await twice(result, "Take a new quiz"))


async def test_a_quiz_can_be_given_up(harness: BotHarness) -> None:
    """Learners can start over or ask for another length. /start and /progress lead back to it."""
    tomasz = await harness.person("tomasz")
    await answer(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), right=True)
    back = await tomasz.run("/start")
    assert "Quiz · 2 of 4" in back.text
    assert (await tomasz.press(await tomasz.run("/progress"), "Finish your quiz ▸")).text == back.text
    assert "Quiz · 1 of 4" in (await tomasz.press(back, "Start over")).text
    assert "Quiz · 1 of 1" in (await tomasz.run(f"/quiz {LESSON} questions:1")).text
    assert "Quiz · 1 of 1" in (await tomasz.run("/quiz")).text


async def test_the_wrong_ones_are_fixed(harness: BotHarness) -> None:
    """A second try asks about what was wrong, in another question if there is one, and ends when it's right.

    The main button is the second try only if the quiz wasn't passed.
    """
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON} questions:1")
    first = shown_question(harness, question)
    result = await finish(harness, tomasz, question, right=False)
    assert result.controls[0].label == "Fix that one ▸"
    second = await tomasz.press(result, "Fix that one ▸")
    assert "Second try · 1 of 1" in second.text
    asked = shown_question(harness, second)
    assert (asked.id != first.id, asked.objective) == (True, first.objective)
    end = await finish(harness, tomasz, second)
    assert "1 of 1." in end.text
    assert not any("Fix" in control.label for control in end.controls)


async def test_a_second_try_asks_again_what_has_no_other_question(harness: BotHarness) -> None:
    """If the quiz has already asked every question on the objective, the same one comes again."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON}")
    first = shown_question(harness, question)
    feedback = await answer(harness, tomasz, question, right=False)
    result = await finish(harness, tomasz, await tomasz.press(feedback, "Next ▸"))
    second = await tomasz.press(result, "Fix that one ▸")
    assert shown_question(harness, second).id == first.id


async def test_retakes_of_older_messages_still_work(harness: BotHarness) -> None:
    """Their button asks just the questions that were wrong, as it did when it was sent."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON} questions:2")
    asked = {shown_question(harness, question).id}
    feedback = await answer(harness, tomasz, question, right=False)
    result = await finish(harness, tomasz, await tomasz.press(feedback, "Next ▸"))
    old = result.control("Fix that one ▸").custom_id.replace("quiz:fix", "quiz:retake")
    data = {"component_type": 2, "custom_id": old}
    harness.sandbox.forge(3, tomasz.user["id"], await tomasz.place(), data)
    retake = await tomasz.hear("Second try · 1 of 1")
    assert {shown_question(harness, retake).id} == asked


async def test_a_question_is_reported_to_its_author(harness: BotHarness) -> None:
    """The report is saved, even if the bot restarted while it was being written."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON}")
    asked = shown_question(harness, question)
    form = await more(tomasz, await tomasz.press(question, "I don't know"), "Report this question")
    assert isinstance(form, Modal)
    await harness.restart_bot()
    thanks = await tomasz.submit(form, {"text": "B is right as well"})
    assert "The author will read it." in thanks.text
    [report] = await harness.record.reports(harness.library.default.id)
    assert (report.question, report.text) == (asked.id, "B is right as well")
    assert "Quiz · 2 of 4" in (await tomasz.press(thanks, "Back to the quiz")).text


async def test_an_empty_report_is_not_kept(harness: BotHarness) -> None:
    """Blank text isn't a report. The learner can write again."""
    tomasz = await harness.person("tomasz")
    feedback = await tomasz.press(await tomasz.run(f"/quiz {LESSON}"), "I don't know")
    empty = await tomasz.submit(await more(tomasz, feedback, "Report this question"), {"text": "   "})
    assert "nothing was sent" in empty.text
    assert await harness.record.reports(harness.library.default.id) == []
    assert isinstance(await tomasz.press(empty, "Write again"), Modal)


async def test_a_strangers_press_is_refused_in_words(harness: BotHarness) -> None:
    """Nobody can answer someone else's quiz, wherever its buttons end up."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    await tomasz.run(f"/quiz {LESSON}")
    services = harness.services
    [quiz] = await services.record.open_quizzes(int(tomasz.user["id"]), harness.library.default.id)
    question = services.library.default.questions[quiz.items[0].question]
    lesson = services.library.default.home(question.id)
    asked = OpenQuestion(quiz, 0, services.library.default, lesson, question, range(len(question.options)))
    channel = harness.bot.get_channel(int(await adaeze.place()))
    posted = await channel.send(view=screens.question(asked))  # type: ignore[union-attr]
    seen = next(message for message in await adaeze.messages() if message.id == str(posted.id))
    refused = await adaeze.press(seen, "I don't know")
    assert refused.private
    assert "someone else's quiz" in refused.text
    assert await services.record.answers(int(adaeze.user["id"]), harness.library.default.id) == []


async def test_a_withdrawn_question_is_passed_over(harness: BotHarness) -> None:
    """If the author removed it or changed its meaning, the quiz skips it and says so."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON}")
    asked = shown_question(harness, question)
    await harness.restart_bot(changed(harness.library, asked.id))
    following = await tomasz.press(question, "I don't know")
    assert "Quiz · 2 of 4" in following.text
    assert "dropped the question before this one" in following.text
    raised = shown_question(harness, following)
    await harness.restart_bot(changed(harness.library, raised.id, version=raised.version + 1))
    last = await tomasz.press(following, "I don't know")
    assert "Quiz · 3 of 4" in last.text
    result = await finish(harness, tomasz, last)
    assert "2 of 2." in result.text
    assert "2 questions didn't count" in result.text


async def test_a_corrected_wording_is_asked_again(harness: BotHarness) -> None:
    """An answer to an old wording isn't saved, and the new wording is shown."""
    tomasz = await harness.person("tomasz")
    question = await tomasz.run(f"/quiz {LESSON}")
    asked = shown_question(harness, question)
    await harness.restart_bot(changed(harness.library, asked.id, prompt="Neu gefragt: wer?"))
    again = await tomasz.press(question, "I don't know")
    assert "This question was corrected" in again.text
    assert "Neu gefragt: wer?" in again.text
    answered = await tomasz.press(again, "I don't know")
    assert len(await harness.record.answers(int(tomasz.user["id"]), harness.library.default.id)) == 1
    assert answering.press_next(answered)


async def test_a_new_quiz_asks_what_is_new_first(harness: BotHarness) -> None:
    """Learners choose how many. Questions they haven't seen come first."""
    tomasz = await harness.person("tomasz")
    asked = set()
    for _ in range(3):
        question = await tomasz.run(f"/quiz {LESSON} questions:1")
        assert "Quiz · 1 of 1" in question.text
        asked.add(shown_question(harness, question).id)
        await finish(harness, tomasz, question)
    assert len(asked) == 3


async def test_a_question_of_a_new_meaning_is_new(harness: BotHarness) -> None:
    """Answers to what it meant before don't count as having seen it."""
    tomasz = await harness.person("tomasz")
    await finish(harness, tomasz, await tomasz.run(f"/quiz {LESSON} questions:20"))
    for question in harness.library.default.lessons[0].questions:
        await harness.restart_bot(changed(harness.library, question.id, version=question.version + 1))
        asked = await tomasz.run(f"/quiz {LESSON} questions:1")
        assert question.prompt in asked.text
        await finish(harness, tomasz, asked)


async def test_a_quiz_can_be_started_over(harness: BotHarness) -> None:
    """The result leads to a new quiz of the same length."""
    tomasz = await harness.person("tomasz")
    result = await finish(harness, tomasz, await tomasz.run(f"/quiz {LESSON} questions:2"))
    fresh = await more(tomasz, result, "Take a new quiz")
    assert "Quiz · 1 of 2" in fresh.text
    assert harness.library.default.home(shown_question(harness, fresh).id).id == LESSON


async def test_a_lesson_without_questions_says_so(harness: BotHarness) -> None:
    """Having nothing to ask isn't an error."""
    course = harness.library.default
    empty = tuple(lesson.model_copy(update={"questions": ()}) for lesson in course.lessons)
    await harness.restart_bot(Library([replace(course, lessons=empty)]))
    tomasz = await harness.person("tomasz")
    assert "no question to ask" in (await tomasz.run("/quiz 1")).text
