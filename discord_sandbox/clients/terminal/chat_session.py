"""A person's place at the terminal: their channel, what they were shown, what numbers mean to them."""

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
        """Take the person, logged in, and where to show what they see; they `go` to a channel first."""
        self.person = person
        self.place = ""  # the channel's id
        self._transcript = transcript
        self._versions: dict[str, object] = {}  # by message id: when it was last changed, as shown
        self._latest = ""
        self._theirs: Reply | None = None  # the last message with a control that is addressed to this person
        self._public: Reply | None = None  # the last one that is not

    @property
    def prompt(self) -> str:
        """What stands before the line that the person types."""
        return f"{self.person.user['username']} {self._name(self.place)}> "

    async def go(self, channel: str, *, look: bool) -> None:
        """Look at another channel, by name or id, from now on.

        `look` shows its last three messages, and before them the last that has a control: that is what
        numbers mean then. Raises NoSuchPlace, and Refused where the person may not read.
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
        """Show a message; if it has controls, numbers mean them from now on where it is `addressed` to the
        person, or where nothing was."""
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

    async def show_news(self, within: float) -> None:
        """Show what has come unasked, and what still comes within so many seconds."""
        end = time.monotonic() + within
        with contextlib.suppress(NothingShown):
            while True:
                self.show_unasked(await self.person.hear(within=max(0, end - time.monotonic())))

    async def wait_for_news(self) -> Reply:
        """Return the next message that comes unasked, however long it takes."""
        return await self.person.hear(within=math.inf)

    def show_unasked(self, reply: Reply) -> None:
        """Show a message if the person sees it come: here or to them alone, new, or changed and the last of
        all or of theirs."""
        direct = not (reply.raw.get("guild_id") or self.person.directory.guild_of(reply.channel_id))
        asked = (reply.raw.get("interaction_metadata") or {}).get("user", {}).get("id")
        addressed = direct or reply.private or asked == self.person.user["id"]
        changed = self._versions.get(reply.id) != reply.raw.get("edited_timestamp")
        last = (self._latest, self._theirs.id if self._theirs else None)
        fresh = reply.id not in self._versions or (reply.id in last and changed)
        if fresh and (direct or reply.private or reply.channel_id == self.place):
            self.show(reply, addressed=addressed)

    def control(self, line: str) -> tuple[Reply, Control, str]:
        """Return the message and its control that a line means, by number or label, and what follows.

        A number or a single letter is looked for on the last message addressed to the person, and on the
        channel's only if there is none; a longer label on both. Raises ControlNotFound.
        """
        shown = [each for each in (self._theirs, self._public) if each]
        if not shown:
            raise ControlNotFound("No message with a control was shown yet; a command begins with a slash.")
        first = shown[0]
        number, _, rest = line.partition(" ")
        if line.isdecimal():
            return first, first.control(int(line)), ""
        for reply in shown if len(line) > 1 else [first]:
            with contextlib.suppress(ControlNotFound):
                return reply, reply.control(line), ""
        return first, first.control(int(number) if number.isdecimal() else line), rest.strip()


def listed(line: str, options: tuple[Option, ...]) -> list[str]:
    """Return the values of the options in a line, each once: of the line itself if it is one, else of what
    stands between its commas, by number, label or value. What has no options, as the names of people, is
    returned as it is. Raises ControlNotFound."""
    if options:
        with contextlib.suppress(ControlNotFound):
            return [choose_as_shown(options, line).value]
    parts = [each.strip() for each in line.split(",") if each.strip()]
    return list(dict.fromkeys(choose_as_shown(options, each).value if options else each for each in parts))
