"""The search: slips, other forms, other courses, hostile words, and what is an answer."""

import asyncio
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import bot.search
from bot.config import shipped_courses
from bot.content.help_file import read_help
from bot.courses import load_library
from bot.domain.course.library import Library
from bot.domain.course.passages import passages
from bot.search import SearchIndex, open_search
from bot.search.meaning import load_model
from bot.services.ports.search import Finding
from tests.counting import calls_made

SHIPPED = shipped_courses() / "netflix-qwikster"
BAKERY = Path(__file__).parent.parent.parent / "courses" / "baeckerei-sommer"


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped course and one in German."""
    return load_library((SHIPPED, BAKERY))


@pytest.fixture(scope="module")
def search(library: Library) -> Iterator[SearchIndex]:
    """The search over both."""
    index = SearchIndex(library.courses)
    yield index
    index.close()


def first(search: SearchIndex, question: str) -> str | None:
    """The id of the best passage, if there is one."""
    found = search.look_up(question).passages
    return found[0].id if found else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("astroturfing", "term/astroturfing"),
        ("asrtoturfing", "term/astroturfing"),  # letters changed places
        ("astroturfng", "term/astroturfing"),  # one is missing
        ("what is astro turfing", "term/astroturfing"),  # in two words
        ("ASTROTURFING?!", "term/astroturfing"),
        ("rebranded", "term/rebranding"),  # another form
        ("bash tag", "term/bashtag"),
        ("holdinglines", "term/holding-line"),
        ("what's Nestle's Greenpeace quarrel", "fact/nestle-facebook"),  # without its accent
    ],
)
def test_words_are_found_as_people_type_them(search: SearchIndex, typed: str, meant: str) -> None:
    """Slips, other forms, together or apart, with or without accents."""
    assert meant in [passage.id for passage in search.look_up(typed).passages]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how do I admit a mistake publicly?", "show-you-are-human/opening"),  # nor are words of manner
        ("call center staff warned before the price increase", "fact/price-service-staff-warned"),
        ("what should a crisis plan contain", "term/crisis-plan"),
    ],
)
def test_a_question_is_found_by_what_it_is_about(search: SearchIndex, typed: str, meant: str) -> None:
    """Words around the subject hide no answer; synonyms, and phrases of them, lead to it."""
    assert meant in [passage.id for passage in search.look_up(typed).passages]


@pytest.mark.parametrize("typed", ["", " ", "?", '"', "NEAR(", "*", "- --", "…", "{}", "\0"])
def test_nothing_is_found_for_nothing(search: SearchIndex, typed: str) -> None:
    """Signs alone are no question."""
    assert search.look_up(typed) == Finding()


@pytest.mark.parametrize(
    "typed", ["astroturfing'; DROP TABLE sentence; --", 'astroturfing" OR *', "{astroturfing} :"]
)
def test_whatever_is_typed_is_no_query(search: SearchIndex, typed: str) -> None:
    """Signs of a query language are signs: words between them are looked up; the course stays whole."""
    search.look_up(typed)
    assert first(search, "astroturfing") == "term/astroturfing"


def test_a_question_in_another_language_finds_that_course(search: SearchIndex) -> None:
    """All courses are searched, each in its language."""
    [best, *_] = search.look_up("Wurde das Mühlenbrot umbenannt?").passages
    assert (best.course, best.id) == ("baeckerei-sommer", "fact/brot-umbenannt")


def test_slips_are_corrected_but_never_numbers(search: SearchIndex) -> None:
    """A wrong figure isn't put right in silence, and a short word with another letter is another word."""
    spelling = search.indexes[0]._words.spelling
    assert spelling.read("12345") == ["12345"]
    assert spelling.read("qwikstr pirce") == ["qwikster", "price"]
    assert spelling.read("ltr") == ["ltr"]


def test_every_passage_leads_to_where_it_stands(library: Library) -> None:
    """What is cited exists; a passage of a lesson leads to a card or an extra that exists; ids are unique."""
    for course in library.courses:
        found = passages(course)
        assert len({passage.id for passage in found}) == len(found)
        for passage in found:
            assert all(fact in course.facts for fact in passage.facts)
            assert all(source in course.sources for source in passage.sources)
            assert (passage.lesson is None) == (passage.card is None and passage.extra is None)
            lesson = course.units.get(passage.lesson or "")
            if lesson and passage.card:
                assert passage.card <= len(lesson.cards)
            if lesson and passage.extra:
                assert passage.extra <= len(lesson.extras)


def test_the_quiz_is_not_given_away(library: Library) -> None:
    """Prompts and explanations of questions are no passages."""
    text = "\n".join(passage.text for passage in passages(library.default))
    assert not any(question.prompt in text for question in library.default.questions.values())


def test_at_most_as_many_passages_as_wanted(search: SearchIndex) -> None:
    """The best ones come first, whatever the number."""
    many = search.look_up("Qwikster", 5).passages
    assert len(many) == 5
    assert list(search.look_up("Qwikster", 2).passages) == list(many[:2])


async def test_the_index_is_built_and_asked_beside_the_loop(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it runs in the loop's thread, and many questions at once are all answered."""
    threads = {"build": set[int](), "ask": set[int]()}

    class Watched(SearchIndex):
        @cached_property
        def indexes(self) -> Any:
            threads["build"].add(threading.get_ident())
            return super().indexes

        def look_up(self, question: str, most: int = 3) -> Finding:
            threads["ask"].add(threading.get_ident())
            return super().look_up(question, most)

    monkeypatch.setattr(bot.search, "SearchIndex", Watched)
    async with open_search(library.courses) as search:
        answers = await asyncio.gather(*(search.find("what is astroturfing") for _ in range(50)))
    assert {found.passages[0].id for found in answers} == {"term/astroturfing"}
    assert all(ran and threading.get_ident() not in ran for ran in threads.values())


def test_the_index_takes_few_calls(library: Library) -> None:
    """About a million to build it, some ten thousand for a question. `bench.speed` measures the seconds."""
    assert calls_made(lambda: SearchIndex(library.courses).close()) < 100  # nobody has asked yet
    index = SearchIndex(library.courses, read_help())
    assert 100 < calls_made(lambda: index.indexes) < 3_000_000
    assert calls_made(lambda: index.look_up("how does Netflix explain the price")) < 150_000
    assert calls_made(lambda: index.look_up("what is astroturfing")) < 20_000
    index.close()


@pytest.mark.parametrize(
    "typed", ["Domino's", "Starbucks", "Buffer", "walmart", "tell me about Domino's", "what about nestle"]
)
def test_a_name_alone_finds_what_there_is(search: SearchIndex, typed: str) -> None:
    """It asks for nothing that the course could lack, though it's like a question about the same name."""
    assert search.look_up(typed).passages


def test_a_question_close_to_an_unanswered_one_is_declined(library: Library) -> None:
    """The same question is answered once the course no longer lists it among those it doesn't answer."""
    typed = "what is astroturfing"
    with_it, without = (
        SearchIndex([replace(library.default, unanswered=listed)]) for listed in ((typed,), ("what is rain",))
    )
    assert not with_it.look_up(typed).passages
    assert without.look_up(typed).passages


def test_a_way_of_asking_leads_to_its_passage(library: Library) -> None:
    """In words that the passage doesn't have."""
    course = library.default
    one, other, *_ = (passage.id for passage in passages(course))
    asked = {one: ("when do blue elephants sleep",), other: ("where will green giraffes wake",)}
    search = SearchIndex([replace(course, asked=asked, unanswered=("what is rain",))])
    assert first(search, "when do blue elephants sleep") == one
    assert first(search, "where do green giraffes wake") == other


def test_meaning_finds_what_shares_no_word(library: Library) -> None:
    """The phrasing and the question have only little words in common."""
    course = library.default
    one = passages(course)[5].id
    search = SearchIndex([replace(course, asked={one: ("the physician cured my puppy",)}, unanswered=())])
    index = search.indexes[0]
    assert index._meaning is not None
    close = index._meaning.close("a doctor healed the dog")
    assert index.passages[close.nearest.index(max(close.nearest))].id == one


@pytest.mark.parametrize("year", ["2011", "2022"])
def test_a_year_favors_passages_from_that_year(search: SearchIndex, year: str) -> None:
    """Whichever year it is, the same words lead to a passage about it."""
    [best, *_] = search.look_up(f"what happened at netflix in {year}").passages
    assert year in f"{best.text} {best.around}"


def test_nothing_is_fetched(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is loaded, the index built and asked without a socket or a file beyond the package."""

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    load_model.cache_clear()
    search = SearchIndex(library.courses)
    assert search.indexes[0]._meaning is not None
    assert first(search, "what is astroturfing") == "term/astroturfing"


def test_without_the_model_words_alone_answer_and_the_log_says_so_once(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A missing package or file is no reason to be without a search."""
    monkeypatch.setitem(sys.modules, "wordllama", None)
    load_model.cache_clear()
    try:
        searches = [SearchIndex(library.courses) for _ in range(2)]
        assert all(first(each, "what is astroturfing") == "term/astroturfing" for each in searches)
        assert not searches[0].look_up("who won the world cup").passages
    finally:
        load_model.cache_clear()
    assert [record.levelname for record in caplog.records if "embeddings" in record.message] == ["WARNING"]


def test_the_bot_is_asked_about_itself_in_any_library(library: Library) -> None:
    """With a course in the language of the help or without one. Only a course in it is worth the model."""
    [shipped, german] = library.courses
    loaded: list[bool] = []
    for courses in ([shipped, german], [german]):
        search = SearchIndex(courses, read_help(), lambda: loaded.append(True))
        assert first(search, "how do I stop the reminders") == "help/stop-reminders"
        assert first(search, "Wurde das Mühlenbrot umbenannt?") == "fact/brot-umbenannt"
        assert not search.look_up("wer hat die Weltmeisterschaft gewonnen").passages
    assert loaded == [True]


def test_a_declined_question_comes_with_what_is_nearest(search: SearchIndex) -> None:
    """A question that shares no word with any course has nothing near."""
    found = search.look_up("who is the boss of Netflix's competitors in Japan")
    assert not found.passages
    assert found.nearest
    assert search.look_up("xylqzw") == Finding()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("umbenannte Mühlenbrote", "fact/brot-umbenannt"),  # other forms of both words
        ("MUEHLENBROT umbenant", "fact/brot-umbenannt"),
        ("mühlenbrotes", "fact/brot-umbenannt"),
    ],
)
def test_other_languages_go_by_their_own_stems(search: SearchIndex, typed: str, meant: str) -> None:
    """German endings don't matter, and typing errors are corrected there, too."""
    assert meant in [passage.id for passage in search.look_up(typed).passages]


def test_a_language_without_a_stemmer_is_searched_as_it_is(library: Library) -> None:
    """Words are found in the form that the course has."""
    german = library.courses[1]
    course = replace(german, about=german.about.model_copy(update={"language": "xx"}))
    search = SearchIndex([course])
    assert first(search, "Mühlenbrot umbenannt") == "fact/brot-umbenannt"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/quiz", "help/quiz"),
        ("/plan", "help/writing"),
        ("@everyone", "help/mentions"),
        ("Start a class!", "help/teaching"),
    ],
)
def test_what_people_ask_word_for_word_is_answered(library: Library, typed: str, meant: str) -> None:
    """However little evidence there is: an author says that this is how people ask."""
    index = SearchIndex(library.courses[:1], read_help(), lambda: None)
    assert first(index, typed) == meant
    index.close()
