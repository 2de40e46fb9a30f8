"""Requests go out in the order of those who wait, as fast as Discord allows and no faster."""

import asyncio

from bot.services.delivery.rate_limiter import BEGINNING, REQUESTS, SECONDS, RateLimiter
from bot.services.delivery.wakeup import Wakeup
from tests.unit.services.simulated_time import in_simulated_time


@in_simulated_time
async def test_turns_come_in_the_order_of_the_tickets() -> None:
    """Being ready first doesn't mean going first. Leaving the line lets the others pass."""
    line, passed = RateLimiter(), list[int]()
    tickets = [line.join() for _ in range(4)]

    async def go(number: int) -> None:
        async with tickets[number] as ticket:
            if number != 1:
                async with ticket.turn():
                    passed.append(number)

    waiting = [asyncio.create_task(go(number)) for number in (3, 2, 0)]
    await asyncio.sleep(0.01)
    assert passed == [0]
    await go(1)
    await asyncio.gather(*waiting)
    assert passed == [0, 2, 3]


@in_simulated_time
async def test_a_second_turn_is_waited_for_at_the_end() -> None:
    """Who wants another request goes behind those who wait already."""
    line, passed = RateLimiter(), list[str]()
    async with line.join() as first, line.join() as second:
        async with first.turn():
            pass

        async def once_more() -> None:
            async with first.turn(2):
                passed.append("first")

        again = asyncio.create_task(once_more())
        await asyncio.sleep(0)
        async with second.turn():
            passed.append("second")
        await again
    assert passed == ["second", "first"]


@in_simulated_time
async def test_no_second_has_more_than_discord_takes() -> None:
    """However many wait: at most 49 in a second, fewer in the first, and no slower than that."""
    line, now, times = RateLimiter(), asyncio.get_running_loop().time, list[float]()

    async def go() -> None:
        async with line.join() as ticket, ticket.turn():
            times.append(now())

    await asyncio.gather(*(go() for _ in range(2 * REQUESTS)))
    first = REQUESTS - BEGINNING
    assert times == [0.0] * first + [SECONDS] * REQUESTS + [2 * SECONDS] * BEGINNING


@in_simulated_time
async def test_who_gives_up_while_waiting_takes_no_place() -> None:
    """However many are cancelled while they wait for the next free place, it stays free."""
    line, now = RateLimiter(), asyncio.get_running_loop().time

    async def go() -> float:
        async with line.join() as ticket, ticket.turn():
            return now()

    await asyncio.gather(*(go() for _ in range(REQUESTS - BEGINNING)))
    for _ in range(REQUESTS):
        impatient = asyncio.create_task(go())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.wait({impatient})
    assert await go() == SECONDS


@in_simulated_time
async def test_a_request_that_may_have_arrived_late_is_counted_late() -> None:
    """Discord counts what arrives: a place whose request took long is free only a second after its end."""
    line, now, ends, starts = RateLimiter(), asyncio.get_running_loop().time, list[float](), list[float]()

    async def go(seconds: float) -> None:
        async with line.join() as ticket, ticket.turn():
            starts.append(now())
            await asyncio.sleep(seconds)
            ends.append(now())

    await asyncio.gather(*(go(0) for _ in range(REQUESTS)))
    await asyncio.gather(*(go(0.2) for _ in range(REQUESTS)), *(go(0) for _ in range(2)))
    assert starts[2 * REQUESTS] >= ends[REQUESTS] + 1


@in_simulated_time
async def test_an_alarm_wakes_the_sleeper() -> None:
    """Rung before or during the sleep, it ends it; without, the time does."""
    waker = Wakeup()
    waker.wake()
    assert await waker.sleep(60)
    assert not await waker.sleep(0.01)
    asyncio.get_running_loop().call_later(0.01, waker.wake)
    assert await waker.sleep(60)
