"""Where discord.py 2.7 itself sends fields that Discord's HTTP description does not have.

Discord ignores them, and no bot that uses the library can help sending them; so they are not reported.
They are written down here and nowhere else. One more departure is not a field: discord.py sends the ids
of attachments, of allowed mentions, of what a select has chosen and of whom a direct message is for as
integers, and `Snowflake` in the forms takes both.
"""

KNOWN: tuple[tuple[str, str], ...] = (  # how the route begins, how the field ends
    ("PATCH /", "tts"),  # goes with every message, although a change of a message has no such field
    ("POST /interactions/", "data.tts"),  # the same, in an answer that changes the message (type 7)
    ("", "embeds.flags"),  # goes with every embed; Discord has it only in what it answers
)


def is_known(route: str, field: str) -> bool:
    """Say whether a field is one that the library sends by itself."""
    return any(route.startswith(begins) and field.endswith(ends) for begins, ends in KNOWN)
