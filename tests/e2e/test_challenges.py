"""Second tries at missed questions, and results that others can try to beat."""

from contextlib import suppress

import pytest

from bot.chat.messages import error_codes
from discord_sandbox.clients.person import Person, Reply
from discord_sandbox.clients.person.failures import InteractionFailed
from tests.e2e import answering
from tests.e2e.answering import lead, more, press_next, shown
from tests.e2e.bot_fixture import CALLBACK, BotHarness
from tests.e2e.test_question_versions import edited

LESSON = "vorher-fragen"
LESSON_CARDS = 3


async def take(harness: BotHarness, person: Person, reply: Reply, wrong: int) -> tuple[Reply, list[str]]:
    """Take a quiz with this many wrong answers first, and return its result and questions."""
    course, asked = harness.library.default, []
    while True:
        asked.append(shown(course, reply).id)
        feedback = await answering.answer(course, person, reply, right=len(asked) > wrong)
        label = press_next(feedback)
        assert label
        reply = await person.press(feedback, label)
        if label == "See how you did ▸":
            return reply, asked


async def badges(harness: BotHarness, person: Person) -> list[str]:
    """The lessons that the person has a badge for."""
    found = await harness.record.badges(int(person.user["id"]), harness.library.default.id)
    return [badge.lesson for badge in found]


async def test_a_quiz_is_passed_once_what_was_missed_is_fixed(harness: BotHarness) -> None:
    """Half right isn't enough for the badge. A right second try is, on the same objectives."""
    tomasz, course = await harness.person("tomasz"), harness.library.default
    for number in range(1, LESSON_CARDS + 1):
        await harness.record.mark_read(int(tomasz.user["id"]), course.id, LESSON, number, 1)
    result, asked = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), wrong=2)
    assert lead(result) == "**2 of 4.** 🟨🟨🟩🟩 The other 2 will come back, starting tomorrow."
    assert result.controls[0].label == "Fix those 2 ▸"
    assert await badges(harness, tomasz) == []
    fixed, again = await take(harness, tomasz, await tomasz.press(result, "Fix those 2 ▸"), wrong=0)
    missed = [course.questions[each].objective for each in asked[:2]]
    assert [course.questions[each].objective for each in again] == missed
    assert "You've earned the 📘 **Vorher fragen** badge." in fixed.text
    assert await badges(harness, tomasz) == [LESSON]


async def test_a_wrong_second_try_earns_nothing(harness: BotHarness) -> None:
    """It can be fixed again."""
    tomasz, course = await harness.person("tomasz"), harness.library.default
    for number in range(1, LESSON_CARDS + 1):
        await harness.record.mark_read(int(tomasz.user["id"]), course.id, LESSON, number, 1)
    result, _ = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), wrong=2)
    again, _ = await take(harness, tomasz, await tomasz.press(result, "Fix those 2 ▸"), wrong=1)
    assert answering.has(again, "Fix that one ▸")
    assert await badges(harness, tomasz) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [(0, "🏆 **You beat {}!**"), (1, "**You tied with {}.**"), (3, "**{} wins this one.**")],
)
async def test_a_shared_result_can_be_beaten(harness: BotHarness, wrong: int, said: str) -> None:
    """Everyone sees one line. Anyone who presses gets the same questions and both scores in private. The
    winner comes first.
    """
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    name = f"<@{tomasz.user['id']}>"
    result, asked = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), wrong=1)
    line = await tomasz.press(result, "Share")
    assert not line.private
    assert line.text == f"<@{tomasz.user['id']}> · 📘 Vorher fragen · 3 of 4\n🟨🟩🟩🟩"
    twice = await tomasz.press(result, "Share")
    assert twice.private
    assert "already shared this result, in <#" in twice.text
    seen = next(message for message in await adaeze.messages() if message.id == line.id)
    question = await adaeze.press(seen, "Beat it ▸")
    assert question.private
    duel = f"📣 Beat <@{tomasz.user['id']}>'s 3 of 4"
    assert f"{duel} · 1 of 4" in question.text
    assert f"{duel} · 1 of 4" in (await adaeze.run("/learn")).text
    own, same = await take(harness, adaeze, question, wrong=wrong)
    assert same == asked
    assert lead(own) == said.format(name)
    rows = [f"**{4 - wrong}** {'🟨' * wrong}{'🟩' * (4 - wrong)} You", f"**3** 🟨🟩🟩🟩 {name}"]
    assert own.text.splitlines()[1:3] == (rows if wrong < 3 else rows[::-1])


@pytest.mark.parametrize(
    ("wrong", "done"), [(0, " beat {}"), (1, " tied with {}"), (2, "")], ids=["win", "tie", "loss"]
)
async def test_sharing_a_win_names_the_rival(harness: BotHarness, wrong: int, done: str) -> None:
    """Where they shared their own result. Elsewhere, and after a loss, it's one line like any other."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    result, _ = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), wrong=1)
    await tomasz.press(result, "Share")
    seen = await adaeze.hear("3 of 4", "general")
    own, _ = await take(harness, adaeze, await adaeze.press(seen, "Beat it ▸"), wrong=wrong)
    line = await more(adaeze, own, "Share") if wrong == 2 else await adaeze.press(own, "Share")
    assert isinstance(line, Reply)
    named = done.format(f"<@{tomasz.user['id']}>")
    assert line.text.startswith(f"<@{adaeze.user['id']}>{named} · 📘 Vorher fragen · {4 - wrong} of 4")


async def test_a_rival_is_named_only_where_they_shared(harness: BotHarness) -> None:
    """Not in another channel."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    result, _ = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), wrong=1)
    await tomasz.press(result, "Share")
    seen = await adaeze.hear("3 of 4", "general")
    await adaeze.press(seen, "Beat it ▸")
    elsewhere = await adaeze.run("/learn", "lessons")
    own, _ = await take(harness, adaeze, elsewhere, wrong=0)
    line = await adaeze.press(own, "Share")
    assert line.text.startswith(f"<@{adaeze.user['id']}> · ")


async def test_a_low_score_is_shared_from_the_menu(harness: BotHarness) -> None:
    """Under three of five, sharing has no button of its own."""
    tomasz = await harness.person("tomasz")
    result, _ = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), wrong=2)
    assert not answering.has(result, "Share")
    line = await more(tomasz, result, "Share")
    assert isinstance(line, Reply)
    assert "2 of 4" in line.text


@pytest.mark.parametrize(("status", "code", "again"), [(403, 200000, True), (400, 40060, False)])
async def test_a_refused_share_can_be_repeated(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch, status: int, code: int, again: bool
) -> None:
    """Only if Discord surely has no message. Neither that nor sharing twice uses up the limit on sharing."""
    monkeypatch.setattr(error_codes, "RETRIED", 60.0)
    cooldown = harness.bot.services.sharing._cooldown
    cooldown._clock = lambda: 0.0
    tomasz = await harness.person("tomasz")
    result, _ = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), wrong=1)
    await harness.inject_fault(kind="status", match=CALLBACK, status=status, code=code, times=1)
    with suppress(InteractionFailed):
        await tomasz.press(result, "Share")
    await harness.inject_fault(kind="clear")
    spent = cooldown._full_at[int(tomasz.user["id"])]
    line = await tomasz.press(result, "Share")
    assert line.private is not again
    for _ in range(4):
        assert "already shared this result" in (await tomasz.press(result, "Share")).text
    assert spent == (0 if again else 20)
    assert cooldown._full_at[int(tomasz.user["id"])] == 20


async def test_a_question_that_was_dropped_since_decides_nothing(harness: BotHarness) -> None:
    """Getting all remaining questions right counts as all right."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    result, asked = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), wrong=0)
    await tomasz.press(result, "Share")
    seen = await adaeze.hear("4 of 4", "general")
    left = edited(harness.library, lambda question: None if question.id == asked[0] else question)
    await harness.restart_bot(left)
    own, same = await take(harness, adaeze, await adaeze.press(seen, "Beat it ▸"), wrong=0)
    assert same == asked[1:]
    assert lead(own) == f"**You tied with <@{tomasz.user['id']}>.**"
    assert "**3** 🟩🟩🟩 You" in own.text


async def test_a_shared_quiz_is_taken_once(harness: BotHarness) -> None:
    """A second press continues it, or shows the result again. Nobody can retry until they win."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    result, _ = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON}"), wrong=0)
    await tomasz.press(result, "Share")
    seen = await adaeze.hear("4 of 4", "general")
    first, twice = await harness.at_once(*(adaeze.press(seen, "Beat it ▸") for _ in range(2)))
    assert first.text == twice.text
    await answering.answer(harness.library.default, adaeze, first, right=False)
    again = await adaeze.press(seen, "Beat it ▸")
    assert "4 of 4 · 2 of 4" in again.text
    end, _ = await take(harness, adaeze, again, wrong=0)
    answers = await harness.record.answers(int(adaeze.user["id"]), harness.library.default.id)
    assert lead(await adaeze.press(seen, "Beat it ▸")) == lead(end)
    assert " wins this one." in end.text
    assert len(answers) == 4


async def test_your_own_quiz_is_not_for_you_to_beat(harness: BotHarness) -> None:
    """A private reply says so, and offers a new quiz."""
    tomasz = await harness.person("tomasz")
    result, _ = await take(harness, tomasz, await tomasz.run(f"/quiz {LESSON} questions:2"), wrong=0)
    line = await tomasz.press(result, "Share")
    refused = await tomasz.press(line, "Beat it ▸")
    assert refused.private
    assert "That's your own quiz" in refused.text
    assert "Quiz · 1 of 2" in (await tomasz.press(refused, "Take a new quiz")).text


async def test_only_a_finished_quiz_can_be_beaten(harness: BotHarness) -> None:
    """A forged press on an unfinished quiz gets none of its questions."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    await tomasz.run(f"/quiz {LESSON}")
    [quiz] = await harness.record.open_quizzes(int(tomasz.user["id"]), harness.library.default.id)
    data = {"component_type": 2, "custom_id": f"lb1:quiz:beat:{quiz.id}"}
    harness.sandbox.forge(3, adaeze.user["id"], await adaeze.place(), data)
    assert "Quiz ·" not in (await adaeze.hear()).text
    assert await harness.record.open_quizzes(int(adaeze.user["id"]), harness.library.default.id) == []
