"""Runs the program: as a process of its own, with its arguments, its settings and a folder to work in."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from bench.process import FORKING

SILENT = {"DISCORD_TOKEN": "", "DISCORD_API_URL": "", "LESSONBOT_DATABASE": ""}
TIMEOUT = 60  # seconds until a program that says nothing is taken to hang


class ForkedProgram:
    """The program, forked from a process that has imported everything: an `asyncio.subprocess.Process`.

    It has its own process id, folder, environment, signals and streams, and ends with an exit status.
    """

    def __init__(self, folder: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        pipes = [FORKING.Pipe(duplex=False) for _ in range(3)]
        (stdin, self._stdin), (self._out, out), (self._err, err) = pipes
        given = (str(folder), tuple(arguments), dict(environment), stdin, out, err)
        self._process = FORKING.Process(target=_live, args=given, daemon=True)
        self._process.start()
        for end in (stdin, out, err):
            end.close()

    async def listen(self, stack: ExitStack) -> None:
        """Read what it says, until the stack is closed."""
        self.stdout = await _reader(self._out, stack)
        self.stderr = await _reader(self._err, stack)

    @property
    def returncode(self) -> int | None:
        """The exit status, or None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        if self._process.pid and self.returncode is None:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        """Kill it with SIGKILL."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int | None:
        """Wait for its end, and return the exit status."""
        ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._process.join()
        return self.returncode

    async def communicate(self, lines: bytes = b"") -> tuple[bytes, bytes]:
        """Type these lines, and return what it says until its end."""
        if not self._stdin.closed:
            os.write(self._stdin.fileno(), lines) if lines else None
            self._stdin.close()
        said = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return said[0], said[1]


async def _reader(pipe: Connection, stack: ExitStack) -> asyncio.StreamReader:
    reader, file = asyncio.StreamReader(), os.fdopen(os.dup(pipe.fileno()), "rb")
    pipe.close()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), file
    )
    stack.callback(transport.close)
    return reader


def _live(
    folder: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *pipes: Connection,
) -> None:
    from bench.warm import share  # here, in the process that has it loaded already
    from bot.__main__ import main

    for number, pipe in enumerate(pipes):
        os.dup2(pipe.fileno(), number)
        pipe.close()
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["lessonbot", *arguments]
    share()
    main()


@asynccontextmanager
async def lessonbot(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[ForkedProgram]:
    """The program in a folder of its own; killed at the end if it still runs."""
    with ExitStack() as stack:
        process = ForkedProgram(folder, arguments, {**os.environ, **SILENT, **settings})
        await process.listen(stack)
        try:
            yield process
        finally:
            process.kill()
            await process.communicate()


@asynccontextmanager
async def interpreted(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Process]:
    """The same, started as people start it: by the interpreter, which loads everything."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env={**os.environ, **SILENT, "PYTHONPATH": str(Path(__file__).parents[2]), **settings},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def outcome(folder: Path, *arguments: str, **settings: str) -> tuple[int | None, str, str]:
    """Exit status, output and error output of a run that ends by itself."""
    async with lessonbot(folder, *arguments, **settings) as process, asyncio.timeout(TIMEOUT):
        out, err = await process.communicate()
        return process.returncode, out.decode(), err.decode()


async def line_with(stream: asyncio.StreamReader | None, text: str) -> str:
    """The next line that contains the text."""
    assert stream
    async with asyncio.timeout(TIMEOUT):
        while line := (await stream.readline()).decode():
            if text in line:
                return line
    raise AssertionError(f"the program ended without saying {text!r}")
