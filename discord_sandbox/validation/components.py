"""The shapes of message components, classic and v2.

Limits and nesting come from Discord's page "Component Reference" and its HTTP description.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from discord_sandbox.validation.form import (
    TRIMMED,
    Form,
    LinkAddress,
    RequiredMedia,
    Snowflake,
    length,
    one_of,
    unique,
    within,
)

MAX_COMPONENTS = 40
MAX_TEXT = 4000

CustomId = Annotated[str, length(1, 100)]
Number = Annotated[int | None, within(0, 2**31 - 1)]


class Emoji(Form):
    """An emoji on a button or an option."""

    id: Snowflake | None = None
    name: Annotated[str, length(0, 32)]
    animated: bool | None = None


class Button(Form):
    """A button."""

    type: Literal[2]
    id: Number = None
    style: Annotated[int, one_of(1, 2, 3, 4, 5, 6)]
    custom_id: Annotated[str | None, length(1, 100)] = None
    label: Annotated[str | None, TRIMMED, length(0, 80)] = None
    emoji: Emoji | None = None
    url: LinkAddress | None = None
    sku_id: Snowflake | None = None
    disabled: bool | None = None


class Option(Form):
    """An option of a string select."""

    label: Annotated[str, TRIMMED, length(1, 100)]
    value: Annotated[str, length(1, 100)]
    description: Annotated[str | None, length(0, 100)] = None
    emoji: Emoji | None = None
    default: bool | None = None


class Select(Form):
    """The fields of every select."""

    id: Number = None
    custom_id: CustomId
    placeholder: Annotated[str | None, length(0, 150)] = None
    min_values: Annotated[int | None, within(0, 25)] = None
    max_values: Annotated[int | None, within(1, 25)] = None
    disabled: bool | None = None
    required: bool | None = None


class StringSelect(Select):
    """A select with a list of options."""

    type: Literal[3]
    options: Annotated[list[Option], length(1, 25)]


class Default(Form):
    """A user, role or channel that's selected by default."""

    id: Snowflake
    type: Annotated[str, one_of("user", "role", "channel")]


class PeopleSelect(Select):
    """A select for users, roles, or both."""

    type: Literal[5, 6, 7]
    default_values: Annotated[list[Default] | None, length(0, 25)] = None


class ChannelSelect(Select):
    """A select for channels."""

    type: Literal[8]
    default_values: Annotated[list[Default] | None, length(0, 25)] = None
    channel_types: Annotated[list[int] | None, unique()] = None


AnySelect = StringSelect | PeopleSelect | ChannelSelect


class ActionRow(Form):
    """Up to five buttons, or one select."""

    type: Literal[1]
    id: Number = None
    components: Annotated[
        list[Annotated[Button | AnySelect, Field(discriminator="type")]],
        length(1, 5),
    ]


class TextDisplay(Form):
    """Markdown text."""

    type: Literal[10]
    id: Number = None
    content: Annotated[str, length(1, MAX_TEXT)]


class Media(Form):
    """An image or file by its URL."""

    url: RequiredMedia


class Thumbnail(Form):
    """A small image beside text."""

    type: Literal[11]
    id: Number = None
    media: Media
    description: Annotated[str | None, length(1, 1024)] = None
    spoiler: bool | None = None


class Section(Form):
    """Text with a button or thumbnail beside it."""

    type: Literal[9]
    id: Number = None
    components: Annotated[list[Annotated[TextDisplay, Field()]], length(1, 3)]
    accessory: Annotated[Button | Thumbnail, Field(discriminator="type")]


class GalleryItem(Form):
    """An image in a gallery."""

    media: Media
    description: Annotated[str | None, length(1, 1024)] = None
    spoiler: bool | None = None


class MediaGallery(Form):
    """One to ten images."""

    type: Literal[12]
    id: Number = None
    items: Annotated[list[GalleryItem], length(1, 10)]


class File(Form):
    """An attached file."""

    type: Literal[13]
    id: Number = None
    file: Media
    spoiler: bool | None = None


class Separator(Form):
    """Vertical space, with or without a line."""

    type: Literal[14]
    id: Number = None
    spacing: Annotated[int | None, one_of(1, 2)] = None
    divider: bool | None = None


Inner = ActionRow | TextDisplay | Section | MediaGallery | File | Separator


class Container(Form):
    """A frame around other components. Containers can't be nested."""

    type: Literal[17]
    id: Number = None
    components: Annotated[list[Annotated[Inner, Field(discriminator="type")]], length(1, MAX_COMPONENTS)]
    accent_color: Annotated[int | None, within(0, 0xFFFFFF)] = None
    spoiler: bool | None = None


CLASSIC = TypeAdapter(Annotated[list[ActionRow] | None, length(0, 5)])
V2 = TypeAdapter(
    Annotated[
        list[Annotated[Inner | Container, Field(discriminator="type")]] | None,
        length(0, MAX_COMPONENTS),
    ]
)
