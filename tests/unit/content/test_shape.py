"""A value that does not fit the model is a fault at that value, in an author's words."""

import pytest

from tests.unit.content.conftest import Copy

L1, L2 = "1-vorher-fragen.yaml", "offen-antworten.yaml"

# File, what is replaced (None: the whole file), by what, the faults (with the file if it is another).
CASES = {
    "yes for text": (
        L1,
        "- text: Niemanden",
        "- text: Yes",
        ["65:15: `questions[1].options[1].text`: YAML reads Yes as true or false: put it in quotes"],
    ),
    "yes for bool": (
        L1,
        "- text: Niemanden\n        correct: true",
        "- text: Niemanden\n        correct: yes",
        ["66:18: `questions[1].options[1].correct`: write true or false, not yes"],
    ),
    "True for bool": (
        L1,
        "- text: Niemanden\n        correct: true",
        "- text: Niemanden\n        correct: True",
        ["66:18: `questions[1].options[1].correct`: write true or false, not True"],
    ),
    "true for text": (
        L1,
        "- text: Niemanden",
        "- text: true",
        ["65:15: `questions[1].options[1].text`: expected text in quotes, found true"],
    ),
    "no for passage": (
        L2,
        "inside: Auch die eigenen Leute lasen ihn dort zum ersten Mal.",
        "inside: no",
        ["16:9: `inside`: YAML reads no as true or false: put it in quotes"],
    ),
    "yes for a number": (
        L2,
        "minutes: 2",
        "minutes: on",
        ["5:10: `minutes`: expected a whole number, found the word `on`"],
    ),
    "number for text": (
        L1,
        "- text: Niemanden",
        "- text: 2011",
        ["65:15: `questions[1].options[1].text`: expected text in quotes, found the number 2011"],
    ),
    "text for number": (
        L2,
        "minutes: 2",
        "minutes: drei",
        ["5:10: `minutes`: expected a whole number, found the text `drei`"],
    ),
    "quoted number": (
        L2,
        "minutes: 2",
        'minutes: "2"',
        ["5:10: `minutes`: expected a whole number, found the text `2`"],
    ),
    "decimal": (
        L2,
        "minutes: 2",
        "minutes: 3.5",
        ["5:10: `minutes`: expected a whole number, found the text `3.5`"],
    ),
    "nothing for text": (
        L1,
        "title: Vorher fragen",
        "title:",
        ["3:7: `title`: expected text in quotes, found nothing"],
    ),
    "empty text": (L1, "title: Vorher fragen", "title: ' '", ["3:8: `title`: the text is empty"]),
    "too long": (
        L1,
        "- text: Niemanden",
        "- text: " + "x" * 120,
        ["65:15: `questions[1].options[1].text`: 120 characters, but at most 100 are allowed"],
    ),
    "too long a text alone": (
        L2,
        "inside: Auch die eigenen Leute",
        "inside: " + "x" * 900,
        ["16:9: `inside.text`: 931 characters, but at most 900 are allowed"],
    ),
    "a list inside a text": (
        L2,
        "inside: Auch die eigenen Leute lasen ihn dort zum ersten Mal.",
        "inside: [x]",
        ["16:9: `inside`: expected text in quotes, found a list"],
    ),
    "missing key": (
        L1,
        "\n        feedback: So steht es im Rückblick.",
        "",
        ["65:9: missing key `feedback` in `questions[1].options[1]`"],
    ),
    "missing top key": (
        L1,
        "reflection: Welche Änderung haben Sie zuletzt verkündet statt erfragt?\n",
        "",
        ["1:1: missing key `reflection`"],
    ),
    "unknown key near": (
        L1,
        "prompt: Wen fragte",
        "promt: Wen fragte",
        ["59:5: missing key `prompt` in `questions[1]`", "63:5: unknown key `promt`; did you mean `prompt`?"],
    ),
    "unknown key far": (L2, "minutes: 2", "minutes: 2\nkoffer: 3", ["6:1: unknown key `koffer`"]),
    "unknown key in topic": (
        "course.yaml",
        "title: Die Umbenennung",
        "titel: Die Umbenennung",
        ["10:5: missing key `title` in `topics[1]`", "10:23: unknown key `titel`; did you mean `title`?"],
    ),
    "list for text": (
        L1,
        "title: Vorher fragen",
        "title: [Vorher fragen]",
        ["3:8: `title`: expected text in quotes, found a list"],
    ),
    "mapping for text": (
        L1,
        "title: Vorher fragen",
        "title: {Vorher fragen}",
        [
            (
                "3:8: `title`: expected text in quotes, found keys with values; text with `: ` or in { "
                "} needs quotes"
            )
        ],
    ),
    "text for list": (
        L2,
        "facts: [metzgerei-fragte]\ntakeaways",
        "facts: metzgerei-fragte\ntakeaways",
        [
            (
                "21:12: `contrast[1].facts`: expected a list (lines that begin with `- `), found the "
                "text `metzgerei-fragte`"
            )
        ],
    ),
    "nothing for list": (
        L2,
        "facts: [metzgerei-fragte]\ntakeaways",
        "facts:\ntakeaways",
        ["21:11: `contrast[1].facts`: expected a list (lines that begin with `- `), found nothing"],
    ),
    "text for mapping": (
        L2,
        "- title: Noch einmal die Metzgerei",
        "- x\n  - title: Noch einmal die Metzgerei",
        ["18:5: `contrast[1]`: expected keys with values (`key: value`), found the text `x`"],
    ),
    "too many": (
        L1,
        "    - Dankt, ohne zu schmeicheln",
        "    - Dankt, ohne zu schmeicheln\n    - Und mehr",
        ["51:5: `draft.rubric`: 6 given, at most 5 allowed"],
    ),
    "too few": (
        L1,
        "    - Dankt, ohne zu schmeicheln\n",
        "",
        ["51:5: `draft.rubric`: 4 given, at least 5 needed"],
    ),
    "too large": (
        L2,
        "minutes: 2",
        "minutes: 300",
        ["5:10: `minutes`: 300 is too large: it must be at most 60"],
    ),
    "too small": (
        L2,
        "minutes: 2",
        "minutes: -1",
        ["5:10: `minutes`: -1 is too small: it must be at least 1"],
    ),
    "not among": (
        L2,
        "outcome: well",
        "outcome: good",
        ["19:14: `contrast[1].outcome`: `good` isn't one of well, badly or mixed"],
    ),
    "number not among": (
        L2,
        "outcome: well",
        "outcome: 1",
        ["19:14: `contrast[1].outcome`: the number 1 isn't one of well, badly or mixed"],
    ),
    "id form": (
        "glossary.yaml",
        "id: stammkundschaft",
        "id: Stamm_kundschaft",
        ["5:7: `[2].id`: `Stamm_kundschaft` is not an id: lowercase letters, digits and single hyphens"],
    ),
    "objective form": (
        L2,
        "- id: offen-antworten.bald",
        "- id: bald",
        [
            "assessment.yaml:20:20: unknown objective `offen-antworten.bald`",
            (
                "7:9: `objectives[1].id`: `bald` is not `lesson-id.name`, both in lowercase letters, "
                "digits and single hyphens"
                ""
            ),
            "7:9: objective `bald` must start with `offen-antworten.`",
            "26:16: unknown objective of this lesson `offen-antworten.bald`",
            "40:16: unknown objective of this lesson `offen-antworten.bald`",
        ],
    ),
    "date form": (
        "facts.yaml",
        "date: 2019-04-01",
        "date: 1. April",
        ["21:9: `[4].date`: `1. April` is not a date such as 2011, 2011-07 or 2011-07-12"],
    ),
    "date month": (
        "facts.yaml",
        "date: 2019-04-01",
        "date: 2019-13-01",
        ["21:9: `[4].date`: `2019-13-01` is not a date such as 2011, 2011-07 or 2011-07-12"],
    ),
    "language form": (
        "course.yaml",
        "language: de",
        "language: Deutsch",
        ["4:11: `language`: `Deutsch` is not a language such as en or pt-BR"],
    ),
    "single without right": (
        L1,
        "- text: Niemanden\n        correct: true",
        "- text: Niemanden",
        [
            (
                "59:5: `questions[1]`: a single-choice question has 2 to 6 options, exactly one of them "
                "`correct: true`"
            )
        ],
    ),
    "same options": (
        L1,
        "- text: Die Leserschaft",
        "- text: niemanden",
        ["59:5: `questions[1]`: two options have the same text"],
    ),
    "match elsewhere": (
        L1,
        "- text: Die Leserschaft",
        "- text: Die Leserschaft\n        match: x",
        ["59:5: `questions[1]`: only a match question has `match`"],
    ),
    "list file as mapping": (
        "glossary.yaml",
        None,
        "id: a\n",
        [
            (
                "1:1: expected a list (lines that begin with `- `), found keys with values; text with "
                "`: ` or in"
                " { } needs quotes"
            )
        ],
    ),
    "mapping file as list": (
        "scenario.yaml",
        None,
        "- a\n",
        ["1:1: expected keys with values (`key: value`), found a list"],
    ),
    "phrasing too long": (
        "asked.yaml",
        "wie nennt man treue Käufer",
        "wer " * 25 + "ist das",
        ["9:5: `term/stammkundschaft[1]`: 107 characters, but at most 100 are allowed"],
    ),
    "too many phrasings": (
        "asked.yaml",
        "  - wie nennt man treue Käufer\n",
        "".join(f"  - Frage {n}\n" for n in range(41)),
        ["9:3: `term/stammkundschaft`: 41 given, at most 40 allowed"],
    ),
    "no phrasings": (
        "asked.yaml",
        "term/stammkundschaft:\n  - wie nennt man treue Käufer\n",
        "term/stammkundschaft: []\n",
        ["8:23: `term/stammkundschaft`: 0 given, at least 1 needed"],
    ),
    "phrasing without a list": (
        "asked.yaml",
        "term/stammkundschaft:\n  - wie nennt man treue Käufer\n",
        "term/stammkundschaft: wie nennt man treue Käufer\n",
        [
            "8:23: `term/stammkundschaft`: expected a list (lines that begin with `- `), found the text "
            "`wie nennt man treue Käufer`"
        ],
    ),
    "phrasings as list": (
        "asked.yaml",
        None,
        "- wie\n",
        ["1:1: expected keys with values (`key: value`), found a list"],
    ),
    "unanswered questions by passage": (
        "unanswered.yaml",
        None,
        "term/stammkundschaft: wer backt das Brot\n",
        [
            "1:1: expected a list (lines that begin with `- `), found keys with values; text with `: ` or in"
            " { } needs quotes"
        ],
    ),
    "text file": (
        "scenario.yaml",
        None,
        "hello\n",
        ["1:1: expected keys with values (`key: value`), found the text `hello`"],
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "faults"), CASES.values(), ids=CASES)
def test_a_misfit_is_named_at_its_place(
    copy: Copy, name: str, old: str | None, new: str, faults: list[str]
) -> None:
    """Line and column, the way to the value, and what is wrong with it."""
    if old is None:
        copy.write(name, new)
    else:
        copy.edit(name, old, new)
    assert [fault.removeprefix(f"{name}:") for fault in copy.faults()] == faults
