"""/progress tells what was learned, what is remembered and what comes, in words."""

from tests.e2e.answering import answer, finish, has, shown
from tests.e2e.stage import Stage
from tests.e2e.test_review import Calendar, calendar, quiz

__all__ = ["calendar"]


async def test_progress_begins_with_nothing(stage: Stage) -> None:
    """Nobody is shamed: a new learner sees where to begin, and what the words mean."""
    tomasz = await stage.person("tomasz")
    text = (await tomasz.run("/progress")).text
    assert "**0 of 2** lessons read\n**0 of 3** objectives mastered\n**0 %** recall today" in text
    assert "**0 of 5 days** this week" in text
    assert "No reviews in the coming two weeks" in text
    for term in ("**Mastered** is", "**Recall today** is", "**This week** a day counts"):
        assert text.count(term) == 1


async def test_progress_grows_with_what_is_learned(stage: Stage, calendar: Calendar) -> None:
    """Recall fades from one day to the next, mastery takes days, and the coming reviews are told."""
    tomasz = await stage.person("tomasz")
    await quiz(stage, tomasz)
    text = (await tomasz.run("/progress")).text
    assert "**0 of 3** objectives mastered\n**100 %** recall today\n**1 of 5 days** this week" in text
    assert "Reviews ahead: 6 on Wednesday, 4 March." in text
    calendar.pass_days(1)
    assert "**2 of 5 days** this week" in (await tomasz.run("/progress")).text  # nothing was due
    calendar.pass_days(2)
    faded = (await tomasz.run("/progress")).text
    assert "**100 %**" not in faded
    assert "**2 of 5 days** this week" in faded  # Wednesday and today there was something to do
    assert "Reviews ahead: 6 today." in faded
    review = await tomasz.press(await tomasz.run("/progress"), "Review")
    await finish(stage.library.default, tomasz, review)
    text = (await tomasz.run("/progress")).text
    assert "**1 of 3** objectives mastered" in text
    assert "**3 of 5 days** this week" in text
    assert "0 of 1 objective mastered" in text  # both of its questions ask to recall


async def test_each_objective_is_shown(stage: Stage, calendar: Calendar) -> None:
    """A lesson's objectives, each with whether it is mastered and how well it is remembered."""
    tomasz = await stage.person("tomasz")
    first = await tomasz.run("/quiz vorher-fragen questions:1")
    asked = shown(stage.library.default, first)
    await answer(stage.library.default, tomasz, first)
    progress = await tomasz.run("/progress")
    lesson = await tomasz.select(progress, ["1. Vorher fragen"], "Look at a lesson's objectives")
    objectives = {each.id: each.text for each in stage.library.default.lessons[0].objectives}
    assert f"☐ {objectives.pop(asked.objective)}\n-# not mastered yet · recall today 50 %" in lesson.text
    for text in objectives.values():
        assert f"☐ {text}\n-# not mastered yet · recall today 0 %" in lesson.text
    assert has(await tomasz.press(lesson, "Back"), "Review")
