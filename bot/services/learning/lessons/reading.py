"""Open cards, even when the database can't be written: a full disk mustn't stop people from reading."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain.course.library import Place
from bot.errors.storage import RecordUnavailable
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.lessons.lesson_flow import LessonState
from bot.services.learning.lessons.study import Reading, look_at
from bot.services.session import Caller
from bot.services.unit import Unit


async def open_card(who: Caller, place: Place, number: int, after: int | None = None) -> LessonState:
    """Return a card and mark it as read. If it can't be marked, it's offered again another time.

    Raises RecordUnavailable for a question, because its answer couldn't be stored.
    """
    reading = look_at(place, number)
    try:
        return await who.write(lambda unit: unit.lessons.open(who, place, number, after))
    except RecordUnavailable:  # the storage has logged it
        if reading.card.ask:
            raise
        return reading


@dataclass(frozen=True)
class Beginning:
    """A lesson to open, and the pretest to offer next to it, if any."""

    place: Place
    status: AssessmentStatus | None = None

    @property
    def untouched(self) -> bool:
        """Return whether the first card is only shown, because a pretest comes before any reading."""
        lesson = self.place.lesson
        first = look_at(self.place, 1)
        return self.status is not None and not (lesson.opener or first.card.ask or first.last)


async def find_and_begin(
    who: Caller, find: Callable[[Unit], Awaitable[Beginning]]
) -> tuple[Beginning, LessonState]:
    """Find a lesson and open it where the learner left off, in one unit. Mark the card as read, if that's
    possible.

    Raises RecordUnavailable for a question, except for the opener: then the first card is next.
    """

    async def open_it(unit: Unit) -> tuple[Beginning, LessonState]:
        found = await find(unit)
        first = look_at(found.place, 1)
        return found, first if found.untouched else await unit.lessons.resume(who, found.place)

    async def only_read(unit: Unit) -> tuple[Beginning, Reading]:
        found = await find(unit)
        first = look_at(found.place, 1)
        return found, first if found.untouched else await unit.lessons.next_card(who, found.place)

    try:
        return await who.write(open_it)
    except RecordUnavailable:  # the storage has logged it
        found, reading = await who.read(only_read)
        if reading.card.ask:
            raise
        return found, reading


async def begin_lesson(who: Caller, beginning: Beginning) -> LessonState:
    """Open a lesson where the learner left off. Raises what `find_and_begin` does."""

    async def find(_: Unit) -> Beginning:
        return beginning

    return (await find_and_begin(who, find))[1]
