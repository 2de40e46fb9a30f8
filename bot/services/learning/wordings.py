"""Look up questions as they were worded when answered: the course may have changed them since."""

from collections.abc import Collection, Mapping

from bot.domain.course.course import Course
from bot.domain.learning.quiz import Answer
from bot.domain.questions.question import Question
from bot.errors.user import WordingLost
from bot.services.ports.learning.quizzes import QuizStore


async def as_answered(
    quiz_store: QuizStore, course: Course, answers: Collection[Answer]
) -> Mapping[str, Question]:
    """Return the questions as these answers saw them, by fingerprint, without those whose text is lost."""
    now = (course.questions.get(each.question) or course.tested.get(each.question) for each in answers)
    found = {question.fingerprint: question for question in now if question}
    changed = {each.fingerprint for each in answers} - found.keys()
    return {**found, **await quiz_store.wordings(changed)} if changed else found


async def question_of(quiz_store: QuizStore, course: Course, answer: Answer) -> Question:
    """Return an answer's question as it was worded then. Raises WordingLost."""
    try:
        return (await as_answered(quiz_store, course, [answer]))[answer.fingerprint]
    except KeyError:
        raise WordingLost from None
