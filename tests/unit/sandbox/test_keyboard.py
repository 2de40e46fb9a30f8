"""Lines come from terminals, pipes and files alike."""

import os
from pathlib import Path

from discord_sandbox.clients.terminal.keyboard import read_lines


async def test_lines_of_a_pipe_come_as_they_are_written() -> None:
    """A line is returned right away; an incomplete one once it's complete or the pipe has ended."""
    reading, writing = os.pipe()
    lines = read_lines(reading)
    os.write(writing, "één\r\ntw".encode())
    assert await anext(lines) == "één"
    os.write(writing, b"o\n\nlast")
    assert [await anext(lines), await anext(lines)] == ["two", ""]
    os.close(writing)
    assert [line async for line in lines] == ["last"]
    os.close(reading)


async def test_lines_of_a_file_are_read(tmp_path: Path) -> None:
    """A redirected file is read to its end."""
    path = tmp_path / "lines"
    path.write_text("/start\n1\n")
    with path.open() as file:
        assert [line async for line in read_lines(file.fileno())] == ["/start", "1"]
