"""Fields that discord.py 2.7 itself sends although Discord's HTTP description doesn't have them.

Discord ignores them, and a bot that uses the library can't prevent them, so they aren't reported. One more
quirk isn't a field: discord.py sends the ids of attachments, allowed mentions, select defaults and DM
recipients as integers, so `Snowflake` in the forms takes both.
"""

KNOWN: tuple[tuple[str, str], ...] = (  # start of the route, end of the field
    ("PATCH /", "tts"),  # sent with every message, but edits don't have this field
    ("POST /interactions/", "data.tts"),  # the same, in a response that updates the message (type 7)
    ("", "embeds.flags"),  # sent with every embed, but Discord has it only in its replies
)


def is_known(route: str, field: str) -> bool:
    """Return whether the library itself sends this field."""
    return any(route.startswith(begins) and field.endswith(ends) for begins, ends in KNOWN)
