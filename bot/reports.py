"""Reports for a course's author: which questions learners say are wrong, which ones they get wrong,
and what they asked without an answer."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from bot.bootstrap import open_existing
from bot.config import Settings
from bot.courses import load_library
from bot.domain.course.course import Course
from bot.domain.writing.drafts import tidy
from bot.services.ports.database import Stores
from bot.services.ports.learning.quizzes import QuestionCounter
from bot.services.ports.learning.unanswered import UnansweredQuestion
from bot.services.ports.people import QuestionReport


async def read_reports(settings: Settings) -> list[str]:
    """Return the report on every course, as lines to print. Raises ConfigurationError."""
    library = await asyncio.to_thread(load_library, settings.course_folders)
    async with open_existing(settings) as record:
        found = [
            line
            for course in library.courses
            for line in lines(course, *await record.database.read(partial(_load, course)))
        ]
        return [*found, *unanswered(await record.database.read(lambda stores: stores.unanswered.all()))]


async def _load(course: Course, stores: Stores) -> tuple[Sequence[QuestionReport], Sequence[QuestionCounter]]:
    return await stores.people.reports(course.id), await stores.quizzes.counters(course.id)


def unanswered(questions: Sequence[UnansweredQuestion]) -> Iterator[str]:
    """Yield what people asked with `/ask` and no course answered, with how often."""
    if questions:
        yield "Times asked with /ask, without an answer in any course:"
    for question in questions:
        yield f"  {question.times}: {tidy(question.text)}"


def lines(
    course: Course, reports: Sequence[QuestionReport], counters: Sequence[QuestionCounter]
) -> Iterator[str]:
    """Yield a course's report: learners' comments, then how often each question was answered right."""
    yield f"{course.title}: {len(reports)} question report{'' if len(reports) == 1 else 's'}"
    for question in sorted({report.question for report in reports}):
        yield f"  {question}"
        for report in reports:
            if report.question == question:
                day = datetime.fromtimestamp(report.at / 1000, UTC).date()
                said = " ".join(tidy(report.text).split())  # no control characters may reach the terminal
                yield f"    {day}, version {report.version}: {said}"
    asked = (*course.questions.values(), *course.tested.values())
    current = {question.fingerprint for question in asked}
    shown = [counter for counter in counters if counter.fingerprint in current]
    if shown:
        yield "  times answered, fully right, don't know:"
    for counter in sorted(shown, key=lambda counter: counter.right / counter.answered):
        yield f"    {counter.question}: {counter.answered}, {counter.right}, {counter.unknown}"
