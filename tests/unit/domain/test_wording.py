"""A typed answer is read with goodwill, and never bent into something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.wording import DATES, NEGATIONS, NUMBERS, same

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = st.text(LETTERS, min_size=1, max_size=12)
LONG = st.text(LETTERS, min_size=9, max_size=20)
GUARDED = sorted(NEGATIONS | NUMBERS | DATES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ASTROTURFING", "astroturfing"),
        ("astro-turfing", "astroturfing"),
        ("  Astroturfing! ", "astroturfing"),
        ("astroturfng", "astroturfing"),
        ("astrotrufing", "astroturfing"),
        ("das Mühlenbrot", "Mühlenbrot"),
        ("Muhlenbrot", "Mühlenbrot"),
        ("Strasse", "Straße"),
        ("the name of the bread", "name of bread"),
        ("1,000 letters", "1000 letters"),
        ("don\u2019t delete", "dont delete"),
        ("l'école", "ecole"),
        ("einer Entschuldigung", "die Entschuldigung"),
        ("Entschuldigng", "Entschuldigung"),
        ("paology", "apology"),
        ("60 percent", "60%"),
        ("60 Prozent", "60 %"),
        ("twenty-three days", "Twenty three days"),
        ("nicht antworten", "Nicht antworten!"),
        ("名前", "名前"),
    ],
)
def test_the_same_answer_in_other_dress_is_right(typed: str, meant: str) -> None:
    """Case, accents, articles, punctuation and small typos don't matter."""
    assert same(typed, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24 million", "25 million"),
        ("2011", "2012"),
        ("12 July 2011", "12 June 2011"),
        ("-5", "5"),
        ("5%", "5"),
        ("1.5", "15"),
        ("$5", "€5"),
        ("nine", "nein"),
        ("seventeen", "seventeeen"),
        ("September", "Septembr"),
        ("not astroturfing", "astroturfing"),
        ("never delete comments", "delete comments"),
        ("don't delete", "do delete"),
        ("nothing", "notching"),
        ("illegal", "legal"),
        ("amoral", "moral"),
        ("unimportant", "important"),
        ("fair", "fear"),
        ("seventeenth", "seventieth"),
        ("dreizehnte", "vierzehnte"),
        ("siebenunddreißig", "siebenundreißig"),
        ("einundzwanzigsten", "zweiundzwanzigsten"),
        ("60 percent", "61 percent"),
        ("do nto answer", "do answer"),
        ("nciht antworten", "antworten"),
        ("keinen Rabatt", "einen Rabatt"),
        ("wouldn't answer", "would answer"),
        ("no one", "someone"),
        ("employees", "employers"),
        ("inclusive", "exclusive"),
        ("increased", "decreased"),
        ("internally", "externally"),
        ("maximised", "minimised"),
        ("asymetric", "symmetric"),
        ("hired", "fired"),
        ("angenommen", "abgenommen"),
        ("grassroots", "astroturfing"),
        ("三", "四"),
        ("", "x"),
        ("!?", "x"),
    ],
)
def test_another_answer_stays_another(typed: str, meant: str) -> None:
    """A number, a date or a negation is never bent; a short word must be right; nothing is no answer."""
    assert not same(typed, meant)
    assert not same(meant, typed)


@given(LONG.map(lambda word: "z" + word), st.data())
def test_one_slip_in_a_long_word_is_a_typo(word: str, data: st.DataObject) -> None:
    """A letter missing in a word of nine letters or more is forgiven, wherever it is but at its beginning."""
    place = data.draw(st.integers(1, len(word) - 1))
    assert same(word[:place] + word[place + 1 :], word)


@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from(GUARDED), st.data())
def test_a_guarded_word_makes_the_difference(words: list[str], guarded: str, data: st.DataObject) -> None:
    """With and without a number, a date or a negation are two answers."""
    place = data.draw(st.integers(0, len(words)))
    assert not same(" ".join([*words[:place], guarded, *words[place:]]), " ".join(words))


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.lists(LONG, max_size=3))
def test_numbers_are_the_same_only_when_equal(one: int, other: int, words: list[str]) -> None:
    """However long the text around them."""
    text = " ".join(words)
    assert same(f"{one} {text}", f"{other} {text}") == (one == other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_being_the_same_goes_both_ways(one: str, other: str) -> None:
    """Whatever is typed, it is read without a fault, and likeness is mutual."""
    assert same(one, other) == same(other, one)
