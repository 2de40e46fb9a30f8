"""What people paste from word processors, chats and JSON gets one message, which says what to do."""

import pytest
import yaml

from bot.content import check_course
from bot.content.files import reading
from tests.unit.content.conftest import Copy

L1 = "1-vorher-fragen.yaml"
TITLE = "title: Vorher fragen"
OPTION = "      - text: Den Verkauf\n        feedback: Auch er erfuhr es vom Schild.\n"
PAIR = r"\ud83e\uddea"
REPLACE = "which isn't a space in YAML: replace it, and all others like it, with ordinary spaces"
NO_BREAK = f"a no-break space (U+00A0), {REPLACE}"
BACKSLASH = "a backslash in double quotes starts an escape: write two, or use single quotes"
STRAIGHT = 'is not a quotation mark in YAML: use straight ones, as in "…"'
COLON = "a second colon in one entry: put the text in quotes, or a comma before the key"
COMMA = "comes after a comma, which ends text in braces: put the whole text in quotes"


def braces(text: str) -> str:
    """Return an option in braces, in place of one that isn't."""
    return f"      - {{{text}}}\n"


# What is replaced in the first lesson, by what, and the one fault.
CASES = {
    "no-break before a key": ("    text: kann sagen", "\u00a0   text: kann sagen", f"8:1: {NO_BREAK}"),
    "no-break before a dash": ("  - title: Wem", "\u00a0 - title: Wem", f"20:1: {NO_BREAK}"),
    "no-break after a colon": ("number: 1", "number:\u00a01", f"2:8: {NO_BREAK}"),
    "no-break after a dash": ("  - title: Wem", "  -\u00a0title: Wem", f"20:4: {NO_BREAK}"),
    "no-break in braces": (OPTION, braces("text: Der Verkauf,\u00a0feedback: Er auch"), f"68:28: {NO_BREAK}"),
    "a wide space": ("number: 1", "\u3000number: 1", f"2:1: an ideographic space (U+3000), {REPLACE}"),
    "a path": (TITLE, r'title: "Unter C:\Users\ich"', f"3:17: {BACKSLASH}"),
    "half an emoji": (
        TITLE,
        r'title: "Vorher \ud83e fragen"',
        r"3:16: `\ud83e` is half a character: write both halves, or the emoji itself",
    ),
    "curly quotes": (TITLE, "title: “Vorher: fragen”", f"3:8: “ {STRAIGHT}"),
    "low quotes": ("  - title: Ein Brot und", "  - title: „Ein: Brot“ und", f"14:12: „ {STRAIGHT}"),
    "no space after a colon": ("number: 1", "number:1", "2:7: a space is missing after this colon"),
    "a colon": (OPTION, braces("text: Der Verkauf, feedback: Auch er: vom Schild"), f"68:46: {COLON}"),
    "no comma": (OPTION, braces("text: Der Verkauf feedback: Er auch"), f"68:36: {COLON}"),
    "a comma": (
        OPTION,
        braces("text: Komm, aber mit Schuhen, und Hut, feedback: Er auch"),
        f"68:22: `aber mit Schuhen` {COMMA}",
    ),
    "a comma in curly quotes": (
        OPTION,
        braces("text: “Komm, aber mit Schuhen”, feedback: Er auch"),
        f"68:23: `aber mit Schuhen”` {COMMA} (” isn't a quotation mark in YAML)",
    ),
    "a comma before one word": (
        OPTION,
        braces("text: Komm, bitte, feedback: Er auch"),
        f"68:22: `bitte` {COMMA}",
    ),
    "a comma and a colon": (
        OPTION,
        braces("text: Der Verkauf, feedback: Yes, das stimmt: er auch"),
        f"68:44: `das stimmt` {COMMA}",
    ),
    "no space after a colon in braces": (
        OPTION,
        braces("text:Der Verkauf, feedback: Er auch"),
        "68:14: a space is missing after this colon: write `text: …`",
    ),
    "a misspelled key": (
        OPTION,
        braces("text: Der Verkauf, feedbak: Er auch, feedback: Ja"),
        "68:29: unknown key `feedbak`; did you mean `feedback`?",
    ),
    "a bracket": (
        OPTION,
        braces("text: Der Verkauf [alle], feedback: Er auch"),
        "68:28: text in brackets can't contain `[`: put the text in quotes",
    ),
    "text after quotes": (
        OPTION,
        braces('text: "Der" Verkauf, feedback: Er auch'),
        "68:22: the text continues after its closing quotation mark: put all of it in quotes, or a "
        "comma here",
    ),
    "one brace too many": (
        OPTION,
        braces("text: Der Verkauf, feedback: Er auch}"),
        "68:47: `}` closes nothing here; if it's text, put the text in quotes",
    ),
}


@pytest.mark.parametrize(("old", "new", "fault"), CASES.values(), ids=CASES)
def test_what_was_pasted_gets_one_message_at_its_place(copy: Copy, old: str, new: str, fault: str) -> None:
    """One fault, where the cause is; nothing that follows from it."""
    copy.edit(L1, old, new)
    assert copy.faults() == [f"{L1}:{fault}"]


@pytest.mark.parametrize(("old", "new", "fault"), CASES.values(), ids=CASES)
def test_the_pure_parser_says_it_once_too(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, old: str, new: str, fault: str
) -> None:
    """Without libyaml the words may differ, but there's still one fault in that file."""
    monkeypatch.setattr(reading, "LOADER", yaml.SafeLoader)
    copy.edit(L1, old, new)
    assert [each.split(":")[0] for each in copy.faults()] == [L1]


@pytest.mark.parametrize("loader", [reading.LOADER, yaml.SafeLoader])
def test_an_emoji_as_json_writes_it_is_an_emoji(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, loader: object
) -> None:
    """JSON is YAML, and what comes after the emoji in its line is found where it is."""
    monkeypatch.setattr(reading, "LOADER", loader)
    copy.edit(L1, TITLE, f'title: "Vorher {PAIR}{PAIR} fragen"')
    course = check_course(copy.path).course
    assert course
    assert course.lessons[0].title == "Vorher 🧪🧪 fragen"
    line = braces(f'"text": "Den {PAIR} Verkauf", "feedbak": "Er auch", "feedback": "Ja"')
    copy.edit(L1, OPTION, line)
    column = line.index('"feedbak"') + 1
    assert copy.faults() == [f"{L1}:68:{column}: unknown key `feedbak`; did you mean `feedback`?"]


def test_the_same_letters_elsewhere_stay_letters(copy: Copy) -> None:
    """Outside double quotes a backslash is a backslash, and a no-break space in a text is text."""
    copy.edit(L1, TITLE, f"title: Vorher {PAIR}\u00a0fragen")
    course = check_course(copy.path).course
    assert course
    assert course.lessons[0].title == f"Vorher {PAIR}\u00a0fragen"


@pytest.mark.parametrize("ending", [".yml", ".YML", ".YAML"])
def test_another_ending_is_as_good(copy: Copy, ending: str) -> None:
    """Faults call a file by its own name; two endings for one file are a fault."""
    for file in list(copy.path.glob("*.yaml")):
        file.rename(file.with_suffix(ending))
    assert copy.faults() == []
    copy.edit(f"offen-antworten{ending}", "minutes: 2", "minutes: zwei")
    assert [fault.split(":")[0] for fault in copy.faults()] == [f"offen-antworten{ending}"]
    copy.edit(f"offen-antworten{ending}", "minutes: zwei", "minutes: 2")
    copy.write("facts.yaml", "x")
    assert "is the same file: keep one" in "".join(copy.faults())
