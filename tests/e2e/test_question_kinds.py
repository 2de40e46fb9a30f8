"""Every kind of question can be answered, whatever people do with its controls."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.quiz import Answer
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import answer, entries, has, lead, letters, more, press_next, shown, write
from tests.e2e.bot_fixture import BotHarness

KINDS = ["single", "multiple", "true-false", "order", "match", "short"]
WHY, WHY_NOT = "Why?", "Why not the others?"
GUESS = "I was guessing"


async def ask(harness: BotHarness, person: Person, kind: str) -> Reply:
    """Return a quiz with the only question of this kind."""
    course = harness.library.default
    lessons = tuple(
        lesson.model_copy(update={"questions": tuple(q for q in lesson.questions if q.kind == kind)})
        for lesson in course.lessons
    )
    await harness.restart_bot(Library([replace(course, lessons=lessons)]))
    return await person.run("/quiz")


def why_label(reply: Reply) -> str:
    """Return the label of the entry that explains the question: it depends on the kind."""
    return next(label for label in entries(reply) if label in (WHY, WHY_NOT))


async def kept(harness: BotHarness, person: Person) -> list[Answer]:
    """Return the person's stored answers."""
    found = await harness.record.answers(int(person.user["id"]), harness.library.default.id)
    return list(found)


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_is_asked_answered_and_explained(harness: BotHarness, kind: str, right: bool) -> None:
    """Right or wrong, the first line says so; why is one press away; and what is stored agrees."""
    tomasz = await harness.person("tomasz")
    question = await ask(harness, tomasz, kind)
    asked = shown(harness.library.default, question)
    feedback = await answer(harness.library.default, tomasz, question, right=right)
    assert feedback.id == question.id
    assert lead(feedback).startswith("✅" if right else "❌")
    why = await more(tomasz, feedback, why_label(feedback))
    assert asked.explanation in why.text
    for option in asked.options:
        assert option.feedback in f"{feedback.text}\n{why.text}" or (kind == "short" and right)
    [stored] = await kept(harness, tomasz)
    assert (stored.right, stored.guessed, stored.verdict) == (right, False, None)
    assert (stored.typed is None) is (kind != "short")


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_can_be_not_known(harness: BotHarness, kind: str) -> None:
    """ "I don't know" shows the answer, and isn't called wrong or a guess."""
    tomasz = await harness.person("tomasz")
    question = await ask(harness, tomasz, kind)
    feedback = await tomasz.press(question, "I don't know")
    assert "❌" not in feedback.text
    for option in shown(harness.library.default, question).options:
        if option.correct or kind in ("order", "match"):
            assert (option.match or option.text) in feedback.text
    assert GUESS not in entries(feedback)
    [stored] = await kept(harness, tomasz)
    assert stored.unknown


@pytest.mark.parametrize("kind", KINDS)
async def test_each_answer_can_be_a_guess(harness: BotHarness, kind: str) -> None:
    """One press marks it as a guess, a second changes nothing, and another button takes it back."""
    tomasz = await harness.person("tomasz")
    feedback = await answer(harness.library.default, tomasz, await ask(harness, tomasz, kind))
    taps = await harness.at_once(*(more(tomasz, feedback, GUESS) for _ in range(2)))
    assert all("Noted as a guess" in guess.text for guess in taps)
    assert [each.guessed for each in await kept(harness, tomasz)] == [True]
    guess = taps[-1]
    assert "Noted as a guess" not in (await more(tomasz, guess, "It wasn't a guess")).text
    assert [each.guessed for each in await kept(harness, tomasz)] == [False]


async def test_an_order_can_be_partly_right(harness: BotHarness) -> None:
    """With two of three pairs the right way around, it's not called wrong."""
    tomasz = await harness.person("tomasz")
    question = await ask(harness, tomasz, "order")
    named = letters(shown(harness.library.default, question), question)
    for text in ("Entscheiden", "Fragen"):
        question = await tomasz.press(question, named[text])
    assert lead(await tomasz.press(question, "Check ▸")).startswith("🟡 **Partly right.**")
    assert [each.score for each in await kept(harness, tomasz)] == [33]


async def test_feedback_on_several_ticks_what_was_chosen(harness: BotHarness) -> None:
    """One of two right and one wrong is worth nothing, and the verdict says what was right about it."""
    tomasz = await harness.person("tomasz")
    question = await ask(harness, tomasz, "multiple")
    asked = shown(harness.library.default, question)
    [menu] = [each for each in question.controls if each.options]
    feedback = await tomasz.select(question, ["0", "2"], menu.custom_id)
    assert isinstance(feedback, Reply)
    assert lead(feedback) == "❌ **1 of 2 right, 1 wrong.**"
    hit, missed, _ = asked.options
    assert f"☑ {hit.text}" in feedback.text
    assert f"☐ {missed.text}" in feedback.text


async def test_an_order_can_be_started_over(harness: BotHarness) -> None:
    """The order so far shows after each step, survives a restart, and can be reset."""
    tomasz = await harness.person("tomasz")
    question = await ask(harness, tomasz, "order")
    named = letters(shown(harness.library.default, question), question)
    begun = await tomasz.press(question, named["Verkünden"])
    assert "1. Verkünden" in begun.text
    assert not has(begun, named["Verkünden"])
    await harness.restart_bot()
    ended = await tomasz.press(begun, named["Fragen"])
    assert "1. Verkünden\n2. Fragen\n3. Entscheiden" in ended.text
    assert await kept(harness, tomasz) == []
    over = await tomasz.press(ended, "Start over")
    assert over.text == question.text
    for text in ("Verkünden", "Fragen"):
        over = await tomasz.press(over, named[text])
    partly = await tomasz.press(over, "Check ▸")
    assert lead(partly).startswith("❌ **That's wrong.**")  # two pairs of three are the wrong way around
    assert "(you put it 1st)" in (await more(tomasz, partly, WHY)).text
    assert [each.chosen for each in await kept(harness, tomasz)] == [(2, 0, 1)]


def altered(course: Course, changes: Mapping[str, dict[str, Any]]) -> Library:
    """The course with these questions changed."""
    lessons = tuple(
        lesson.model_copy(
            update={
                "questions": tuple(
                    each.model_copy(update=changes.get(each.id, {})) for each in lesson.questions
                )
            }
        )
        for lesson in course.lessons
    )
    return Library([replace(course, lessons=lessons)])


async def test_an_order_of_another_wording_is_begun_anew(harness: BotHarness) -> None:
    """If the options have changed since, earlier choices are discarded."""
    tomasz = await harness.person("tomasz")
    question = await ask(harness, tomasz, "order")
    course = harness.bot.services.library.default
    asked = shown(course, question)
    begun = await tomasz.press(question, letters(asked, question)["Verkünden"])
    await harness.restart_bot(altered(course, {asked.id: {"options": asked.options[::-1]}}))
    again = await tomasz.press(begun, letters(asked, begun)["Fragen"])
    assert "This question was corrected" in again.text
    assert "\n1. " not in again.text


@pytest.mark.parametrize("kind", ["order", "match"])
async def test_what_was_chosen_is_of_its_own_question(harness: BotHarness, kind: str) -> None:
    """If the question was dropped, the next one starts without choices."""
    tomasz = await harness.person("tomasz")
    course = harness.library.default
    [first] = [each for each in course.questions.values() if each.kind == kind]
    other = first.model_copy(update={"id": "another", "prompt": "Noch eine?"})
    lesson = course.lessons[0].model_copy(update={"questions": (first, other)})
    doubled = replace(course, lessons=(lesson,), extra=())
    await harness.restart_bot(Library([doubled]))
    question = await tomasz.run("/quiz")
    asked = shown(doubled, question)
    named = letters(asked, question)

    async def choose(reply: Reply, option: int) -> Reply:
        if kind == "match":
            return await tomasz.press(reply, asked.options[option].match)
        return await tomasz.press(reply, named[asked.options[option].text])

    begun = await choose(question, 0)
    await harness.restart_bot(altered(doubled, {asked.id: {"version": asked.version + 1}}))
    following = await (tomasz.press(begun, "Check ▸") if kind == "match" else choose(begun, 1))
    assert "dropped the question before this one" in following.text
    assert "\n1. " not in following.text
    assert "→ **" not in following.text


async def test_articles_are_those_of_the_course(harness: BotHarness) -> None:
    """A typed answer is read in the language of the course."""
    tomasz = await harness.person("tomasz")
    feedback = await write(tomasz, await ask(harness, tomasz, "short"), "das Mühlenbrot")
    assert lead(feedback).startswith("✅ **Right")


async def test_a_match_can_be_changed_until_it_is_checked(harness: BotHarness) -> None:
    """The pairs so far are listed and the last one is filled in. Only then can they be checked."""
    tomasz = await harness.person("tomasz")
    question = await ask(harness, tomasz, "match")
    asked = shown(harness.library.default, question)
    first = next(option for option in asked.options if f"**{option.text}** → ?" in question.text)
    second = next(option for option in asked.options if option is not first)
    assert not has(question, "Check ▸")
    wrong = await tomasz.press(question, second.match)
    assert f"{first.text} → **{second.match}**" in wrong.text
    assert f"{second.text} → **{first.match}**" in wrong.text
    assert await kept(harness, tomasz) == []
    over = await tomasz.press(wrong, "Start over")
    assert over.text == question.text
    feedback = await tomasz.press(await tomasz.press(over, first.match), "Check ▸")
    assert lead(feedback).startswith("✅")
    assert [each.chosen for each in await kept(harness, tomasz)] == [(0, 1)]


async def test_the_menus_of_older_matches_still_work(harness: BotHarness) -> None:
    """They let the same thing be chosen twice, and a wrong pair is shown as such."""
    tomasz = await harness.person("tomasz")
    question = await ask(harness, tomasz, "match")
    asked = shown(harness.library.default, question)
    first, second = asked.options
    ids = [each.custom_id for each in question.controls if ":match:" in each.custom_id]
    old = ids[0].rpartition(":")[0]
    for so_far, place in (("xx", 0), ("1x", 1)):
        data = {"component_type": 3, "custom_id": f"{old}:{so_far}:{place}", "values": ["1"]}
        harness.sandbox.forge(3, tomasz.user["id"], await tomasz.place(), data)
        reply = await tomasz.hear()
    feedback = await tomasz.press(reply, "Check ▸")
    assert lead(feedback).startswith("🟡 **1 of 2 right.**")
    assert f"{first.text} → **{first.match}**" in feedback.text
    why = (await more(tomasz, feedback, why_label(feedback))).text
    assert f"❌ {first.text} → **{first.match}** (you chose {second.match})." in why
    assert f"{second.text} → **{second.match}**" in why
    assert [each.chosen for each in await kept(harness, tomasz)] == [(1, 1)]


@pytest.mark.parametrize(
    ("label", "score", "said"),
    [
        ("Yes", 100, "Counted as right."),
        ("Almost", 50, "Counted as almost right."),
        ("No", 0, "Counted as wrong."),
    ],
)
async def test_of_an_answer_in_doubt_the_learner_says(
    harness: BotHarness, label: str, score: int, said: str
) -> None:
    """The model answer shows next to the typed one, and the learner's first judgment stands."""
    tomasz = await harness.person("tomasz")
    doubt = await write(tomasz, await ask(harness, tomasz, "short"), "*Brot* der Mühle")
    assert "Does your answer say the same thing?" in doubt.text
    assert shown(harness.library.default, doubt).kind == "short"  # the question is still there
    assert "\\*Brot\\* der Mühle" in doubt.text
    assert "Mühlenbrot" in doubt.text
    assert press_next(doubt) is None
    replies = await harness.at_once(*(tomasz.press(doubt, label) for _ in range(2)))
    assert all(said in reply.text for reply in replies)
    [stored] = await kept(harness, tomasz)
    assert (stored.typed, stored.score) == ("*Brot* der Mühle", score)
    [counter] = await harness.record.counters(harness.library.default.id)
    assert (counter.answered, counter.right, counter.unknown) == (1, int(score == 100), 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Muhlenbrott", "Muhlenbrott (taken for: Mühlenbrot)"),
        ("Kruste Nr 1", "Kruste Nr 1\n"),
        ("krusde nr. 1", "krusde nr. 1 (taken for: Kruste Nr. 1)"),
        ("das Mühlenbrot", "das Mühlenbrot\n"),  # an article of the course's language
    ],
)
async def test_a_feedback_says_which_answer_it_is_about(harness: BotHarness, typed: str, said: str) -> None:
    """If a word was misspelled, the word it was taken for shows next to it."""
    tomasz = await harness.person("tomasz")
    feedback = await write(tomasz, await ask(harness, tomasz, "short"), typed)
    assert f'"{typed}."' in lead(feedback)
    assert f"**You wrote:** {said}" in (await more(tomasz, feedback, why_label(feedback))).text


async def test_blanks_are_no_answer(harness: BotHarness) -> None:
    """An empty form saves nothing and asks again."""
    tomasz = await harness.person("tomasz")
    question = await ask(harness, tomasz, "short")
    assert (await write(tomasz, question, "   ")).text == question.text
    assert await kept(harness, tomasz) == []


async def test_a_form_sent_twice_is_one_answer(harness: BotHarness) -> None:
    """The first text stands, even if the bot restarted in between."""
    tomasz = await harness.person("tomasz")
    form = await tomasz.press(await ask(harness, tomasz, "short"), "Type your answer ▸")
    assert isinstance(form, Modal)
    await tomasz.submit(form, {"Your answer": "Mühlenbrot"})
    await harness.restart_bot()
    again = await tomasz.submit(form, {"Your answer": "Kruste Nr. 1"})
    assert "You'd already answered this one." in again.text
    assert "Mühlenbrot" in again.text
    assert [each.typed for each in await kept(harness, tomasz)] == ["Mühlenbrot"]
