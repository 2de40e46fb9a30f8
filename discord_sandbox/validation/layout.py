"""Rules that involve more than one field or component.

Discord's public pages give the rules, but not every error code. Codes without a public report are named like
related ones.
"""

from collections import Counter
from collections.abc import Iterator

from discord_sandbox.validation.components import MAX_COMPONENTS, MAX_TEXT
from discord_sandbox.validation.form import Fault, Path
from discord_sandbox.wire import Json

ROW, BUTTON, TEXT_DISPLAY, THUMBNAIL, MEDIA_GALLERY, FILE = 1, 2, 10, 11, 12, 13
SELECTS = frozenset({3, 5, 6, 7, 8})
NAMED_BY = {
    5: ("user",),
    6: ("role",),
    7: ("user", "role"),
    8: ("channel",),
}  # the types of a select's default values


def walk(components: list[Json], at: Path) -> Iterator[tuple[Path, Json]]:
    """Yield every component of a tree with its path."""
    for index, component in enumerate(components):
        yield from _walk_one(component, (*at, index))


def _walk_one(component: Json, here: Path) -> Iterator[tuple[Path, Json]]:
    yield here, component
    yield from walk(component.get("components") or [], (*here, "components"))
    for slot in ("accessory", "component"):
        if component.get(slot):
            yield from _walk_one(component[slot], (*here, slot))


def tree_faults(components: list[Json], files: set[str], at: Path) -> list[Fault]:
    """Return the faults of a tree whose shapes are valid. `files` are the names of the attachments."""
    tree = list(walk(components, at))
    faults = [*duplicate_faults(tree)]
    for here, component in tree:
        if component["type"] == ROW:
            faults += _row_faults(here, component)
        elif component["type"] == BUTTON:
            faults += _button_faults(here, component)
        elif component["type"] in SELECTS:
            faults += select_faults(here, component)
        faults += _media_faults(here, component, files)
    if len(tree) > MAX_COMPONENTS:
        words = f"The total number of components cannot exceed {MAX_COMPONENTS}."
        faults.append((at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", words))
    if sum(len(each["content"]) for _, each in tree if each["type"] == TEXT_DISPLAY) > MAX_TEXT:
        words = f"Components displayable text size exceeds maximum size of {MAX_TEXT}"
        faults.append((at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", words))
    return faults


def duplicate_faults(tree: list[tuple[Path, Json]]) -> Iterator[Fault]:
    """Yield a fault for each component with the same custom id or id as an earlier one."""
    words = {
        "custom_id": "Component custom id cannot be duplicated",
        "id": "Component id cannot be duplicated",
    }
    for key, sentence in words.items():
        seen: Counter[str] = Counter()
        for here, component in tree:
            if value := component.get(key):
                seen[value] += 1
                if seen[value] > 1:
                    yield (*here, key), f"COMPONENT_{key.upper()}_DUPLICATED", sentence


def _row_faults(here: Path, row: Json) -> Iterator[Fault]:
    if any(each["type"] in SELECTS for each in row["components"]):
        for index in range(1, len(row["components"])):
            words = "The specified component exceeds the maximum width"
            yield (*here, "components", index), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words


def _button_faults(here: Path, button: Json) -> Iterator[Fault]:
    link, premium = button["style"] == 5, button["style"] == 6
    needed = "url" if link else "sku_id" if premium else "custom_id"
    if not button.get(needed):
        yield (*here, needed), "BASE_TYPE_REQUIRED", "This field is required"
    others = ["url", "sku_id", "custom_id", *(["label", "emoji"] if premium else [])]
    for other in others:
        if other != needed and button.get(other):
            words = f"A {needed} and {other} cannot both be specified"
            yield (*here, other), "BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE", words
    if not premium and not button.get("label") and not button.get("emoji"):
        yield (*here, "label"), "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required"
    yield from _emoji_faults(here, button)


def _emoji_faults(here: Path, holder: Json) -> Iterator[Fault]:
    emoji = holder.get("emoji") or {}
    custom = emoji.get("id")  # this world has no custom emoji
    letters = emoji and emoji["name"].isascii()
    if custom or letters:
        yield (*here, "emoji", "id" if custom else "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji"


def select_faults(here: Path, select: Json) -> Iterator[Fault]:
    """Yield the faults of a select, radio group or checkbox group."""
    options = select.get("options") or []
    low, high = select.get("min_values"), select.get("max_values")
    low, high = (1 if low is None else low), (1 if high is None else high)
    if low > high:
        words = f"int value should be less than or equal to {high}."
        yield (*here, "min_values"), "NUMBER_TYPE_MAX", words
    if options and high > len(options):
        words = f"int value should be less than or equal to {len(options)}."
        yield (*here, "max_values"), "NUMBER_TYPE_MAX", words
    yield from _default_faults(here, select, low, high)
    if sum(bool(option.get("default")) for option in options) > high:
        yield (*here, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS", f"At most {high} may be selected"
    seen: Counter[str] = Counter()
    for index, option in enumerate(options):
        seen[option["value"]] += 1
        if seen[option["value"]] > 1:
            words = "The specified option value is already used"
            yield (*here, "options", index, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words
        yield from _emoji_faults((*here, "options", index), option)


def _default_faults(here: Path, select: Json, low: int, high: int) -> Iterator[Fault]:
    given = select.get("default_values") or []
    if given and not low <= len(given) <= high:
        words = f"Must be between {low} and {high} in length."
        yield (*here, "default_values"), "BASE_TYPE_BAD_LENGTH", words
    allowed = NAMED_BY.get(select["type"], ())
    for index, default in enumerate(given):
        if default["type"] not in allowed:
            yield (
                (*here, "default_values", index, "type"),
                "BASE_TYPE_CHOICES",
                f"Value must be one of {allowed}.",
            )


def _media_faults(here: Path, component: Json, files: set[str]) -> Iterator[Fault]:
    places: list[tuple[Path, Json]] = []
    if component["type"] == THUMBNAIL:
        places = [((*here, "media"), component["media"])]
    elif component["type"] == MEDIA_GALLERY:
        items = enumerate(component["items"])
        places = [((*here, "items", index, "media"), item["media"]) for index, item in items]
    elif component["type"] == FILE:
        places = [((*here, "file"), component["file"])]
    for place, media in places:
        name = media["url"].removeprefix("attachment://")
        if name == media["url"]:
            if component["type"] == FILE:
                words = "Must reference an attachment"
                yield (*place, "url"), "UNFURLED_MEDIA_ITEM_ATTACHMENT_REQUIRED", words
        elif name not in files:
            words = f"The referenced attachment '{name}' was not found"
            yield (*place, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", words
