"""The bot's rate limits: a bucket for each route and major parameter, and 50 requests a second in all.

Discord publishes the headers and the global limit, but not each bucket's numbers. The ones here are what bots
commonly see.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from discord_sandbox.api.routes import Limit

GLOBAL_LIMIT = 50  # requests a second
MAJOR = ("channel_id", "guild_id", "webhook_id", "token")


@dataclass
class _Bucket:
    remaining: int
    reset: float  # seconds since 1970


@dataclass(frozen=True)
class Verdict:
    """The outcome for a request. If it was too early, `retry_after` says how many seconds to wait."""

    headers: Mapping[str, str]
    retry_after: float | None = None
    everywhere: bool = False

    @property
    def body(self) -> dict[str, Any]:
        """The JSON body of a 429 response."""
        wait = round(self.retry_after or 0, 3)
        return {"message": "You are being rate limited.", "retry_after": wait, "global": self.everywhere}


class RateLimits:
    """Count the bot's requests."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take a clock in seconds since 1970."""
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self._all = _Bucket(GLOBAL_LIMIT, 0.0)

    def take(self, name: str, limit: Limit, path: Mapping[str, str], *, exempt: bool) -> Verdict:
        """Count a request to the route `name`. `exempt` requests don't count toward the global limit."""
        now = self._clock()
        if not exempt:
            if now >= self._all.reset:
                self._all = _Bucket(GLOBAL_LIMIT, now + 1.0)
            if self._all.remaining <= 0:
                return refused(self._all.reset - now, everywhere=True)
            self._all.remaining -= 1
        hashed = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()
        key = ":".join([hashed, *(path[part] for part in MAJOR if part in path)])
        bucket = self._buckets.get(key)
        if bucket is None or now >= bucket.reset:
            bucket = self._buckets[key] = _Bucket(limit.requests, now + limit.seconds)
        headers = {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(max(0, bucket.remaining - 1)),
            "X-RateLimit-Reset": f"{bucket.reset:.3f}",
            "X-RateLimit-Reset-After": f"{bucket.reset - now:.3f}",
            "X-RateLimit-Bucket": hashed,
        }
        if bucket.remaining <= 0:
            return refused(bucket.reset - now, headers=headers)
        bucket.remaining -= 1
        return Verdict(headers)


def refused(
    retry_after: float, *, everywhere: bool = False, headers: Mapping[str, str] | None = None
) -> Verdict:
    """Return a refusal. The "Via" header tells clients that it comes from Discord, not from a proxy."""
    more = {"Retry-After": str(max(1, round(retry_after))), "Via": "1.1 google"}
    more["X-RateLimit-Scope"] = "global" if everywhere else "user"
    if everywhere:
        more["X-RateLimit-Global"] = "true"
    return Verdict({**(headers or {}), **more}, retry_after, everywhere)
