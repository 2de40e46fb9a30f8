"""Open cards, even when the database can't be written: a full disk mustn't stop people from reading."""

from bot.domain.course.library import Place
from bot.errors.storage import RecordUnavailable
from bot.services.learning.lessons.lesson_flow import LessonState
from bot.services.learning.lessons.study import look_at
from bot.services.session import Caller


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


async def resume_lesson(who: Caller, place: Place) -> LessonState:
    """Return the card or question at which the learner left a lesson, and mark it as read if that's possible.

    Raises RecordUnavailable for a question, except for the opener: then the first card is next.
    """
    try:
        return await who.write(lambda unit: unit.lessons.resume(who, place))
    except RecordUnavailable:
        reading = await who.read(lambda unit: unit.lessons.next_card(who, place))
        if reading.card.ask:
            raise
        return reading
