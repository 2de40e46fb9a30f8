"""Chat in a terminal: read lines, and print what the application shows. `HELP` explains the lines."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator

import aiohttp
from rich.console import Console
from rich.text import Text

from discord_sandbox.clients.person import Person
from discord_sandbox.clients.person.failures import CommandNotUnderstood, Disconnected, Unsuccessful
from discord_sandbox.clients.person.form import Answer, Field, Modal
from discord_sandbox.clients.person.reply import Reply
from discord_sandbox.clients.person.typed import usages
from discord_sandbox.clients.terminal.chat_session import ChatSession, listed
from discord_sandbox.clients.terminal.keyboard import read_lines
from discord_sandbox.clients.terminal.transcript import Transcript, option_lines, question

HELP = """\
/                the application's commands
/roll 2 6        a command, with options in order or by name: /roll dice:2 sides:6
2                button 2, or select 2: lists its options and asks which
2 A,C            options of select 2, by number or label, separated by commas
Next             the button or select with this label
:as NAME         continue as someone else
:in CHANNEL      go to a channel, or show it again; "dm" is your DM with the application
:wait [TEXT]     wait for a message you didn't request, containing this text
:cancel          dismiss a form
:quit            leave
A number or single letter refers to the last message that responds to you or that only you see. After :in, it
refers to the last message shown there. You can use buttons on other messages by their labels."""
SETTLING = (
    0.1  # seconds after a reply in which what follows by itself is still shown before a pipe's next line
)


async def chat(
    url: str,
    person: str | None = None,
    channel: str | None = None,
    lines: AsyncIterator[str] | None = None,
    out: Console | None = None,
    errors: Console | None = None,
) -> int:
    """Chat with the application in the sandbox at `url` until the lines end. Return the exit status.

    `person` is a name (None: the first who isn't a moderator), `channel` a name or id (None: "general").
    Lines come from standard input by default. If they don't come from a keyboard, each one is echoed, and the
    status is 1 if one fails. Errors are written to `errors` (standard error).
    """
    piped = lines is not None or not sys.stdin.isatty()
    out = out or Console()
    terminal = Terminal(url, lines or read_lines(sys.stdin.fileno()), out, errors, piped=piped)
    talk = asyncio.create_task(terminal.talk(person, channel or "general"))
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError, RuntimeError):  # not supported on all platforms and threads
        loop.add_signal_handler(signal.SIGINT, talk.cancel)
    try:
        await asyncio.wait({talk})
    finally:
        with contextlib.suppress(NotImplementedError, RuntimeError):
            loop.remove_signal_handler(signal.SIGINT)
        talk.cancel()
        await asyncio.wait({talk})
    if not piped:
        out.print()
    return 0 if talk.cancelled() else talk.result()


class Terminal:
    """A chat in which you can switch between people."""

    def __init__(
        self, url: str, lines: AsyncIterator[str], out: Console, errors: Console | None, *, piped: bool
    ) -> None:
        """Take the sandbox's address, the input lines, and the consoles for output and errors."""
        self._url = url
        self._lines = lines
        self._transcript = Transcript(out)
        self._errors = errors or Console(stderr=True)
        self._piped = piped
        self._sessions: dict[str, ChatSession] = {}
        self._session: ChatSession
        self._logins = contextlib.AsyncExitStack()

    async def talk(self, person: str | None, channel: str) -> int:
        """Run all lines. Return 1 if there's no sandbox, or if a line from a pipe failed, or else 0."""
        failed = False
        async with self._logins:
            try:
                await self._switch(person, channel)
                while (line := await self._ask(self._session.prompt)) is not None and line.strip() != ":quit":
                    failed |= not await self._try(line.strip())
            except (Unsuccessful, aiohttp.ClientError) as reason:
                self._complain(str(reason))
                return 1
        return int(failed and self._piped)

    async def _try(self, line: str) -> bool:
        try:
            await self._carry_out(line)
        except Disconnected:
            raise
        except Unsuccessful as reason:
            self._complain(f"{line}: {reason}")
            return False
        return True

    async def _ask(self, prompt: str) -> str | None:
        """Return the next line, or None at the end. While a person types, show messages that come in."""
        if self._piped:
            line = await anext(self._lines, None)
            if line is not None:
                self._transcript.line(prompt + line, "bold")
            return line
        typing = asyncio.ensure_future(anext(self._lines, None))
        try:
            while not typing.done():
                self._transcript.prompt(prompt)
                news = asyncio.create_task(self._session.wait_for_messages())
                await asyncio.wait({typing, news}, return_when=asyncio.FIRST_COMPLETED)
                if not news.cancel():
                    self._transcript.line("")
                    self._session.show_unasked(news.result())
        finally:
            typing.cancel()
        return typing.result()

    async def _carry_out(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        match word:
            case "":
                return
            case "/" | "help" | "?":
                self._transcript.usages(usages(await self._session.person.commands()))
            case ":help":
                for each in HELP.splitlines():
                    self._transcript.line(each)
            case ":as":
                await self._switch(rest, self._session.place)
            case ":in":
                await self._session.switch_to(rest, look=True)
            case ":wait":
                self._session.show(await self._session.person.hear(rest))
            case _ if word.startswith(":"):
                raise CommandNotUnderstood("Unknown line. Type :help for help.")
            case _:
                await self._act(line)
        if self._piped:
            await self._session.show_new_messages(SETTLING)

    async def _switch(self, name: str | None, channel: str) -> None:
        """Switch to a person, in the channel where they were, or else in `channel`."""
        found = self._session.person.directory.person(name)["username"] if self._sessions else None
        if found in self._sessions:
            self._session = self._sessions[found]
            await self._session.show_new_messages(0)
        else:
            person = await self._logins.enter_async_context(Person(self._url, name))
            session = ChatSession(person, self._transcript)
            await self._enter(session, channel)
            self._session = self._sessions[person.user["username"]] = session
        hint = (
            f"You are {self._session.person.name}. Type / for the commands, :help for help, :quit to leave."
        )
        self._transcript.line(hint, "dim")

    async def _enter(self, session: ChatSession, channel: str) -> None:
        if not self._sessions:
            await session.switch_to(channel, look=False)
            return
        try:
            await session.switch_to(channel, look=True)
        except Unsuccessful:  # this person may not see the previous person's channel
            await session.switch_to("general", look=True)

    async def _act(self, line: str) -> None:
        if line.startswith("/"):
            shown: Reply | Modal | None = await self._session.person.run(line, self._session.place)
        else:
            shown = await self._use(line)
        while isinstance(shown, Modal):
            shown = await self._fill(shown)
        if shown:
            self._session.show(shown)

    async def _use(self, line: str) -> Reply | Modal:
        reply, control, rest = self._session.control(line)
        if not control.kind.endswith("select"):
            return await self._session.person.press(reply, control.number)
        if not rest:
            for each in option_lines(control.options, str(control)):
                self._transcript.line(each.plain)
            rest = await self._ask("Which, by number or label, separated by commas: ") or ""
        return await self._session.person.select(reply, listed(rest, control.options), control.number)

    async def _fill(self, modal: Modal) -> Reply | Modal | None:
        """Ask for each field and submit the form. Return None if the person cancels it."""
        self._transcript.form(modal, self._session.person.directory.name)
        answers: dict[str, Answer] = {}
        for field in modal.fields:
            while field.custom_id not in answers:
                typed = await self._ask(question(field))
                if typed is None:
                    raise CommandNotUnderstood("The lines ended before the form was filled in.")
                if typed.strip() == ":cancel":
                    return None
                self._answer(field, typed, answers)
        return await self._session.person.submit(modal, answers)

    def _answer(self, field: Field, typed: str, answers: dict[str, Answer]) -> None:
        """Store the answer to a field. If it isn't valid, a person at a keyboard is asked again."""
        try:
            given: Answer = listed(typed, field.options) if field.options else typed.replace("\\n", "\n")
            field.filled(given or field.default)
        except Unsuccessful as reason:
            if self._piped:
                raise
            self._complain(str(reason))
        else:
            answers[field.custom_id] = given or field.default

    def _complain(self, text: str) -> None:
        self._errors.print(Text(text, "red"), soft_wrap=True)
