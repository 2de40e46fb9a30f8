"""Finding a lesson, and how far someone has come."""

from pathlib import Path

import pytest

from bot.content import load_course
from bot.domain.course.library import Library
from bot.domain.learning.progress import summarize
from bot.domain.learning.quiz import Answer
from bot.errors.user import CourseNotFound, LessonNotFound

FOLDER = Path(__file__).parents[2] / "courses" / "baeckerei-sommer"


@pytest.fixture(scope="module")
def library() -> Library:
    """The small course."""
    return Library((load_course(FOLDER),))


@pytest.mark.parametrize(
    "typed", ["1", "01", "lesson 1", "Lesson 1", "vorher-fragen", "VORHER  FRAGEN", "vorher", "fragen"]
)
def test_a_lesson_is_meant_by_number_id_title_or_part(library: Library, typed: str) -> None:
    """However it is typed, as long as it fits one lesson best."""
    assert library.find(typed).lesson.id == "vorher-fragen"


def test_its_key_finds_a_lesson_among_several_courses(library: Library) -> None:
    """The course's id before the lesson's."""
    assert library.find("baeckerei-sommer/offen-antworten").lesson.number == 2


@pytest.mark.parametrize("typed", ["", "  ", "9", "xyz", "???", "en"])
def test_what_fits_none_or_several_is_not_guessed(library: Library, typed: str) -> None:
    """Better to ask than to open the wrong lesson."""
    with pytest.raises(LessonNotFound) as missing:
        library.find(typed)
    assert len(missing.value.near) <= 3


def test_what_fits_several_names_them(library: Library) -> None:
    """The person can choose."""
    with pytest.raises(LessonNotFound) as missing:
        library.find("en")
    assert [title for _, _, title in missing.value.near] == ["Vorher fragen", "Offen antworten"]


SHIPPED = Path(__file__).parents[3] / "lessons" / "netflix-qwikster"


@pytest.fixture(scope="module")
def shipped() -> Library:
    """The course that comes with the program."""
    return Library((load_course(SHIPPED),))


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("humn", ["show-you-are-human"]),
        ("show your humn side", ["show-you-are-human"]),
        ("comunication", ["make-communication-a-core-activity"]),
        ("comun", ["make-communication-a-core-activity"]),
        ("feedbakc", ["respond-to-feedback"]),
        ("enthusiasm", ["be-enthusiastic"]),
        ("use the chanel", ["use-the-channel-correctly"]),
        ("DIALOUGE", ["create-a-dialogue"]),
        ("peopel", ["inside"]),
        ("insied", ["inside"]),
        ("qwik", []),
        ("netflix", []),
        ("more", []),
        ("yuo", []),
        ("prices", []),
        ("xyz", []),
        ("", []),
        ("🦉 ???", []),
    ],
)
def test_what_is_misspelt_suggests_what_is_like_it(shipped: Library, typed: str, near: list[str]) -> None:
    """By the words of titles and ids; rather nothing than something else. It is never opened unasked."""
    assert [place.lesson.id for place in shipped.near(typed)] == near
    with pytest.raises(LessonNotFound) as missing:
        shipped.find(typed)
    course = shipped.default
    assert list(missing.value.near) == [(course.id, each, course.units[each].title) for each in near]


def test_a_courses_name_finds_its_lessons_only_among_several_courses(shipped: Library) -> None:
    """With one course it would mean all of them, which helps nobody."""
    both = Library((shipped.default, load_course(FOLDER)))
    assert {place.course.id for place in both.search("qwik")} == {"netflix-qwikster"}
    assert len(both.search("sommer")) == 2
    assert shipped.search("qwik") == []


def test_an_unknown_course_or_lesson_is_not_found(library: Library) -> None:
    """Ids from an old button whose lesson is taught no more."""
    with pytest.raises(CourseNotFound):
        library.course("nowhere")
    with pytest.raises(LessonNotFound):
        library.place("baeckerei-sommer", "nowhere")
    assert library.place("baeckerei-sommer", "vorher-fragen").key == "baeckerei-sommer/vorher-fragen"


def answer(number: int, question: str, score: int, version: int = 1) -> Answer:
    """An answer to a question."""
    return Answer(
        number, 1, "c", None, question, version, "f", "quiz", 1, number, (0,), score, False, number, 0
    )


def test_progress_counts_the_latest_answer_a_question(library: Library) -> None:
    """Right in the end is right; totals count every answer; what the course has no more is in no lesson."""
    given = [
        answer(1, "vorher-fragen-01", 0),
        answer(2, "vorher-fragen-01", 100),
        answer(3, "vorher-fragen-02", 100),
        answer(4, "vorher-fragen-02", 50),
        answer(5, "withdrawn", 100),
        answer(6, "vorher-fragen-04", 100, version=1),  # its meaning has changed since
    ]
    progress = summarize(library.default, {"vorher-fragen": {0, 1, 2, 99}}, given, 6)
    assert progress.answers == 6
    first, second = progress.lessons
    assert (first.read, first.cards, first.right, first.answered, first.questions) == (2, 3, 1, 2, 4)
    assert (second.read, second.answered) == (0, 0)


def test_an_introduction_that_was_read_is_not_a_card(library: Library) -> None:
    """Lessons used to begin with a page 0, which only says that the lesson was opened."""
    [first, _] = summarize(library.default, {"vorher-fragen": {0, 1, 2}}, (), 0).lessons
    assert (first.read, first.cards) == (2, 3)
