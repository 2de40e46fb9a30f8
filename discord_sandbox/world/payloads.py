"""Convert the world's documents to the objects Discord sends."""

from hashlib import sha256
from typing import Any

from discord_sandbox.wire import Json
from discord_sandbox.world.permissions import PRIVATE_TYPES, THREAD_TYPES
from discord_sandbox.world.snowflake import created_at
from discord_sandbox.world.world import Interaction, World

ATTACHMENT_LIMIT = 10 * 1024 * 1024  # bytes; what a server without boosts takes
PLAIN_GUILD: Json = {
    "system_channel_flags": 0,
    "icon": None,
    "description": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "features": [],
    "banner": None,
    "application_id": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 0,
    "default_message_notifications": 1,
    "mfa_level": 0,
    "explicit_content_filter": 0,
    "max_presences": None,
    "max_members": 500000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "preferred_locale": "en-US",
    "rules_channel_id": None,
    "safety_alerts_channel_id": None,
    "public_updates_channel_id": None,
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
    "emojis": [],
    "stickers": [],
    "incidents_data": None,
}  # fields that are the same for every server


def user(world: World, user_id: str) -> Json:
    """Return a user object as other accounts see it."""
    document = world.users[user_id]
    body = {
        "id": document["id"],
        "username": document["username"],
        "global_name": document["global_name"],
        "discriminator": "0000" if document["bot"] else "0",
        "avatar": None,
        "avatar_decoration_data": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    if document["bot"]:
        body["bot"] = True
    return body


def own_user(world: World, user_id: str) -> Json:
    """Return a user object as its owner sees it."""
    more = {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}
    return user(world, user_id) | {"banner": None, "accent_color": None} | more


def member(guild: Json, user_id: str) -> Json:
    """Return a member object without the user."""
    document = guild["members"][user_id]
    return {
        "roles": list(document["roles"]),
        "joined_at": document["joined_at"],
        "nick": document["nick"],
        "avatar": None,
        "banner": None,
        "premium_since": None,
        "communication_disabled_until": document.get("timeout"),
        "flags": 0,
        "pending": False,
        "deaf": False,
        "mute": False,
    }


def full_member(world: World, guild: Json, user_id: str) -> Json:
    """Return a member object with the user."""
    return member(guild, user_id) | {"user": user(world, user_id)}


def channel(world: World, document: Json) -> Json:
    """Return a channel object: a server's channel, a thread, or a private channel."""
    if document["type"] in PRIVATE_TYPES:
        body = {key: value for key, value in document.items() if key not in ("user_id", "people")}
        people = [key for key in world.people_in(document) if key != world.bot_id]
        return body | {"recipients": [user(world, key) for key in people]}
    body = {key: value for key, value in document.items() if key != "thread_members"}
    if document["type"] in THREAD_TYPES:
        body["member_count"] = len(document["thread_members"])
    return body


def thread_for(world: World, document: Json, user_id: str) -> Json:
    """Return a thread, with this user's thread member if they joined it."""
    body = channel(world, document)
    joined = document["thread_members"].get(user_id)
    if joined:
        body["member"] = thread_member(document, user_id)
    return body


def thread_member(document: Json, user_id: str) -> Json:
    """Return a thread member object."""
    joined = document["thread_members"][user_id]
    return {"id": document["id"], "user_id": user_id, "join_timestamp": joined, "flags": 0}


def guild(document: Json) -> Json:
    """Return a guild object as `GET /guilds/{id}` does."""
    own = {key: document[key] for key in ("id", "name", "owner_id", "system_channel_id", "roles")}
    return PLAIN_GUILD | own


def guild_create(world: World, document: Json) -> Json:
    """Return the data of GUILD_CREATE. Without the members intent, the bot is the only member listed."""
    channels = world.channels_of(document["id"])
    return guild(document) | {
        "joined_at": document["members"][world.bot_id]["joined_at"],
        "large": False,
        "member_count": len(document["members"]),
        "voice_states": [],
        "members": [full_member(world, document, world.bot_id)],
        "channels": [channel(world, each) for each in channels if each["type"] not in THREAD_TYPES],
        "threads": [thread_for(world, each, world.bot_id) for each in channels if _is_open_thread(each)],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _is_open_thread(document: Json) -> bool:
    return document["type"] in THREAD_TYPES and not document["thread_metadata"]["archived"]


def application(world: World) -> Json:
    """Return the application object as its bot sees it."""
    facts = world.application
    users = [each for each in world.users if each["installed"]]
    return {
        "id": facts["id"],
        "name": facts["name"],
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(world, world.bot_id),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}, "1": {}},
        "verify_key": sha256(facts["id"].encode()).hexdigest(),
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(world, world.guilds[next(iter(world.guilds))["id"]]["owner_id"]),
        "approximate_guild_count": len(world.bot_guilds()),
        "approximate_user_install_count": len(users),
        "approximate_user_authorization_count": len(users),
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["applications.commands", "bot", "identify"],
        "event_webhooks_status": 1,
    }


def blank_message(world: World, channel_id: str, author_id: str, **more: Any) -> Json:
    """Return a new, empty message object."""
    key = world.ids.next()
    body: Json = {
        "id": key,
        "channel_id": channel_id,
        "type": 0,
        "author": user(world, author_id),
        "content": "",
        "timestamp": created_at(key),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
    }
    return body | more


def interaction_metadata(world: World, interaction: Interaction) -> Json:
    """Return the `interaction_metadata` of a message that responds to an interaction."""
    metadata: Json = {
        "id": interaction.id,
        "type": interaction.type,
        "user": user(world, interaction.user_id),
        "authorizing_integration_owners": interaction.authorized,
    }
    if interaction.trigger:  # a modal: this holds the command or component that opened it
        return metadata | {"triggering_interaction_metadata": interaction.trigger}
    if interaction.command:
        metadata["name"] = interaction.command
    if interaction.message_id:
        metadata["interacted_message_id"] = interaction.message_id
    return metadata
