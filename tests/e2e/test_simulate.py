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
from tests.e2e.test_daily_answers import option, post_now

SHIPPED = Path(__file__).parents[2] / "lessons" / "netflix-qwikster"
PLAY = "Play the week"
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


async def test_a_restart_between_any_two_steps_loses_nothing(harness: BotHarness) -> None:
    """The bot starts again after every press. What was chosen stands, and the old message goes on."""
    shipped = load_library((SHIPPED,)).default  # its search takes too long to build this often
    course = replace(harness.library.default, scenario=shipped.scenario)
    await harness.restart_bot(harness.library.__class__((course,)))
    tomasz, scenario = await harness.person("tomasz"), scenario_of(harness)
    way = max(paths(scenario).values(), key=len)
    shown, scene = await tomasz.press(await tomasz.run("/simulate"), "Start ▸"), scenario.scenes[0]
    for number, choice in enumerate(way, 1):
        await harness.restart_bot()
        shown = await tomasz.press(shown, choice.text)
        assert choice.consequence in shown.text
        await harness.restart_bot()
        store = harness.record.stores.simulations
        _, kept = await store.latest_run(int(tomasz.user["id"]), harness.library.default.id)
        assert [each.choice for each in kept] == [each.key for each in way[:number]]
        scene = scenario.by_id[choice.to]
        shown = await tomasz.press(shown, "See how it ends ▸" if scene.is_ending else "Next ▸")
        assert scene.title in shown.text
    assert scene.is_ending


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


async def test_an_end_says_how_it_went(harness: BotHarness) -> None:
    """What the measures were and are, how often you agreed with the lessons, and from three people on, how
    many in this server ended the same way in their first run.
    """
    ends = []
    for name in ("tomasz", "adaeze", "maren"):
        person = await harness.person(name)
        shown = await person.press(await person.run("/simulate"), "Start ▸")
        way = [ANSWER_WINDOW] if name == "maren" else [WAIT, WAIT_ON]
        for choice in way:
            shown = await person.press(shown, choice)
            shown = await person.press(shown, "See how it ends ▸" if choice == way[-1] else "Next ▸")
        ends.append(shown.text)
    assert all("people who finished" not in text for text in ends[:2])
    assert "Vertrauen from 50 to 15" in ends[0]
    assert "You agreed with the lessons 1 of 2 times." in ends[0]  # they suggest nothing in the second scene
    assert "You agreed with the lessons every time." in ends[2]
    assert "Of 3 people who finished their first run here, 1 ended like this." in ends[2]
    again = await person.press(await person.press(shown, "Play again"), WAIT)
    again = await person.press(await person.press(again, "Next ▸"), WAIT_ON)
    end = await person.press(again, "See how it ends ▸")
    assert "Of 3 people who finished their first run here, 2 ended like this." in end.text


async def test_lessons_and_daily_questions_lead_here(harness: BotHarness) -> None:
    """The last card of a lesson that a scene practices has it under "More…", and so has a daily answer."""
    tomasz = await harness.person("tomasz")
    card = await tomasz.run("/lesson 1")
    assert PLAY not in entries(card)
    intro = await more(tomasz, await tomasz.run("/lesson 2"), PLAY)
    assert isinstance(intro, Reply)
    assert scenario_of(harness).title in intro.text
    while has(card, "Next ▸"):
        card = await tomasz.press(card, "Next ▸")
        assert PLAY not in entries(card)  # no scene is about lesson 1
    _, post = await post_now(harness)
    question = next(q for q in harness.library.default.questions.values() if q.prompt in post.text)
    answered = await tomasz.press(post, option(question, right=True))
    intro = await more(tomasz, answered, PLAY)
    assert isinstance(intro, Reply)
    assert has(intro, "Start ▸")


async def test_a_server_can_switch_it_off(harness: BotHarness) -> None:
    """The command and old buttons are refused there, and work on elsewhere. Decisions are kept."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    first = await tomasz.press(await tomasz.run("/simulate"), "Start ▸")
    made = await tomasz.press(first, WAIT)
    settings = await maren.run("/server settings")
    await maren.select(settings, ["daily", "quiz", "leaderboard", "ask"], "What's switched on")
    off = 'switched off "The case as decisions (/simulate)"'
    assert off in (await tomasz.run("/simulate")).text
    assert off in (await tomasz.press(made, "Next ▸")).text
    assert "Neun Zettel" in (await tomasz.run("/simulate", "dm")).text


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
