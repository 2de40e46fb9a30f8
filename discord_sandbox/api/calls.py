"""Requests as the handlers see them, and their replies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from discord_sandbox.errors import Refusal, invalid_form
from discord_sandbox.state import SandboxState

MAX_DEPTH = 64  # of a JSON body; nothing Discord accepts is half as deep


class UnsupportedRoute(Exception):
    """Raised for what only Discord supports. The request is answered with 501 and noted."""


@dataclass(frozen=True)
class Upload:
    """A file in a request. `key` is the n of its part `files[n]`."""

    key: str
    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """A request and who makes it. The body is parsed, but not validated."""

    state: SandboxState
    route: str  # "POST /channels/{channel_id}/messages"
    user_id: str  # who makes the request; with an interaction token, the bot
    bot: bool
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    files: tuple[Upload, ...] = ()


@dataclass(frozen=True)
class Reply:
    """A reply to a request."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> web.Response:
        """Return the HTTP response. Like Discord's, its content type has no charset."""
        if self.body is None:
            return web.Response(status=self.status, headers=dict(self.headers))
        return web.Response(
            body=json.dumps(self.body, separators=(",", ":")).encode(),
            status=self.status,
            headers=dict(self.headers),
            content_type="application/json",
        )


NOTHING = Reply(status=204)


async def read_body(request: web.Request, *, files: bool) -> tuple[Any, tuple[Upload, ...]]:
    """Return the JSON body, or None, and the uploads if `files` are allowed.

    Refuse any other content type, because any web page can send those here (`<form>`, `fetch` without CORS).
    Raise 50109 if the body can't be read.
    """
    try:
        if files and request.content_type == "multipart/form-data":
            return await _read_parts(request)
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(40005) from None
    except ValueError:  # the parts' boundary is missing or isn't the declared one
        raise Refusal(50109) from None
    if raw and request.content_type != "application/json":
        words = "Expected \"Content-Type\" header to be one of {'application/json'}."
        raise invalid_form([((), "CONTENT_TYPE_INVALID", words)])
    return (_parse(raw) if raw else None), ()


async def _read_parts(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    body: Any = None
    files = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Refusal(50109)
        name = part.name or ""
        content = bytes(await part.read(decode=True))
        if name == "payload_json":
            body = _parse(content)
        elif name.startswith("files[") and name.endswith("]"):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            filename = (part.filename or "unknown").encode(errors="replace").decode()
            files.append(Upload(name[6:-1], filename, kind, content))
    return body, tuple(files)


def _parse(raw: bytes) -> Any:
    """Parse JSON. Raise 50109 for invalid JSON, and for what can't be encoded as JSON again."""
    try:
        body = json.loads(raw, parse_constant=_refuse)
        if _is_deep(body):
            raise Refusal(50109)
        json.dumps(body, ensure_ascii=False).encode()  # fails for half a surrogate pair
    except (ValueError, RecursionError):
        raise Refusal(50109) from None
    return body


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} isn't JSON")


def _is_deep(body: Any) -> bool:
    level = [body]
    for _ in range(MAX_DEPTH):
        held = (
            each.values() if isinstance(each, dict) else each
            for each in level
            if isinstance(each, dict | list)
        )
        level = [inner for each in held for inner in each]
    return bool(level)
