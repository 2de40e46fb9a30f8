"""A local stand-in for Discord, with a web page."""

from discord_sandbox.server import Sandbox
from discord_sandbox.world.seed import ChannelSeed, PersonSeed, ServerSeed, WorldSeed
from discord_sandbox.world.snowflake import fixed_id
from discord_sandbox.world.store import WorldInUse

__all__ = ["ChannelSeed", "PersonSeed", "Sandbox", "ServerSeed", "WorldInUse", "WorldSeed", "fixed_id"]
