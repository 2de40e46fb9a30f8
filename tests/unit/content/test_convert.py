"""`lessonbot convert` turns pages into cards, and changes nothing else."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.content import check_course, convert, load_course
from bot.content.files.reading import read_document
from bot.content.files.writing import WIDTH, write_list, write_text
from bot.errors.configuration import ConfigurationError, CourseUnusable
from tests.unit.content.conftest import Copy

L1, L2 = "1-vorher-fragen.yaml", "offen-antworten.yaml"

PAGED = Path(__file__).parent / "paged"
"""A lesson as authors may have written it: keys in any order, comments, every style of text."""


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a course."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def paged(copy: Copy) -> Copy:
    """The small course with a second lesson that's harder to convert."""
    copy.write(L2, (PAGED / L2).read_bytes())
    return copy


def test_the_course_stays_the_same(copy: Copy) -> None:
    """Cards, extras, phrasings and all else are those that the loader made of the pages."""
    before = load_course(copy.path)
    convert(copy.path)
    assert load_course(copy.path) == before
    assert not [name for name in contents(copy.path) if name.startswith(".")]


def test_it_says_what_it_did_and_does_it_once(copy: Copy) -> None:
    """A second run finds nothing to do."""
    assert convert(copy.path) == [
        f"{copy.path}/{L2}: cards: 1, extras: 3",
        f"{copy.path}/asked.yaml: passages renamed: 1",
    ]
    once = contents(copy.path)
    assert convert(copy.path) == []
    assert contents(copy.path) == once


def test_only_the_replaced_keys_change(paged: Copy) -> None:
    """All other keys, blank lines and comments stay byte for byte. Comments among the pages move along."""
    before = load_course(paged.path)
    convert(paged.path)
    assert (paged.path / L2).read_text() == (PAGED / "converted.yaml").read_text()
    assert load_course(paged.path) == before
    assert paged.faults() == []


def test_windows_line_ends_and_a_byte_order_mark_stay(paged: Copy) -> None:
    """Editors on Windows write them."""
    text = (PAGED / L2).read_text()
    paged.write(L2, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    convert(paged.path)
    converted = (PAGED / "converted.yaml").read_text()
    assert (paged.path / L2).read_bytes() == b"\xef\xbb\xbf" + converted.replace("\n", "\r\n").encode()


def test_a_course_with_faults_stays_as_it_is(copy: Copy) -> None:
    """Even if the fault is in another file."""
    copy.edit("facts.yaml", "sources: [rueckblick]\n  note", "sources: [nirgends]\n  note")
    before = contents(copy.path)
    with pytest.raises(CourseUnusable) as unusable:
        convert(copy.path)
    assert "unknown source `nirgends`" in str(unusable.value)
    assert contents(copy.path) == before


def test_a_lesson_in_braces_is_refused(copy: Copy) -> None:
    """Its keys aren't on lines of their own. No other file is written either."""
    text = re.sub(r"^(\w+): (.*)$", r"\1: \2,", (PAGED / "braces.yaml").read_text(), flags=re.MULTILINE)
    copy.write(L2, f"{{{text}}}")
    assert copy.faults() == []
    before = contents(copy.path)
    with pytest.raises(ConfigurationError, match="without braces"):
        convert(copy.path)
    assert contents(copy.path) == before


def test_what_would_not_be_the_same_is_not_written(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is read again before it replaces the old one."""
    monkeypatch.setattr("bot.content.files.writing._plain", str.upper)
    before = contents(copy.path)
    with pytest.raises(ConfigurationError, match="can't be converted"):
        convert(copy.path)
    assert contents(copy.path) == before


def test_a_folder_that_cannot_be_written_is_said_to_be(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the system's reason."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(ConfigurationError, match="can't be written: Permission denied"):
        convert(copy.path)


def test_a_passage_is_asked_for_under_one_name(copy: Copy) -> None:
    """Its older name and its current one would be two keys with the same name."""
    copy.edit(
        "asked.yaml", "fact/brot-umbenannt:", "offen-antworten/card-1:\n  - wie lang\nfact/brot-umbenannt:"
    )
    assert copy.faults() == ["asked.yaml:3:1: the passage `offen-antworten/card-1` is already on line 5"]


def test_the_command_prints_what_was_done(copy: Copy) -> None:
    """Or that there's nothing to do."""
    run = CliRunner()
    first = run.invoke(app, ["convert", str(copy.path)])
    assert (first.exit_code, len(first.output.splitlines())) == (0, 2)
    again = run.invoke(app, ["convert", str(copy.path)])
    assert (again.exit_code, again.output) == (0, f"{copy.path}: nothing to convert\n")
    assert check_course(copy.path).faults == ()


TEXTS = [
    "Plain words.",
    "no",
    "7",
    "~",
    "- a dash",
    "*bold* at the start",
    "a colon: in it",
    "a comment #here",
    'with "quotes"',
    "it's a backslash \\ and: a colon",
    "ends with a colon:",
    "word " * 40 + "end",
    "two  blanks " * 20 + "end",
    "x" * 150,
    "One paragraph.\n\nAnother one.",
    "- a list\n- of two\n\n  and a half",
    "trailing blanks  \nnext",
    "next line\x85inside",
    "a\u2028b\n\nc",
    "# a heading\ntext",
    "🥖 " * 60 + "end",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_any_text_is_read_as_it_was_written(tmp_path: Path, text: str) -> None:
    """Beside its key, folded, with its line breaks, or in quotes."""
    file = tmp_path / "x.yaml"
    file.write_text("\n".join(["a:", "  - b: 1", *write_text("say", text, 4)]) + "\n")
    faults: list[object] = []
    document = read_document(file, faults)  # type: ignore[arg-type]
    assert document
    assert not faults
    assert document.root.value() == {"a": ({"b": 1, "say": text},)}


def test_a_long_paragraph_is_folded() -> None:
    """At 100 columns, like the texts around it."""
    lines = write_text("say", "word " * 60 + "end", 4)
    assert lines[0] == "    say: >-"
    assert all(len(line) <= WIDTH and line.startswith("      word") for line in lines[1:-1])


def test_an_id_that_looks_like_a_number_is_quoted() -> None:
    """Ids may be digits."""
    assert write_list("facts", ["a", "7"], 0) == ["facts:", "  - a", '  - "7"']
    assert write_list("facts", [], 0) == []
