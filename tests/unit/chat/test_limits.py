"""The longest course that passes the checker still fits on Discord's screens."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import discord
import pytest
from discord import ui

from bot.chat.pictures import DESCRIPTION
from bot.chat.screens.learning import case, lesson, progress, quiz, quiz_result
from bot.domain.course.cards import Artifact, Card, Extra, Template
from bot.domain.course.course import Course, CourseFile, Fact, Source, Topic
from bot.domain.course.lesson import Draft, Lesson, Objective
from bot.domain.course.library import Place
from bot.domain.learning.badge import Badge
from bot.domain.learning.learning_stats import compute_stats
from bot.domain.learning.progress import summarize
from bot.domain.learning.quiz import Answer, Item, Quiz
from bot.domain.learning.streak import Streak
from bot.domain.questions.kind import Option
from bot.domain.questions.question import Question
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.badges import EarnedBadge
from bot.services.learning.due_reviews import DueReviews
from bot.services.learning.lessons.next_step import NextStep
from bot.services.learning.lessons.study import Reading
from bot.services.learning.quiz_ending import QuizEnding
from bot.services.learning.quiz_state import FinishedQuiz, GradedAnswer, OpenQuestion

COURSE, LESSON, FACT, TOPIC = "c" * 32, "l" * 40, "f" * 56, "t" * 46
BIG = 2**63 - 1


def words(length: int, seed: str = "word") -> str:
    """Return a text of exactly this length, with spaces in it."""
    return (f"{seed} " * length)[:length].strip().ljust(length, ".")


def make_question(number: int, kind: str = "multiple", options: int = 8) -> Question:
    """Return a question with every text at its maximum length."""
    return Question(
        id=f"{'q' * 50}-{number}",
        objective=f"{LESSON}.o",
        kind=kind,  # type: ignore[arg-type]
        level="apply",
        prompt=words(600),
        options=tuple(
            Option(
                text=words(98) + f"{place:02}",
                correct=place == 0 and kind not in ("order", "match"),
                match=words(98) + f"{place:02}" if kind == "match" else None,
                feedback=words(300),
            )
            for place in range(options)
        ),
        explanation=words(600),
        facts=tuple(f"{FACT[:-1]}{place}" for place in range(8)),
    )


def make_artifact(source: str | None) -> Artifact:
    """A message to look at, with every text as long as it may be and many lines to quote."""
    lines = "x\n" * 149 + "xx"
    return Artifact(title=words(100), quote=lines, source=source, says=words(400), rewrite=words(700))


def make_lesson(number: int) -> Lesson:
    """Return a lesson with every text at its maximum length."""
    facts = tuple(f"{FACT[:-1]}{place}" for place in range(8))
    return Lesson(
        id=f"{LESSON[:-2]}{number:02}",
        number=number,
        title=words(80),
        principle=words(300),
        objectives=tuple(
            Objective(id=f"{LESSON[:-2]}{number:02}.o{place}", text=words(200)) for place in range(5)
        ),
        cards=(
            *(Card(title=words(100), say=words(900), facts=facts) for _ in range(10)),
            *(Card(show=make_artifact(source), facts=facts) for source in ("s0", None)),
        ),
        extras=tuple(
            Extra(title=words(100), kind="contrast", outcome="mixed", text=words(900), facts=facts)
            for _ in range(12)
        ),
        template=Template(title=words(60), text=words(900)),
        draft=Draft(prompt=words(600), rubric=(words(100),) * 5, model=words(1000), comment=words(900)),
        takeaways=tuple(words(200) for _ in range(6)),
        reflection=words(400),
        questions=tuple(make_question(100 * number + place) for place in range(3)),
    )


def make_course(lessons: int) -> Course:
    """Return a course with this many lessons."""
    made = tuple(make_lesson(number) for number in range(1, lessons + 1))
    topics = tuple(Topic(id=f"{TOPIC}{place:02}", title=words(60)) for place in range(25))
    about = CourseFile(
        id=COURSE,
        title=words(100),
        language="en",
        summary=words(400),
        audience=words(300),
        lessons=tuple(each.id for each in made),
        topics=topics,
    )
    sources = {
        f"s{place}": Source(
            id=f"s{place}",
            title=words(200),
            author=words(120),
            kind="press",
            address="https://e.org/" + "x" * 400,
        )
        for place in range(8)
    }
    facts = {
        f"{FACT[:-1]}{place}": Fact(
            id=f"{FACT[:-1]}{place}",
            topic=f"{TOPIC}{place % 25:02}",
            text=words(300),
            status="confirmed",
            sources=tuple(sources),
            note=words(300),
        )
        for place in range(8)
    }
    facts |= {
        f"other-{place}": Fact(
            id=f"other-{place}",
            topic=f"{TOPIC}{place % 25:02}",
            text=words(300),
            status="refined",
            sources=("s0",),
            note=words(300),
        )
        for place in range(300)
    }
    return Course(about, made, sources=sources, facts=facts)


def parts(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield every component, including nested ones."""
    for component in components:
        yield component
        inner = [*component.get("components", ()), *filter(None, [component.get("accessory")])]
        yield from parts(inner)


def assert_fits(view: ui.LayoutView) -> None:
    """Check Discord's limits on a screen."""
    found = list(parts(view.to_components()))
    assert len(found) <= 40
    assert sum(len(part.get("content", "")) for part in found) <= 4000
    for part in found:
        assert len(part.get("custom_id") or "") <= 100
        assert len(part.get("label") or "") <= 80
        assert len(part.get("options", ())) <= 25
        assert all(len(option["label"]) <= 100 for option in part.get("options", ()))


PRIMARY = discord.ButtonStyle.primary.value
BESIDE = 2
"""How many buttons may stand beside the primary one."""


def rows(view: ui.LayoutView) -> list[dict[str, Any]]:
    """Return the rows of buttons, without buttons next to a paragraph."""
    found = [part["components"] for part in parts(view.to_components()) if part["type"] == 1]
    return [button for row in found for button in row if button["type"] == 2]


def assert_leads_on(view: ui.LayoutView) -> None:
    """Fits, has one primary button, and at most two others; the rest is in menus."""
    assert_fits(view)
    buttons = rows(view)
    assert [button["style"] for button in buttons].count(PRIMARY) == 1
    assert len(buttons) <= 1 + BESIDE
    ids = [part["custom_id"] for part in parts(view.to_components()) if part.get("custom_id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("count", [1, 8, 9, 20])
async def test_the_overview_fits(count: int) -> None:
    """Each lesson has a button if there's room, or else there's one menu."""
    course = make_course(count)
    read = {each.id: set(range(99)) for each in course.lessons}
    earned = [each.id for each in course.lessons[1:]]
    shown = lesson.overview(summarize(course, read, (), 0), earned, make_step(course), [course, course])
    assert_fits(shown)
    said = str(shown.to_components())
    assert said.count("-# 🏅 badge earned") == min(count - 1, said.count("-# ") - 2)


async def test_every_card_and_its_sources_fit() -> None:
    """Cards and extras with every text as long as it may be, and facts with eight long sources each."""
    course = make_course(1)
    made = course.lessons[0]
    place = Place(course, made)
    for number, shown in enumerate(made.cards, 1):
        reading = Reading(place, shown, number)
        assert_fits(lesson.card(reading, shareable=True))
        assert_fits(lesson.shared(reading, BIG))
        for sheet in range(9):
            turn = ("lesson", "sources", COURSE, made.id, number)
            assert_leads_on(lesson.sources(place, shown.heading, shown.facts, turn, 1, sheet))
    for number, extra in enumerate(made.extras, 1):
        assert_fits(lesson.extra(place, number, 1))
        for sheet in range(9):
            turn = ("learn", "sources", COURSE, made.id, number)
            assert_leads_on(lesson.sources(place, extra.title, extra.facts, turn, 1, sheet))
    assert_fits(lesson.template(place, 1))
    assert_fits(lesson.extras(place, 1))


async def test_the_case_fits() -> None:
    """Twenty-five topics in the menu, and every page of every topic."""
    course = make_course(1)
    assert_leads_on(case.topics(course))
    assert len(course.topics) == 25
    for topic in course.topics:
        for page in range(20):
            assert_leads_on(case.topic(course, topic, page))
    assert_leads_on(case.topics(replace(course, facts={})))


@pytest.mark.parametrize(
    ("kind", "options"),
    [("single", 6), ("multiple", 8), ("true-false", 2), ("order", 6), ("match", 6), ("short", 10)],
)
async def test_every_stage_of_a_quiz_fits(kind: str, options: int) -> None:
    """The question, its feedback whatever was chosen, its sources, the result of twenty wrong answers."""
    course = make_course(1)
    asked_question = make_question(1, kind, options)
    items = tuple(Item(made.id, 1) for made in course.lessons[0].questions) * 6
    quiz_ = Quiz(BIG, BIG, COURSE, course.lessons[0].id, BIG, "retake", BIG, 0, items)
    asked = OpenQuestion(
        quiz_, 19, course, course.lessons[0], asked_question, range(options), True, True, True
    )
    for so_far in {"order": ("", "5", "54321"), "match": ("", "x5x3xx", "543210")}.get(kind, ("",)):
        assert_fits(quiz.question(asked, so_far))
    whole = tuple(reversed(range(options)))
    typed = words(200, "*_~`") if kind == "short" else None
    for chosen in ((), whole) if kind in ("order", "match") else ((), (0,), whole):
        answer = Answer(
            *(BIG, BIG, COURSE, None, asked_question.id, 1, "0" * 16, "quiz", BIG, 19, chosen, 0, True, 0, 0),
            typed=typed,
            verdict="open" if typed else None,
        )
        assert_fits(quiz.feedback(GradedAnswer(asked, answer, repeated=True)))
        for sheet in range(9):
            assert_leads_on(quiz.sources(GradedAnswer(asked, answer, repeated=True), sheet))
    answers = {
        place: Answer(place, BIG, COURSE, None, "q", 1, "0" * 16, "quiz", BIG, place, (), 0, False, 0, 0)
        for place in range(len(items))
    }
    done = Quiz(BIG, BIG, COURSE, course.lessons[0].id, None, "quiz", 1, 0, items, answers)
    missed = tuple(make_question(place, "single", 2) for place in range(20))
    finished = FinishedQuiz(done, course, False, missed, 20, rival=done)
    badge = EarnedBadge(course.lessons[0], Badge(course.lessons[0].id, 20_000, 0), gold=True)
    streak = Streak(9_999, 9_999, today_done=True, days_off=(19_999,))
    ending = QuizEnding(finished, make_step(course), streak, badge, offer_reminder=True)
    picture = discord.File(BytesIO(), quiz_result.PICTURE, description="d" * DESCRIPTION)
    assert_fits(quiz_result.result(ending, picture, shareable=True))
    assert_fits(quiz_result.missed(finished))
    assert_fits(quiz_result.shared(finished, BIG, BIG))


def make_step(course: Course) -> NextStep:
    """Make a next step."""
    due = DueReviews(course, 20_000, (), 99, 99, 20_001)
    status = AssessmentStatus(course, (), None, 0, 0, 1)
    return NextStep(course, "lesson", due, status, Place(course, course.lessons[-1]))


def test_the_progress_in_a_long_course_fits() -> None:
    """Twenty lessons, all details, and the goals of one lesson."""
    course = make_course(20)
    stats = compute_stats(course, (), (), 20_000)
    picture = discord.File(BytesIO(), progress.PICTURE, description="d" * DESCRIPTION)
    part, streak = summarize(course, {}, (), 0), Streak(9_999, 9_999, today_done=True)
    others = (course,) * 25
    assert_fits(progress.progress(part, 20, streak, make_step(course), picture, others, shareable=True))
    assert_fits(progress.details(part, stats, make_step(course)))
    assert_fits(progress.shared(part, 20, streak, picture, 1))
    assert_fits(progress.goals(Place(course, course.lessons[0]), stats))
