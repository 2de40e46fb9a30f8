"""Read a page, even when the database can't be written."""

from contextlib import suppress

from bot.domain.course.library import Place
from bot.errors import RecordUnavailable
from bot.services.learning.study import Reading, look_at
from bot.services.unit import Units


async def read_page(units: Units, learner: int, place: Place, page: int) -> Reading:
    """Return a lesson page and mark it as read. If marking it fails, return it anyway.

    A full disk mustn't stop people from reading; at worst, the page is offered again.
    """
    reading = look_at(place, page)
    with suppress(RecordUnavailable):  # the storage has logged it
        await units.write(lambda unit: unit.study.mark_read(learner, place, reading.page))
    return reading
