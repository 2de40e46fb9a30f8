"""How the messenger reads Discord's refusals: certain only if nothing can have arrived."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.chat.messages import error_codes
from bot.chat.messages.discord_messenger import DiscordMessenger
from bot.errors.delivery import Delayed, DeliveryError, Undeliverable, Unreadable
from bot.services.people.dm_channels import DmChannels
from tests.unit.chat.test_posts import deliveries


class Channels(dict[int, int]):
    """Stores direct message channels, like the database."""

    async def read(self, work: Any) -> Any:
        """Run a unit of work on these channels."""
        return await work(SimpleNamespace(dm_channels=DmChannels(self)))

    write = read

    async def dm_channel(self, learner: int) -> int | None:
        """Return the channel, if it was stored."""
        return self.get(learner)

    async def keep_dm_channel(self, learner: int, channel: int) -> None:
        """Store it."""
        self[learner] = channel


class Discord:
    """discord.py's HTTP side, which responds as told after this many seconds, including its own retries."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(error_codes, "monotonic", lambda: self.now)
        self.client = discord.Client(intents=discord.Intents.none())
        self.channels = Channels()
        self.messenger = DiscordMessenger(self.client, self.channels)

    async def refuse(self, error: Exception, seconds: float) -> DeliveryError:
        """Return the error that sending a post raises."""

        async def send(*_: Any, **__: Any) -> None:
            self.now += seconds
            raise error

        self.client.http.send_message = send  # type: ignore[method-assign,assignment]
        with pytest.raises(DeliveryError) as raised:
            await self.messenger.send(deliveries()[0])
        return raised.value


@pytest.fixture
def discord_(monkeypatch: pytest.MonkeyPatch) -> Discord:
    """Return it with its own clock."""
    return Discord(monkeypatch)


def answered(status: int, code: int | None) -> discord.HTTPException:
    """Return a response with Discord's error code, or a page from someone else."""
    response: Any = SimpleNamespace(status=status, reason="")
    body: Any = "<html>blocked</html>" if code is None else {"code": code, "message": "no"}
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    return kinds.get(status, discord.HTTPException)(response, body)


@pytest.mark.parametrize("code", [None, 0])
@pytest.mark.parametrize("status", [400, 403, 404, 413])
async def test_a_refusal_that_is_not_discords_passes(
    discord_: Discord, status: int, code: int | None
) -> None:
    """A network in front of Discord refuses without an error code. It's tried again, and no daily post is
    paused.
    """
    error = await discord_.refuse(answered(status, code), 0.1)
    assert isinstance(error, Delayed)
    assert error.sure


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (403, 50013, "permission"),
        (403, 50001, "permission"),
        (404, 10003, "channel-gone"),
        (403, 50007, "closed"),
        (400, 50035, "refused"),
    ],
)
@pytest.mark.parametrize(("seconds", "sure"), [(0.5, True), (1.2, False)])
async def test_discords_own_refusal_lasts(
    discord_: Discord, status: int, code: int, reason: str, seconds: float, sure: bool
) -> None:
    """It says why. After a second, discord.py may have sent it already, and only its retry was refused."""
    error = await discord_.refuse(answered(status, code), seconds)
    assert isinstance(error, Undeliverable)
    assert (error.reason, error.sure) == (reason, sure)


REFUSED = aiohttp.ClientConnectorError(SimpleNamespace(host="h", port=1, ssl=True), OSError())  # type: ignore[arg-type]


@pytest.mark.parametrize("refusal", [answered(429, 0), answered(401, 0), discord.RateLimited(60), REFUSED])
@pytest.mark.parametrize(("seconds", "sure"), [(0.5, True), (1.2, False)])
async def test_what_passes_is_sure_before_the_first_repeat(
    discord_: Discord, refusal: Exception, seconds: float, sure: bool
) -> None:
    """If the first try got no response and the second was refused, the message may still be there."""
    error = await discord_.refuse(refusal, seconds)
    assert isinstance(error, Delayed)
    assert error.sure == sure


@pytest.mark.parametrize(
    "failure", [answered(500, 0), answered(408, None), aiohttp.ServerDisconnectedError()]
)
async def test_what_may_have_taken_effect_is_never_sure(discord_: Discord, failure: Exception) -> None:
    """A server error, or a connection that ended without a response."""
    error = await discord_.refuse(failure, 0.1)
    assert isinstance(error, Delayed)
    assert not error.sure


@pytest.mark.parametrize("ago", [None, 60_000])
async def test_only_the_time_since_the_first_attempt_is_searched(discord_: Discord, ago: int | None) -> None:
    """In a channel with thousands of old messages, only the new ones are searched."""
    now = discord.utils.utcnow()
    ids = [discord.utils.time_snowflake(now - timedelta(hours=2, minutes=each)) for each in range(1500)]
    asked: list[dict[str, Any]] = []

    async def logs(_: int, limit: int, **bounds: Any) -> list[dict[str, Any]]:
        asked.append(bounds)
        after, before = bounds.get("after") or 0, bounds.get("before") or max(ids) + 1
        fits = [each for each in ids if after < each < before]
        return [_message(each) for each in (fits[-limit:] if "after" in bounds else fits[:limit])]

    discord_.client.http.logs_from = logs  # type: ignore[method-assign,assignment]
    channel = discord_.client.get_partial_messageable(20)
    if ago is None:
        with pytest.raises(Unreadable):
            await discord_.messenger._search(channel, 1)
    else:
        assert await discord_.messenger._search(channel, 1, ago) is None
        assert len(asked) == 1


def member_of(
    client: discord.Client, role: discord.Permissions, *roles: dict[str, Any], channels: Sequence[Any] = ()
) -> None:
    """Let the client be in a server, 10, of which it knows these channels; everyone may do this there."""
    state = client._connection
    me: Any = {"id": "1", "username": "bot", "discriminator": "0", "avatar": None}
    state.user = discord.ClientUser(state=state, data=me)
    everyone = {"id": "10", "name": "@everyone", "permissions": str(role.value), "position": 0, "color": 0}
    guild: Any = {
        "id": "10",
        "name": "a server",
        "owner_id": "2",
        "roles": [{**everyone, **PLAIN}, *({**everyone, **PLAIN, **each} for each in roles)],
        "channels": channels,
        "members": [{"user": me, "roles": [], "joined_at": None, "deaf": False, "mute": False, "flags": 0}],
    }
    state._add_guild_from_data(guild)
    client._ready = asyncio.Event()
    client._ready.set()


PLAIN = {"hoist": False, "managed": False, "mentionable": False, "flags": 0}
CHANNEL: dict[str, Any] = {"id": "20", "type": 0, "guild_id": "10", "name": "c", "position": 0}


async def test_a_channel_that_the_client_does_not_know_is_asked_for(discord_: Discord) -> None:
    """Discord's answer counts: the channel is there (with or without permissions), hidden, in another server,
    gone, or unknown for now.
    """
    answers: list[Any] = []

    async def get_channel(_: int) -> Any:
        if isinstance(answers[-1], Exception):
            raise answers[-1]
        return answers[-1]

    discord_.client.http.get_channel = get_channel  # type: ignore[method-assign,assignment]
    some = discord.Permissions(view_channel=True, send_messages=True, embed_links=True)
    member_of(discord_.client, some)
    closed = {"id": "10", "type": 0, "allow": "0", "deny": str(discord.Permissions(send_messages=True).value)}
    post = replace(deliveries()[0].post, guild=10, channel=20)
    for answer, missing in (
        (CHANNEL, {"Read Message History"}),
        ({**CHANNEL, "permission_overwrites": [closed]}, {"Send Messages", "Read Message History"}),
        (answered(403, 50001), {"View Channel"}),
    ):
        answers.append(answer)
        assert set(await discord_.messenger.missing(10, 20)) == missing
        with pytest.raises(Unreadable):
            await discord_.messenger.find(post.guild, post.channel, post.id, 0)
    forum = {**CHANNEL, "type": 15}
    for gone in (answered(404, 10003), {**CHANNEL, "guild_id": "11"}, {**CHANNEL, "type": 99}, forum):
        answers.append(gone)
        with pytest.raises(Undeliverable):
            await discord_.messenger.missing(10, 20)
    answers.append(answered(503, None))
    with pytest.raises(Delayed):
        await discord_.messenger.missing(10, 20)


ALL = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, read_message_history=True)


@pytest.mark.parametrize(
    ("may", "missing"),
    [
        (ALL, ()),
        (discord.Permissions(administrator=True), ()),
        (discord.Permissions(ALL.value & ~discord.Permissions(view_channel=True).value), ("View Channel",)),
        (discord.Permissions(ALL.value & ~discord.Permissions(send_messages=True).value), ("Send Messages",)),
        (
            discord.Permissions(read_message_history=True),
            ("View Channel", "Send Messages", "Embed Links"),
        ),
    ],
)
async def test_only_what_must_be_given_is_called_missing(
    discord_: Discord, may: discord.Permissions, missing: tuple[str, ...]
) -> None:
    """Not what follows from another missing permission, and not what Administrator implies."""
    member_of(discord_.client, may, channels=[CHANNEL])
    assert await discord_.messenger.missing(10, 20) == missing


@pytest.mark.parametrize(
    ("role", "may", "can"),
    [
        (11, False, False),
        (11, True, True),
        (12, False, True),
        (13, True, False),  # gone
        (10, True, False),  # @everyone
    ],
)
async def test_who_can_be_mentioned(discord_: Discord, role: int, may: bool, can: bool) -> None:
    """A role that anyone can mention, or any role if the bot may. Never @everyone or a role that's gone."""
    allowed = discord.Permissions(ALL.value | discord.Permissions(mention_everyone=may).value)
    roles = ({"id": "11"}, {"id": "12", "mentionable": True})
    member_of(discord_.client, allowed, *roles, channels=[CHANNEL])
    assert await discord_.messenger.can_mention(10, 20, role) == can


async def test_an_unavailable_server_is_asked_later(discord_: Discord) -> None:
    """The client knows no channels or roles then, so nothing is called missing, gone or unmentionable."""
    member_of(discord_.client, ALL)
    [server] = discord_.client.guilds
    discord_.client._connection._remove_guild(server)
    discord_.client._connection._add_guild_from_data({"id": "10", "unavailable": True})  # type: ignore[typeddict-item]
    with pytest.raises(Delayed):
        await discord_.messenger.missing(10, 20)
    with pytest.raises(Delayed):
        await discord_.messenger.find(10, 20, 1, 0)
    assert await discord_.messenger.can_mention(10, 20, 11)
    assert not await discord_.messenger.can_mention(10, 20, 10)


@pytest.mark.parametrize(("code", "spoke"), [(50001, True), (40333, None)])
async def test_an_outage_is_no_opening_of_a_discussion(
    discord_: Discord, code: int, spoke: bool | None
) -> None:
    """The bot leaves a thread that it can't read alone, and tries again when Discord fails."""

    async def logs(*_: Any, **__: Any) -> None:
        raise answered(403, code)

    discord_.client.http.logs_from = logs  # type: ignore[method-assign,assignment]
    thread = discord_.client.get_partial_messageable(20)
    if spoke:
        assert await discord_.messenger._spoke(thread)
    else:
        with pytest.raises(discord.HTTPException):
            await discord_.messenger._spoke(thread)


def _message(number: int) -> dict[str, Any]:
    author = {"id": "1", "username": "b", "discriminator": "0", "avatar": None}
    lists = ("attachments", "embeds", "mentions", "mention_roles", "components")
    empty: dict[str, Any] = {key: [] for key in lists}
    flat = {"id": str(number), "channel_id": "20", "type": 0, "content": "", "author": author, "tts": False}
    return {**flat, **empty, "pinned": False, "mention_everyone": False, "edited_timestamp": None}
