"""Many people who press buttons at once, for load tests.

They aren't connected to the gateway: a thousand open connections would slow the sandbox down more than the
bot. What each person saw is read from the sandbox afterward.
"""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import aiohttp

from discord_sandbox.clients.person.failures import Refused
from discord_sandbox.clients.person.reply import Reply
from discord_sandbox.wire import Json

COMPONENT, BUTTON = 3, 2  # types of the interaction and of the component


@dataclass(frozen=True)
class Use:
    """What became of one press. `id` is its snowflake, and `waited` the seconds until the bot responded.

    `waited` and `answer` are None if it didn't, or not in time.
    """

    id: int
    person: str
    waited: float | None
    answer: Reply | None


class Crowd:
    """People who exist as long as the sandbox does. `people` has their ids, in the order of their names."""

    def __init__(self, url: str) -> None:
        """Take the sandbox's address."""
        self._url = url.rstrip("/")
        self._tokens: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        """Open the HTTP session."""
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100))
        self._world = await self._call("GET", "/sandbox/world")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the HTTP session."""
        await self._http.close()

    @property
    def people(self) -> Sequence[str]:
        """Return everyone's ids."""
        return list(self._tokens)

    async def gather(self, count: int, name: str = "player") -> None:
        """Add this many people to every server."""
        for number in range(count):
            added = await self._call("POST", "/sandbox/users", {"username": f"{name}{number}"})
            self._tokens[added["id"]] = added["token"]

    async def press(self, message: Reply, buttons: Mapping[str, str], over: float = 0.0) -> None:
        """Let people press a message's buttons, spread evenly over some seconds. `buttons` has the custom id
        that each person presses, by the person's id. Raise Refused if the sandbox refuses a press.
        """
        guild = next(
            guild["id"]
            for guild in self._world["guilds"]
            if any(each["id"] == message.channel_id for each in guild["channels"])
        )
        about: Json = {"type": COMPONENT, "channel_id": message.channel_id, "guild_id": guild}
        about |= {"application_id": self._world["application_id"], "message_id": message.id}
        loop = asyncio.get_running_loop()
        began = loop.time()

        async def one(place: int, person: str, custom_id: str) -> None:
            await asyncio.sleep(max(0.0, began + over * place / len(buttons) - loop.time()))
            data = {"component_type": BUTTON, "custom_id": custom_id}
            sent = about | {"nonce": secrets.token_hex(12), "data": data}
            await self._call("POST", "/api/v10/interactions", sent, self._tokens[person])

        await asyncio.gather(*(one(place, *each) for place, each in enumerate(buttons.items())))

    async def uses(self, message: Reply, within: float = 10.0) -> list[Use]:
        """Return what became of every press on a message, oldest first. Wait until each one has an answer
        or has failed.
        """
        async with asyncio.timeout(within):
            while True:
                if not await self._call("GET", f"/sandbox/messages/{message.id}/uses?open"):
                    found = await self._call("GET", f"/sandbox/messages/{message.id}/uses")
                    return [_use(each) for each in found]
                await asyncio.sleep(0.1)

    async def _call(self, method: str, path: str, body: Json | None = None, token: str = "") -> Any:
        headers = {"Authorization": token} if token else {}
        async with self._http.request(method, self._url + path, json=body, headers=headers) as response:
            found = await response.json() if response.content_type == "application/json" else None
            if response.status >= 400:
                raise Refused(response.status, found)
            return found


def _use(found: Json) -> Use:
    answer = Reply(found["answer"]) if found["answer"] else None
    return Use(int(found["id"]), found["user_id"], found["waited"], answer)
