"""What is not YAML, or more YAML than a course may use, is refused where it stands."""

import pytest
import yaml

from bot.content.files import reading
from tests.unit.content.conftest import Copy

L1, L2 = "1-vorher-fragen.yaml", "offen-antworten.yaml"

# File, what is replaced, by what, the faults (with the file if it is another).
CASES = {
    "a colon in plain text": (
        L1,
        "text: kann sagen, wen",
        "text: kann: sagen, wen",
        [("8:15: a key must line up with the keys above; if it's text with `: `, put the text in quotes")],
    ),
    "a hashtag in plain text": (
        L1,
        "title: Vorher fragen",
        "title: Vorher #fragen gehen",
        ["3:14: everything from `#fragen` on is a comment: put the text in quotes, or a space after the #"],
    ),
    "a tab": (L1, "    text: kann sagen, wen", "\ttext: kann sagen, wen", ["8:1: a tab: indent with spaces"]),
    "an unclosed quote": (
        "scenario.yaml",
        'Mühlenbrot?"',
        "Mühlenbrot?",
        ["32:11: quoted text starts here and never ends"],
    ),
    "a quote inside single quotes": (
        L1,
        "title: Vorher fragen",
        "title: 'Wie geht's'",
        [
            (
                "3:18: this doesn't fit the lines above: check the indentation and the dash; text that "
                "starts with a quotation mark must end with one, and any inside must be doubled"
                ""
            )
        ],
    ),
    "text after quotes": (
        L1,
        "title: Vorher fragen",
        'title: "Vorher" fragen',
        [
            (
                "3:17: this doesn't fit the lines above: check the indentation and the dash; text that "
                "starts with a quotation mark must end with one, and any inside must be doubled"
                ""
            )
        ],
    ),
    "bold at start": (
        L1,
        "text: Gefragt wurde",
        "text: **Gefragt** wurde",
        ["34:11: text can't start with `*`: put the text in quotes"],
    ),
    "a text starting with &": (
        L1,
        "text: Gefragt wurde",
        "text: & gefragt wurde",
        ["34:11: text can't start with `&`: put the text in quotes"],
    ),
    "a text starting with @": (
        L1,
        "text: Gefragt wurde",
        "text: @alle, gefragt wurde",
        ["34:11: text can't start with `@`: put the text in quotes"],
    ),
    "a text starting with !": (
        L1,
        "text: Gefragt wurde",
        "text: !x!y Gefragt wurde",
        ["34:11: text can't start with `!`: put the text in quotes"],
    ),
    "a text starting with %": (
        L1,
        "text: Gefragt wurde",
        "text: %Gefragt wurde",
        ["34:11: text can't start with `%`: put the text in quotes"],
    ),
    "a text starting with a comma": (
        L1,
        "text: Gefragt wurde",
        "text: , Gefragt wurde",
        ["34:11: text can't start with `,`: put the text in quotes"],
    ),
    "a directive": (
        L2,
        "id: offen-antworten\n",
        "%offen\nid: offen-antworten\n",
        ["1:1: a line can't start with `%`: put the text in quotes"],
    ),
    "a backslash": (
        L1,
        "title: Vorher fragen",
        'title: "C:\\qx"',
        [("3:11: a backslash in double quotes starts an escape: write two, or use single quotes")],
    ),
    "no such code": (
        L1,
        "title: Vorher fragen",
        'title: "\\UFFFFFFFF"',
        [("3:9: a backslash in double quotes starts an escape: write two, or use single quotes")],
    ),
    "text beside |": (
        L1,
        "say: |\n",
        "say: | An\n",
        [("15:10: after `|` or `>`, the text starts on the next line; otherwise put the text in quotes")],
    ),
    "open bracket": (
        L2,
        "takeaways: [Schweigen wird gedeutet.]",
        "takeaways: [Schweigen wird gedeutet.",
        [
            (
                "22:12: a bracket here opens a list or mapping and isn't closed; if it's text, put "
                "the text in quotes"
            )
        ],
    ),
    "open brace": (
        L2,
        "takeaways: [Schweigen wird gedeutet.]",
        "takeaways: {Schweigen wird gedeutet.",
        [
            (
                "22:12: a bracket here opens a list or mapping and isn't closed; if it's text, put "
                "the text in quotes"
            )
        ],
    ),
    "stray line": (
        L2,
        "minutes: 2",
        "minutes: 2\nund dann",
        ["6:1: neither a key with its colon nor part of the text above: check the indentation"],
    ),
    "dash after key": (
        L2,
        "minutes: 2",
        "minutes: - 2",
        [("5:10: a dash starts a list item, on a line of its own; if it's text, put the text in quotes")],
    ),
    "wrong indentation": (
        L2,
        "principle: Eine",
        "   principle: Eine",
        [("4:13: a key must line up with the keys above; if it's text with `: `, put the text in quotes")],
    ),
    "dash at mapping level": (
        L2,
        "minutes: 2",
        "minutes: 2\n- x",
        [
            (
                "6:1: this doesn't fit the lines above: check the indentation and the dash; text that "
                "starts with a quotation mark must end with one, and any inside must be doubled"
                ""
            )
        ],
    ),
    "anchor": (
        L2,
        "minutes: 2",
        "minutes: &m 2",
        [
            (
                "5:10: anchors and aliases (`&name`, `*name`) aren't allowed in a course: write the text "
                "out; put text that starts with & or * in quotes"
            )
        ],
    ),
    "alias": (
        L2,
        "minutes: 2",
        "minutes: *m",
        [
            (
                "5:10: anchors and aliases (`&name`, `*name`) aren't allowed in a course: write the text "
                "out; put text that starts with & or * in quotes"
            )
        ],
    ),
    "merge key": (
        L2,
        "minutes: 2",
        "minutes: 2\n<<: {a: 1}",
        ["6:1: merge keys (`<<`) aren't allowed: write the keys out"],
    ),
    "tag": (
        L2,
        "minutes: 2",
        "minutes: !!int 2",
        [
            (
                "5:10: tags (`!name`) aren't allowed in a course: remove it, or put text that starts with"
                " ! in quotes"
            )
        ],
    ),
    "python tag": (
        L2,
        "minutes: 2",
        "minutes: !!python/object/apply:os.system [ls]",
        [
            (
                "5:10: tags (`!name`) aren't allowed in a course: remove it, or put text that starts with"
                " ! in quotes"
            )
        ],
    ),
    "second document": (
        L2,
        "minutes: 2",
        "minutes: 2\n---\na: b",
        ["6:1: a second document starts here: remove the `---`"],
    ),
    "list as key": (
        L2,
        "minutes: 2",
        "minutes: 2\n? [a, b]\n: c",
        ["6:3: found a list or mapping where a key is expected"],
    ),
    "deep": (
        L2,
        "minutes: 2",
        "minutes: [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
        ["5:25: nested deeper than 16 levels"],
    ),
    "duplicate key": (
        L2,
        "minutes: 2",
        "minutes: 2\nminutes: 3",
        ["6:1: duplicate key `minutes`; it's already on line 5"],
    ),
    "escaped control": (
        L2,
        "title: Offen antworten",
        'title: "Offen\\0antworten"',
        ["3:8: control character U+0000 in the text"],
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "faults"), CASES.values(), ids=CASES)
def test_what_cannot_be_read_is_refused_where_it_stands(
    copy: Copy, name: str, old: str, new: str, faults: list[str]
) -> None:
    """One fault, at the place, in words that say what to do; nothing else is blamed for it."""
    copy.edit(name, old, new)
    assert [fault.removeprefix(f"{name}:") for fault in copy.faults()] == faults


@pytest.mark.parametrize(("name", "old", "new", "faults"), CASES.values(), ids=CASES)
def test_the_pure_parser_refuses_the_same(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str, faults: list[str]
) -> None:
    """Without libyaml the same file is refused, with one fault too."""
    monkeypatch.setattr(reading, "LOADER", yaml.SafeLoader)
    copy.edit(name, old, new)
    assert [fault.split(":")[0] for fault in copy.faults()] == [name]


def test_the_pure_parser_reads_the_same_course(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml the course is as good."""
    monkeypatch.setattr(reading, "LOADER", yaml.SafeLoader)
    assert copy.faults() == []
