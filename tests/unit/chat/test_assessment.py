"""The screens of assessments fit, whatever the course, and say what a difference means."""

import re
from dataclasses import replace
from textwrap import wrap
from typing import Any

import pytest

from bot.chat.screens.learning import assessment, quiz
from bot.domain.course.assessment_forms import Assessment, Form
from bot.domain.course.course import Course
from bot.domain.learning.assessment import Sitting, Upcoming, sitting
from bot.domain.learning.gain import gain
from bot.domain.learning.quiz import Answer, Item, Quiz, TestMode
from bot.services.learning.assessment import AssessmentStatus, Review
from bot.services.learning.quiz_state import GradedAnswer, OpenQuestion
from tests.unit.chat.test_limits import BIG, COURSE, LESSON, assert_fits, make_course, make_question, parts


def make_test(number: int, course: Course, **changes: Any) -> Quiz:
    """Return a finished assessment of the longest form, with every question answered."""
    [form] = course.assessment.forms if course.assessment else []
    items = tuple(Item(made.id, 1) for made in form.questions)
    answers = {
        place: Answer(
            *(place, BIG, COURSE, None, made.id, 1, made.fingerprint, "post", BIG),
            *(place, (0,), 0, True, 0, 0),
        )
        for place, made in enumerate(form.questions)
    }
    mode: TestMode = "post" if number else "pre"
    test = Quiz(BIG - number, BIG, COURSE, None, BIG, mode, BIG, 0, items, answers, closed_at=BIG, form="f")
    return replace(test, **changes)


def make_review(status: AssessmentStatus, tests: list[Quiz]) -> Review:
    """Return the review of assessments whose questions haven't changed."""
    questions = {question.fingerprint: question for question in status.course.tested.values()}
    return Review(status, tests, questions)


def test_every_screen_of_a_test_fits() -> None:
    """Thirty long questions per form, twenty assessments, a hundred objectives."""
    course = make_course(20)
    questions = tuple(
        make_question(place, "single", 6).model_copy(
            update={"objective": f"{LESSON[:-2]}{place % 20 + 1:02}.o{place // 20}"}
        )
        for place in range(30)
    )
    course = replace(course, assessment=Assessment(forms=(Form(id="f", questions=questions),)))
    tests = [make_test(number, course, round=number // 3 + 1) for number in range(20)]
    sittings = [sitting(test) for test in tests]
    later = Upcoming("f", "post", 21, BIG, round=7)
    due = replace(later, opens_at=0)
    begun = replace(due, sitting=replace(sittings[-1], finished_at=None))
    check = replace(due, check=True)
    for test in (None, later, due, begun, check, replace(later, opens_at=None)):
        status = AssessmentStatus(course, sittings, test, 30, 20, 1)
        review = make_review(status, tests)
        assert_fits(assessment.results(review))
        assert_fits(assessment.results(Review(replace(status, sittings=[]), ())))
        assert_fits(assessment.answers(review))
        if status.open:
            assert_fits(assessment.offer(status))
    before = AssessmentStatus(course, [], Upcoming("f", "pre", 1, 0), 30, 0, 1)
    assert_fits(assessment.offer(before))
    assert_fits(assessment.confirm_ending(course, tests[0]))
    asked = OpenQuestion(tests[0], 29, course, course.lessons[0], questions[0], range(6), True, True, True)
    assert_fits(quiz.question(asked))
    for withheld in (True, False):
        answered = GradedAnswer(asked, tests[0].answers[29], repeated=True, withheld=withheld)
        assert_fits(quiz.feedback(answered))
    assert_fits(quiz.sources(answered))


def test_answers_to_a_form_that_is_being_taken_are_not_offered() -> None:
    """Answers to other forms are. Once this one is finished, its answers are, too."""
    made = make_question(0, "single", 2)
    form = Form(id="f", questions=(made,))
    course = replace(make_course(1), assessment=Assessment(forms=(form,)))
    tests = [make_test(1, course), make_test(2, course, form="g"), make_test(3, course, round=2)]
    for end, offered in ((None, {2}), (BIG, {1, 2, 3})):
        sittings = [sitting(replace(test, closed_at=end if test.round == 2 else BIG)) for test in tests]
        done = [test for test, each in zip(tests, sittings, strict=True) if each.finished_at]
        review = make_review(AssessmentStatus(course, sittings, None, 1, 1, 1), done)
        shown = str(assessment.answers(review).to_components())
        assert {number for number in (1, 2, 3) if f"Assessment {number}, after" in shown} == offered
    taken = [sitting(replace(tests[0], closed_at=None))]
    review = make_review(AssessmentStatus(course, [*sittings[1:2], *taken], None, 1, 1, 1), tests[:1])
    assert "You missed" not in str(assessment.answers(review, tests[0].id).to_components())


def test_what_was_missed_comes_page_by_page() -> None:
    """Each page holds as much as a phone shows, and the pages together are all that was missed, in order."""
    form = Form(id="f", questions=tuple(make_question(place, "single", 2) for place in range(9)))
    course = replace(make_course(1), assessment=Assessment(forms=(form,)))
    test = make_test(1, course)
    right = replace(test.answers[4], score=100)
    test = replace(test, answers={**test.answers, 4: right})
    questions = {
        each.fingerprint: each.model_copy(update={"prompt": f"Question {place}? " + "x" * 100})
        for place, each in enumerate(form.questions)
    }
    review = Review(AssessmentStatus(course, [sitting(test)], None, 9, 1, 1), [test], questions)
    seen: list[str] = []
    place, pages = 0, 0
    while True:
        components = [*parts(assessment.answers(review, test.id, place).to_components())]
        [text] = [part["content"] for part in components if part["type"] == 10]
        assert text.startswith("**You missed 8 of 9.**")
        assert sum(len(wrap(line, 36)) or 1 for line in text.splitlines()) <= 15
        seen += re.findall(r"Question (\d)", text)
        buttons = {part["label"]: part["custom_id"] for part in components if part["type"] == 2}
        assert next(iter(buttons)) == "Practice what I missed ▸"
        assert len(buttons) <= 3
        pages += 1
        if "Next page" not in buttons:
            break
        place = int(buttons["Next page"].rsplit(":", 1)[1])
    assert seen == [*"01235678"]
    assert pages > 1


def test_nothing_missed_leads_on() -> None:
    """There's nothing to practice then."""
    form = Form(id="f", questions=(make_question(0, "single", 2),))
    course = replace(make_course(1), assessment=Assessment(forms=(form,)))
    test = make_test(1, course)
    test = replace(test, answers={0: replace(test.answers[0], score=100)})
    status = AssessmentStatus(course, [sitting(test)], None, 1, 1, 1)
    shown = str(assessment.answers(make_review(status, [test])).to_components())
    assert "You didn't miss anything." in shown
    assert "Keep learning ▸" in shown
    assert "Practice what I missed" not in shown


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((5, 12), (10, 12), "5 more than before the course. That's more than luck would explain."),
        ((5, 12), (7, 12), "2 more than before the course. That may be luck."),
        ((12, 12), (12, 12), "You got everything right both times, so there was no room to improve."),
        ((12, 12), (10, 12), "2 fewer than before the course. That may be luck."),
        ((4, 12), (4, 12), "As many as before the course."),
        ((3, 12), (9, 11), "A larger share than before the course. That's more than luck would explain."),
        ((11, 12), (4, 12), "7 fewer than before the course. That's more than luck would explain."),
    ],
)
def test_a_difference_is_told_in_words(before: tuple[int, int], after: tuple[int, int], said: str) -> None:
    """How much, and whether it may be luck, also at 12 of 12 and with a dropped question."""
    one, other = (
        Sitting(1, form, mode, None, of, of, right, 0, 0, started_at=0, finished_at=1)
        for form, mode, (right, of) in (("a", "pre", before), ("b", "post", after))
    )
    assert assessment.meaning(gain(one, other)) == said  # type: ignore[arg-type]
    status = AssessmentStatus(make_course(1), [one, other], None, 0, 0, 9)  # type: ignore[list-item]
    assert said in shown(status)
    for changed in (
        replace(status, sittings=[one, replace(other, form="a")]),  # the same form
        replace(status, sittings=[one, replace(other, round=2)]),
        replace(status, sittings=[replace(one, mode="post"), other]),
        replace(status, begun_at=0),  # they had begun the course before
    ):
        assert changed.compared is None
        assert not changed.changed_since
        assert "before the course." not in shown(changed)


def test_results_of_different_editions_are_not_compared() -> None:
    """The screen says so, instead of calling harder or easier questions a difference in the learner."""
    before = Sitting(1, "a", "pre", None, 12, 12, 5, 0, 0, 0, 1, edition="old")
    after = replace(before, quiz=2, form="b", mode="post", right=10, edition="new")
    status = AssessmentStatus(make_course(1), [before, after], None, 0, 0, 9)
    assert status.compared is None
    assert "The assessment has changed since your pretest, so your two results can't" in shown(status)
    assert "before the course." not in shown(status)
    later = replace(status, sittings=[before, replace(after, edition="old"), after])
    assert later.changed_since


def shown(status: AssessmentStatus) -> str:
    """Return the text of the results."""
    return str(assessment.results(Review(status, ())).to_components())


POST = Sitting(1, "a", "post", None, 12, 12, 9, 0, 0, started_at=0, finished_at=1)


@pytest.mark.parametrize(
    ("sittings", "following", "first_line", "main"),
    [
        ([POST], None, "**🎓 You passed! 9 of 12.**", "Get my certificate ▸"),
        (
            [replace(POST, right=8)],
            Upcoming("b", "post", 2, 99),
            "**8 of 12 this time. You need 9.**",
            "Keep learning ▸",
        ),
        (
            [replace(POST, right=8)],
            Upcoming("b", "post", 2, 5),
            "**8 of 12 this time. You need 9.**",
            "Take the assess",
        ),
        (
            [replace(POST, mode="pre")],
            Upcoming("b", "post", 2, None),
            "**9 of 12 before the course.**",
            "Keep learning ▸",
        ),
        ([], Upcoming("b", "post", 1, None), "**The final assessment opens the day after", "Keep learning ▸"),
        (
            [POST],
            Upcoming("a", "post", 2, 5, round=2, check=True),
            "**🎓 You passed! 9 of 12.**",
            "Do I still",
        ),
    ],
)
def test_results_begin_with_the_verdict(
    sittings: list[Sitting], following: Upcoming | None, first_line: str, main: str
) -> None:
    """One main button leads on, and there are at most two others."""
    review = Review(AssessmentStatus(make_course(1), sittings, following, 12, 0, 9), ())
    components = [*parts(assessment.results(review).to_components())]
    [text] = [part["content"] for part in components if part["type"] == 10]
    assert text.startswith(first_line)
    buttons = [part for part in components if part["type"] == 2]
    assert [part["label"][: len(main)] for part in buttons if part["style"] == 1] == [main]
    assert len(buttons) <= 3
