"""What Discord's error codes mean for a message we tried to send: whose fault it is, and whether it passes.

The HTTP status can't tell: 403 can be a missing permission, but also closed direct messages, an outage, or
too many direct messages opened at once. The codes are listed under "Opcodes and Status Codes" in Discord's
documentation.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Final, Literal

import aiohttp
import discord

from bot.errors.delivery import Delayed, Undeliverable

Fault = Literal[
    "permission",
    "channel-gone",
    "closed",
    "refused",
    "post-gone",
    "threads-full",
    "outage",
    "rate",
    "unknown",
]
"""Whose fault it is: the bot lacks a permission; the channel or server is gone, or takes no messages; the
person's settings keep direct messages out; Discord won't take this message; the post was deleted; the server
has as many active threads as it may; Discord itself fails; we're too fast; nobody knows."""


@dataclass(frozen=True)
class CodeMeaning:
    """What a code means. `lasts` says that trying again won't help until a person does something."""

    fault: Fault
    lasts: bool


_PERMISSION, _GONE, _CLOSED, _REFUSED, _POST_GONE, _FULL = (
    CodeMeaning(fault, True)
    for fault in ("permission", "channel-gone", "closed", "refused", "post-gone", "threads-full")
)
_OUTAGE, _RATE, _UNKNOWN = (CodeMeaning(fault, False) for fault in ("outage", "rate", "unknown"))

MEANINGS: Final = {
    10003: _GONE,  # unknown channel
    10004: _GONE,  # unknown server
    10008: _POST_GONE,  # unknown message: the post whose thread we open was deleted
    10013: _CLOSED,  # unknown user: the account was deleted
    20009: _REFUSED,  # explicit content
    20016: _RATE,  # slowmode
    20028: _RATE,  # write limit of the channel
    20029: _RATE,  # write limit of the server
    40003: _RATE,  # opening direct messages too fast
    40004: _OUTAGE,  # sending is disabled for now
    40005: _REFUSED,  # the request is too large
    40006: _OUTAGE,  # the feature is disabled for now
    40058: _GONE,  # a forum takes no messages
    40062: _RATE,  # the resource is being rate limited
    40333: _OUTAGE,  # the network in front of Discord blocks the request
    50001: _PERMISSION,  # missing access
    50006: _REFUSED,  # an empty message
    50007: _CLOSED,  # can't send messages to this user
    50008: _GONE,  # not a text channel anymore
    50013: _PERMISSION,  # missing permissions
    50024: _GONE,  # this type of channel can't do that
    50033: _CLOSED,  # invalid recipient
    50035: _REFUSED,  # invalid form body
    50045: _REFUSED,  # the file is too large
    50046: _REFUSED,  # invalid file
    50068: _REFUSED,  # a message of a kind that can't be published
    50109: _REFUSED,  # invalid JSON
    50278: _CLOSED,  # no server in common with this user
    110000: _OUTAGE,  # the index isn't available yet
    130000: _OUTAGE,  # overloaded
    160006: _FULL,  # as many active threads as a server may have
    160007: _FULL,  # the same in announcement channels
    200000: _REFUSED,  # blocked by AutoMod
    200001: _REFUSED,  # title blocked by AutoMod
    240000: _REFUSED,  # blocked by the harmful links filter
}
"""A code that isn't here passes: it's better to try in vain for six hours than to pause posts for nothing."""

RATE_WAIT = 60.0
"""Seconds to wait when Discord says that we're too fast but not for how long. It quarantines bots that keep
opening direct messages."""


def meaning(error: discord.HTTPException) -> CodeMeaning:
    """Return what a refusal means. Server errors (5xx, 408) always pass, whatever code they have."""
    if error.status >= 500 or error.status == 408:
        return _OUTAGE
    if error.status in (401, 429):
        return _RATE if error.status == 429 else _UNKNOWN
    return MEANINGS.get(error.code, _UNKNOWN)


def delivery_error(error: discord.HTTPException, *, once: bool) -> Undeliverable | Delayed:
    """Return the error for a refused message. `once`: it was tried once, so it surely wasn't posted."""
    means = meaning(error)
    if means.lasts:
        return Undeliverable(means.fault, sure=once)
    sure = once and error.status < 500 and error.status != 408
    seconds = RATE_WAIT if means.fault == "rate" and error.status != 429 else 0.0
    return Delayed(
        f"{means.fault}: Discord answered {error.status} (code {error.code})", sure=sure, seconds=seconds
    )


PATIENCE = 60.0
"""Seconds that one attempt may take, with those that discord.py makes by itself."""

RETRIED = 0.9
"""Seconds after which discord.py may have sent something twice: it waits a second before it tries again by
itself. What failed before that was tried once, so a refusal means that nothing arrived."""


@asynccontextmanager
async def explained() -> AsyncIterator[None]:
    """Turn errors from Discord or the network into Undeliverable or Delayed."""
    began = monotonic()
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except discord.RateLimited as error:
        raise Delayed("rate limit", sure=tried_once(began), seconds=error.retry_after) from None
    except discord.HTTPException as error:
        raise delivery_error(error, once=tried_once(began)) from None
    except aiohttp.ClientConnectorError as error:
        raise Delayed(str(error), sure=tried_once(began)) from None
    except (aiohttp.ClientError, OSError) as error:  # a TimeoutError is an OSError
        raise Delayed(str(error) or type(error).__name__, sure=False) from None


def tried_once(began: float) -> bool:
    """Return whether a request that started then was tried at most once, so that a refusal is certain."""
    return monotonic() - began < RETRIED
