"""A process that writes answers until it is done or killed, and says which ones were acknowledged.

Arguments: the address of the record, the first id, how many answers. Ten are under way at any time.
"""

import asyncio
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.contract.samples import answer, question
from tests.records import open_record


async def write(url: str, first: int, many: int) -> None:
    """Each id is printed, unbuffered, once its answer was acknowledged."""
    ids = iter(range(first, first + many))
    async with open_record(url) as record:

        async def go_on() -> None:
            for number in ids:
                stands = await record.add_answer(answer(number, None, None), question())
                os.write(sys.stdout.fileno(), f"{stands.id}\n".encode())

        await asyncio.gather(*(go_on() for _ in range(10)))


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
