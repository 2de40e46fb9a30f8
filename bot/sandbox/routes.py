"""Every route of the HTTP API that the stand-in knows; all others are answered 501."""

from collections.abc import Callable
from dataclasses import dataclass

from . import accounts, answers, channels, commands, interactions, messages
from .calls import Call, Reply


@dataclass(frozen=True)
class Route:
    """One route: who may call it, and how often."""

    method: str
    template: str
    handler: Callable[[Call], Reply]
    open_to: str = "both"  # "bot", "person", "both", or "token": the path carries an interaction's token

    @property
    def name(self) -> str:
        """The route as it is written in reports."""
        return f"{self.method} {self.template}"


WEBHOOK = "/webhooks/{webhook_id}/{token}"
GLOBAL_COMMANDS = "/applications/{application_id}/commands"
GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"

ROUTES = [
    Route("GET", "/gateway", accounts.gateway),
    Route("GET", "/gateway/bot", accounts.gateway_for_bot, "bot"),
    Route("GET", "/users/@me", accounts.current_user),
    Route("GET", "/users/{user_id}", accounts.user),
    Route("POST", "/users/@me/channels", accounts.open_direct_channel),
    Route("GET", "/oauth2/applications/@me", accounts.application, "bot"),
    Route("GET", "/applications/@me", accounts.application, "bot"),
    Route("PUT", GLOBAL_COMMANDS, commands.replace_global, "bot"),
    Route("GET", GLOBAL_COMMANDS, commands.list_global, "bot"),
    Route("GET", GLOBAL_COMMANDS + "/{command_id}", commands.get_one, "bot"),
    Route("DELETE", GLOBAL_COMMANDS + "/{command_id}", commands.delete_one, "bot"),
    Route("PUT", GUILD_COMMANDS, commands.replace_in_guild, "bot"),
    Route("GET", GUILD_COMMANDS, commands.list_in_guild, "bot"),
    Route("GET", GUILD_COMMANDS + "/{command_id}", commands.get_one, "bot"),
    Route("DELETE", GUILD_COMMANDS + "/{command_id}", commands.delete_one, "bot"),
    Route("POST", "/interactions", interactions.create, "person"),
    Route("POST", "/interactions/{interaction_id}/{token}/callback", answers.callback, "token"),
    Route("POST", WEBHOOK, answers.follow_up, "token"),
    Route("GET", WEBHOOK + "/messages/{message_id}", answers.get_answer, "token"),
    Route("PATCH", WEBHOOK + "/messages/{message_id}", answers.edit_answer, "token"),
    Route("DELETE", WEBHOOK + "/messages/{message_id}", answers.delete_answer, "token"),
    Route("GET", "/channels/{channel_id}", channels.get_one),
    Route("POST", "/channels/{channel_id}/typing", channels.typing),
    Route("GET", "/channels/{channel_id}/messages", messages.history),
    Route("POST", "/channels/{channel_id}/messages", messages.create),
    Route("GET", "/channels/{channel_id}/messages/{message_id}", messages.get_one),
    Route("PATCH", "/channels/{channel_id}/messages/{message_id}", messages.change),
    Route("DELETE", "/channels/{channel_id}/messages/{message_id}", messages.delete),
    Route("GET", "/guilds/{guild_id}", channels.guild),
    Route("GET", "/guilds/{guild_id}/channels", channels.guild_channels),
    Route("GET", "/guilds/{guild_id}/roles", channels.guild_roles),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", channels.guild_member),
]
