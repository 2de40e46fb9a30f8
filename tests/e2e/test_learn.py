"""Learning with /learn: the first minute, a lesson card by card, and going on after a break."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.chat.interaction.cooldown import Cooldown
from bot.chat.words.refusals import _NOT_STORED
from bot.domain.course.cards import Artifact, Card, Template
from bot.domain.course.library import Library
from discord_sandbox.clients.person import Person, Reply
from tests.e2e.answering import answer, entries, finish, has, lead, more, shown
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_record_outages import refuse

OPENER, ASKED = "vorher-fragen-01", "vorher-fragen-03"
OFFER = "One question a day, at this time?"


@pytest.fixture
async def cards(harness: BotHarness) -> BotHarness:
    """The bot with a first lesson that has an opener, a card of each kind, and a template."""
    course = harness.library.default
    first, *others = course.lessons
    artifact = Artifact(title="Der Aushang", quote="Neu!", says="Kein Grund.", rewrite="Wie fänden Sie …?")
    changes = {
        "opener": OPENER,
        "cards": (*first.cards[:1], Card(show=artifact, facts=("brot-umbenannt",)), Card(ask=ASKED)),
        "template": Template(title="Eine Frage stellen", text="Liebe [Kundschaft], wie …?"),
    }
    await harness.restart_bot(Library([replace(course, lessons=(first.model_copy(update=changes), *others))]))
    return harness


async def go(person: Person, channel: str | None = None) -> Reply:
    """What /learn opens."""
    reply = await person.run("/learn", channel)
    assert isinstance(reply, Reply)
    return reply


async def right(harness: BotHarness, person: Person, reply: Reply) -> Reply:
    """The feedback on answering the question on the screen rightly."""
    return await answer(harness.library.default, person, reply)


async def read(harness: BotHarness, person: Person) -> frozenset[int]:
    """The cards of the first lesson that the person has read."""
    pages = await harness.record.pages_read(int(person.user["id"]), harness.library.default.id)
    return pages.get("vorher-fragen", frozenset())


async def test_a_right_answer_is_one_press_away(cards: BotHarness) -> None:
    """Nothing comes before the first question but two lines on what this is. Teaching follows it."""
    tomasz = await cards.person("tomasz")
    first = await tomasz.run("/start")
    assert lead(first) == f"👋 {cards.library.default.about.summary}"
    assert shown(cards.library.default, first).id == OPENER
    feedback = await tomasz.press(first, "Niemanden")
    assert lead(feedback).startswith("✅ **Right")
    assert "-# 1/3\n" in (await tomasz.press(feedback, "Next: lesson 1 ▸")).text


async def test_a_lesson_leads_from_its_opener_to_its_badge(cards: BotHarness) -> None:
    """Each screen's main button leads on: through the cards and their question, the quiz, and to lesson 2."""
    tomasz = await cards.person("tomasz")
    card = await tomasz.press(await right(cards, tomasz, await go(tomasz)), "Next: lesson 1 ▸")
    assert card.pictures
    shows = await tomasz.press(card, "Next ▸")
    assert "> Neu!\n-# Made up for this course\n" in shows.text
    assert "Kein Grund." in shows.text
    assert not shows.pictures
    asks = await tomasz.press(shows, "Next ▸")
    assert shown(cards.library.default, asks).id == ASKED
    assert await read(cards, tomasz) == {1, 2}
    feedback = await right(cards, tomasz, asks)
    assert await read(cards, tomasz) == {1, 2, 3}
    quiz = await tomasz.press(feedback, "Take the quiz (4 questions) ▸")
    result = await finish(cards.library.default, tomasz, quiz)
    assert lead(result) == "🎉 **Perfect! 4 of 4.** 🟩🟩🟩🟩"
    assert "You've earned the 📘 **Vorher fragen** badge." in result.text
    assert len(result.pictures) == 1
    [badge] = await cards.record.badges(int(tomasz.user["id"]), cards.library.default.id)
    assert badge.lesson == "vorher-fragen"
    assert "-# 1/1" in (await tomasz.press(result, "Next: lesson 2 ▸")).text
    assert "1 of 2 badges" in (await tomasz.run("/progress")).text


async def test_the_quiz_can_come_before_the_last_card(cards: BotHarness) -> None:
    """Then the result says what the badge still needs, and the last card brings it and leads on."""
    tomasz = await cards.person("tomasz")
    who, course = int(tomasz.user["id"]), cards.library.default
    result = await finish(course, tomasz, await tomasz.run("/quiz 2"))
    assert "earned" not in result.text
    assert "Read all of the lesson's cards, too, and you'll get its badge." in result.text
    assert await cards.record.badges(who, course.id) == []
    last = await tomasz.run("/lesson 2")
    assert last.text.endswith(f"You've earned the {course.lessons[1].emoji} **Offen antworten** badge.")
    assert last.controls[0].label == "Keep learning ▸"
    assert [badge.lesson for badge in await cards.record.badges(who, course.id)] == ["offen-antworten"]
    again = await tomasz.run("/lesson 2")
    assert "earned" not in again.text
    assert again.controls[0].label.startswith("Take the quiz")
    assert "Read all" not in (await finish(course, tomasz, await tomasz.run("/quiz 2"))).text


async def test_lessons_go_on_where_quizzes_are_switched_off(cards: BotHarness) -> None:
    """Their questions have the controls of a quiz but aren't one."""
    maren, tomasz = await cards.person("maren"), await cards.person("tomasz")
    settings = await maren.run("/server settings")
    await maren.select(settings, ["daily", "leaderboard", "ask"], "What's switched on")
    feedback = await right(cards, tomasz, await go(tomasz))
    assert lead(feedback).startswith("✅ **Right")
    assert "-# 1/3\n" in (await tomasz.press(feedback, "Next: lesson 1 ▸")).text
    assert "switched off" in (await tomasz.run("/quiz 1")).text


async def test_learn_goes_on_in_the_middle(cards: BotHarness) -> None:
    """After a restart, on another device, with a question open or answered: always at the next thing."""
    phone, responder = await cards.person("tomasz"), await cards.person("tomasz")
    await go(phone)
    await cards.restart_bot()
    again = await go(responder)
    assert shown(cards.library.default, again).id == OPENER
    await phone.press(await right(cards, responder, again), "Next: lesson 1 ▸")
    await cards.restart_bot()
    assert "2/3" in (await go(responder, "dm")).text
    question = await go(phone)
    assert shown(cards.library.default, question).id == ASKED
    assert (await go(responder)).text == question.text
    feedback = await answer(cards.library.default, phone, question, right=False)
    quiz = await go(responder)
    assert "Quiz · 1 of 4" in quiz.text
    assert (await phone.press(feedback, "Take the quiz (4 questions) ▸")).text == quiz.text.replace(
        "-# Welcome back! Here's where you left off.\n", ""
    )


async def opened(person: Person, presses: int) -> Reply:
    """A card of the first lesson, after all of them were read."""
    reply = await person.run("/lesson 1")
    for _ in range(presses):
        reply = await person.press(reply, "Next ▸")
    return reply


async def test_every_entry_of_a_more_menu_leads_somewhere(cards: BotHarness) -> None:
    """On each kind of screen that has this menu."""
    tomasz = await cards.person("tomasz")
    maren = await cards.person("maren")
    cards.bot.responder._cooldown = cards.services.sharing._cooldown = Cooldown(burst=9999)
    feedback = await tomasz.press(await right(cards, tomasz, await go(tomasz)), "Next: lesson 1 ▸")
    for _ in range(2):
        feedback = await tomasz.press(feedback, "Next ▸")
    await right(cards, tomasz, feedback)
    screens: dict[str, Callable[[], Awaitable[Reply]]] = {
        "first": lambda: go(maren),
        "say": lambda: opened(tomasz, 0),
        "show": lambda: opened(tomasz, 1),
        "answer": lambda: opened(tomasz, 2),
        "progress": lambda: tomasz.run("/progress"),
        "plan": lambda: tomasz.run("/plan"),
    }
    counts = {}
    for name, screen in screens.items():
        person = maren if name == "first" else tomasz
        labels = entries(await screen())
        counts[name] = len(labels)
        for label in labels if name != "first" else labels[1:]:
            found = await more(person, await screen(), label)
            if isinstance(found, Reply):
                assert "older version" not in found.text, label
                assert found.controls, label
    assert counts == {"first": 3, "say": 4, "show": 8, "answer": 5, "progress": 5, "plan": 2}


@pytest.mark.parametrize("entry", ["Sources", "In the case", "Die Metzgerei nebenan", "Eine Frage stellen"])
async def test_the_way_back_leads_to_the_card_you_came_from(cards: BotHarness, entry: str) -> None:
    """Nobody is sent on to the next card, or back to the first."""
    tomasz = await cards.person("tomasz")
    await right(cards, tomasz, await go(tomasz))
    await go(tomasz)
    card = await go(tomasz)
    assert "2/3" in card.text
    if entry in entries(card):
        aside = await more(tomasz, card, entry)
    else:
        extras = await more(tomasz, card, "Look closer")
        aside = await tomasz.select(extras, [entry], "Choose what to read")
    assert aside.text != card.text
    if has(aside, "Sources"):
        sources = await tomasz.press(aside, "Sources")
        assert "Status: " in sources.text
        assert (await tomasz.press(sources, "Back to the lesson")).text == card.text
    else:
        assert (await tomasz.press(aside, "Back to the lesson")).text == card.text
    assert await read(cards, tomasz) == {1, 2}


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("lesson:page:baeckerei-sommer:vorher-fragen:0", "-# 1/3\n"),
        ("lesson:page:baeckerei-sommer:vorher-fragen:2", "2/3"),
        ("lesson:page:baeckerei-sommer:vorher-fragen:2:1", "2/3"),
        ("lesson:page:baeckerei-sommer:vorher-fragen:6", "3/3"),  # there were seven pages
        ("start:continue:baeckerei-sommer", "2/3"),
        ("start:continue:baeckerei-sommer:later", "2/3"),
        ("start:continue", "2/3"),
    ],
)
async def test_buttons_from_before_there_were_cards_lead_on(harness: BotHarness, old: str, said: str) -> None:
    """Pages open the card that's nearest, and "Continue" the next thing to do."""
    tomasz = await harness.person("tomasz")
    await harness.record.mark_read(int(tomasz.user["id"]), "baeckerei-sommer", "vorher-fragen", 1, 1)
    data = {"component_type": 2, "custom_id": f"lb1:{old}"}
    harness.sandbox.forge(3, tomasz.user["id"], await tomasz.place(), data)
    assert (await tomasz.hear(said)).private


async def test_cards_can_be_read_while_nothing_can_be_stored(
    cards: BotHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk stops answers, and that's said. It doesn't stop reading, by a command or by a button."""
    tomasz, adaeze = await cards.person("tomasz"), await cards.person("adaeze")
    card = await tomasz.press(await right(cards, tomasz, await go(tomasz)), "Next: lesson 1 ▸")
    with monkeypatch.context() as broken:
        await refuse(cards, broken)
        second = await tomasz.press(card, "Next ▸")
        assert "2/3" in second.text
        assert (await go(tomasz)).text == second.text
        assert (await tomasz.run("/lesson 1")).text == second.text
        assert "-# 1/3\n" in (await go(adaeze)).text
        assert "-# 1/1" in (await adaeze.run("/lesson 2")).text
        assert await read(cards, tomasz) == {1}
    await cards.record._engine._writer._link.drop()  # type: ignore[attr-defined]
    assert (await tomasz.press(second, "Next ▸")).controls
    assert shown(cards.library.default, await go(adaeze)).id == OPENER


async def test_a_question_waits_until_answers_can_be_stored(
    cards: BotHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer would be lost, so it's refused with the reason, and counts once it's pressed again."""
    tomasz = await cards.person("tomasz")
    question = await go(tomasz)
    with monkeypatch.context() as broken:
        await refuse(cards, broken)
        assert _NOT_STORED["read-only"] in (await tomasz.press(question, "Niemanden")).text
    await cards.record._engine._writer._link.drop()  # type: ignore[attr-defined]
    assert lead(await tomasz.press(question, "Niemanden")).startswith("✅")


async def test_reminders_are_offered_once_after_the_first_quiz(cards: BotHarness) -> None:
    """Under the first result only, and not after the question on a card; "No" is the end of it."""
    tomasz = await cards.person("tomasz")
    course = cards.library.default
    feedback = await right(cards, tomasz, await go(tomasz))
    assert OFFER not in feedback.text
    result = await finish(course, tomasz, await tomasz.run("/quiz questions:1"))
    assert OFFER in result.text
    assert "no reminders" in (await tomasz.press(result, "No")).text
    assert OFFER not in (await finish(course, tomasz, await tomasz.run("/quiz questions:1"))).text
