"""Open a card, even when the database can't be written."""

from bot.domain.course.library import Place
from bot.errors.storage import RecordUnavailable
from bot.services.learning.lessons.lesson_flow import LessonState
from bot.services.learning.lessons.study import look_at
from bot.services.session import Caller


async def open_card(who: Caller, place: Place, number: int, after: int | None = None) -> LessonState:
    """Return a card and mark it as read, even if it can't be marked: a full disk mustn't stop people from
    reading. At worst, a card is offered again. Raises RecordUnavailable for a question.
    """
    reading = look_at(place, number)
    try:
        return await who.write(lambda unit: unit.lessons.open(who, place, number, after))
    except RecordUnavailable:  # the storage has logged it
        if reading.card.ask:
            raise
        return reading
