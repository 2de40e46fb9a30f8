"""Playing a course's scenario: every choice is kept, and every ending is reached."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.screens.questions.kind import LETTERS
from bot.courses import load_library
from bot.domain.course.scenario import Choice, Scenario, Scene
from discord_sandbox.clients.person import Person, Reply
from tests.e2e.answering import entries, has, more
from tests.e2e.bot_fixture import BotHarness

SHIPPED = Path(__file__).parents[2] / "lessons" / "netflix-qwikster"
ANSWER_WINDOW, WAIT, WAIT_ON = "Eine Antwort ins Fenster hängen", "Abwarten", "B"


def paths(scenario: Scenario) -> dict[str, Sequence[Choice]]:
    """A shortest way to each ending."""
    ways: dict[str, Sequence[Choice]] = {scenario.start: ()}
    waiting = [scenario.start]
    for name in waiting:
        for choice in scenario.by_id[name].choices:
            if choice.to not in ways:
                ways[choice.to] = (*ways[name], choice)
                waiting.append(choice.to)
    return {name: way for name, way in ways.items() if scenario.by_id[name].is_ending}


def label(scene: Scene, choice: Choice) -> str:
    """What the choice's button says."""
    short = all(len(each.text) <= 38 for each in scene.choices)
    return choice.text if short else LETTERS[scene.choices.index(choice)]


async def play(person: Person, scenario: Scenario, way: Sequence[Choice], first: Reply) -> Reply:
    """The ending that a way through a scenario leads to, from the first scene."""
    shown, scene = first, scenario.by_id[scenario.start]
    for choice in way:
        assert scene.title in shown.text
        shown = await person.press(shown, label(scene, choice))
        assert choice.consequence in shown.text
        if scene.really:
            assert scene.really.text in shown.text
        scene = scenario.by_id[choice.to]
        shown = await person.press(shown, "See how it ends ▸" if scene.is_ending else "Next ▸")
    return shown


def scenario_of(harness: BotHarness) -> Scenario:
    """The scenario of the harness's course."""
    scenario = harness.library.default.scenario
    assert scenario
    return scenario


@pytest.mark.parametrize("shipped", [False, True])
async def test_every_ending_can_be_played(harness: BotHarness, shipped: bool) -> None:
    """In each run, the choices lead where the course says. The end looks back, and another run can begin."""
    if shipped:
        await harness.restart_bot(load_library((SHIPPED,)))
    tomasz, scenario = await harness.person("tomasz"), scenario_of(harness)
    ways = paths(scenario)
    assert len(ways) >= (3 if shipped else 2)
    shown = await tomasz.press(await tomasz.run("/simulate"), "Start ▸")
    for name, way in ways.items():
        shown = await play(tomasz, scenario, way, shown)
        assert scenario.by_id[name].text in shown.text
        missed = [c for c in way if not c.better and any(o.better for o in _beside(scenario, c))]
        assert ("Look again at:" in shown.text) == bool(missed)
        await harness.restart_bot()  # which forgets how quick he was
        shown = await tomasz.press(shown, "Play again")


def _beside(scenario: Scenario, choice: Choice) -> Iterator[Choice]:
    for scene in scenario.scenes:
        if choice in scene.choices:
            yield from scene.choices


async def test_a_run_goes_on_after_a_restart(harness: BotHarness) -> None:
    """What was decided is kept, and an old button leads to where the run is."""
    tomasz, scenario = await harness.person("tomasz"), scenario_of(harness)
    first, old = [await tomasz.press(await tomasz.run("/simulate"), "Start ▸") for _ in range(2)]
    await tomasz.press(first, WAIT)
    await harness.restart_bot()
    assert "Neun Zettel" in (await tomasz.run("/simulate")).text
    stale = await tomasz.press(old, ANSWER_WINDOW)
    assert scenario.scenes[0].choices[1].consequence in stale.text  # what was decided stands
    assert "Vertrauen down 15 to 35" in stale.text
    again = await more(tomasz, stale, "Start over")
    assert isinstance(again, Reply)
    assert "Der erste Zettel" in again.text


async def test_two_presses_at_once_are_one_decision(harness: BotHarness) -> None:
    """The first one stands, and both show it."""
    tomasz = await harness.person("tomasz")
    first = await tomasz.press(await tomasz.run("/simulate"), "Start ▸")
    both = await harness.at_once(tomasz.press(first, WAIT), tomasz.press(first, ANSWER_WINDOW))
    assert len({reply.text for reply in both}) == 1


async def test_an_end_leads_to_the_lesson_behind_a_mistake(harness: BotHarness) -> None:
    """It names the scene and the better choice, and its button is that lesson's quiz."""
    tomasz, scenario = await harness.person("tomasz"), scenario_of(harness)
    first = await tomasz.press(await tomasz.run("/simulate"), "Start ▸")
    second = await tomasz.press(await tomasz.press(first, WAIT), "Next ▸")
    assert "**B** Weiter abwarten" in second.text  # too long for a button on a phone
    end = await tomasz.press(await tomasz.press(second, WAIT_ON), "See how it ends ▸")
    assert f'- {scenario.scenes[0].title} (Lesson 2): "{ANSWER_WINDOW}"' in end.text
    quiz = await tomasz.press(end, "Practice lesson 2 ▸")
    assert "Question 1" in quiz.text or "1 of" in quiz.text


async def test_sources_are_one_press_away(harness: BotHarness) -> None:
    """A decision's facts, with a way back to it."""
    tomasz, scenario = await harness.person("tomasz"), scenario_of(harness)
    first = await tomasz.press(await tomasz.run("/simulate"), "Start ▸")
    made = await tomasz.press(first, ANSWER_WINDOW)
    assert entries(made)[0] == "Sources"
    shown = await more(tomasz, made, "Sources")
    assert isinstance(shown, Reply)
    assert harness.library.default.facts["brot-umbenannt"].text in shown.text
    assert (await tomasz.press(shown, "Back to the story ▸")).text == made.text
    assert scenario.scenes[0].really


async def test_others_choices_show_from_three_people_on(harness: BotHarness) -> None:
    """Only first runs count, and only in this server."""
    people = [await harness.person(name) for name in ("tomasz", "adaeze", "maren")]
    for number, person in enumerate(people):
        first = await person.press(await person.run("/simulate"), "Start ▸")
        made = await person.press(first, WAIT if number else ANSWER_WINDOW)
        shows = "people who played this here" in made.text
        assert shows is (number == 2)
    assert "Of 3 people who played this here, 2 chose what you did." in made.text
    again = await more(person, made, "Start over")
    assert isinstance(again, Reply)
    made = await person.press(again, ANSWER_WINDOW)
    assert "Of 3 people who played this here, 1 chose what you did." in made.text


async def test_a_changed_course_asks_to_start_over(harness: BotHarness) -> None:
    """A choice that's gone can't be replayed, so the run can't go on. Nothing is shown as if it had."""
    tomasz, course = await harness.person("tomasz"), harness.library.default
    scenario = scenario_of(harness)
    first = await tomasz.press(await tomasz.run("/simulate"), "Start ▸")
    await tomasz.press(first, WAIT)
    scene = scenario.scenes[0]
    choices = tuple(
        Choice(**{**choice.model_dump(), "text": f"{choice.text} so"}) for choice in scene.choices
    )
    changed = (
        Scene(**{**{name: getattr(scene, name) for name in Scene.model_fields}, "choices": choices}),
        *scenario.scenes[1:],
    )
    kept = {name: getattr(scenario, name) for name in Scenario.model_fields}
    new = replace(course, scenario=Scenario(**{**kept, "scenes": changed}))
    await harness.restart_bot(harness.library.__class__((new,)))
    shown = await tomasz.run("/simulate")
    assert "The course has changed" in shown.text
    assert "Der erste Zettel" in (await tomasz.press(shown, "Start over")).text


async def test_a_course_without_a_scenario_says_so(harness: BotHarness) -> None:
    """The refusal leads on to the lessons."""
    course = replace(harness.library.default, scenario=None)
    await harness.restart_bot(harness.library.__class__((course,)))
    tomasz = await harness.person("tomasz")
    refused = await tomasz.run("/simulate")
    assert "nothing to simulate" in refused.text
    assert has(refused, "Keep learning ▸")
