"""Lines from standard input without ever holding up the event loop."""

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator


async def read_lines(descriptor: int) -> AsyncIterator[str]:
    """Yield the lines of a terminal, pipe or file until its end, without their line ends, as UTF-8.

    A thread waits for them, since no way of waiting inside the loop works for terminals, pipes and files
    alike. It may still be waiting when the program ends, and does not keep it from ending.
    """
    loop = asyncio.get_running_loop()
    pieces: asyncio.Queue[bytes] = asyncio.Queue()

    def wait() -> None:
        piece = b"-"
        with contextlib.suppress(RuntimeError, OSError):  # the loop or the descriptor was closed
            while piece:
                piece = os.read(descriptor, 65536)
                loop.call_soon_threadsafe(pieces.put_nowait, piece)

    threading.Thread(target=wait, name="keyboard", daemon=True).start()
    rest = b""
    while piece := await pieces.get():
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield line.decode(errors="replace").rstrip("\r")
    if rest:
        yield rest.decode(errors="replace")
