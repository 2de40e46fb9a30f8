"""What cards, extras and openers refer to exists and fits. Mistakes are reported where they are."""

import pytest

from bot.content import load_course
from tests.unit.content.conftest import Copy

L1, L2 = "1-vorher-fragen.yaml", "offen-antworten.yaml"

ONE_PRESS = "but an opener must be single or true-false, so that one press answers it"
ONE_THING = "a card has one of `say`, `show` and `ask`"

# What is replaced in the first lesson, by what, the faults.
CASES = {
    "unknown question on a card": (
        "- ask: vorher-fragen-01",
        "- ask: vorher-fragen-1",
        ["23:10: unknown question of this lesson `vorher-fragen-1`; did you mean `vorher-fragen-01`?"],
    ),
    "question of another lesson": (
        "- ask: vorher-fragen-01",
        "- ask: offen-antworten-01",
        ["23:10: unknown question of this lesson `offen-antworten-01`"],
    ),
    "unknown opener": (
        "opener: vorher-fragen-03",
        "opener: x",
        ["12:9: unknown question of this lesson `x`"],
    ),
    "opener asked again": (
        "- ask: vorher-fragen-01",
        "- ask: vorher-fragen-03",
        ["23:10: asked question `vorher-fragen-03` is already on line 12"],
    ),
    "opener with several answers": (
        "opener: vorher-fragen-03",
        "opener: vorher-fragen-02",
        [f"12:9: question `vorher-fragen-02` is of the kind multiple, {ONE_PRESS}"],
    ),
    "opener to put in order": (
        "opener: vorher-fragen-03",
        "opener: vorher-fragen-04",
        [f"12:9: question `vorher-fragen-04` is of the kind order, {ONE_PRESS}"],
    ),
    "unknown source of a quotation": (
        "source: aushang-2019",
        "source: aushang-2018",
        ["27:15: unknown source `aushang-2018`; did you mean `aushang-2019`?"],
    ),
    "unknown fact on a card": (
        "Freitag entscheiden wir.\n    facts: [niemand-gefragt]",
        "Freitag entscheiden wir.\n    facts: [niemand]",
        ["30:13: unknown fact `niemand`"],
    ),
    "unknown fact in an extra": (
        "facts: [metzgerei-fragte]\ntakeaways",
        "facts: [name-zurueck, metzgerei]\ntakeaways",
        ["40:27: unknown fact `metzgerei`; did you mean `metzgerei-fragte`?"],
    ),
    "two things on a card": (
        "- ask: vorher-fragen-01",
        "- ask: vorher-fragen-01\n    say: x",
        [f"23:5: `cards[3]`: {ONE_THING}"],
    ),
    "nothing on a card": (
        "- ask: vorher-fragen-01",
        "- facts: [niemand-gefragt]",
        [f"23:5: `cards[3]`: {ONE_THING}"],
    ),
    "a question with a title": (
        "- ask: vorher-fragen-01",
        "- title: x\n    ask: vorher-fragen-01",
        ["23:5: `cards[3]`: only a card with `say` has a `title`"],
    ),
    "an outcome of the case": (
        "kind: case",
        "kind: case\n    outcome: well",
        ["32:5: `extras[1]`: `outcome` belongs to the kind contrast, and only there"],
    ),
    "another case without an outcome": (
        "    outcome: well\n",
        "",
        ["36:5: `extras[2]`: `outcome` belongs to the kind contrast, and only there"],
    ),
    "a kind of extra": (
        "kind: case",
        "kind: cases",
        ["33:11: `extras[1].kind`: `cases` isn't one of case, inside, since or contrast"],
    ),
    "no cards": (
        "cards:\n",
        "kards:\n",
        ["1:1: missing key `cards`", "13:1: unknown key `kards`; did you mean `cards`?"],
    ),
    "a color in words": (
        'color: "#8A4B08"',
        "color: brown",
        ['11:8: `color`: `brown` is not a color such as "#0A6070", in quotes'],
    ),
    "bonus by itself": (
        "opener: vorher-fragen-03\n",
        "opener: vorher-fragen-03\nbonus: true\n",
        ["13:1: unknown key `bonus`"],
    ),
    "pages too": (
        "extras:\n",
        "minutes: 3\npages: []\nextras:\n",
        ["31:1: unknown key `minutes`", "32:1: unknown key `pages`"],
    ),
}


@pytest.mark.parametrize(("old", "new", "faults"), CASES.values(), ids=CASES)
def test_a_mistake_on_a_card_is_named_at_its_place(copy: Copy, old: str, new: str, faults: list[str]) -> None:
    """Line and column in front, and the nearest id that exists if one is like it."""
    copy.edit(L1, old, new)
    assert copy.faults() == [f"{L1}:{fault}" for fault in faults]


def test_the_course_says_which_units_are_a_bonus(copy: Copy) -> None:
    """Their own files don't, whatever their format."""
    both, apart = "[vorher-fragen, offen-antworten]", "[vorher-fragen]\nextra: [offen-antworten]"
    copy.edit("course.yaml", f"lessons: {both}", f"lessons: {apart}")
    assert [unit.bonus for unit in load_course(copy.path).units.values()] == [False, True]


def test_an_opener_of_an_unknown_kind_is_one_fault(copy: Copy) -> None:
    """It's the kind that's wrong, not the opener."""
    copy.edit(L1, "kind: true-false", "kind: truefalse")
    assert [fault.split(": ")[0] for fault in copy.faults()] == [f"{L1}:93:11"]


@pytest.mark.parametrize(("words", "warned"), [(25, False), (26, True)])
def test_a_long_quotation_is_warned_of(copy: Copy, words: int, warned: bool) -> None:
    """A quotation has at most 25 words."""
    quote = " ".join(["Wort"] * words)
    copy.edit(L1, "quote: Auf vielen Wunsch heißt unser Mühlenbrot jetzt „Kruste Nr. 1“.", f"quote: {quote}")
    warning = f"{L1}:26:14: 26 words are quoted; there should be at most 25"
    assert copy.faults() == []
    assert [line for line in copy.warnings() if "quoted" in line] == [warning] * warned


def test_a_lesson_that_asks_nothing_is_warned_of(copy: Copy) -> None:
    """Also one in the older format, which gets its questions by itself if there's one for a single press."""
    told = "none of its cards asks a question; there should be at least one"
    assert [line for line in copy.warnings() if told in line] == [f"{L2}:10:3: {told}"]
    copy.edit(L1, "  - ask: vorher-fragen-01\n", "")
    assert [line for line in copy.warnings() if told in line] == [f"{L1}:14:3: {told}", f"{L2}:10:3: {told}"]
