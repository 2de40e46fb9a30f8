"""/progress shows what was learned, what's remembered and what's next, in words and as a picture."""

from bot.chat.pictures.canvas import SCALE
from bot.chat.pictures.progress import WIDTH
from discord_sandbox.clients.person import Person
from tests.e2e.answering import answer, finish, has, shown
from tests.e2e.bot_fixture import CALLBACK, BotHarness
from tests.e2e.pictures import drawn
from tests.e2e.test_review import Calendar, calendar, quiz

__all__ = ["calendar"]


async def details(person: Person) -> str:
    """What's behind "Details"."""
    return (await person.press(await person.run("/progress"), "Details")).text


async def test_progress_begins_with_nothing(harness: BotHarness) -> None:
    """New learners see three lines, where to start, and what mastery takes."""
    tomasz = await harness.person("tomasz")
    progress = await tomasz.run("/progress")
    assert progress.text == (
        "🏅 **0 of 2 badges**\n🔥 Answer one question to start a streak\n📖 **0 of 4 cards** · 0 answers"
    )
    assert has(progress, "Next: lesson 1 ▸")
    text = await details(tomasz)
    assert text.startswith("### Details\nNo reviews")  # no zeros
    assert "No reviews in the next two weeks" in text
    assert "Lesson" not in text  # none is begun
    assert text.count("A goal is **mastered** after") == 1
    assert "ecall" not in text  # there's nothing yet to predict it from


async def test_progress_grows_with_what_is_learned(harness: BotHarness, calendar: Calendar) -> None:
    """Recall fades from day to day, mastery takes days, and upcoming reviews are listed."""
    tomasz = await harness.person("tomasz")
    await quiz(harness, tomasz)
    assert "🔥 **1-day streak**" in (await tomasz.run("/progress")).text
    text = await details(tomasz)
    assert "ecall" not in text  # not on the first day
    assert "Next reviews: 5 on Wednesday, March 4." in text  # six are due, but five are asked a day
    calendar.pass_days(1)
    assert "🔥 **1-day streak**" in (await tomasz.run("/progress")).text  # today isn't over yet
    assert "ecall" not in await details(tomasz)  # not before a goal is mastered
    calendar.pass_days(2)
    faded = await details(tomasz)
    assert "Next reviews: 3 today." in faded  # one of each objective, as /review asks
    await finish(harness.library.default, tomasz, await tomasz.run("/review"))
    text = await details(tomasz)
    assert "**1 of 3** goals mastered · **" in text
    assert text.count("**Recall** is") == 1
    assert text.count(", 1 mastered") == 1  # both questions of the other lesson ask to recall


async def test_each_objective_is_shown(harness: BotHarness, calendar: Calendar) -> None:
    """A lesson's objectives, each with whether it is mastered and how well it is remembered."""
    tomasz = await harness.person("tomasz")
    first = await tomasz.run("/quiz vorher-fragen questions:1")
    asked = shown(harness.library.default, first)
    await answer(harness.library.default, tomasz, first)
    calendar.pass_days(1)
    progress = await tomasz.press(await tomasz.run("/progress"), "Details")
    lesson = await tomasz.select(progress, ["1. Vorher fragen"], "Look at a lesson's goals")
    objectives = {each.id: each.text for each in harness.library.default.lessons[0].objectives}
    assert f"☐ {objectives.pop(asked.objective)}\n-# not mastered yet · recall 47%" in lesson.text
    for text in objectives.values():
        assert f"☐ {text}\n-# not mastered yet · recall 0%" in lesson.text
    back = await tomasz.press(lesson, "Back")
    assert "### Details" in back.text
    assert any(each.label.endswith(" ▸") for each in back.controls)  # what comes next


async def test_progress_has_a_picture_that_says_the_same(harness: BotHarness, calendar: Calendar) -> None:
    """Its description has the badges, the streak and the cards; a cut connection leaves it whole."""
    tomasz = await harness.person("tomasz")
    await quiz(harness, tomasz)
    await harness.inject_fault(kind="drop", match=CALLBACK, times=1)
    reply = await tomasz.run("/progress")
    picture, description = await drawn(reply)
    assert picture.size[0] == WIDTH * SCALE
    picture.load()
    assert description == (
        "Progress in Ein Brief zu wenig: 0 of 2 badges. Streak: 1 day. Cards opened: 0 of 4."
    )
    assert reply.text.startswith("🏅 **0 of 2 badges**\n🔥 **1-day streak**\n📖 **0 of 4 cards** · ")


async def test_progress_is_shared_by_ones_own_choice(harness: BotHarness, calendar: Calendar) -> None:
    """Sharing names the learner without a ping. There's no button where they can't write."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    mine = await tomasz.run("/progress")
    assert mine.private
    shared = await tomasz.press(mine, "Share")
    assert not shared.private
    assert f"Shared by <@{tomasz.user['id']}>" in shared.text
    assert shared.raw["mentions"] == []
    assert "0 of 2 badges" in (await drawn(shared))[1]
    begun = await adaeze.press(shared, "Try the course ▸")
    assert begun.private
    assert "-# 1/3\n" in begun.text
    assert not has(await tomasz.run("/progress", channel="dm"), "Share")
