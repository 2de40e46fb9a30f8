"""A client's gateway events in order, stored until someone asks for them."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from discord_sandbox.clients.person.failures import Disconnected, InteractionFailed, NothingShown
from discord_sandbox.clients.person.form import Modal
from discord_sandbox.clients.person.reply import Reply
from discord_sandbox.wire import Json

KEPT = 2000
SHOWN = ("MESSAGE_CREATE", "MESSAGE_UPDATE")
T = TypeVar("T")


@dataclass
class Event:
    """A gateway event. `taken` means that its message was already returned."""

    number: int
    name: str
    data: Json
    taken: bool = False

    def take(self) -> Reply:
        """Return the event's message, and mark it as taken."""
        self.taken = True
        return Reply(self.data)


class Inbox:
    """Keep the latest events, and wake those who wait for one."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._arrival = asyncio.Event()
        self._end: str | None = None
        self.count = 0

    def put(self, name: str, data: Json) -> None:
        """Add an event."""
        self.count += 1
        self._events.append(Event(self.count, name, data))
        self._wake()

    def close(self, why: str) -> None:
        """Note that no more events will come, and why."""
        self._end = why
        self._wake()

    def _wake(self) -> None:
        self._arrival.set()
        self._arrival = asyncio.Event()

    async def first(self, look: Callable[[list[Event]], T | None], since: int, within: float, what: str) -> T:
        """Return what `look` finds in the events after number `since`, as soon as it finds something.

        Raise NothingShown after `within` seconds (infinity: never); its message names `what` was expected.
        Raise Disconnected if no more events can come.
        """
        try:
            async with asyncio.timeout(within):
                while True:
                    arrival = self._arrival
                    found = look([event for event in self._events if event.number > since])
                    if found is not None:
                        return found
                    if self._end is not None:
                        raise Disconnected(self._end)
                    await arrival.wait()
        except TimeoutError:
            raise NothingShown(f"Waited {within:g} seconds for {what}, but it didn't come.") from None


def outcome(events: list[Event], nonce: str, message_id: str | None, channel_id: str) -> Reply | Modal | None:
    """Return what the application showed for the interaction with this nonce, or None if nothing yet.

    `message_id` is the message whose control was used, if any. A message that comes with the success counts
    first. "Thinking" waits for the edit. After a silent acknowledgement, the next change counts. Raise
    InteractionFailed if the application didn't respond.
    """
    key, done = None, None
    for event in events:
        if event.data.get("nonce") != nonce or not event.name.startswith("INTERACTION_"):
            continue
        key = event.data["id"]
        if event.name == "INTERACTION_FAILURE":
            raise InteractionFailed(event.data.get("reason_code", 0))
        if event.name == "INTERACTION_MODAL_CREATE":
            return Modal(event.data, channel_id, message_id)
        if event.name == "INTERACTION_SUCCESS":
            done = event.number
    if done is None:
        return None
    own = {each.data["id"] for each in events if each.name in SHOWN and _answers(each.data) == key}
    shown = [each for each in events if each.name in SHOWN and each.data["id"] in own | {message_id}]
    together = [each for each in shown if each.number < done][-1:]
    after = [each for each in shown if each.number > done]
    if together and Reply(together[0].data).thinking:
        own = {together[0].data["id"]}
        after = [each for each in after if each.data["id"] in own]
        together = []
    settled = [each for each in together + after if not Reply(each.data).thinking]
    return settled[0].take() if settled else None


def _answers(message: Json) -> str | None:
    metadata = message.get("interaction_metadata") or {}
    return metadata.get("id")
