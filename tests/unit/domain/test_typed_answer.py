"""A typed answer is read with goodwill, and never bent into something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.questions.exact_words import DATES, NEGATIONS, NUMBERS
from bot.domain.questions.typed_answer import ARTICLES, same

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
        ("Muhlenbrot", "Mühlenbrot"),
        ("Strasse", "Straße"),
        ("the name of the bread", "name of bread"),
        ("1,000 letters", "1000 letters"),
        ("don\u2019t delete", "dont delete"),
        ("Entschuldigng", "Entschuldigung"),
        ("paology", "apology"),
        ("60 percent", "60%"),
        ("60 Prozent", "60 %"),
        ("twenty-three days", "Twenty three days"),
        ("nicht antworten", "Nicht antworten!"),
        ("名前", "名前"),
        ("हिन्दी", "हिन्दी"),
        ("vitamin-A", "vitamin a"),
        ("a-moral", "amoral"),
        ("12 500", "12500"),
        ("10²", "10 2"),
        ("AT and T", "AT&T"),
        ("ATT", "AT&T"),
        ("Rock & Roll", "Rock and Roll"),
        ("rock 'n' roll", "Rock & Roll"),
        ("C plus plus", "C++"),
        ("c ++", "C++"),
        ("C sharp", "C#"),
        ("Disney Plus", "Disney+"),
        ("O minus", "O\u2212"),
        ("A 4", "A4"),
        ("a-4 paper", "A4 paper"),
        ("the A4", "A4"),
        ("July 12, 2011", "12 July 2011"),
        ("12th of July, 2011", "July 12 2011"),
        ("Jul. 12, 2011", "12 July 2011"),
        ("2011-07-12", "12 July 2011"),
        ("the 7th of March", "March 07"),
        ("Lodz", "Łódź"),
        ("❤", "❤\ufe0f"),
        ("👍", "👍"),
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
        ("\u22125", "5"),
        ("\u20135 %", "5 %"),
        ("- 5", "5"),
        ("-$5", "$5"),
        ("<5", ">5"),
        ("5‰", "5"),
        ("10²", "102"),
        ("5½", "51/2"),
        ("1.250", "1250"),
        ("2011 800", "2011800"),
        ("fiftynine", "fiftyfive"),
        ("twentyninth", "twentyfifth"),
        ("a-moral", "moral"),
        ("un-verified", "verified"),
        ("un verified", "verified"),
        ("let it die", "let it"),
        ("दिन", "दान"),
        ("กิน", "กัน"),
        ("かぎ", "かき"),
        ("我们不删除评论", "我们删除评论"),
        ("C#", "C++"),
        ("C", "C#"),
        ("C+", "C++"),
        ("F", "F#"),
        ("B", "B+"),
        ("B-", "B+"),
        ("AB-", "AB"),
        ("4", "A4"),
        ("B4", "A4"),
        ("Super Bowl XXXIX", "Super Bowl XXXIV"),
        ("Super Bowl XXXVI", "Super Bowl XXXIV"),
        ("July 13, 2011", "12 July 2011"),
        ("12 July", "12 July 2011"),
        ("07/12/2011", "12 July 2011"),
        ("Simon or Garfunkel", "Simon & Garfunkel"),
        ("👎", "👍"),
        ("", "x"),
        ("!?", "x"),
    ],
)
def test_another_answer_stays_another(typed: str, meant: str) -> None:
    """A number, a date or a negation is never bent; a short word must be right; nothing is no answer."""
    assert not same(typed, meant)
    assert not same(meant, typed)


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("de", "das Mühlenbrot", "Mühlenbrot"),
        ("de-CH", "einer Entschuldigung", "die Entschuldigung"),
        ("de", "1.000 Briefe", "1000 Briefe"),
        ("fr", "l'école", "ecole"),
        ("es", "los comentarios", "comentarios"),
        ("it", "gli errori", "errori"),
        ("xx", "comment\u00e1rio", "comentario"),
        ("de", "12. Juli 2011", "12 Juli, 2011"),
        ("de", "Müller & Söhne", "Müller und Söhne"),
        ("fr", "le 1er août 2011", "1 août 2011"),
        ("es", "12 de julio de 2011", "12 julio 2011"),
        ("it", "Dolce e Gabbana", "Dolce & Gabbana"),
    ],
)
def test_a_text_is_read_in_the_language_of_the_course(language: str, typed: str, meant: str) -> None:
    """Its articles don't matter, and its thousands are parted as it does."""
    assert same(typed, meant, language)


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("de", "1,250", "1250"),
        ("fr", "juin 2011", "juil 2011"),
        ("fr", "treizième", "troisième"),
        ("fr", "la treizième", "la trentième"),
        ("fr", "un-verified", "verified"),
        ("es", "12 de junio", "12 de julio"),
        ("es", "sesenta", "setenta"),
        ("es", "seiscientos", "setecientos"),
        ("it", "trentadue", "trentatre"),
        ("it", "il-legal", "legal"),
        ("xx", "the answer", "answer"),
    ],
)
def test_no_language_bends_a_number_or_a_date(language: str, typed: str, meant: str) -> None:
    """Nor what turns a word into its opposite; of a language that isn't known nothing is left out."""
    assert not same(typed, meant, language)
    assert not same(meant, typed, language)


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


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from([*ARTICLES, "xx"]))
def test_being_the_same_goes_both_ways(one: str, other: str, language: str) -> None:
    """Whatever is typed, it is read without a fault, and likeness is mutual."""
    assert same(one, other, language) == same(other, one, language)
