"""Times are written as the reader's own clock shows them."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.chat.words.dates import clock, read_in, say_time


@pytest.mark.parametrize(
    ("minute", "twelve", "twenty_four"),
    [
        (0, "12:00 AM", "00:00"),
        (510, "8:30 AM", "08:30"),
        (725, "12:05 PM", "12:05"),
        (1379, "10:59 PM", "22:59"),
    ],
)
async def test_each_reader_sees_their_own_clock(minute: int, twelve: str, twenty_four: str) -> None:
    """Twelve hours in American English, 24 in other locales and where the reader isn't known. People who are
    answered at the same time don't see each other's.
    """

    async def told(locale: str) -> tuple[str, str]:
        read_in(locale)
        await asyncio.sleep(0)
        return say_time(minute), clock(datetime(2026, 12, 1, minute // 60, minute % 60, tzinfo=UTC))

    assert say_time(minute) == twenty_four
    said = await asyncio.gather(*(told(locale) for locale in ("en-US", "de", "en-GB")))
    assert said == [(twelve, twelve), (twenty_four, twenty_four), (twenty_four, twenty_four)]
    assert say_time(minute) == twenty_four
