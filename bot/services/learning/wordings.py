"""Questions in the wording that was answered, which the course may have changed since."""

from collections.abc import Collection, Mapping

from bot.domain.course.course import Course
from bot.domain.learning.quiz import Answer
from bot.domain.questions.question import Question
from bot.errors import WordingLost
from bot.services.ports.quizzes import QuizStore


async def as_answered(
    quiz_store: QuizStore, course: Course, answers: Collection[Answer]
) -> Mapping[str, Question]:
    """Return the questions that these answers were given to, by fingerprint, without those that are lost."""
    now = (course.questions.get(each.question) or course.tested.get(each.question) for each in answers)
    found = {question.fingerprint: question for question in now if question}
    changed = {each.fingerprint for each in answers} - found.keys()
    return {**found, **await quiz_store.wordings(changed)} if changed else found


async def question_of(quiz_store: QuizStore, course: Course, answer: Answer) -> Question:
    """Return the question that an answer was given to. Raises WordingLost."""
    try:
        return (await as_answered(quiz_store, course, [answer]))[answer.fingerprint]
    except KeyError:
        raise WordingLost from None
