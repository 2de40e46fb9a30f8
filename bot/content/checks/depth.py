"""Check that each lesson has enough questions, and of a good mix of kinds and levels."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from bot.domain.course.course import Course
from bot.domain.course.lesson import Lesson
from bot.domain.questions.question import Question
from bot.domain.questions.typed_answer import identical

SMALL = 3
"""Most lessons of a small course."""

QUESTIONS = 12
QUESTIONS_IF_SMALL = 8  # three for the cards, five for the quiz
QUESTIONS_OF_OBJECTIVE = 2  # so that a review doesn't have to repeat the same wording
INVENTED_OF = 4
"""There should be an invented case for every so many questions that there should be."""


def enough_questions(course: Course) -> int:
    """Return how many questions each lesson of a course should have."""
    return QUESTIONS_IF_SMALL if len(course.units) <= SMALL else QUESTIONS


def shortcomings(lesson: Lesson, enough: int) -> Iterator[str]:
    """Yield a phrase for each rule that a lesson's questions break. There should be `enough` of them."""
    questions = lesson.questions
    count = len(questions)
    if count < enough:
        yield f"questions: {count}; there should be at least {enough}"
    tested = Counter(question.objective for question in questions)
    thin = [o.id for o in lesson.objectives if tested[o.id] < QUESTIONS_OF_OBJECTIVE]
    if thin:
        yield f"fewer than {QUESTIONS_OF_OBJECTIVE} questions for: " + ", ".join(thin)
    applied = sum(question.level != "recall" for question in questions)
    if applied * 2 < count:
        yield f"apply or judge: {applied} of {count} questions; there should be at least half"
    true_false = sum(question.rules.statement for question in questions)
    if true_false > max(1, count / 10):
        yield f"true-false: {true_false} of {count} questions; there should be at most one in ten"
    invented = sum(question.invented for question in questions)
    if invented < enough // INVENTED_OF:
        yield f"invented: {invented} of {count} questions; there should be at least {enough // INVENTED_OF}"


def unrecognised(question: Question, language: str) -> Iterator[tuple[int, int]]:
    """Yield the indexes of typed options that can't be told apart, in pairs with the later one first."""
    if question.rules.typed:
        for (one, first), (other, second) in combinations(enumerate(question.options), 2):
            if identical(first.text, second.text, language):
                yield other, one
