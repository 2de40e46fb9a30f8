"""Draw a scenario as a Mermaid flowchart, for its author."""

from collections.abc import Iterator

from bot.domain.course.scenario import Scenario


def mermaid(scenario: Scenario) -> Iterator[str]:
    """Yield the lines of a flowchart: scenes as boxes, endings rounded, choices as arrows.

    What the lessons suggest is a thick arrow.
    """
    yield "flowchart TD"
    number = {scene.id: f"s{place}" for place, scene in enumerate(scenario.scenes)}
    for scene in scenario.scenes:
        left, right = ("([", "])") if scene.is_ending else ("[", "]")
        yield f'    {number[scene.id]}{left}"{_escaped(scene.title)}"{right}'
    for scene in scenario.scenes:
        for choice in scene.choices:
            arrow = "==>" if choice.better else "-->"
            yield f'    {number[scene.id]} {arrow}|"{_escaped(choice.text)}"| {number[choice.to]}'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
