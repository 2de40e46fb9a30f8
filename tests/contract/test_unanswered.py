"""The record counts questions that no course answered, on both engines."""

import asyncio

from bot.services.ports.learning.unanswered import UnansweredQuestion
from tests.contract.schema import columns
from tests.records import SqlRecord


async def test_questions_are_counted(record: SqlRecord) -> None:
    """Also those that are asked at once. The ones asked most often come first."""
    store = record.stores.unanswered
    await asyncio.gather(*(store.count("why", day, 9) for day in (7, 7, 7)))
    await store.count("how", 8, 9)
    assert await store.all() == [UnansweredQuestion("why", 3, 7), UnansweredQuestion("how", 1, 8)]


async def test_no_more_than_so_many_are_kept(record: SqlRecord) -> None:
    """A new one is left out, and those that are there are still counted."""
    store = record.stores.unanswered
    for text in ("a", "b", "c", "a"):
        await store.count(text, 5, 2)
    assert await store.all() == [UnansweredQuestion("a", 2, 5), UnansweredQuestion("b", 1, 5)]


async def test_old_questions_are_forgotten(record: SqlRecord) -> None:
    """Those last asked before a day."""
    store = record.stores.unanswered
    for text, day in (("old", 5), ("new", 6)):
        await store.count(text, day, 9)
    assert await store.forget(6) == 1
    assert [each.text for each in await store.all()] == ["new"]


async def test_nothing_says_who_asked(record: SqlRecord) -> None:
    """Neither a person, nor a server, nor a time of day."""
    assert (await columns(record.opened.database.engine))["unanswered"] == {"text", "times", "day"}
