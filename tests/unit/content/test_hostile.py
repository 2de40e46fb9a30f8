"""A course folder is untrusted: whatever it holds, the answer is a report, soon and in little memory."""

import codecs
import os
import shutil
import sys
import tracemalloc
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content import Report, check_course, fault, load_course, printable
from bot.content.checks import references
from bot.content.fault import suggestion
from bot.content.files import reading
from bot.domain.course.course import Course
from bot.errors.configuration import CourseUnusable
from tests.counting import calls_made
from tests.unit.content.conftest import SMALL, Copy

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
FILES = sorted(path.name for path in SMALL.iterdir())


def test_an_alias_bomb_stays_a_file_of_three_lines(copy: Copy) -> None:
    """The first anchor ends the reading: nothing is expanded."""
    copy.write("scenario.yaml", BOMB)
    assert copy.faults()[0].startswith("scenario.yaml:1:4: anchors and aliases")


def test_a_huge_file_is_refused_without_being_read(copy: Copy) -> None:
    """Most of 50 MB is never in memory."""
    with (copy.path / "facts.yaml").open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    faults = copy.faults()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert faults == ["facts.yaml:1:1: the file is larger than 1 MiB: split the course"]
    assert peak < 10_000_000


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_at_the_limit(copy: Copy, opening: str) -> None:
    """The depth of a file never becomes a depth of calls."""
    copy.write("scenario.yaml", opening * 200_000)
    assert len(copy.faults()) == 1
    assert "nested deeper than 16 levels" in copy.faults()[0]


def test_a_file_of_a_million_values_is_refused(copy: Copy) -> None:
    """The number of values is bounded, not only the number of bytes."""
    copy.write("facts.yaml", "- 1\n" * 200_000)
    assert copy.faults() == ["facts.yaml:50000:3: more than 50,000 values in one file"]


def test_one_mistake_repeated_is_reported_a_hundred_times_at_most(copy: Copy) -> None:
    """A page of faults is enough to see what is wrong."""
    copy.write("glossary.yaml", "- 1\n" * 300)
    faults = copy.faults()
    assert len(faults) == 101
    assert faults[-1] == "glossary.yaml:101:3: and 1 more from here on"


def test_thousands_of_unknown_ids_get_few_suggestions(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first ids of each kind are compared with the known ones. The rest is cheap."""
    compared: list[int] = []

    def compare(word: str, known: list[str], **_: object) -> list[str]:
        compared.append(len(known))
        return []

    monkeypatch.setattr(fault, "get_close_matches", compare)
    facts = "".join(f"- {{id: fact-number-{n}, sources: [source-{n}]}}\n" for n in range(4_000))
    copy.write("facts.yaml", facts)
    copy.write("glossary.yaml", "- facts: [" + ", ".join(f"fakt-numer-{n}" for n in range(4_000)) + "]\n")
    found: list[str] = []
    assert calls_made(lambda: found.extend(copy.faults())) < 5_000_000
    assert len(found) > 200
    assert 0 < len(compared) <= 2 * references.SUGGESTIONS
    assert max(compared) <= 3000


def test_a_suggestion_is_looked_for_within_bounds() -> None:
    """Neither a very long word nor the far end of a very long list is compared."""
    assert suggestion("facts", ["fact"]) == "; did you mean `fact`?"
    assert suggestion("facts", [*(str(n) for n in range(3000)), "fact"]) == ""
    assert suggestion("fact" * 100, ["fact" * 100]) == ""


def test_half_a_character_is_one_fault(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the parser lets an impossible character through, it is named once and goes no further."""
    monkeypatch.setattr(reading, "LOADER", yaml.SafeLoader)
    copy.edit("scenario.yaml", "title: Der Montag", 'title: "Der \\ud800 Montag"')
    assert copy.faults() == ["scenario.yaml:1:8: control character U+D800 in the text"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "1:1: the file is empty: fill it, or remove it if you don't need it"),
        (b"# only a comment\n", "1:1: the file is empty: fill it, or remove it if you don't need it"),
        (b"~\n", "1:1: the file is empty: fill it, or remove it if you don't need it"),
        (b"title: x\nintro: a\xe4b\n", "2:9: byte 0xe4 isn't UTF-8: save the file as UTF-8"),
        ("title: ä\n".encode("utf-16"), "1:1: byte 0xff isn't UTF-8: save the file as UTF-8"),
        (b"title: x\r\nintro: a\x00b\n", "2:9: control character U+0000: remove it"),
        (b"title: x\rintro: a\x1b[2Jb\n", "2:9: control character U+001B: remove it"),
        ("title: x\nintro: a\ufeffb\n".encode(), "2:9: control character U+FEFF: remove it"),
    ],
)
def test_bytes_that_are_no_text_are_named(copy: Copy, content: bytes, fault: str) -> None:
    """Encoding and control characters are faults at the line and column where they stand."""
    copy.write("scenario.yaml", content)
    assert copy.faults() == [f"scenario.yaml:{fault}"]


def test_a_byte_order_mark_is_no_fault(copy: Copy) -> None:
    """Files as Windows editors write them are read."""
    file = copy.path / "course.yaml"
    file.write_bytes(codecs.BOM_UTF8 + file.read_bytes().replace(b"\n", b"\r\n"))
    assert copy.faults() == []


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """A folder that is not there, a file instead of one and an impossible name are faults."""
    (tmp_path / "file").write_text("x")
    for name, reason in [
        ("nowhere", "No such file or directory"),
        ("file", "Not a directory"),
        ("nul\0", "embedded null byte"),
    ]:
        (fault,) = check_course(tmp_path / name).faults
        assert fault.message == f"this isn't a course folder: {reason}"


def test_an_empty_folder_lacks_its_files(tmp_path: Path) -> None:
    """The three files that every course has are asked for."""
    messages = [fault.message for fault in check_course(tmp_path).faults]
    assert messages == [f"no {name}.yaml in this folder" for name in ("course", "facts", "sources")]


def test_what_is_no_file_is_not_opened(copy: Copy) -> None:
    """Pipes, folders, loops and unreadable files are faults, and never waited for."""
    names = ("assessment", "checklists", "glossary", "scenario")
    for name in names:
        (copy.path / f"{name}.yaml").unlink()
    os.mkfifo(copy.path / "assessment.yaml")
    (copy.path / "checklists.yaml").mkdir()
    (copy.path / "glossary.yaml").symlink_to("glossary.yaml")
    (copy.path / "scenario.yaml").symlink_to("nowhere")
    assert copy.faults() == [
        "assessment.yaml:1:1: not a file",
        "checklists.yaml:1:1: not a file",
        "glossary.yaml:1:1: can't be read: Too many levels of symbolic links",
        "scenario.yaml:1:1: can't be read: No such file or directory",
    ]


def test_a_folder_of_many_files_is_no_course(copy: Copy) -> None:
    """The number of files is bounded."""
    for number in range(60):
        copy.write(f"{number}.yaml", "x")
    assert [fault.split(": ")[1] for fault in copy.faults()] == ["more than 60 YAML files in this folder"]


def test_strangers_are_told_from_hidden_and_other_files(copy: Copy) -> None:
    """Only visible YAML files are looked at; what isn't one of the course's is a fault."""
    copy.write(".#facts.yaml", "x: [")
    copy.write("README.md", "x")
    copy.write("fact.yaml", "x: [")
    shutil.copy(copy.path / "offen-antworten.yaml", copy.path / "3-offen-antworten.yml")
    shutil.copy(copy.path / "offen-antworten.yaml", copy.path / "7-offen-antworten.yaml")
    assert copy.faults() == [
        "3-offen-antworten.yml:1:1: this lesson is number 2 in course.yaml, not 3: rename the file",
        "7-offen-antworten.yaml:1:1: a second file for the lesson in 3-offen-antworten.yml: keep one",
        "fact.yaml:1:1: not part of the course: course.yaml doesn't list a lesson `fact`; did you mean "
        "`facts`?",
        "offen-antworten.yaml:1:1: a second file for the lesson in 3-offen-antworten.yml: keep one",
    ]


def test_the_other_files_are_checked_without_course_yaml(copy: Copy) -> None:
    """A fault in the first file does not hide those in the others."""
    copy.write("course.yaml", "id: [")
    copy.edit("offen-antworten.yaml", "minutes: 2", "minutes: zwei")
    assert [fault.split(":")[0] for fault in copy.faults()] == ["course.yaml", "offen-antworten.yaml"]


def test_a_fault_is_printable_whatever_a_file_is_called(copy: Copy) -> None:
    """Names and texts cannot move the cursor of a terminal, nor break the output."""
    copy.write("\x1b[2J.yaml", "x")
    (copy.path / os.fsdecode(b"\xff.yaml")).write_bytes(b"x")
    for line in copy.faults():
        assert line.isprintable()
        line.encode()


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(data=st.data())
def test_any_damage_is_answered_by_a_report(copy: Copy, data: st.DataObject) -> None:
    """Whatever happens to the bytes and lines of a course, it is a course or has faults."""
    name = data.draw(st.sampled_from(FILES))
    original = (SMALL / name).read_bytes()
    (copy.path / name).write_bytes(data.draw(_damaged(original)))
    report = check_course(copy.path)
    (copy.path / name).write_bytes(original)
    assert isinstance(report, Report)
    assert (report.course is None) == bool(report.faults)
    assert all(line == "" or line.isprintable() for line in printable([report]))


@st.composite
def _damaged(draw: st.DrawFn, original: bytes) -> bytes:
    lines = original.splitlines(keepends=True)
    place = st.integers(0, len(lines) - 1)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(place)
        match draw(st.sampled_from(["drop", "repeat", "swap", "indent", "byte", "insert", "value"])):
            case "drop":
                lines[at] = b""
            case "repeat":
                lines[at] *= 2
            case "swap":
                other = draw(place)
                lines[at], lines[other] = lines[other], lines[at]
            case "indent":
                lines[at] = b" " * draw(st.integers(1, 4)) + lines[at]
            case "byte":
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(st.binary(min_size=1, max_size=3)) + lines[at][cut + 1 :]
            case "insert":
                cut = draw(st.integers(0, len(lines[at])))
                marks = st.sampled_from(
                    [b"[", b"{", b"- ", b": ", b'"', b"'", b"&a ", b"*a", b"!!x ", b"\t", b"|"]
                )
                lines[at] = lines[at][:cut] + draw(marks) + lines[at][cut:]
            case "value":
                key = lines[at].partition(b":")[0]
                values = st.sampled_from(
                    [b"", b"~", b"yes", b"7", b"true", b"[]", b"{}", b"[[1], {a: 2}]", b"x"]
                )
                lines[at] = key + b": " + draw(values) + b"\n"
    return b"".join(lines)


def test_load_course_gives_a_course_or_says_every_fault(copy: Copy) -> None:
    """The bot gets a course, or one error that lists all faults, one a line."""
    assert isinstance(load_course(copy.path), Course)
    copy.edit("course.yaml", "language: de", "language: Deutsch")
    copy.edit("glossary.yaml", "facts: [name-zurueck]", "facts: [name]")
    with pytest.raises(CourseUnusable) as raised:
        load_course(copy.path)
    lines = str(raised.value).splitlines()
    assert [Path(line.split(":")[0]).name for line in lines] == ["course.yaml", "glossary.yaml"]


def test_no_fault_needs_more_calls_than_python_has(copy: Copy) -> None:
    """A course loads with little stack to spare."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(250)
    try:
        assert load_course(copy.path)
    finally:
        sys.setrecursionlimit(limit)
