"""What a chat client does not send: a text too long or short, too many or few options; and why, in words."""

from discord_sandbox.clients.person.failures import OutOfBounds


def check_length(name: str, text: str, least: int | None, most: int | None) -> None:
    """Raise OutOfBounds where the text of the option or field `name` has not `least` to `most` characters."""
    if most is not None and len(text) > most:
        raise OutOfBounds(f"{name}: At most {most} characters, not {len(text)}.")
    if least is not None and len(text) < least:
        raise OutOfBounds(f"{name}: At least {least} characters, not {len(text)}.")


def check_count(name: str, count: int, least: int, most: int) -> None:
    """Raise OutOfBounds where not `least` to `most` options of the select or group `name` are chosen."""
    if count > most:
        raise OutOfBounds(f"{name}: Choose at most {most}, not {count}.")
    if count < least:
        raise OutOfBounds(f"{name}: Choose at least {least}, not {count}.")
