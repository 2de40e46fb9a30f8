"""A change of meaning under an old version is noticed; a change of words doesn't force a new one."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.content import accept_meanings, check_course
from tests.unit.content.conftest import Copy
from tests.unit.content.test_shipped import COURSES

FILE = "probe.yaml"
KINDS = {
    "single": """
  kind: single
  options:
  - {text: Old price, correct: true, feedback: x}
  - {text: New price, feedback: x}
  - {text: No price, feedback: x}
""",
    "match": """
  kind: match
  options:
  - {text: July, match: Price, feedback: x}
  - {text: September, match: Name, feedback: x}
  - {text: October, match: Return, feedback: x}
""",
    "order": """
  kind: order
  options:
  - {text: July, feedback: x}
  - {text: September, feedback: x}
  - {text: October, feedback: x}
""",
    "short": """
  kind: short
  options:
  - {text: Qwikster, correct: true, feedback: x}
  - {text: Quickster, feedback: x}
""",
}


@pytest.fixture
def course(copy: Copy) -> Copy:
    """A course with a question of each of these kinds, whose meanings are accepted."""
    questions = "".join(
        f"- id: probe-{kind}\n  version: 3\n  objective: probe.know\n  level: apply\n  prompt: Which {kind}?"
        f"\n  explanation: x\n  facts: [name-zurueck]{body}"
        for kind, body in KINDS.items()
    )
    copy.edit("course.yaml", "offen-antworten]", "offen-antworten, probe]")
    copy.write(
        FILE,
        "id: probe\nnumber: 3\ntitle: Probe\nprinciple: x\nminutes: 1\n"
        "objectives: [{id: probe.know, text: knows}]\npages: [{title: x, text: x}]\ntakeaways: [x]\n"
        f"reflection: x\nquestions:\n{questions}",
    )
    assert copy.faults() == []
    assert accept_meanings(copy.path) == copy.path / "fingerprints.yaml"
    assert found(copy) == ([], [])
    return copy


def found(copy: Copy) -> tuple[list[str], list[str]]:
    """Return what the check says about meanings: faults, and warnings."""
    return copy.faults(), [line for line in copy.warnings() if "--accept" in line]


CHANGES = {
    "right swapped by flags": (
        "Old price, correct: true, feedback: x}\n  - {text: New price,",
        "Old price, feedback: x}\n  - {text: New price, correct: true,",
        "another option is right",
    ),
    "right swapped by texts": (
        "{text: Old price, correct: true, feedback: x}\n  - {text: New price,",
        "{text: New price, correct: true, feedback: x}\n  - {text: Old price,",
        "its options changed places",
    ),
    "an option removed": ("  - {text: No price, feedback: x}\n", "", "it had 3 options"),
    "an option added": (
        "  - {text: No price, feedback: x}\n",
        "  - {text: No price, feedback: x}\n  - {text: Half the price, feedback: x}\n",
        "it had 3 options",
    ),
    "another kind": ("kind: single", "kind: multiple", "its kind was `single`"),
    "another order": (
        "kind: order\n  options:\n  - {text: July, feedback: x}\n  - {text: September, feedback: x}",
        "kind: order\n  options:\n  - {text: September, feedback: x}\n  - {text: July, feedback: x}",
        "its options changed places",
    ),
    "other pairs": (
        "match: Price, feedback: x}\n  - {text: September, match: Name",
        "match: Name, feedback: x}\n  - {text: September, match: Price",
        "other pairs belong together",
    ),
    "a mistake accepted": (
        "Quickster, feedback",
        "Quickster, correct: true, feedback",
        "another option is right",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_another_meaning_needs_another_version(course: Copy, change: str) -> None:
    """What certainly changed the meaning is a fault at the version; raise it, or accept the change."""
    old, new, said = CHANGES[change]
    course.edit(FILE, old, new)
    [fault], warnings = found(course)
    assert f"the meaning changed under version 3 ({said}" in fault
    assert "write `version: 4`" in fault
    assert warnings == []
    text = (course.path / FILE).read_text(encoding="utf-8")
    line = int(fault.split(":")[1])
    lines = text.splitlines(keepends=True)
    assert lines[line - 1] == "  version: 3\n"
    lines[line - 1] = "  version: 4\n"
    course.write(FILE, "".join(lines))
    assert found(course) == (
        [],
        ["fingerprints.yaml:3:1: new questions or versions: 1; run `lessonbot check --accept`"],
    )
    course.write(FILE, text)
    accept_meanings(course.path)
    assert found(course) == ([], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [("Old price", "The old price"), ("Which single?", "Which one?"), ("match: Return", "match: Returned")],
)
def test_other_words_need_no_new_version(course: Copy, old: str, new: str) -> None:
    """A typo is a warning until it's accepted: nobody else knows whether it means the same."""
    course.edit(FILE, old, new)
    faults, [warning] = found(course)
    assert faults == []
    assert (
        "the words changed under version 3: if it means the same, run `lessonbot check --accept`" in warning
    )
    accept_meanings(course.path)
    assert found(course) == ([], [])


def test_feedback_and_spaces_are_no_meaning(course: Copy) -> None:
    """What isn't asked or offered can change without a word."""
    course.edit(FILE, "No price, feedback: x", "No   price, feedback: Better feedback")
    assert found(course) == ([], [])


def test_a_version_never_goes_back(course: Copy) -> None:
    """An older number would mix answers to two meanings."""
    text = (course.path / FILE).read_text(encoding="utf-8")
    course.write(FILE, text.replace("version: 3", "version: 2", 1))
    [fault], _ = found(course)
    assert "version 3 was accepted, not 2" in fault


def test_an_id_does_not_come_back_with_another_meaning(course: Copy) -> None:
    """A question that was removed stays on the list."""
    text = (course.path / FILE).read_text(encoding="utf-8")
    course.write(FILE, text[: text.index("- id: probe-short")])
    accept_meanings(course.path)
    course.write(FILE, text.replace("Quickster, feedback", "Quickster, correct: true, feedback"))
    [fault], _ = found(course)
    assert "another option is right" in fault


def test_without_the_list_nothing_is_said(course: Copy) -> None:
    """A course needs no list."""
    (course.path / "fingerprints.yaml").unlink()
    course.edit(FILE, "kind: single", "kind: multiple")
    assert found(course) == ([], [])


def test_accepting_says_what_it_accepts(course: Copy) -> None:
    """The command fails on a change of meaning, and with --accept names it and passes."""
    course.edit(FILE, "kind: single", "kind: multiple")
    run = CliRunner().invoke
    assert run(app, ["check", str(course.path)]).exit_code == 1
    accepted = run(app, ["check", str(course.path), "--accept"])
    assert accepted.exit_code == 0
    assert "accepted: " in accepted.output
    assert "its kind was `single`" in accepted.output
    assert run(app, ["check", str(course.path)]).exit_code == 0


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_a_shipped_course_is_accepted_as_it_is(folder: Path) -> None:
    """Its list is there and up to date."""
    assert (folder / "fingerprints.yaml").exists()
    assert [str(each) for each in check_course(folder).warnings if "--accept" in each.message] == []
