"""Read lines from standard input without blocking the event loop."""

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator


async def read_lines(descriptor: int) -> AsyncIterator[str]:
    """Yield the lines of a terminal, pipe or file, without line endings.

    They're read in a thread, because no way to wait in the event loop works for terminals, pipes and files
    alike. It's a daemon thread, so it doesn't keep the program from exiting.
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
