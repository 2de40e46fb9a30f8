"""What a learner does next: one thing at a time, never a backlog."""

from dataclasses import replace

import pytest

from bot.domain.learning.next_step import LessonStatus, Situation, choose

TODAY = 100

FRESH = [LessonStatus("one", 6, 0), LessonStatus("two", 6, 0), LessonStatus("three", 6, 0)]


def lessons(*changes: LessonStatus) -> list[LessonStatus]:
    """The three lessons, with some of them further on."""
    known = {each.lesson: each for each in changes}
    return [known.get(each.lesson, each) for each in FRESH]


DONE = LessonStatus("one", 6, 6, begun=True, badge=90, tried=90)
DONE_TODAY = replace(DONE, badge=TODAY, tried=TODAY)
BONUS = LessonStatus("bonus", 6, 0, bonus=True)
ALL_DONE = [replace(DONE, lesson=each.lesson) for each in FRESH]


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        pytest.param(Situation(FRESH, TODAY), ("lesson", "one"), id="a newcomer gets lesson 1"),
        pytest.param(
            Situation(lessons(LessonStatus("two", 6, 3)), TODAY),
            ("lesson", "two"),
            id="a lesson that was begun comes before the first one",
        ),
        pytest.param(
            Situation(lessons(LessonStatus("one", 6, 0, begun=True)), TODAY),
            ("lesson", "one"),
            id="answering the opener begins a lesson",
        ),
        pytest.param(
            Situation(lessons(LessonStatus("one", 6, 2), LessonStatus("three", 6, 2)), TODAY, latest="three"),
            ("lesson", "three"),
            id="of two begun lessons, the one read last",
        ),
        pytest.param(
            Situation(lessons(LessonStatus("one", 6, 6)), TODAY),
            ("lesson-quiz", "one"),
            id="after the cards, the quiz",
        ),
        pytest.param(
            Situation(lessons(LessonStatus("one", 6, 6, tried=TODAY)), TODAY, due=3),
            ("review", None),
            id="a quiz that was failed today isn't asked for again today",
        ),
        pytest.param(
            Situation(lessons(LessonStatus("one", 6, 6, tried=TODAY - 1)), TODAY, due=3),
            ("lesson-quiz", "one"),
            id="but it is on another day",
        ),
        pytest.param(
            Situation(lessons(DONE), TODAY, due=4),
            ("lesson", "two"),
            id="a lesson a day comes before reviews",
        ),
        pytest.param(
            Situation(lessons(DONE_TODAY), TODAY, due=4),
            ("review", None),
            id="reviews come once a lesson was finished today",
        ),
        pytest.param(
            Situation(lessons(DONE_TODAY), TODAY), ("lesson", "two"), id="without reviews, the next lesson"
        ),
        pytest.param(
            Situation(lessons(LessonStatus("one", 6, 6)), TODAY, quiz_open=True, quizzes=False),
            ("lesson", "two"),
            id="where quizzes are switched off, the next lesson",
        ),
        pytest.param(
            Situation(ALL_DONE, TODAY, due=2, test_open=True),
            ("review", None),
            id="reviews come before the assessment",
        ),
        pytest.param(
            Situation(ALL_DONE, TODAY, test_open=True),
            ("assessment", None),
            id="the assessment once it's open",
        ),
        pytest.param(
            Situation(lessons(LessonStatus("one", 6, 3)), TODAY, testing=True, quiz_open=True),
            ("assessment", None),
            id="an assessment in progress comes first",
        ),
        pytest.param(
            Situation(lessons(LessonStatus("one", 6, 3)), TODAY, quiz_open=True),
            ("quiz", None),
            id="then an unfinished quiz",
        ),
        pytest.param(
            Situation(ALL_DONE, TODAY, due=5, certificate_earned=True),
            ("certificate", None),
            id="a certificate to claim comes before reviews",
        ),
        pytest.param(
            Situation(ALL_DONE, TODAY, draft_missing=True),
            ("draft", None),
            id="a draft when it's all that's left",
        ),
        pytest.param(
            Situation([*ALL_DONE, BONUS], TODAY, due=1, test_open=True, draft_missing=True),
            ("draft", None),
            id="a missing draft comes before reviews",
        ),
        pytest.param(
            Situation([*ALL_DONE, BONUS], TODAY, test_open=True),
            ("assessment", None),
            id="the assessment comes before the bonus",
        ),
        pytest.param(
            Situation([*ALL_DONE, BONUS], TODAY),
            ("lesson", "bonus"),
            id="the bonus comes when all else is done",
        ),
        pytest.param(Situation(ALL_DONE, TODAY), ("practice", None), id="otherwise, whatever you like"),
    ],
)
def test_there_is_one_next_thing(situation: Situation, expected: tuple[str, str | None]) -> None:
    """Unfinished work, a certificate, a lesson a day, reviews, the assessment, a draft, another lesson."""
    assert choose(situation) == expected


def test_someone_who_always_does_the_next_thing_finishes_every_lesson() -> None:
    """Day after day, following the first step leads through all lessons and never repeats a finished one."""
    statuses, seen = list(FRESH), list[str]()
    for day in range(TODAY, TODAY + 3):
        kind, lesson = choose(Situation(statuses, day, due=5))
        assert kind == "lesson"
        assert lesson is not None
        seen.append(lesson)
        finished = LessonStatus(lesson, 6, 6, begun=True, badge=day, tried=day)
        statuses = [finished if each.lesson == lesson else each for each in statuses]
        assert choose(Situation(statuses, day, due=5)) == ("review", None)
    assert seen == ["one", "two", "three"]
