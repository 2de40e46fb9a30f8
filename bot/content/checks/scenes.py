"""Check a scenario's graph: every scene is reachable, every way is short, and measures stay in range."""

from collections.abc import Iterable, Mapping

from bot.content.checks.references import dangling
from bot.content.fault import Fault, quoted
from bot.content.files.node import Document, Node, Scalar, select, texts
from bot.domain.course.scenario import LEVELS, MOST_DECISIONS, Scenario


def check_scenes(document: Document, scenario: Scenario | None, faults: list[Fault]) -> None:
    """Add a fault for everything that keeps a scenario from being played to an ending.

    `scenario` is None if the file doesn't fit the model. Then only what the graph shows is checked.
    """
    before = len(faults)
    _check_graph(document, faults)
    if scenario and len(faults) == before:
        _check_length(document, scenario, faults)
    if scenario and len(faults) == before:
        _check_measures(document, scenario, faults)


def _check_graph(document: Document, faults: list[Fault]) -> None:
    """Add a fault for every scene that's duplicated, unknown, unreachable, or can't lead to an ending."""
    scenes: dict[str, Node] = {}
    ids: dict[str, Scalar] = {}
    for scene in select(document.root, "scenes", "*"):
        for scalar in texts(scene, "id"):
            if first := ids.get(scalar.text):
                message = f"scene {quoted(scalar.text)} is already on line {first.mark.line}"
                faults.append(document.fault(scalar.mark, message))
            ids.setdefault(scalar.text, scalar)
            scenes.setdefault(scalar.text, scene)
    starts = list(texts(document.root, "start"))
    ways = {name: list(texts(scene, "choices", "*", "to")) for name, scene in scenes.items()}
    unknown = [to for to in [*starts, *(to for tos in ways.values() for to in tos)] if to.text not in scenes]
    given = [(document, scalar) for scalar in ids.values()]
    faults += dangling("scene", [(document, to) for to in unknown], given)
    if unknown or not starts:  # an incomplete graph would only give misleading faults
        return
    reachable = {name: [to.text for to in tos] for name, tos in ways.items()}
    reached = _closure([start.text for start in starts], reachable)
    back: dict[str, list[str]] = {name: [] for name in scenes}
    for name, tos in reachable.items():
        for target in tos:
            back[target].append(name)
    ending = _closure([name for name, tos in reachable.items() if not tos], back)
    for name, scalar in ids.items():
        if name not in reached:
            faults.append(document.fault(scalar.mark, f"scene {quoted(name)} is never reached"))
        if name not in ending:
            faults.append(
                document.fault(scalar.mark, f"from scene {quoted(name)} there's no way to an ending")
            )


def _closure(names: Iterable[str], reachable: Mapping[str, Iterable[str]]) -> set[str]:
    """Return these scenes and all scenes that can be reached from them."""
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        if (name := waiting.pop()) not in reached:
            reached.add(name)
            waiting += reachable[name]
    return reached


def _check_length(document: Document, scenario: Scenario, faults: list[Fault]) -> None:
    """Add a fault if a way through the scenario loops back or has too many decisions."""
    scenes = {scenario.start}
    for _ in range(MOST_DECISIONS):
        scenes = {choice.to for name in scenes for choice in scenario.by_id[name].choices}
    for place, scene in enumerate(scenario.scenes):
        if scene.id in scenes and scene.choices:
            message = f"a path goes on here after {MOST_DECISIONS} decisions: shorten it, or break the loop"
            faults.append(document.fault(("scenes", place, "id"), message))
            return


def _check_measures(document: Document, scenario: Scenario, faults: list[Fault]) -> None:
    """Add a fault for every measure or choice that's repeated, every effect on an unknown measure, and every
    scene in which a measure can leave its range.
    """
    names = [measure.id for measure in scenario.measures]
    for place, name in enumerate(names):
        if name in names[:place]:
            message = f"measure {quoted(name)} is already listed"
            faults.append(document.fault(("measures", place, "id"), message))
    for place, scene in enumerate(scenario.scenes):
        keys = [choice.key for choice in scene.choices]
        for number, choice in enumerate(scene.choices):
            here = ("scenes", place, "choices", number)
            if choice.key in keys[:number]:
                faults.append(document.fault((*here, "text"), "the same choice twice"))
            for name in choice.effects:
                if name not in names:
                    faults.append(document.fault((*here, "effects"), f"unknown measure {quoted(name)}"))
    for (name, measure), (low, high) in scenario.ranges().items():
        if low not in LEVELS or high not in LEVELS:
            message = f"{quoted(measure)} can be from {low} to {high} here; it must stay from 0 to 100"
            place = next(i for i, scene in enumerate(scenario.scenes) if scene.id == name)
            faults.append(document.fault(("scenes", place, "id"), message))
