"""Who may use controls for moderators and teachers, and which features a server has switched off.

Teachers have classes, and use the buttons of daily posts. Settings, the check, the log and notices are only
for people with Manage Server, because a teacher role may turn out to be one that every learner has. Other
commands need no such check: Discord itself enforces the server's settings for them. It can't do that for
/class, which students need as well.
"""

from bot.chat.interaction.custom_id import Control
from bot.chat.interaction.reply import Interaction
from bot.chat.interaction.router import ComponentEvent, manages, roles_of
from bot.domain.posts.server import FEATURES
from bot.errors.classes import ClassNotFound
from bot.errors.user import FeatureOff, NotAManager, NotAModerator, ScheduleNotFound
from bot.services.session import Caller
from bot.services.unit import Unit


def require_teacher(press: ComponentEvent) -> None:
    """Let moderators and teachers through; for everyone else, the first unit raises NotAModerator."""
    _permit(press.caller, _server(press), press.roles, manages=press.manages)


def permit_command(interaction: Interaction, who: Caller) -> None:
    """Let moderators and teachers use a command that everyone sees; see `permit`."""
    if who.server is None:
        raise ClassNotFound
    _permit(who, who.server, roles_of(interaction), manages=manages(interaction))


def _permit(who: Caller, guild: int, roles: frozenset[int], *, manages: bool) -> None:
    async def teaches(unit: Unit) -> None:
        if not (await unit.servers.settings(guild)).teaches(roles):
            raise NotAModerator

    if not manages:
        who.session.require(teaches)


def require_manager(press: ComponentEvent) -> int:
    """Return the server of a press by someone with Manage Server. Raises NotAManager for anyone else."""
    guild = _server(press)
    if not press.manages:
        raise NotAManager
    return guild


def _server(press: ComponentEvent) -> int:
    if press.caller.server is None:
        raise ScheduleNotFound
    return press.caller.server


def require_feature(who: Caller, feature: str, control: Control | None = None) -> None:
    """Let a command or a control through; if it's switched off, the first unit raises FeatureOff."""
    guild = who.guild
    if guild is None or feature not in FEATURES:
        return

    async def switched_on(unit: Unit) -> None:
        off = feature in (await unit.servers.settings(guild)).off
        if off and not (control and await _asks_elsewhere(unit, who, control)):
            raise FeatureOff(feature)

    who.session.require(switched_on)


async def _asks_elsewhere(unit: Unit, who: Caller, control: Control) -> bool:
    """Return whether a control is on a question of a lesson, a review or an assessment.

    Those have the controls of a quiz, but switching quizzes off leaves them on.
    """
    if control.screen != "quiz" or control.action == "start":
        return False
    return (await unit.quizzes.own(who, control.id(0))).mode not in ("quiz", "retake")
