"""All routes of the HTTP API that the sandbox has. Others are answered with 501."""

from collections.abc import Callable
from dataclasses import dataclass

from discord_sandbox.api import accounts, channels, commands, messages, overrides, threads
from discord_sandbox.api.calls import Call, Reply
from discord_sandbox.api.interactions import answers, create

API = "/api/v10"
WEBHOOK = "/webhooks/{webhook_id}/{token}"
GLOBAL_COMMANDS = "/applications/{application_id}/commands"
GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"
CHANNEL = "/channels/{channel_id}"
MESSAGE = CHANNEL + "/messages/{message_id}"
GUILD = "/guilds/{guild_id}"


@dataclass(frozen=True)
class Limit:
    """A rate limit: the number of requests allowed in some seconds."""

    requests: int
    seconds: float


COMMON = Limit(50, 1.0)
SENDING = Limit(5, 5.0)  # messages in one channel
REPLYING = Limit(5, 1.0)  # responses to one interaction


@dataclass(frozen=True)
class Route:
    """A route: who can call it, and how often."""

    method: str
    template: str
    handler: Callable[[Call], Reply]
    open_to: str = "both"  # "bot", "person", "both", or "token": the path carries an interaction's token
    limit: Limit = COMMON

    @property
    def name(self) -> str:
        """The route's name in reports."""
        return f"{self.method} {self.template}"


ROUTES = [
    Route("GET", "/gateway", accounts.gateway),
    Route("GET", "/gateway/bot", accounts.gateway_for_bot, "bot", Limit(2, 5.0)),
    Route("GET", "/users/@me", accounts.current_user),
    Route("GET", "/users/{user_id}", accounts.user),
    Route("POST", "/users/@me/channels", accounts.open_direct_channel, limit=Limit(10, 10.0)),
    Route("GET", "/oauth2/applications/@me", accounts.application, "bot"),
    Route("GET", "/applications/@me", accounts.application, "bot"),
    Route("PUT", GLOBAL_COMMANDS, commands.replace_global, "bot", Limit(10, 10.0)),
    Route("GET", GLOBAL_COMMANDS, commands.list_global, "bot"),
    Route("GET", GLOBAL_COMMANDS + "/{command_id}", commands.get_one, "bot"),
    Route("DELETE", GLOBAL_COMMANDS + "/{command_id}", commands.delete_one, "bot"),
    Route("PUT", GUILD_COMMANDS, commands.replace_in_guild, "bot", Limit(10, 10.0)),
    Route("GET", GUILD_COMMANDS, commands.list_in_guild, "bot"),
    Route("GET", GUILD_COMMANDS + "/permissions", overrides.list_all),
    Route("GET", GUILD_COMMANDS + "/{command_id}/permissions", overrides.get_one),
    Route("PUT", GUILD_COMMANDS + "/{command_id}/permissions", overrides.replace, "person"),
    Route("GET", GUILD_COMMANDS + "/{command_id}", commands.get_one, "bot"),
    Route("DELETE", GUILD_COMMANDS + "/{command_id}", commands.delete_one, "bot"),
    Route("POST", "/interactions", create.create, "person"),
    Route("POST", "/interactions/{interaction_id}/{token}/callback", answers.callback, "token"),
    Route("POST", WEBHOOK, answers.follow_up, "token", REPLYING),
    Route("GET", WEBHOOK + "/messages/{message_id}", answers.get_answer, "token", REPLYING),
    Route("PATCH", WEBHOOK + "/messages/{message_id}", answers.edit_answer, "token", REPLYING),
    Route("DELETE", WEBHOOK + "/messages/{message_id}", answers.delete_answer, "token", REPLYING),
    Route("GET", CHANNEL, channels.get_one),
    Route("POST", CHANNEL + "/typing", channels.typing, limit=Limit(5, 5.0)),
    Route("GET", CHANNEL + "/messages", messages.history, limit=Limit(5, 5.0)),
    Route("POST", CHANNEL + "/messages", messages.create, limit=SENDING),
    Route("GET", MESSAGE, messages.get_one, limit=Limit(5, 5.0)),
    Route("PATCH", MESSAGE, messages.change, limit=SENDING),
    Route("DELETE", MESSAGE, messages.delete, limit=Limit(5, 1.0)),
    Route("POST", MESSAGE + "/crosspost", messages.crosspost, limit=Limit(10, 3600.0)),
    Route("POST", MESSAGE + "/threads", threads.create_under_message, limit=Limit(50, 300.0)),
    Route("POST", CHANNEL + "/threads", threads.create_alone, limit=Limit(50, 300.0)),
    Route("PUT", CHANNEL + "/thread-members/@me", threads.join),
    Route("DELETE", CHANNEL + "/thread-members/@me", threads.leave),
    Route("GET", GUILD, channels.guild),
    Route("GET", GUILD + "/channels", channels.guild_channels),
    Route("GET", GUILD + "/roles", channels.guild_roles),
    Route("GET", GUILD + "/members/{user_id}", channels.guild_member),
    Route("GET", GUILD + "/threads/active", threads.active),
]
