"""What is not YAML, or more YAML than a course may use, is refused where it stands."""

import pytest
import yaml

from bot.content import reading
from tests.unit.content.conftest import Copy

L1, L2 = "1-vorher-fragen.yaml", "offen-antworten.yaml"

# File, what is replaced, by what, the faults (with the file if it is another).
CASES = {
    "a colon in plain text": (
        L1,
        "text: kann sagen, wen",
        "text: kann: sagen, wen",
        [("8:15: a key must line up with the keys above; if it is a text with `: `, put the text in quotes")],
    ),
    "a hashtag in plain text": (
        L1,
        "title: Vorher fragen",
        "title: Vorher #fragen gehen",
        ["3:14: from `#fragen` on this is a comment: put the text in quotes, or a space after the #"],
    ),
    "a tab": (L1, "    text: kann sagen, wen", "\ttext: kann sagen, wen", ["8:1: a tab: indent with spaces"]),
    "an unclosed quote": (
        "scenario.yaml",
        'Mühlenbrot?"',
        "Mühlenbrot?",
        ["32:11: a text in quotes begins here and never ends"],
    ),
    "a quote inside single quotes": (
        L1,
        "title: Vorher fragen",
        "title: 'Wie geht's'",
        [
            (
                "3:18: this does not fit the lines above: check the indentation and the dash; a text "
                "that begins with a quotation mark must end with one, and holds it doubled"
            )
        ],
    ),
    "text after quotes": (
        L1,
        "title: Vorher fragen",
        'title: "Vorher" fragen',
        [
            (
                "3:17: this does not fit the lines above: check the indentation and the dash; a text "
                "that begins with a quotation mark must end with one, and holds it doubled"
            )
        ],
    ),
    "bold at start": (
        L1,
        "text: Gefragt wurde",
        "text: **Gefragt** wurde",
        ["22:9: a text must not begin with `*`: put the text in quotes"],
    ),
    "a text starting with &": (
        L1,
        "text: Gefragt wurde",
        "text: & gefragt wurde",
        ["22:9: a text must not begin with `&`: put the text in quotes"],
    ),
    "a text starting with @": (
        L1,
        "text: Gefragt wurde",
        "text: @alle, gefragt wurde",
        ["22:9: a text must not begin with `@`: put the text in quotes"],
    ),
    "a text starting with !": (
        L1,
        "text: Gefragt wurde",
        "text: !x!y Gefragt wurde",
        ["22:9: a text must not begin with `!`: put the text in quotes"],
    ),
    "a text starting with %": (
        L1,
        "text: Gefragt wurde",
        "text: %Gefragt wurde",
        ["22:9: a text must not begin with `%`: put the text in quotes"],
    ),
    "a text starting with a comma": (
        L1,
        "text: Gefragt wurde",
        "text: , Gefragt wurde",
        ["22:9: a text must not begin with `,`: put the text in quotes"],
    ),
    "a directive": (
        L2,
        "id: offen-antworten\n",
        "%offen\nid: offen-antworten\n",
        ["1:1: a line must not begin with `%`: put the text in quotes"],
    ),
    "a backslash": (
        L1,
        "title: Vorher fragen",
        'title: "C:\\qx"',
        [("3:11: a backslash in double quotes stands for a character: write two, or use single quotes")],
    ),
    "no such code": (
        L1,
        "title: Vorher fragen",
        'title: "\\UFFFFFFFF"',
        [("3:9: a backslash in double quotes stands for a character: write two, or use single quotes")],
    ),
    "text beside |": (
        L1,
        "text: |\n",
        "text: | An\n",
        [("13:11: after `|` or `>` the text begins on the next line; otherwise put the text in quotes")],
    ),
    "open bracket": (
        L2,
        "takeaways: [Schweigen wird gedeutet.]",
        "takeaways: [Schweigen wird gedeutet.",
        [
            (
                "16:12: a bracket opens a list or mapping here and is not closed; if it is a text, put "
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
                "16:12: a bracket opens a list or mapping here and is not closed; if it is a text, put "
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
        [("5:10: a dash begins a list, on a line of its own; if it is a text, put the text in quotes")],
    ),
    "wrong indentation": (
        L2,
        "principle: Eine",
        "   principle: Eine",
        [("4:13: a key must line up with the keys above; if it is a text with `: `, put the text in quotes")],
    ),
    "dash at mapping level": (
        L2,
        "minutes: 2",
        "minutes: 2\n- x",
        [
            (
                "6:1: this does not fit the lines above: check the indentation and the dash; a text that "
                "begins with a quotation mark must end with one, and holds it doubled"
            )
        ],
    ),
    "anchor": (
        L2,
        "minutes: 2",
        "minutes: &m 2",
        [
            (
                "5:10: anchors and aliases (`&name`, `*name`) are not used in a course: write the text "
                "out; put a text that begins with & or * in quotes"
            )
        ],
    ),
    "alias": (
        L2,
        "minutes: 2",
        "minutes: *m",
        [
            (
                "5:10: anchors and aliases (`&name`, `*name`) are not used in a course: write the text "
                "out; put a text that begins with & or * in quotes"
            )
        ],
    ),
    "merge key": (
        L2,
        "minutes: 2",
        "minutes: 2\n<<: {a: 1}",
        ["6:1: merge keys (`<<`) are not used: write the keys out"],
    ),
    "tag": (
        L2,
        "minutes: 2",
        "minutes: !!int 2",
        [
            (
                "5:10: tags (`!name`) are not used in a course: remove it, or put a text that begins "
                "with ! in quotes"
            )
        ],
    ),
    "python tag": (
        L2,
        "minutes: 2",
        "minutes: !!python/object/apply:os.system [ls]",
        [
            (
                "5:10: tags (`!name`) are not used in a course: remove it, or put a text that begins "
                "with ! in quotes"
            )
        ],
    ),
    "second document": (
        L2,
        "minutes: 2",
        "minutes: 2\n---\na: b",
        ["6:1: a second document begins here: remove the `---`"],
    ),
    "list as key": (
        L2,
        "minutes: 2",
        "minutes: 2\n? [a, b]\n: c",
        ["6:3: a list or mapping stands where a key is expected"],
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
        ["6:1: key `minutes` stands here again; it is already in line 5"],
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
