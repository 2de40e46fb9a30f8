"""Who may press what moderators and teachers press, and what a server's moderators have switched off.

Commands need no such check: Discord itself lets only those run them whom the server's settings allow.
"""

from bot.chat.router import Press
from bot.domain.server import FEATURES, ServerSettings
from bot.errors import FeatureOff, NotAModerator, ScheduleNotFound
from bot.services.servers import Servers


def moderates(settings: ServerSettings, manages: bool, roles: frozenset[int]) -> bool:
    """Whether somebody manages the server, or has its teacher role."""
    return manages or settings.teacher_role in roles


async def permit(servers: Servers, press: Press) -> int:
    """The server of a press by a moderator or teacher. Raises NotAModerator for everybody else."""
    guild = press.asker.server
    if guild is None:
        raise ScheduleNotFound
    if not moderates(await servers.settings(guild), press.manages, press.roles):
        raise NotAModerator
    return guild


async def admit(servers: Servers, guild: int | None, feature: str) -> None:
    """Let a command or screen through, by its name. Raises FeatureOff where it is switched off."""
    if guild is not None and feature in FEATURES and feature in (await servers.settings(guild)).off:
        raise FeatureOff(feature)
