"""Messages to channels, responses to interactions, and edits of both.

Limits come from Discord's pages "Message" and "Component Reference".
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, TypeAdapter
from pydantic_core import PydanticCustomError

from discord_sandbox.validation.components import CLASSIC, V2
from discord_sandbox.validation.form import (
    TRIMMED,
    Address,
    Checked,
    Fault,
    Form,
    MediaAddress,
    Path,
    Snowflake,
    check,
    length,
    one_of,
    unique,
    within,
)
from discord_sandbox.validation.layout import tree_faults
from discord_sandbox.wire import Json

COMPONENTS_V2 = 1 << 15
MAX_EMBED_TOTAL = 6000
MAX_NONCE = 25


def _instant(value: str | None) -> str | None:
    try:
        datetime.fromisoformat(value or "2015-01-01")
    except ValueError:
        words = f"Could not parse {value}. Should be ISO8601."
        raise PydanticCustomError("DATE_TIME_TYPE_PARSE", words) from None
    return value


def _nonce(value: str | int | None) -> str | int | None:
    if value is not None and len(str(value)) > MAX_NONCE:
        raise PydanticCustomError("BASE_TYPE_MAX_LENGTH", f"Must be {MAX_NONCE} or fewer in length.")
    return value


class Picture(Form):
    """An embed's image."""

    url: MediaAddress | None = None
    description: Annotated[str | None, length(0, 1024)] = None
    width: int | None = None
    height: int | None = None


class Footer(Form):
    """An embed's footer."""

    text: Annotated[str | None, TRIMMED, length(0, 2048)] = None
    icon_url: MediaAddress | None = None


class Author(Form):
    """An embed's author."""

    name: Annotated[str | None, TRIMMED, length(0, 256)] = None
    url: Address | None = None
    icon_url: MediaAddress | None = None


class Field(Form):
    """An embed's field."""

    name: Annotated[str, TRIMMED, length(0, 256)]
    value: Annotated[str, TRIMMED, length(0, 1024)]
    inline: bool | None = None


class Embed(Form):
    """An embed."""

    type: str | None = None
    title: Annotated[str | None, TRIMMED, length(0, 256)] = None
    description: Annotated[str | None, TRIMMED, length(0, 4096)] = None
    url: Address | None = None
    color: Annotated[int | None, within(0, 0xFFFFFF)] = None
    timestamp: Annotated[str | None, AfterValidator(_instant)] = None
    footer: Footer | None = None
    image: Picture | None = None
    thumbnail: Picture | None = None
    author: Author | None = None
    fields: Annotated[list[Field] | None, length(0, 25)] = None


class AllowedMentions(Form):
    """Whom a message can mention."""

    parse: Annotated[list[Annotated[str, one_of("users", "roles", "everyone")]] | None, unique()] = None
    users: Annotated[list[Snowflake] | None, length(0, 100), unique()] = None
    roles: Annotated[list[Snowflake] | None, length(0, 100), unique()] = None
    replied_user: bool | None = None


class AttachmentName(Form):
    """Details of an attachment. `id` is the number of an upload, or the id of an existing attachment."""

    id: Snowflake
    filename: Annotated[str | None, length(1, 1024)] = None
    title: Annotated[str | None, length(0, 1024)] = None
    description: Annotated[str | None, length(0, 1024)] = None
    is_spoiler: bool | None = None


Flags = Annotated[int | None, within(0, 2**31 - 1)]


class Contents(Form):
    """The fields of an edit."""

    content: Annotated[str | None, length(0, 2000)] = None
    embeds: Annotated[list[Embed] | None, length(0, 10)] = None
    allowed_mentions: AllowedMentions | None = None
    components: list[Any] | None = None
    attachments: Annotated[list[AttachmentName] | None, length(0, 10)] = None
    flags: Flags = None
    poll: Json | None = None


class Answer(Contents):
    """The fields of a response to an interaction."""

    tts: bool | None = None


class Reference(Form):
    """The message to reply to."""

    type: Annotated[int | None, one_of(0)] = None
    message_id: Snowflake
    channel_id: Snowflake | None = None
    guild_id: Snowflake | None = None
    fail_if_not_exists: bool | None = None


class NewMessage(Answer):
    """The fields of a message to a channel."""

    nonce: Annotated[str | int | None, AfterValidator(_nonce)] = None
    enforce_nonce: bool | None = None
    message_reference: Reference | None = None
    sticker_ids: Annotated[list[Snowflake] | None, length(0, 3)] = None


NEW_MESSAGE = TypeAdapter(NewMessage)
ANSWER = TypeAdapter(Answer)
CHANGE = TypeAdapter(Contents)
FLAGS: TypeAdapter[Any] = TypeAdapter(Flags)


def check_message(
    shape: TypeAdapter[Any],
    sent: Json,
    uploads: Mapping[str, str],
    before: Json | None = None,
    at: Path = (),
) -> Checked:
    """Check a message, or an edit of the message `before`. `uploads` are file names by number."""
    v2 = bool((check(FLAGS, sent.get("flags")).values or 0) & COMPONENTS_V2)
    message = check(shape, sent, at)
    tree = check(V2 if v2 else CLASSIC, sent.get("components"), (*at, "components"))
    if message.faults or tree.faults:
        return message.also(tree.faults)
    values = message.values
    if "components" in values:
        values["components"] = tree.values
    faults: list[Fault] = []
    if v2 or (before is not None and before["flags"] & COMPONENTS_V2):
        faults += _legacy_faults(values, before or {}, at)
    files = _file_names(values, uploads, before or {})
    faults += tree_faults(tree.values or [], files, (*at, "components"))
    faults += _embed_faults(values.get("embeds") or [], at)
    faults += _mention_faults(values.get("allowed_mentions") or {}, (*at, "allowed_mentions"))
    return replace(message, faults=faults, unknown=message.unknown + tree.unknown)


def _file_names(sent: Json, uploads: Mapping[str, str], before: Json) -> set[str]:
    """Return the names of the message's future attachments."""
    listed = sent.get("attachments")
    named = {each["id"]: each for each in listed or []}
    names = {named.get(key, {}).get("filename") or filename for key, filename in uploads.items()}
    kept = (old for old in before.get("_attached", []) if listed is None or old["id"] in named)
    return names | {old["filename"] for old in kept}


def _mention_faults(allowed: Json, here: Path) -> Iterator[Fault]:
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or []) and allowed.get(kind):
            words = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            yield here, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words


def _legacy_faults(sent: Json, before: Json, at: Path) -> list[Fault]:
    """Return a fault for each classic field of a v2 message, whether sent now or left from before."""
    faults: list[Fault] = []
    for name in ("content", "embeds", "poll", "sticker_ids"):
        if sent[name] if name in sent else before.get(name):
            words = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            faults.append(((*at, name), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words))
    return faults


def _embed_faults(embeds: list[Json], at: Path) -> list[Fault]:
    faults: list[Fault] = []
    total = 0
    for index, embed in enumerate(embeds):
        shown = ("title", "description", "author", "footer", "fields", "image", "thumbnail")
        if not any(embed.get(name) for name in shown):
            place = (*at, "embeds", index, "description")
            faults.append((place, "BASE_TYPE_REQUIRED", "This field is required"))
        texts = [embed.get("title"), embed.get("description")]
        texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
        for field in embed.get("fields") or []:
            texts += [field["name"], field["value"]]
        total += sum(len(text or "") for text in texts)
    if total > MAX_EMBED_TOTAL:
        words = f"Embed size exceeds maximum size of {MAX_EMBED_TOTAL}"
        faults.append(((*at, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", words))
    return faults


def is_empty(sent: Json, files: bool, before: Json | None = None) -> bool:
    """Return whether the message would have nothing to show."""
    before = before or {}
    merged = {**before, **sent}
    kept = sent["attachments"] if "attachments" in sent else before.get("_attached")
    content = (merged.get("content") or "").strip()
    return not (content or merged.get("embeds") or merged.get("components") or files or kept)
