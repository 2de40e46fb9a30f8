"""Check a scenario's graph: every scene must be reachable, and every scene must lead to an ending."""

from collections.abc import Iterable, Mapping

from bot.content.checks.references import dangling
from bot.content.fault import Fault, quoted
from bot.content.files.node import Document, Node, Scalar, select, texts


def check_scenes(document: Document, faults: list[Fault]) -> None:
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
