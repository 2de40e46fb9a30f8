"""A person's place at the terminal: their channel, what they were shown, what numbers mean to them."""

import contextlib
import math
import time

from ..person import Person
from ..person.directory import CHANNEL
from ..person.failures import ControlNotFound, NothingShown
from ..person.reply import Control, Option, Reply, choose
from .transcript import Transcript


class Seat:
    """One person in one channel."""

    def __init__(self, person: Person, transcript: Transcript) -> None:
        """Take the person, logged in, and where to show what they see; they `go` to a channel first."""
        self.person = person
        self.place = ""  # the channel's id
        self._transcript = transcript
        self._versions: dict[str, object] = {}  # by message id: when it was last changed, as shown
        self._latest = ""
        self._usable: Reply | None = None

    @property
    def prompt(self) -> str:
        """What stands before the line that the person types."""
        return f"{self.person.user['username']} {self._name(self.place)}> "

    async def go(self, channel: str, *, look: bool) -> None:
        """Look at another channel, by name or id, from now on.

        `look` shows its last three messages, and before them the last that has a control. Raises NoSuchPlace,
        and Refused where the person may not read.
        """
        place = await self.person.place(channel)
        found = await self.person.messages(place)
        self.place = place
        last = found[-3:]
        if not any(each.controls for each in last):
            last = [each for each in found[:-3] if each.controls][-1:] + last
        for reply in last if look else ():
            self.show(reply)

    def show(self, reply: Reply) -> None:
        """Show a message; the numbers mean its controls from now on, if it has any."""
        place = "" if reply.channel_id == self.place else self._name(reply.channel_id)
        self._transcript.message(reply, self.person.directory.name, place)
        self._versions[reply.id] = reply.raw.get("edited_timestamp")
        self._latest = reply.id
        if reply.controls:
            self._usable = reply

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
        """Show a message if the person sees it come: here or to them alone, new or the last and changed."""
        here = reply.channel_id == self.place or reply.private
        direct = not (reply.raw.get("guild_id") or self.person.directory.guild_of(reply.channel_id))
        changed = self._versions.get(reply.id) != reply.raw.get("edited_timestamp")
        fresh = reply.id not in self._versions or (reply.id == self._latest and changed)
        if (here or direct) and fresh:
            self.show(reply)

    def control(self, line: str) -> tuple[Reply, Control, str]:
        """Return the message and its control that a line means, by number or label, and what follows.

        Raises ControlNotFound.
        """
        if self._usable is None:
            raise ControlNotFound("No message with a control was shown yet; a command begins with a slash.")
        if line.isdecimal():
            return self._usable, self._usable.control(int(line)), ""
        number, _, rest = line.partition(" ")
        try:
            return self._usable, self._usable.control(line), ""
        except ControlNotFound:
            if not number.isdecimal():
                raise
        return self._usable, self._usable.control(int(number)), rest.strip()


def listed(line: str, options: tuple[Option, ...]) -> list[str]:
    """Return the options in a line: the line itself if it is one, else what stands between its commas."""
    if options:
        with contextlib.suppress(ControlNotFound):
            return [choose(options, line).value]
    return [each.strip() for each in line.split(",") if each.strip()]
