"""Logs of answers to reckon with."""

from typing import Any

from hypothesis import strategies as st

from bot.domain.course.cards import Card
from bot.domain.course.course import Course, CourseFile
from bot.domain.course.lesson import Lesson, Objective
from bot.domain.learning.quiz import Answer
from bot.domain.questions.kind import Option
from bot.domain.questions.question import Question

DAY = 86_400_000
LESSONS, OBJECTIVES, QUESTIONS = 3, 2, 3
"""Lessons of the course, objectives of a lesson, questions of an objective."""

NAMES = tuple(
    f"lesson-{a}-{b}-{c}" for a in range(LESSONS) for b in range(OBJECTIVES) for c in range(QUESTIONS)
)


def question(name: str, **changes: Any) -> Question:
    """A question of the course; the second and third of an objective ask to apply."""
    _, lesson, objective, number = name.split("-")
    fields: dict[str, Any] = {
        "id": name,
        "objective": f"lesson-{lesson}.goal-{objective}",
        "kind": "single",
        "level": "recall" if number == "0" else "apply",
        "prompt": f"{name}?",
        "options": (Option(text="Yes", correct=True, feedback="so"), Option(text="No", feedback="so")),
        "explanation": "x",
        "facts": ("f",),
    }
    return Question(**{**fields, **changes})


def course(**changes: dict[str, Any]) -> Course:
    """Three lessons of two objectives of three questions; `changes` by question, with `_` for `-`."""
    lessons = []
    for number in range(LESSONS):
        name = f"lesson-{number}"
        lessons.append(
            Lesson(
                id=name,
                number=number + 1,
                title=name,
                principle="p",
                objectives=tuple(
                    Objective(id=f"{name}.goal-{n}", text=f"goal {n}") for n in range(OBJECTIVES)
                ),
                cards=(Card(say="t"),),
                takeaways=("t",),
                reflection="r",
                questions=tuple(
                    question(each, **changes.get(each.replace("-", "_"), {}))
                    for each in NAMES
                    if each.startswith(name)
                ),
            )
        )
    about = CourseFile(
        id="c",
        title="C",
        language="en",
        summary="s",
        audience="a",
        lessons=tuple(lesson.id for lesson in lessons),
    )
    return Course(about, tuple(lessons))


def answer(name: str, day: int, **changes: Any) -> Answer:
    """A right answer to a question at noon of a day."""
    fields: dict[str, Any] = {
        "id": day * DAY,
        "learner": 1,
        "course": "c",
        "guild": None,
        "question": name,
        "version": 1,
        "fingerprint": "0" * 16,
        "mode": "quiz",
        "quiz": None,
        "position": None,
        "chosen": (0,),
        "score": 100,
        "guessed": False,
        "at": day * DAY + DAY // 2,
        "day": day,
    }
    return Answer(**{**fields, **changes})


def logs(names: tuple[str, ...] = NAMES, days: int = 60, size: int = 25) -> st.SearchStrategy[list[Answer]]:
    """A log of answers as a learner might leave it, ids apart, in the order of time."""
    entry = st.tuples(
        st.integers(0, days),
        st.integers(0, DAY - 1),
        st.sampled_from(names),
        st.none() | st.sampled_from(names),
        st.sampled_from([1, 1, 1, 2]),
        st.sampled_from(["quiz", "retake", "review", "daily", "live", "pre", "post"]),
        st.sampled_from([0, 50, 100, 100]),
        st.sampled_from([False, False, True]),
        st.sampled_from([None, None, "open", "right", "near", "wrong"]),
    )
    return st.lists(entry, max_size=size).map(_answered)


def _answered(entries: list[tuple[Any, ...]]) -> list[Answer]:
    given = []
    for number, (day, time, name, other, version, mode, score, guessed, verdict) in enumerate(entries):
        instead = other if other != name else None
        given.append(
            answer(
                name,
                day,
                id=number + 1,
                at=day * DAY + time,
                version=version,
                mode=mode,
                score=score,
                guessed=guessed,
                verdict=verdict,
                instead_of=instead,
                instead_of_version=instead and 1,
            )
        )
    return sorted(given, key=lambda each: (each.at, each.id))
