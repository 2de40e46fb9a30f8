"""A scenario is checked as a graph: it ends, it's short, and its measures stay in range."""

from pathlib import Path

import pytest

from bot.content import check_course, diagrams, load_course
from bot.domain.course.scenario import MOST_DECISIONS
from tests.unit.content.conftest import Copy

SHIPPED = Path(__file__).parents[3] / "lessons" / "netflix-qwikster"


def test_the_shipped_scenario_is_short_and_sourced() -> None:
    """A handful of scenes, three endings or more, and a source for everything that really happened."""
    scenario = load_course(SHIPPED).scenario
    assert scenario
    assert 12 <= len(scenario.scenes) <= 16
    assert sum(scene.is_ending for scene in scenario.scenes) >= 3
    assert scenario.decisions_left[scenario.start] <= MOST_DECISIONS
    decisions = [scene for scene in scenario.scenes if scene.choices]
    assert all(scene.really and scene.objective and 2 <= len(scene.choices) <= 4 for scene in decisions)
    assert all(any(choice.better for choice in scene.choices) for scene in decisions)
    assert sum(any(c.better and c.happened for c in scene.choices) for scene in decisions) >= 3
    assert all(len(choice.text) <= 38 for scene in decisions for choice in scene.choices)


def test_the_name_costs_less_than_the_price_and_the_split() -> None:
    """What Netflix did about the handle hurts less than how it told people the price, or the plan."""
    scenario = load_course(SHIPPED).scenario
    assert scenario
    cost = {
        scene.id: sum(choice.effects.values())
        for scene in scenario.scenes
        for choice in scene.choices
        if choice.happened
    }
    assert cost["the-name"] > max(cost["first-line"], cost["one-post"])


FAULTS = {
    "a loop": (
        "to: stadtblatt\n",
        "to: stadtblatt\n      - {text: Von vorn, consequence: Wieder Montag., to: erster-zettel}\n",
        [
            "5:9: a path goes on here after 8 decisions: shorten it, or break the loop",
        ],
    ),
    "an unknown measure": (
        "        to: offener-brief\n        facts",
        "        effects: {ruhe: 1}\n        to: offener-brief\n        facts",
        ["12:18: unknown measure `ruhe`"],
    ),
    "a measure out of range": (
        "        to: offener-brief\n        facts",
        "        effects: {mut: 60}\n        to: offener-brief\n        facts",
        ["28:9: `mut` can be from 50 to 110 here; it must stay from 0 to 100"],
    ),
    "the same choice twice": (
        "text: Weiter abwarten",
        "text: Jetzt antworten",
        ["24:15: the same choice twice"],
    ),
}


@pytest.mark.parametrize(("old", "new", "faults"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_played_is_a_fault(copy: Copy, old: str, new: str, faults: list[str]) -> None:
    """Each is named at its place."""
    text = (copy.path / "scenario.yaml").read_text()
    assert old in text
    measures = "measures: [{id: mut, name: Mut, start: 50}]\n"
    copy.write("scenario.yaml", f"{text.replace(old, new)}{measures}")
    assert [fault.removeprefix("scenario.yaml:") for fault in copy.faults()] == faults


def test_the_graph_is_drawn() -> None:
    """As Mermaid: every scene once, every choice an arrow."""
    lines = list(diagrams([check_course(SHIPPED)]))
    scenario = load_course(SHIPPED).scenario
    assert scenario
    assert lines[0] == "flowchart TD"
    arrows = [line for line in lines if "==>" in line or "-->" in line]
    assert len(arrows) == sum(len(scene.choices) for scene in scenario.scenes)
    assert len(lines) == 1 + len(scenario.scenes) + len(arrows)
