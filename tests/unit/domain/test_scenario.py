"""A scenario's graph, and one person's way through it."""

from bot.domain.course.scenario import Scenario
from bot.domain.learning.playthrough import Decision, Playthrough

WEEK = Scenario.model_validate(
    {
        "title": "A week",
        "intro": "Decide.",
        "measures": [{"id": "trust", "name": "Trust", "start": 50}],
        "start": "one",
        "scenes": (
            {
                "id": "one",
                "title": "One",
                "text": "First.",
                "choices": (
                    {
                        "text": "Ask",
                        "consequence": "Good.",
                        "to": "two",
                        "better": True,
                        "effects": {"trust": 10},
                    },
                    {"text": "Wait", "consequence": "Bad.", "to": "two", "effects": {"trust": -20}},
                    {"text": "Leave", "consequence": "Over.", "to": "end"},
                ),
            },
            {
                "id": "two",
                "title": "Two",
                "text": "Second.",
                "choices": (
                    {
                        "text": "Answer",
                        "consequence": "Good.",
                        "to": "end",
                        "better": True,
                        "effects": {"trust": 5},
                    },
                    {"text": "Hide", "consequence": "Bad.", "to": "end", "effects": {"trust": -40}},
                ),
            },
            {"id": "end", "title": "End", "text": "Done."},
        ),
    },
    strict=False,
)


def decided(*texts: str) -> Playthrough:
    """A run with these choices, by their texts."""
    by_text = {c.text: (scene.id, c.key) for scene in WEEK.scenes for c in scene.choices}
    return Playthrough(WEEK, 1, [Decision(*by_text.get(text, ("one", "gone"))) for text in texts])


def test_the_longest_way_and_the_ranges_are_known() -> None:
    """Over all ways to a scene, not just the shortest."""
    assert WEEK.decisions_left == {"one": 2, "two": 1, "end": 0}
    assert WEEK.ranges() == {
        ("one", "trust"): (50, 50),
        ("two", "trust"): (30, 60),
        ("end", "trust"): (-10, 65),
    }


def test_a_run_adds_up() -> None:
    """Where it is, and what the measures say."""
    assert (decided().scene.id, decided().measures) == ("one", {"trust": 50})
    run = decided("Wait", "Answer")
    assert (run.scene.id, run.measures) == ("end", {"trust": 35})
    assert [step.before["trust"] for step in run.steps] == [50, 30]


def test_the_costliest_mistakes_come_first() -> None:
    """Only where the lessons suggest something else."""
    assert [step.scene.id for step in decided("Wait", "Hide").second_looks] == ["two", "one"]
    assert decided("Ask", "Answer").second_looks == []


def test_a_choice_that_is_gone_stops_the_run() -> None:
    """What was decided before it still counts."""
    run = decided("Wait", "Explain")
    assert run.changed
    assert (run.scene.id, run.measures) == ("two", {"trust": 30})
