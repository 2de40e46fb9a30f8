"""Who may press what moderators and teachers press, and what a server's moderators have switched off.

Teachers use the buttons of daily posts. Settings, the check, the log and notices are for people with Manage
Server only: the teacher role may turn out to be one that every learner has.

Commands need no such check: Discord itself lets only those run them whom the server's settings allow.
"""

from bot.chat.interaction.router import ComponentEvent
from bot.domain.posts.server import FEATURES
from bot.errors import FeatureOff, NotAManager, NotAModerator, ScheduleNotFound
from bot.services.unit import Units


async def permit(units: Units, press: ComponentEvent) -> int:
    """Return the server of a press by a moderator or teacher. Raises NotAModerator for everybody else."""
    guild = _server(press)
    if not press.manages and not (await units.read(lambda unit: unit.servers.settings(guild))).teaches(
        press.roles
    ):
        raise NotAModerator
    return guild


def administer(press: ComponentEvent) -> int:
    """Return the server of a press by someone with Manage Server. Raises NotAManager for everybody else."""
    guild = _server(press)
    if not press.manages:
        raise NotAManager
    return guild


def _server(press: ComponentEvent) -> int:
    if press.asker.server is None:
        raise ScheduleNotFound
    return press.asker.server


async def admit(units: Units, guild: int | None, feature: str) -> None:
    """Let a command or screen through, by its name. Raises FeatureOff where it is switched off."""
    if (
        guild is not None
        and feature in FEATURES
        and feature in (await units.read(lambda unit: unit.servers.settings(guild))).off
    ):
        raise FeatureOff(feature)
