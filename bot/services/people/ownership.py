"""Bind a database to one Discord application.

Daily posts and servers only make sense for the application they were set up with. Any other one would find
every channel missing, so it would pause the posts and erase the servers' data.
"""

from urllib.parse import urlsplit

from bot.errors.storage import RecordTaken
from bot.services.ports.program import ProgramStore

OWNER = "owner"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


async def claim(program: ProgramStore, application: int, api_url: str) -> None:
    """Bind the database to this application on its first run. Raises RecordTaken if it's bound to another."""
    applicant = f"application {application} at {_host(api_url)}"
    owner = await program.claim_setting(OWNER, applicant)
    if owner != applicant:
        raise RecordTaken(
            f"The database belongs to {owner}, but the token is for {applicant}. Set LESSONBOT_DATABASE to"
            " another database, or run `lessonbot unbind` to let this application take it over for good."
        )


async def release(program: ProgramStore) -> str | None:
    """Unbind the database, so that the next application to run gets it. Return the previous owner."""
    owner = await program.setting(OWNER)
    await program.forget_setting(OWNER)
    return owner


def _host(api_url: str) -> str:
    """Return the API's host without its port, because the sandbox uses a different port on each start."""
    host = urlsplit(api_url).hostname or ""
    return "localhost" if host in LOOPBACK else host
