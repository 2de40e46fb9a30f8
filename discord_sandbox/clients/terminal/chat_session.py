"""A person's session in the terminal: their channel, what they've seen, and what numbers refer to."""

import contextlib
import math
import time

from discord_sandbox.clients.person import Person
from discord_sandbox.clients.person.directory import CHANNEL
from discord_sandbox.clients.person.failures import ControlNotFound, NothingShown
from discord_sandbox.clients.person.reply import Control, Option, Reply, choose_as_shown
from discord_sandbox.clients.terminal.transcript import Transcript


class ChatSession:
    """One person in one channel."""

    def __init__(self, person: Person, transcript: Transcript) -> None:
        """Take a logged-in person and the transcript to write to. Call `go` before anything else."""
        self.person = person
        self.place = ""  # the channel's id
        self._transcript = transcript
        self._versions: dict[str, object] = {}  # by message id: the edit time of the version shown
        self._latest = ""
        self._theirs: Reply | None = None  # the last message with controls for this person
        self._public: Reply | None = None  # the last message with controls for others

    @property
    def prompt(self) -> str:
        """The prompt before the person's input."""
        return f"{self.person.user['username']} {self._name(self.place)}> "

    async def switch_to(self, channel: str, *, look: bool) -> None:
        """Go to a channel by name or id.

        `look` shows its last three messages. If none has controls, it first shows the last one that does,
        which numbers then refer to. Raise NoSuchPlace, or Refused if the person can't read the channel.
        """
        place = await self.person.place(channel)
        found = await self.person.messages(place)
        self.place = place
        last = found[-3:]
        if not any(each.controls for each in last):
            last = [each for each in found[:-3] if each.controls][-1:] + last
        if look and any(each.controls for each in last):
            self._theirs = None
        for reply in last if look else ():
            self.show(reply, addressed=False)

    def show(self, reply: Reply, *, addressed: bool = True) -> None:
        """Show a message. If it has controls and is `addressed` to the person, numbers now refer to them.

        Without an addressed message, numbers refer to the last one shown.
        """
        place = "" if reply.channel_id == self.place else self._name(reply.channel_id)
        self._transcript.message(reply, self.person.directory.name, place)
        self._versions[reply.id] = reply.raw.get("edited_timestamp")
        self._latest = reply.id
        if not reply.controls:
            return
        if addressed:
            self._theirs = reply
        else:
            self._public = reply

    def _name(self, channel_id: str) -> str:
        if self.person.directory.guild_of(channel_id) is None:
            return "dm"
        return f"#{self.person.directory.name(CHANNEL, channel_id)}"

    async def show_new_messages(self, within: float) -> None:
        """Show unrequested messages, including ones that come in the next `within` seconds."""
        end = time.monotonic() + within
        with contextlib.suppress(NothingShown):
            while True:
                self.show_unasked(await self.person.hear(within=max(0, end - time.monotonic())))

    async def wait_for_messages(self) -> Reply:
        """Wait for the next unrequested message and return it."""
        return await self.person.hear(within=math.inf)

    def show_unasked(self, reply: Reply) -> None:
        """Show a message if it's in the current channel or private, and new, or a change of a current one."""
        direct = not (reply.raw.get("guild_id") or self.person.directory.guild_of(reply.channel_id))
        asked = (reply.raw.get("interaction_metadata") or {}).get("user", {}).get("id")
        addressed = direct or reply.private or asked == self.person.user["id"]
        changed = self._versions.get(reply.id) != reply.raw.get("edited_timestamp")
        last = (self._latest, self._theirs.id if self._theirs else None)
        fresh = reply.id not in self._versions or (reply.id in last and changed)
        if fresh and (direct or reply.private or reply.channel_id == self.place):
            self.show(reply, addressed=addressed)

    def control(self, line: str) -> tuple[Reply, Control, str]:
        """Return the message and control that a line names by number or label, and the rest of the line.

        A number or single letter refers to the last message for the person, or if there isn't one, to the
        last message for others. A longer label can be on either. Raise ControlNotFound if there's no match.
        """
        shown = [each for each in (self._theirs, self._public) if each]
        if not shown:
            raise ControlNotFound("No message with buttons has been shown yet. Commands start with a slash.")
        first = shown[0]
        number, _, rest = line.partition(" ")
        if line.isdecimal():
            return first, first.control(int(line)), ""
        for reply in shown if len(line) > 1 else [first]:
            with contextlib.suppress(ControlNotFound):
                return reply, reply.control(line), ""
        return first, first.control(int(number) if number.isdecimal() else line), rest.strip()


def listed(line: str, options: tuple[Option, ...]) -> list[str]:
    """Return the values of the options that a line names by number, label or value, without duplicates.

    The whole line can be one option; otherwise commas separate them. Without options, return the parts
    themselves, such as people's names. Raise ControlNotFound if a part matches no option.
    """
    if options:
        with contextlib.suppress(ControlNotFound):
            return [choose_as_shown(options, line).value]
    parts = [each.strip() for each in line.split(",") if each.strip()]
    return list(dict.fromkeys(choose_as_shown(options, each).value if options else each for each in parts))
