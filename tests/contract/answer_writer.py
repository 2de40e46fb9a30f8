"""A process that writes answers until it's done or killed, and says which ones were acknowledged."""

import asyncio
import os
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import BinaryIO

from bench.process import FORKING
from tests.contract.samples import answer, question
from tests.records import open_record


def start(url: str, first: int, many: int) -> tuple[BaseProcess, BinaryIO]:
    """Start one that writes so many answers from this id on. Return it, and where it says each id."""
    ours, theirs = FORKING.Pipe(duplex=False)
    process = FORKING.Process(target=_live, args=(url, first, many, theirs), daemon=True)
    process.start()
    theirs.close()
    said = os.fdopen(os.dup(ours.fileno()), "rb")
    ours.close()
    return process, said


def _live(url: str, first: int, many: int, output: Connection) -> None:
    asyncio.run(_write(url, range(first, first + many), output.fileno()))


async def _write(url: str, numbers: range, output: int) -> None:
    """Write, ten answers at a time. Each id is printed, unbuffered, once its answer was acknowledged."""
    ids = iter(numbers)
    async with open_record(url) as record:

        async def go_on() -> None:
            for number in ids:
                stands = await record.add_answer(answer(number, None, None), question())
                os.write(output, f"{stands.id}\n".encode())

        await asyncio.gather(*(go_on() for _ in range(10)))
