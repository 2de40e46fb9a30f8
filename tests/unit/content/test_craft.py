"""The checker warns about texts that don't fit a phone, and about questions that name a lesson."""

import pytest

from tests.unit.content.conftest import Copy

LESSON = "1-vorher-fragen.yaml"
PROMPT = "Wen fragte die Bäckerei Sommer, bevor sie das Mühlenbrot umbenannte?"
OPTION = "Wer noch nie im Kino war"
EXPLANATION = "Der Aushang sprach von Wünschen, der Rückblick nimmt das zurück."
CRAFT = ("characters;", "words;", "facts on", "names a lesson")


def craft(copy: Copy) -> list[str]:
    """Return the warnings about how the course reads, without their line and column."""
    found = [line for line in copy.warnings() if any(mark in line for mark in CRAFT)]
    return [line.split(": ", 1)[1] for line in found]


def test_a_course_that_reads_well_gets_no_warning(copy: Copy) -> None:
    """The test course is short enough everywhere."""
    assert craft(copy) == []


@pytest.mark.parametrize(
    ("key", "text", "most"),
    [
        ("prompt", PROMPT, 220),
        ("option", OPTION, 70),
        ("feedback", "Auch er erfuhr es vom Schild.", 120),
        ("explanation", EXPLANATION, 200),
    ],
)
def test_long_texts_of_a_question_are_named(copy: Copy, key: str, text: str, most: int) -> None:
    """A text may be as long as the limit, and not a character longer."""
    copy.edit(LESSON, text, "x" * most)
    assert craft(copy) == []
    copy.edit(LESSON, "x" * most, "x" * (most + 1))
    assert craft(copy) == [f"{key}: {most + 1} characters; there should be at most {most}"]


@pytest.mark.parametrize("prompt", ["Was sagt Lektion 1 dazu?", "Was sagt VORHER FRAGEN dazu?"])
def test_a_prompt_names_no_lesson(copy: Copy, prompt: str) -> None:
    """Neither by its number nor by its title, in whatever case."""
    copy.edit(LESSON, PROMPT, prompt)
    assert craft(copy) == ["the prompt names a lesson, but reviews ask it outside of any lesson"]


@pytest.mark.parametrize(("words", "said"), [(80, []), (81, ["81 words; there should be at most 80"])])
def test_a_card_has_eighty_words(copy: Copy, words: int, said: list[str]) -> None:
    """Bullets aren't words."""
    lines = "".join("      - wort\n" for _ in range(words))
    copy.edit(LESSON, "\ncards:\n", f"\ncards:\n  - say: |\n{lines}")
    assert craft(copy) == said


def test_a_card_rests_on_five_facts(copy: Copy) -> None:
    """The sixth makes it too full."""
    last = (copy.path / "facts.yaml").read_text("utf-8").split("- id: metzgerei-fragte")[1]
    copy.edit("facts.yaml", "", f"- id: sechste{last}")
    five = "brot-umbenannt, niemand-gefragt, anfragen-unbeantwortet, name-zurueck, metzgerei-fragte"
    copy.edit(LESSON, "facts: [brot-umbenannt]\n  - title", f"facts: [{five}]\n  - title")
    assert craft(copy) == []
    copy.edit(LESSON, f"facts: [{five}]", f"facts: [{five}, sechste]")
    assert craft(copy) == ["6 facts on one card; there should be at most 5"]
