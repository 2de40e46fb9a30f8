"""A chat in the terminal: you type lines and get a readable transcript."""

import asyncio
import contextlib
import io
import os
import pty
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from rich.console import Console

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.clients.person import Person
from discord_sandbox.clients.terminal import chat, terminal
from tests.e2e.sample_bot import run_sample_bot

PROGRAM = (
    "import asyncio, sys; from discord_sandbox.clients.terminal import chat;"
    " sys.exit(asyncio.run(chat(sys.argv[1])))"
)


@dataclass
class Talk:
    """The output and status of a chat."""

    status: int
    out: str
    errors: str


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Yield a sandbox with the sample bot in it."""
    async with Sandbox(DEMO_WORLD) as sandbox, run_sample_bot(sandbox.url, sandbox.bot_token):
        yield sandbox


async def piped(url: str, *lines: str, person: str | None = None, channel: str | None = None) -> Talk:
    """Send lines through a pipe."""

    async def each() -> AsyncIterator[str]:
        for line in lines:
            yield line

    out, errors = io.StringIO(), io.StringIO()
    status = await chat(url, person, channel, each(), Console(file=out), Console(file=errors))
    return Talk(status, out.getvalue(), errors.getvalue())


async def test_a_transcript_reads_well(sandbox: Sandbox) -> None:
    """Each line is echoed, its reply follows, and numbers refer to what's displayed."""
    talk = await piped(sandbox.url, "/count", "1", "next", "Whisper", "1", "/echo hi there")
    buttons = "  [1] Next   [2] Whisper   [3] Later   [4] Write   [5] Never\n  [6] Closed (off)\n"
    assert talk.out == (
        "You are Tomasz Reed. Type / for the commands, :help for help, :quit to leave.\n"
        "tomasz #general> /count\n"
        f"lessonbot (only you see this):\n  count 0\n{buttons}"
        "tomasz #general> 1\n"
        f"lessonbot (only you see this):\n  count 1\n{buttons}"
        "tomasz #general> next\n"
        f"lessonbot (only you see this):\n  count 2\n{buttons}"
        "tomasz #general> Whisper\n"
        "lessonbot (only you see this):\n  only Tomasz Reed\n"
        "tomasz #general> 1\n"
        f"lessonbot (only you see this):\n  count 3\n{buttons}"
        "tomasz #general> /echo hi there\n"
        "lessonbot:\n  'hi there' 1 False None\n"
    )
    assert (talk.status, talk.errors) == (0, "")


async def test_options_come_with_the_number_or_are_asked_for(sandbox: Sandbox) -> None:
    """A menu takes its options from the same line, or lists them and takes them from the next one."""
    talk = await piped(sandbox.url, "/screen", "2 A,c", "2", "1, 3", "Letters", "B. Letter", "5 adaeze")
    assert [line for line in talk.out.splitlines() if "chose" in line][:3] == [
        "  chose ['a', 'c']",
        "  chose ['a', 'c']",
        "  chose ['b']",
    ]
    assert "Which, by number or label, separated by commas: 1, 3\n" in talk.out
    assert talk.out.count("  2. B. Letter\n") == 3
    assert talk.status == 0


async def test_a_form_is_asked_field_by_field(sandbox: Sandbox) -> None:
    """It asks for one field after another. An empty line keeps the value, and a typed \\n is a line break."""
    talk = await piped(sandbox.url, "/count", "Write", "Ann", r"Dear\nAnn", "", "Write", ":cancel", "1")
    assert "Form: A letter:\n" in talk.out
    assert "\nTo: Ann\nBody (optional): Dear\\nAnn\nTone (1. Warm; 2. Cold; now: Warm): \n" in talk.out
    assert "to 'Ann', body 'Dear\\nAnn', tone ['Warm']" in talk.out
    assert "  count 1\n" in talk.out.split(":cancel")[1]
    assert (talk.status, talk.errors) == (0, "")


async def test_a_line_that_fails_does_not_end_the_chat(sandbox: Sandbox) -> None:
    """A line that fails prints its own error, the chat goes on, and the exit status is 1."""
    lines = (
        "1",
        "/cuont",
        "/count",
        "7",
        "Closed",
        "/x:question:",
        ":dance",
        ":in nowhere",
        "Write",
        "",
        "Next",
    )
    talk = await piped(sandbox.url, *lines)
    assert talk.status == 1
    reasons = [line.partition(": ")[::2] for line in talk.errors.splitlines()]
    assert [line for line, _ in reasons] == [
        *("1", "/cuont", "7", "Closed", "/x:question:", ":dance", ":in nowhere", "Write")
    ]
    assert ":question:" in talk.errors  # as it was typed, not made an emoji
    assert "There is no command /cuont; there are: /count" in talk.errors
    assert "[6] Closed (off) is disabled" in talk.errors
    assert "'To' must be filled in" in talk.errors
    assert talk.out.endswith("[6] Closed (off)\n")
    assert "count 1" in talk.out


async def test_help_is_printed(sandbox: Sandbox) -> None:
    """:help explains the lines you can type, as an answer and not as an error."""
    talk = await piped(sandbox.url, ":help")
    for line in (":as NAME", ":in CHANNEL", ":wait [TEXT]", ":cancel", ":quit", "2 A,C", "/ "):
        assert f"\n{line}" in talk.out
    assert (talk.status, talk.errors) == (0, "")
    assert "Type :help" in (await piped(sandbox.url, ":dance")).errors


async def test_lines_may_end_in_a_form(sandbox: Sandbox) -> None:
    """A pipe that ends before a form is filled in has failed."""
    talk = await piped(sandbox.url, "/count", "Write", "Ann")
    assert talk.status == 1
    assert "ended before the form was filled in" in talk.errors


async def test_a_failed_interaction_is_reported() -> None:
    """What Discord shows as a failed interaction is reported, and the chat goes on."""
    async with (
        Sandbox(DEMO_WORLD, acknowledge_within=0.3) as sandbox,
        run_sample_bot(sandbox.url, sandbox.bot_token),
    ):
        talk = await piped(sandbox.url, "/never", "/")
    assert talk.errors.startswith("/never: This interaction failed")
    assert "  /lesson <lesson>  Read a lesson\n" in talk.out
    assert "  /daily set <channel> <time>  Post every day (moderators)\n" in talk.out


async def test_people_take_turns(sandbox: Sandbox) -> None:
    """Someone else sees what's in the channel and can use it. Each person has their own numbers."""
    talk = await piped(
        sandbox.url, "/screen", ":as adaeze", "Quiz me", ":as Tomasz", "Read", ":quit", "/count"
    )
    assert "tomasz #general> :as adaeze\nlessonbot:\n  The screen\n" in talk.out
    assert "adaeze #general> Quiz me\nlessonbot:\n  pressed quiz\n" in talk.out
    assert "adaeze #general> :as Tomasz\nlessonbot:\n  pressed quiz\nYou are Tomasz Reed." in talk.out
    assert talk.out.endswith("tomasz #general> Read\nlessonbot:\n  pressed read\ntomasz #general> :quit\n")
    assert (talk.status, talk.errors) == (0, "")


async def test_numbers_stay_with_your_own_message(sandbox: Sandbox) -> None:
    """You use a newer message of someone else by its label, or by number after looking at the channel."""
    lines = ("/count", ":as adaeze", "/screen", ":as tomasz", "1", "Quiz me", ":in general", "1")
    talk = await piped(sandbox.url, *lines)
    assert "tomasz #general> 1\nlessonbot (only you see this):\n  count 1\n" in talk.out
    assert "tomasz #general> Quiz me\nlessonbot:\n  pressed quiz\n" in talk.out
    assert talk.out.endswith("tomasz #general> 1\nlessonbot:\n  pressed read\n")
    assert (talk.status, talk.errors) == (0, "")


async def test_channels_are_changed(sandbox: Sandbox) -> None:
    """Another channel shows its last messages. One that you can't read is refused."""
    first = await piped(sandbox.url, "/screen", "/echo 1", "/echo 2", "/echo 3", channel="#lessons")
    assert "tomasz #lessons> /screen" in first.out
    talk = await piped(sandbox.url, ":in lessons", "1", ":in staff", ":in dm", "/echo hi", person="adaeze")
    arrival, _, rest = talk.out.partition("adaeze #lessons> 1\n")
    assert arrival.index("The screen") < arrival.index("'1'") < arrival.index("'3'")
    assert rest.startswith(
        "lessonbot:\n  pressed read\nadaeze #lessons> :in staff\nadaeze #lessons> :in dm\n"
    )
    assert "adaeze dm> /echo hi\nlessonbot:\n  'hi'" in rest
    assert talk.errors == ":in staff: Refused with 403: Missing Access\n"


async def test_unasked_messages_are_shown(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that comes with a reply is shown after it, and you can wait for others."""
    monkeypatch.setattr(terminal, "SETTLING", 0.5)  # a busy machine may be slow to bring the second message
    talk = await piped(sandbox.url, "/news")
    assert talk.out.endswith("  posted\nlessonbot:\n  today's news\n")
    async with Person(sandbox.url, "adaeze") as adaeze:
        waiting = asyncio.create_task(piped(sandbox.url, ":wait hello"))
        while not waiting.done():
            await adaeze.say("hello there", "lessons")
            await asyncio.wait({waiting}, timeout=0.2)
    assert ":wait hello\nAdaeze Quill in #lessons:\n  hello there\n" in waiting.result().out


async def test_without_a_sandbox_it_says_so() -> None:
    """Without a server, or as an unknown person, the chat ends right away with status 1."""
    talk = await piped("http://127.0.0.1:9")
    assert (talk.status, talk.out) == (1, "")
    assert "127.0.0.1:9" in talk.errors
    async with Sandbox(DEMO_WORLD) as sandbox:
        talk = await piped(sandbox.url, "/", person="nobody")
    assert (talk.status, talk.out) == (1, "")
    assert "no person 'nobody'" in talk.errors


async def test_standard_input_is_a_pipe(sandbox: Sandbox) -> None:
    """The program reads the pipe to its end, echoes it, and reports success by its status."""
    pipe = asyncio.subprocess.PIPE
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, sandbox.url, stdin=pipe, stdout=pipe, stderr=pipe
    )
    out, errors = await program.communicate(b"/lesson act-quickly\n/nothing")
    assert out.endswith(
        b"> /lesson act-quickly\nlessonbot:\n  lesson act-quickly\ntomasz #general> /nothing\n"
    )
    assert errors.startswith(b"/nothing: There is no command")
    assert program.returncode == 1


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["ctrl-c", "ctrl-d"])
async def test_at_the_keyboard(sandbox: Sandbox, key: bytes) -> None:
    """At a terminal there's a prompt, messages of others show up meanwhile, a field is asked again if the
    answer doesn't fit, and Ctrl-C and Ctrl-D end cleanly."""
    ours, theirs = pty.openpty()
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", PROGRAM, sandbox.url),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: os.close(os.open(os.ttyname(1), os.O_RDWR)),  # makes it the controlling terminal
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    )
    os.close(theirs)
    screen = _Screen(ours)
    await screen.shows("tomasz #general> ")
    async with Person(sandbox.url, "adaeze") as adaeze:
        await adaeze.say("good morning", "general")
        await screen.shows("good morning")
        os.write(ours, b"/echo typed\n")
        await screen.shows("'typed' 1 False None")
    os.write(ours, b"/count\nWrite\nAnn\n\nnone\nCold\n")
    await screen.shows("There is no option 'none'")
    await screen.shows("Tone (1. Warm; 2. Cold; now: Warm)")  # asked once more
    await screen.shows("tone ['Cold']")
    await screen.shows("tomasz #general> ")
    os.write(ours, key)
    assert await program.wait() == 0
    await screen.close()
    assert "Traceback" not in screen.text


class _Screen:
    """The screen of a terminal."""

    def __init__(self, descriptor: int) -> None:
        self.text = ""
        self._descriptor = descriptor
        self._from = 0
        self._changed = asyncio.Event()
        asyncio.get_running_loop().add_reader(descriptor, self._read)

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # the program has ended
            self.text += os.read(self._descriptor, 4096).decode()
        self._changed.set()

    async def shows(self, text: str) -> None:
        """Wait until `text` appears after what appeared before."""
        async with asyncio.timeout(10):
            while (place := self.text.find(text, self._from)) < 0:
                self._changed.clear()
                await self._changed.wait()
        self._from = place + len(text)

    async def close(self) -> None:
        """Stop reading the terminal."""
        asyncio.get_running_loop().remove_reader(self._descriptor)
        os.close(self._descriptor)
