"""Read a page, even when the database can't be written."""

from contextlib import suppress

from bot.domain.course.library import Place
from bot.errors.storage import RecordUnavailable
from bot.services.learning.study import Reading, look_at
from bot.services.session import Caller
from bot.services.unit import Unit


async def read_page(who: Caller, place: Place, page: int, after: int | None = None) -> Reading:
    """Return a lesson page and mark it as read, and page `after` of the lesson too, if one is named.

    If marking them fails, return the page anyway. A full disk mustn't stop people from reading; at worst, a
    page is offered again.
    """
    reading = look_at(place, page)

    async def note(unit: Unit) -> None:
        if after is not None:
            await unit.study.mark_read(who.learner, place, look_at(place, after).page)
        await unit.study.mark_read(who.learner, place, reading.page)

    with suppress(RecordUnavailable):  # the storage has logged it
        await who.write(note)
    return reading
