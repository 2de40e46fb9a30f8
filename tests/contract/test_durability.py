"""What was acknowledged is there after the worst end of the process."""

import random
import signal

import pytest

from tests.contract import answer_writer
from tests.contract.samples import COURSE, LEARNER
from tests.records import open_record


def killed(url: str, first: int, after: int) -> set[int]:
    """The ids that a writing process acknowledged before it was killed, some time after `after` of them."""
    process, output = answer_writer.start(url, first, 100_000)
    with output:
        said = [output.readline() for _ in range(after)]
        process.kill()
        said += output.readlines()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    return {int(line) for line in said if line.endswith(b"\n")}


@pytest.mark.parametrize("seed", range(3))
async def test_what_was_acknowledged_survives_a_kill(url: str, seed: int) -> None:
    """A process killed at any moment has lost nothing that it acknowledged, time after time."""
    chance = random.Random(seed)
    acknowledged: set[int] = set()
    for first in (1_000_000, 2_000_000):
        acknowledged |= killed(url, first, chance.randint(1, 150))
    assert len(acknowledged) > 2
    async with open_record(url) as record:
        stored = {each.id for each in await record.answers(LEARNER, COURSE)}
        (counter,) = await record.counters(COURSE)
    assert acknowledged <= stored
    assert counter.answered == len(stored)
