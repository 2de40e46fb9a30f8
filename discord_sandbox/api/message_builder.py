"""Build messages from what clients send: attachments, component ids, media, mentions."""

import mimetypes
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import quote

from PIL import Image

from discord_sandbox.api.calls import Call, Upload
from discord_sandbox.state import SandboxState
from discord_sandbox.wire import Json
from discord_sandbox.world.mentions import mentions_of
from discord_sandbox.world.snowflake import iso_time

SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_NOTIFICATIONS = 1 << 12
COMPONENTS_V2 = 1 << 15
SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
TEXT_DISPLAY, THUMBNAIL, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER = 10, 11, 12, 13, 14, 17

_CHOOSING: Json = {"min_values": 1, "max_values": 1}
UNSAID: dict[int, Json] = {
    **dict.fromkeys((3, 5, 6, 7, 8), _CHOOSING),
    THUMBNAIL: {"description": None, "spoiler": False},
    FILE: {"spoiler": False},
    SEPARATOR: {"spacing": 1, "divider": True},
    CONTAINER: {"accent_color": None, "spoiler": False},
}


def fill(call: Call, body: Json, sent: Json) -> None:
    """Update a message's body with the fields that were sent."""
    state = call.state
    if "flags" in sent:
        lasting = body["flags"] & ~SETTABLE | body["flags"] & COMPONENTS_V2
        body["flags"] = lasting | ((sent["flags"] or 0) & SETTABLE)
    if "content" in sent:
        body["content"] = (sent["content"] or "").strip()
    attached = _attachments(state, body, sent, call.files)
    if "embeds" in sent:
        body["embeds"] = [_embed(state, embed, attached) for embed in sent["embeds"] or []]
    if "components" in sent:
        body["components"] = _components(state, sent["components"] or [], attached)
    shown = _shown_media(body)
    body["attachments"] = [each for each in attached if each["url"] not in shown]
    body["_attached"] = attached
    if "content" in sent or "components" in sent:
        _mention(state, body, sent.get("allowed_mentions"))


def edit(call: Call, body: Json, sent: Json) -> None:
    """Update a message's body and its `edited_timestamp`."""
    fill(call, body, sent)
    body["edited_timestamp"] = iso_time(call.state.now())


def _attachments(state: SandboxState, body: Json, sent: Json, files: tuple[Upload, ...]) -> list[Json]:
    kept: list[Json] = body.pop("_attached", list(body["attachments"]))
    named = {each["id"]: each for each in sent.get("attachments") or []}
    if sent.get("attachments") is not None or ("attachments" in sent and not files):
        kept = [each | _description(named[each["id"]]) for each in kept if each["id"] in named]
    uploads = {each.key: each for each in files}
    return kept + [_keep(state, body, upload, named.get(key, {})) for key, upload in uploads.items()]


def _description(named: Json) -> Json:
    return {"description": named["description"]} if named.get("description") else {}


def _keep(state: SandboxState, body: Json, upload: Upload, named: Json) -> Json:
    key = state.world.ids.next()
    state.world.store.write_file(key, upload.content)
    filename = named.get("filename") or upload.filename
    kind = upload.content_type
    if kind == "application/octet-stream":
        kind = mimetypes.guess_type(filename)[0] or kind
    url = f"{state.url}/attachments/{body['channel_id']}/{key}/{quote(filename, safe='')}"
    attachment = {
        "id": key,
        "filename": filename,
        "size": len(upload.content),
        "url": url,
        "proxy_url": url,
        "content_type": kind,
    }
    if named.get("title"):
        attachment["title"] = named["title"]
    if body["flags"] & EPHEMERAL:
        attachment["ephemeral"] = True
    return attachment | _description(named) | _size(upload.content, kind)


def _size(content: bytes, kind: str) -> Json:
    if not kind.startswith("image/"):
        return {}
    try:
        with Image.open(BytesIO(content)) as picture:
            return {"width": picture.width, "height": picture.height}
    except Exception:  # Pillow raises many kinds for broken files
        return {}


def _shown_media(body: Json) -> set[str]:
    """Return the URLs that components and embeds show. Discord doesn't list those files again."""
    urls = {item["url"] for item in media_of(body["components"])}
    slots = (embed.get(slot) or {} for embed in body["embeds"] for slot in ("image", "thumbnail"))
    return urls | {slot.get("url", "") for slot in slots}


def media_of(components: list[Json]) -> Iterator[Json]:
    """Yield every media item in a tree of components."""
    for component in walk(components):
        if component["type"] == THUMBNAIL:
            yield component["media"]
        elif component["type"] == FILE:
            yield component["file"]
        elif component["type"] == MEDIA_GALLERY:
            yield from (item["media"] for item in component["items"])


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield every component of a tree, parents first."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for slot in ("accessory", "component"):
            if component.get(slot):
                yield from walk([component[slot]])


def _components(state: SandboxState, sent: list[Json], attached: list[Json]) -> list[Json]:
    tree = [_copy(component) for component in sent]
    number_components(tree)
    for component in walk(tree):
        _complete(component)
    for media in media_of(tree):
        media.update(_media(state, media["url"], attached))
    for component in walk(tree):
        if component["type"] == FILE:
            name = component["file"]["url"].rsplit("/", 1)[-1]
            found = next((each for each in attached if each["url"].endswith(name)), {})
            component.update(name=found.get("filename", name), size=found.get("size", 0))
    return tree


def number_components(tree: list[Json]) -> None:
    """Give each component without an id the next free number, as Discord does."""
    taken = {component["id"] for component in walk(tree) if component.get("id")}
    number = 0
    for component in walk(tree):
        if not component.get("id"):
            number += 1
            while number in taken:
                number += 1
            component["id"] = number


def _complete(component: Json) -> None:
    """Add the default values that Discord includes in its replies."""
    for key, value in UNSAID.get(component["type"], {}).items():
        component.setdefault(key, value)
    for item in component.get("items") or []:
        item.setdefault("description", None)
        item.setdefault("spoiler", False)


def _copy(value: Any) -> Any:
    """Return a deep copy without null fields, which are the same as missing ones."""
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items() if each is not None}
    return [_copy(each) for each in value] if isinstance(value, list) else value


def _media(state: SandboxState, url: str, attached: list[Json]) -> Json:
    found = _attachment(url, attached)
    if found is None:
        return {"id": state.world.ids.next(), "url": url, "proxy_url": url}
    shown = {
        key: found[key] for key in ("url", "proxy_url", "width", "height", "content_type") if key in found
    }
    return shown | {"id": found["id"], "attachment_id": found["id"]}


def _attachment(url: str, attached: list[Json]) -> Json | None:
    name = url.removeprefix("attachment://")
    return next((each for each in attached if url != name and each["filename"] == name), None)


def _embed(state: SandboxState, sent: Json, attached: list[Json]) -> Json:
    embed: Json = _copy(sent)
    embed["type"] = "rich"
    for slot in ("image", "thumbnail"):
        if embed.get(slot):
            found = _attachment(embed[slot]["url"], attached)
            keys = ("url", "proxy_url", "width", "height", "description")
            shown = {key: found[key] for key in keys if key in found} if found else {}
            embed[slot] = embed[slot] | shown
    return embed


def _mention(state: SandboxState, body: Json, allowed: Json | None) -> None:
    texts = [body["content"]]
    texts += [each["content"] for each in walk(body["components"]) if each["type"] == TEXT_DISPLAY]
    body.update(mentions_of(state.world, body, texts, allowed))
