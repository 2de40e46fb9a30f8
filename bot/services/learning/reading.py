"""Reading a page, which must work even when nothing can be written."""

from contextlib import suppress

from bot.domain.course.library import Place
from bot.errors import RecordUnavailable
from bot.services.learning.study import Reading, look_at
from bot.services.unit import Units


async def read_page(units: Units, learner: int, place: Place, page: int) -> Reading:
    """Return a page of a lesson and note that it was read; if that can't be noted, return it all the same.

    A full disk must not take the lessons away: the worst that happens is that the page is offered again.
    """
    reading = look_at(place, page)
    with suppress(RecordUnavailable):  # the storage has logged it
        await units.write(lambda unit: unit.study.mark_read(learner, place, reading.page))
    return reading
