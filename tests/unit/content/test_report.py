"""The report: faults, then warnings, then figures."""

import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from bot.content import CourseLoader, check_course, check_courses, printable, schema
from bot.content.files.node import Document
from bot.content.files.reading import read_document
from tests.unit.content.conftest import SMALL, Copy

LEAKING = """
  - id: leak-{n}
    objective: offen-antworten.bald
    kind: single
    level: apply
    invented: true
    prompt: Frage {n}?
    options:
      - {{text: Die lange und ausgewogene Antwort, correct: true, feedback: x}}
      - {{text: Nein, feedback: x}}
      - {{text: Nie, feedback: x}}
    explanation: x
    facts: [name-zurueck]"""

STATEMENT = """
  - id: aussage
    objective: vorher-fragen.wen
    kind: true-false
    level: judge
    prompt: Eine Aussage.
    options: [{text: Ja, correct: true, feedback: x}, {text: Nein, feedback: x}]
    explanation: x
    facts: [name-zurueck]
"""


def test_the_small_course_is_clean() -> None:
    """A course without faults comes with itself, what it lacks, and its figures."""
    report = check_course(SMALL)
    assert report.faults == ()
    assert report.course
    assert report.course.id == "baeckerei-sommer"
    assert [bank for bank, _ in report.figures] == ["practice", "assessment"]


def test_depth_is_asked_for_once_a_lesson_and_rule(copy: Copy) -> None:
    """Too few questions, thin objectives, too much recall, too few invented: all are said."""
    found = [line for line in copy.warnings() if "yaml:59:3" in line or "yaml:25:3" in line]
    assert found == [
        "1-vorher-fragen.yaml:59:3: invented: 1 of 4 questions; there should be at least 2",
        "1-vorher-fragen.yaml:59:3: questions: 4; there should be at least 8",
        "offen-antworten.yaml:25:3: apply or judge: 0 of 2 questions; there should be at least half",
        "offen-antworten.yaml:25:3: invented: 0 of 2 questions; there should be at least 2",
        "offen-antworten.yaml:25:3: questions: 2; there should be at least 8",
    ]


def test_a_second_true_false_question_needs_a_longer_lesson(copy: Copy) -> None:
    """One is always fine."""
    copy.edit("1-vorher-fragen.yaml", "", STATEMENT)
    found = [line for line in copy.warnings() if "true-false" in line]
    assert found == [
        "1-vorher-fragen.yaml:59:3: true-false: 2 of 5 questions; there should be at most one in ten"
    ]


def test_a_course_of_four_lessons_needs_more_questions(copy: Copy) -> None:
    """Up to three lessons, eight questions each are enough. In longer courses, it's twelve."""
    lesson = (copy.path / "offen-antworten.yaml").read_text("utf-8")
    lesson += "".join(LEAKING.format(n=n) for n in range(6))
    for number, count, warned in ((3, 8, 0), (4, 8, 3), (4, 12, 0)):
        for each in range(2, number + 1):
            name = "offen-antworten" if each == 2 else f"lektion-{each}"
            text = lesson if count == 8 else lesson + "".join(LEAKING.format(n=n) for n in range(6, 10))
            text = text.replace("number: 2", f"number: {each}").replace("leak-", f"leak-{each}-")
            text = text.replace("offen-antworten", name)
            copy.write(f"{name}.yaml", text)
        names = ["vorher-fragen", "offen-antworten", *(f"lektion-{each}" for each in range(3, number + 1))]
        course = (copy.path / "course.yaml").read_text("utf-8")
        copy.write("course.yaml", re.sub(r"lessons: \[.*\]", f"lessons: [{', '.join(names)}]", course))
        assert copy.faults() == []
        thin = [line for line in copy.warnings() if "questions: 8; there should be at least 12" in line]
        assert len(thin) == warned


def test_half_is_enough(copy: Copy) -> None:
    """Two of four questions that apply or judge are half of them."""
    copy.edit("1-vorher-fragen.yaml", "level: judge", "level: recall")
    assert not [line for line in copy.warnings() if "1-vorher" in line and "apply or judge" in line]


def test_a_thin_objective_is_named(copy: Copy) -> None:
    """An objective with one question could only be reviewed in the same words."""
    copy.edit(
        "1-vorher-fragen.yaml",
        "objective: vorher-fragen.wen\n    kind: multiple",
        "objective: vorher-fragen.wie\n    kind: multiple",
    )
    assert "1-vorher-fragen.yaml:59:3: fewer than 2 questions for: vorher-fragen.wen" in copy.warnings()


def test_a_lesson_with_enough_questions_is_not_warned_of(copy: Copy) -> None:
    """Eight questions, most applied, three invented: nothing is lacking."""
    copy.edit("offen-antworten.yaml", "", "".join(LEAKING.format(n=n) for n in range(6)))
    assert not [line for line in copy.warnings() if "there should be" in line and "offen-antworten" in line]


ALIKE = (
    "offen-antworten.yaml:48:9: when typed, `das Muhlenbrot` is the same as `Mühlenbrot` except for "
    "case, accents, articles and so on"
    ": "
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"das Muehlenbröt"', []),
        ('"♥"', []),
        ('"das Muhlenbrot"', [f"{ALIKE}one is right and one is wrong, so neither can be recognized"]),
        ('"das Muhlenbrot"\n        correct: true', [f"{ALIKE}one of them is enough"]),
    ],
)
def test_answers_that_read_alike_are_shown(copy: Copy, written: str, said: list[str]) -> None:
    """The later one is named with the one it can't be told from, and what that means."""
    copy.edit("offen-antworten.yaml", '"Kruste Nr. 1"', written)
    assert [line for line in copy.warnings() if "typed, " in line] == said


def test_loose_ends_are_shown(copy: Copy) -> None:
    """A source that nothing cites and a topic that only one side knows are worth a look."""
    copy.edit("sources.yaml", "", "- {id: ungelesen, title: x, kind: book}\n")
    copy.edit("course.yaml", "", "  - {id: leer, title: Leer}\n")
    assert [line for line in copy.warnings() if "there should be" not in line] == [
        "course.yaml:12:10: topic `leer` has no facts",
        "facts.yaml:26:10: topic `andere-laeden` isn't among the topics in course.yaml",
        "sources.yaml:16:8: source `ungelesen` is never used",
    ]


def test_topics_need_no_titles(copy: Copy) -> None:
    """A course that names no topics is not asked to."""
    text = (copy.path / "course.yaml").read_text()
    copy.write("course.yaml", text[: text.index("topics:")])
    assert not [line for line in copy.warnings() if "topic" in line]


def test_a_give_away_is_warned_of_with_its_questions(copy: Copy) -> None:
    """The course is told the figures, and each lesson which questions make them."""
    copy.edit("offen-antworten.yaml", "", "".join(LEAKING.format(n=n) for n in range(10)))
    warnings = [line for line in copy.warnings() if "give-away" in line and "longest" in line]
    named = ", ".join(f"leak-{n}" for n in range(10))
    assert [warnings[0], warnings[2]] == [
        "1-vorher-fragen.yaml:59:3: give-away: the longest option is right in vorher-fragen-02",
        f"offen-antworten.yaml:25:3: give-away: the longest option is right in {named}",
    ]
    assert warnings[1].startswith(
        "course.yaml:2:1: give-away: a guesser who picks the longest option scores 11.0 of 12, chance "
        "gives 4.3 (p = "
    )


def test_an_assessment_that_gives_itself_away_is_warned_of(copy: Copy) -> None:
    """What measures learning is held to the same."""
    questions = "".join(LEAKING.format(n=n) for n in range(10)).replace("\n", "\n    ")
    copy.edit("assessment.yaml", "", f"  - id: mehr\n    questions:{questions}\n")
    warnings = [line for line in copy.warnings() if "longest" in line]
    assert len(warnings) == 1
    assert warnings[0].startswith(
        "assessment.yaml:1:1: give-away: a guesser who picks the longest option scores 10.0 of 11"
    )
    assert warnings[0].endswith("look at " + ", ".join(f"leak-{n}" for n in range(10)))


def test_lines_come_as_faults_warnings_figures(copy: Copy) -> None:
    """The report starts with what must be fixed and ends with the figures."""
    broken = copy.path.parent / "broken"
    shutil.copytree(copy.path, broken)
    (broken / "facts.yaml").write_text("- 1\n")
    lines = list(printable(check_courses([copy.path, broken])))
    kinds = ["fault" if "warning:" not in line else "warning" for line in lines[: lines.index("")]]
    assert kinds == sorted(kinds)
    assert lines[0].startswith(f"{broken}/")
    assert (
        lines[lines.index("") + 1] == f"{copy.path}: 2 lessons, 6 questions, 5 facts, 3 sources, 7 warnings"
    )
    assert "    the shortest option                       2        1.0     2.0   0.222" in lines


def test_figures_say_what_gives_away(copy: Copy) -> None:
    """The line of a strategy that beats chance says so."""
    copy.edit("offen-antworten.yaml", "", "".join(LEAKING.format(n=n) for n in range(10)))
    (line, *_) = [line for line in printable([check_course(copy.path)]) if line.startswith("    the longest")]
    assert line.endswith("  gives away")


def test_two_courses_need_two_ids(copy: Copy) -> None:
    """The second course with an id is at fault, and only the first is loaded."""
    second = copy.path.parent / "second"
    shutil.copytree(copy.path, second)
    first, report = check_courses([copy.path, second])
    assert first.course
    assert report.course is None
    fault = f"{second}/course.yaml:2:5: {copy.path}/course.yaml has the same course id"
    assert [str(found) for found in report.faults] == [fault]
    courses, left_out = CourseLoader([copy.path, second]).load()
    assert [course.id for course in courses] == ["baeckerei-sommer"]
    assert [(each.name, "same course id" in each.reason) for each in left_out] == [("second", True)]


def test_long_screens_are_faults(copy: Copy) -> None:
    """Texts that stand on one screen are bounded together, since Discord shows 4,000 characters."""
    copy.edit("1-vorher-fragen.yaml", "explanation: Zu fragen ist,", f"explanation: {'x' * 556}")
    copy.edit("1-vorher-fragen.yaml", "feedback: Diese Menschen", f"feedback: {'x' * 265}")
    copy.edit("1-vorher-fragen.yaml", "prompt: Ein Kino", f"prompt: {'x' * 530}")
    options = "".join(f"      - {{text: {'y' * 98}{n}, feedback: {'z' * 290}}}\n" for n in range(5))
    copy.edit("1-vorher-fragen.yaml", "    explanation: xxx", f"{options}    explanation: xxx")
    (fault,) = copy.faults()
    assert fault.startswith("1-vorher-fragen.yaml:74:5: 3,")
    assert fault.endswith(" characters in total, but a screen fits 3,500")


def test_long_groups_and_assessments_are_faults(copy: Copy) -> None:
    """The same holds for checklist groups and the questions of the assessment."""
    item = "        - {{id: item-{n}, text: {t}, reason: {r}, sources: [rueckblick]}}\n"
    items = (item.format(n=n, t="x" * 190, r="y" * 290) for n in range(8))
    copy.edit("checklists.yaml", "", "".join(items))
    options = "".join(f"          - {{text: {'y' * 90}{n}, feedback: {'z' * 290}}}\n" for n in range(6))
    text = (copy.path / "assessment.yaml").read_text().replace("kind: single", "kind: multiple", 1)
    copy.write(
        "assessment.yaml",
        text.replace("        explanation: Offen", f"{options}        explanation: {'x' * 550}", 1),
    )
    copy.edit("assessment.yaml", "prompt: Welche Frage", f"prompt: {'x' * 570}")
    assert [fault.split(": ")[0] for fault in copy.faults()] == [
        "assessment.yaml:4:9",
        "checklists.yaml:5:7",
    ]


@pytest.mark.parametrize("path", sorted(SMALL.iterdir()), ids=lambda path: path.name)
def test_the_schema_accepts_what_loads(path: Path) -> None:
    """Each file fits its own entry, and the document as a whole."""
    described = schema()
    Draft202012Validator.check_schema(described)
    entry = path.name if path.name in described["$defs"] else "lesson.yaml"
    faults: list[object] = []
    document = read_document(path, faults)  # type: ignore[arg-type]
    assert isinstance(document, Document)
    value = json.loads(json.dumps(document.root.value()))
    Draft202012Validator({**described, "anyOf": [{"$ref": f"#/$defs/{entry}"}]}).validate(value)
    Draft202012Validator(described).validate(value)


def test_the_schema_refuses_what_does_not_load() -> None:
    """A misspelt key is underlined in the editor."""
    described = schema()
    lesson = Draft202012Validator({**described, "anyOf": [{"$ref": "#/$defs/glossary.yaml"}]})
    assert lesson.is_valid([{"id": "a", "term": "a", "text": "a"}])
    assert not lesson.is_valid([{"id": "a", "trem": "a", "text": "a"}])
