"""Certificates are kept once a learner and course, each under a number of its own."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.learning.certificate import Certificate
from bot.errors.user import NotEarned
from tests.contract.samples import COURSE, LEARNER
from tests.records import SqlRecord

MADE = Certificate(
    "7K2M-QX9D", LEARNER, COURSE, "A course", "山田 Ada", 20_000, 5, attempt=2, score=9, questions=12
)


@pytest.fixture(autouse=True)
async def known(record: SqlRecord) -> None:
    """Two people who learned something."""
    for learner in (LEARNER, LEARNER + 1):
        await record.mark_read(learner, COURSE, "lesson", 0, 1)


async def test_a_certificate_is_found_by_its_holder_and_by_its_number(record: SqlRecord) -> None:
    """By nobody else and by no other number."""
    assert await record.add_certificate(MADE) == MADE
    assert await record.certificate(LEARNER, COURSE) == await record.certificate_of(MADE.number) == MADE
    assert await record.certificate(LEARNER, "another") is None
    assert await record.certificate(LEARNER + 1, COURSE) is None
    assert await record.certificate_of("7K2M-QX9E") is None


async def test_the_first_certificate_stands(record: SqlRecord) -> None:
    """Pressed twice at once, on two devices, it is one, and both see the same number."""
    tries = [replace(MADE, number=f"7K2M-QX9{digit}", at=digit) for digit in range(5)]
    given = await asyncio.gather(*(record.add_certificate(each) for each in tries))
    assert len(set(given)) == 1
    assert await record.certificate(LEARNER, COURSE) == given[0]


async def test_a_number_is_never_given_twice(record: SqlRecord) -> None:
    """A second person with the same number is told to draw again, and nothing of the first changes."""
    await record.add_certificate(MADE)
    other = replace(MADE, learner=LEARNER + 1)
    assert await record.add_certificate(other) is None
    assert await record.certificate_of(MADE.number) == MADE
    assert await record.add_certificate(replace(other, number="7K2M-QX9E"))


async def test_a_name_is_changed_under_the_same_number(record: SqlRecord) -> None:
    """Only the name can be changed, and only by the certificate's owner."""
    await record.add_certificate(MADE)
    await record.rename_certificate(LEARNER + 1, COURSE, "X")
    await record.rename_certificate(LEARNER, COURSE, "Ada")
    assert await record.certificate_of(MADE.number) == replace(MADE, name="Ada")


async def test_erasing_a_person_removes_it(record: SqlRecord) -> None:
    """Its number confirms nothing any more."""
    await record.add_certificate(MADE)
    await record.erase(LEARNER)
    assert await record.certificate_of(MADE.number) is None


async def test_one_asked_for_while_everything_is_erased_is_not_kept(record: SqlRecord) -> None:
    """A form sent on one device, the erasure on another: nothing about the person comes back."""
    await record.erase(LEARNER)
    with pytest.raises(NotEarned):
        await record.add_certificate(MADE)
    assert not any((await record.counts(LEARNER)).values())
