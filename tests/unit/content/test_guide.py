"""The author's guide: its examples are executed, and its tables are held against the models."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.content import check_course, load_course, printable, schema
from bot.domain.course.passages import passages

GUIDE = (Path(__file__).parents[3] / "docs" / "writing-a-course.md").read_text(encoding="utf-8")
SHIPPED = Path(__file__).parents[3] / "lessons" / "netflix-qwikster"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
"""The fenced blocks in order: what the fence says, and the text in it."""

TABLES = {
    "`course.yaml`": "CourseFile",
    "`sources.yaml`": "Source",
    "`facts.yaml`": "Fact",
    "A lesson": "Lesson",
    "A question": "Question",
    "`glossary.yaml`": "GlossaryEntry",
    "`checklists.yaml`": "Checklist",
    "`assessment.yaml`": "Assessment",
    "`scenario.yaml`": "Scenario",
}
"""The heading of each table of keys, with the model that it describes."""

IDS = (56, 96)
"""How long an id, or an objective's, may be: said once, not in every row that refers to one."""


def follow() -> Iterator[tuple[str, str]]:
    """Do what the guide says in the working directory; yield each check, with what it prints."""
    for kind, text in BLOCKS:
        first, _, rest = text.partition("\n")
        if kind == "yaml":
            name, _, at_the_end = first.removeprefix("# ").partition(", ")
            file = Path(name)
            file.parent.mkdir(exist_ok=True)
            assert file.exists() is bool(at_the_end)
            file.write_text((file.read_text() if at_the_end else "") + text)
        elif kind == "diff":
            file = Path(first.removeprefix("--- "))
            old, new = (
                "".join(f"\n{line[1:]}" for line in rest.splitlines() if line[0] != left_out)
                for left_out in "+-"
            )
            before = file.read_text()
            assert before.count(f"{old}\n") == 1
            file.write_text(before.replace(f"{old}\n", f"{new}\n"))
        elif kind == "console" and first.startswith("$ lessonbot check "):
            yield first.removeprefix("$ lessonbot check "), rest


def test_who_follows_the_guide_sees_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every check on the way prints what the guide says, and the course that comes of it is sound."""
    monkeypatch.chdir(tmp_path)
    checks = 0
    for folder, said in follow():
        printed = "".join(f"{line}\n" for line in printable([check_course(Path(folder))]))
        shown, left_out, _ = said.partition("…\n")
        assert (printed[: len(shown)] if left_out else printed) == shown
        checks += 1
    assert checks == 6
    report = check_course(Path("ferry"))
    assert report.faults == ()
    assert [warning.message for warning in report.warnings] == [
        "questions: 6; there should be at least 8",
    ]


def test_the_example_shows_every_kind_and_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An author finds an example of each kind of question and of each file a course may have."""
    monkeypatch.chdir(tmp_path)
    assert all(folder == "ferry" for folder, _ in follow())
    course = check_course(Path("ferry")).course
    assert course
    kinds = {question.kind for question in course.questions.values()}
    assert kinds == set(schema()["$defs"]["Question"]["properties"]["kind"]["enum"])
    assert course.glossary
    assert course.checklists
    assert course.scenario
    assert course.asked
    assert course.assessment
    a, b = ([(q.objective, q.level) for q in form.questions] for form in course.assessment.forms)
    assert a == b


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_names_every_key_with_its_limits(heading: str) -> None:
    """A table has the keys of the model and no others, each with its default and its limits."""
    described = dict(keys(TABLES[heading]))
    written = dict(rows(heading))
    assert written.keys() == described.keys()
    for key, (default, bounds) in described.items():
        cell, text = written[key]
        assert cell == default, key
        assert bounds <= set(re.findall(r"[\w-]+", text.replace(",", ""))), key


def test_the_guide_says_how_passages_are_asked_for() -> None:
    """The limits are those of the model, and each passage of the shipped course has an id as shown."""
    section = GUIDE.split("\n### `asked.yaml`\n")[1].split("\n## ")[0]
    bounds = schema()["$defs"]["asked.yaml"]["additionalProperties"]
    said = f"{bounds['minItems']} to {bounds['maxItems']} ways people ask about it"
    assert said in section
    assert f"at most {bounds['items']['maxLength']} characters each" in section
    course = load_course(SHIPPED)
    kinds = {
        re.split("[/-]", passage.id.removeprefix(f"{passage.lesson}/"))[0] for passage in passages(course)
    }
    assert kinds <= set(re.findall(r"[a-z]+", " ".join(re.findall(r"`([^`]*)`", section))))


def test_an_editor_finds_what_the_guide_points_to() -> None:
    """The loop that writes a schema for each file names exactly the files there are."""
    (loop,) = re.findall(r"^for part in (.*); do$", GUIDE, re.MULTILINE)
    files = {name for name in schema()["$defs"] if name.endswith(".yaml")}
    assert {f"{part}.yaml" for part in loop.split()} == files
    assert "all.json#/$defs/%s.yaml" in GUIDE


@pytest.mark.parametrize("link", re.findall(r"\]\(#(.*?)\)", GUIDE))
def test_a_link_leads_to_a_heading(link: str) -> None:
    """Links within the guide lead somewhere."""
    headings = re.findall(r"^#+ (.*)$", GUIDE, re.MULTILINE)
    assert link in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def rows(heading: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The keys of the table under a heading: `yes` or the default, and what it says of them."""
    section = GUIDE.split(f"\n### {heading}\n")[1].split("\n#")[0]
    for line in re.findall(r"^\| (`.*) \|$", section, re.MULTILINE):
        names, needed, text = line.split(" | ")
        for name in names.split(", "):
            yield name.strip("`"), (needed, text)


def keys(name: str) -> Iterator[tuple[str, tuple[str, set[str]]]]:
    """The keys of a model and of the parts in it: `yes` or the default, and the limits."""
    model = schema()["$defs"][name]
    for key, described in model["properties"].items():
        default = json.dumps(described.get("default"), ensure_ascii=False)
        shown = (
            "yes" if key in model.get("required", ()) else {"null": "no", "[]": "none"}.get(default, default)
        )
        yield key, (shown, set(limits(described)))
        for part in re.findall(r"#/\$defs/(\w+)", str(described)):
            if part not in ("Passage", "Question"):
                yield from ((f"{key}.{inner}", found) for inner, found in keys(part))


def limits(described: dict[str, Any]) -> Iterator[str]:
    """The numbers and choices that bound a value or the items of a list; the least year is not among them."""
    yield from described.get("enum", ())
    for bound in ("maxLength", "minItems", "maxItems", "minimum", "maximum"):
        if bound in described and described[bound] not in IDS:
            yield str(described[bound])
    parts = [described["items"]] if "items" in described else described.get("anyOf", [])
    yield from (limit for part in parts if part.get("type") != "integer" for limit in limits(part))
