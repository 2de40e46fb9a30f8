"""Answers are read in the wording that was answered, whatever the course says today."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.course.library import Library
from bot.domain.questions.question import Question
from discord_sandbox.clients.person import Person, Reply
from tests.e2e import answering
from tests.e2e.answering import lead, more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_daily_answers import one_question, option, post_now, press, seen

LESSON = "vorher-fragen"
WHY = "Why not the others?"
RESULT = "See how you did ▸"

Edit = Callable[[Question], Question | None]


def swapped(question: Question) -> Question:
    """Return the question with its options the other way around, under the same version."""
    return question.model_copy(update={"options": question.options[::-1]})


def without_wrong(question: Question) -> Question:
    """Return the question with only its right options."""
    return question.model_copy(update={"options": tuple(o for o in question.options if o.correct)})


def reversed_truth(question: Question) -> Question:
    """Return the question with what was right now wrong, and the other way around."""
    turned = tuple(o.model_copy(update={"correct": not o.correct}) for o in question.options)
    return question.model_copy(update={"options": turned})


def withdrawn(question: Question) -> None:
    """Return nothing: the question is gone."""


def edited(library: Library, edit: Edit) -> Library:
    """Return the library with each question of its first course edited, in lessons and forms."""
    course = library.default

    def questions(part: Lesson) -> Lesson:
        kept = [made for question in part.questions if (made := edit(question))]
        return part.model_copy(update={"questions": tuple(kept)})

    changed: Course = replace(course, lessons=tuple(questions(lesson) for lesson in course.lessons))
    return Library([changed])


async def single(harness: BotHarness, person: Person, reply: Reply) -> tuple[Question, Reply]:
    """Answer until a single-choice question is on the screen."""
    course = harness.library.default
    while (question := answering.shown(course, reply)).kind != "single":
        feedback = await answering.answer(course, person, reply)
        reply = await person.press(feedback, "Next ▸")
    return question, reply


def lines(reply: Reply) -> dict[str, str]:
    """Return what the feedback says about each option, by the option's text."""
    found = {}
    for line in reply.text.splitlines():
        for mark in ("✅ ", "❌ ", ""):
            if line.startswith(f"{mark}**") and line[len(mark) + 3 : len(mark) + 6] == "** ":
                text, _, tag = line[len(mark) + 6 :].partition(" **(")
                found[text] = mark.strip() + tag.removesuffix(")**")
    return found


@pytest.mark.parametrize("edit", [swapped, without_wrong, reversed_truth, withdrawn])
async def test_feedback_shows_the_question_as_it_was_answered(harness: BotHarness, edit: Edit) -> None:
    """Swap its options, drop the chosen one, turn right into wrong, or drop it: feedback stays the same."""
    tomasz = await harness.person("tomasz")
    question, reply = await single(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"))
    feedback = await answering.answer(harness.library.default, tomasz, reply, right=False)
    verdict, why = lead(feedback), await more(tomasz, feedback, WHY)
    said = lines(why)
    [right] = [option.text for option in question.options if option.correct]
    assert said[right] == "✅right"
    assert "❌your answer" in said.values()
    await harness.restart_bot(edited(harness.library, edit))
    for label in ("I was guessing", "It wasn't a guess"):
        feedback = await more(tomasz, feedback, label)
        assert lead(feedback) == verdict
        assert "changed this question since" in feedback.text
        why = await more(tomasz, feedback, WHY)
        assert lines(why) == said
        assert question.explanation in why.text
    sources = await more(tomasz, feedback, "Sources")
    assert (await tomasz.press(sources, "Back")).text == feedback.text


async def test_an_unchanged_question_says_nothing_of_changes(harness: BotHarness) -> None:
    """Feedback on a question that's still the same doesn't claim that it changed."""
    tomasz = await harness.person("tomasz")
    _, reply = await single(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"))
    feedback = await answering.answer(harness.library.default, tomasz, reply, right=False)
    assert "changed" not in (await more(tomasz, feedback, "I was guessing")).text


async def test_a_lost_wording_is_called_lost(harness: BotHarness) -> None:
    """If the old text is lost, no option of the current question is shown as the learner's answer."""
    tomasz = await harness.person("tomasz")
    _, reply = await single(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"))
    feedback = await answering.answer(harness.library.default, tomasz, reply, right=False)
    await harness.stop_bot()
    with sqlite3.connect(harness.data / "record.db") as file:
        file.execute("UPDATE question_text SET body = '{}'")
    file.close()
    await harness.restart_bot(edited(harness.library, swapped))
    for entry in ("I was guessing", WHY):
        reply = await more(tomasz, feedback, entry)
        assert "can't be read anymore" in reply.text
        assert "your answer" not in reply.text
    press_next = answering.press_next(feedback)
    assert (await tomasz.press(feedback, press_next)).controls


async def test_a_result_lists_what_was_answered(harness: BotHarness) -> None:
    """The missed prompts are the ones that were answered. The second try asks the current ones."""
    tomasz = await harness.person("tomasz")
    course = harness.library.default
    question, reply = await single(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"))
    feedback = await answering.answer(course, tomasz, reply, right=False)
    while answering.press_next(feedback) != RESULT:
        reply = await tomasz.press(feedback, "Next ▸")
        feedback = await answering.answer(course, tomasz, reply)
    await harness.restart_bot(
        edited(harness.library, lambda q: q.model_copy(update={"prompt": f"Neu {q.id}?"}))
    )
    result = await tomasz.press(feedback, RESULT)
    missed = await more(tomasz, result, "See what I missed")
    assert question.prompt in missed.text
    assert "Neu" not in missed.text
    assert lead(await tomasz.press(missed, "Back")) == lead(result)
    again = await tomasz.press(result, "Fix that one ▸")
    assert f"Neu {question.id}?" in again.text


async def test_a_second_try_of_dropped_questions_says_so(harness: BotHarness) -> None:
    """With all of them gone from the course, the result says what happened and offers a new quiz."""
    tomasz = await harness.person("tomasz")
    question, reply = await single(harness, tomasz, await tomasz.run(f"/quiz {LESSON} questions:20"))
    feedback = await answering.answer(harness.library.default, tomasz, reply, right=False)
    while answering.press_next(feedback) != RESULT:
        reply = await tomasz.press(feedback, "Next ▸")
        feedback = await answering.answer(harness.library.default, tomasz, reply)
    result = await tomasz.press(feedback, RESULT)
    await harness.restart_bot(edited(harness.library, lambda each: None if each.id == question.id else each))
    again = await tomasz.press(result, "Fix that one ▸")
    assert "The course has dropped this question" in again.text
    assert "come back" not in again.text
    assert not answering.has(again, "Fix that one ▸")
    assert "Quiz · 1 of" in (await more(tomasz, again, "Take a new quiz")).text


@pytest.mark.parametrize("edit", [swapped, withdrawn])
async def test_the_question_of_the_day_is_shown_as_it_was_answered(harness: BotHarness, edit: Edit) -> None:
    """The same holds for a daily question, and for how the server answered it."""
    await harness.restart_bot(one_question(harness.library, f"{LESSON}-01"))
    question = harness.library.default.questions[f"{LESSON}-01"]
    _, post = await post_now(harness)
    tomasz = await harness.person("tomasz")
    wrong = option(question, right=False)
    said = await press(tomasz, await seen(tomasz, post), wrong)
    await harness.restart_bot(edited(harness.library, edit))
    again = await press(tomasz, await seen(tomasz, post), wrong)
    assert again.text.startswith(said.text)
    assert "changed this question since" in again.text
    shown = await press(tomasz, again, "How we answered")
    right = "; ".join(option.text for option in question.options if option.correct)
    assert f"**Right:** {right}" in shown.text
