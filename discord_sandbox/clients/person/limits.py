"""Check lengths and counts, which a chat client does before it sends anything."""

from discord_sandbox.clients.person.failures import OutOfBounds


def check_length(name: str, text: str, least: int | None, most: int | None) -> None:
    """Raise OutOfBounds unless the option or field `name` has `least` to `most` characters."""
    if most is not None and len(text) > most:
        raise OutOfBounds(f"{name}: At most {most} characters, not {len(text)}.")
    if least is not None and len(text) < least:
        raise OutOfBounds(f"{name}: At least {least} characters, not {len(text)}.")


def check_count(name: str, count: int, least: int, most: int) -> None:
    """Raise OutOfBounds unless `least` to `most` options are chosen in the select or group `name`."""
    if count > most:
        raise OutOfBounds(f"{name}: Choose at most {most}, not {count}.")
    if count < least:
        raise OutOfBounds(f"{name}: Choose at least {least}, not {count}.")
