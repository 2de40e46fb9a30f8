"""Which Discord application a record belongs to.

Daily posts and servers only mean something to the application that they were set up for. Another one finds
every channel gone, and would pause the posts and erase what's stored about the servers.
"""

from urllib.parse import urlsplit

from bot.errors import RecordTaken
from bot.services.ports.program import ProgramStore

OWNER = "owner"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


async def claim(program: ProgramStore, application: int, api_url: str) -> None:
    """Bind the record to an application at its first run. Raises RecordTaken if it's bound to another."""
    applicant = f"application {application} at {_host(api_url)}"
    owner = await program.claim_setting(OWNER, applicant)
    if owner != applicant:
        raise RecordTaken(
            f"The database belongs to {owner}, but the token is for {applicant}. Set LESSONBOT_DATABASE to"
            " another database, or run `lessonbot unbind` to let this application take it over for good."
        )


async def release(program: ProgramStore) -> str | None:
    """Let the next application that runs on the record have it. Returns whose it was."""
    owner = await program.setting(OWNER)
    await program.forget_setting(OWNER)
    return owner


def _host(api_url: str) -> str:
    """Return the API's host; the sandbox's port changes from start to start, so it doesn't count."""
    host = urlsplit(api_url).hostname or ""
    return "localhost" if host in LOOPBACK else host
