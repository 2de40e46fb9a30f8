"""Suggest time zones while people type, each with its current local time."""

from discord import app_commands

from bot.chat.blocks import shorten
from bot.chat.feature_context import Services
from bot.chat.interaction.autocompleter import Suggest
from bot.chat.interaction.reply import Interaction
from bot.domain.calendar.time_zone import Zone


def completion(services: Services) -> Suggest:
    """Return suggestions by city, country, part of a name, abbreviation, or local time."""

    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        first = await services.units.read(
            lambda unit: unit.preferences.likely_zones(interaction.user.id, interaction.guild_id)
        )
        found, now = await services.zones.suggest(typed, first), services.clock()
        return [app_commands.Choice(name=label(zone, now), value=zone.name) for zone in found]

    return complete


def label(zone: Zone, now: int) -> str:
    """Return `Berlin, Germany: 14:05 now (Europe/Berlin)`."""
    place = f"{zone.city}, {zone.country}" if zone.country else zone.city
    return f"{shorten(place, 50)}: {zone.at(now):%H:%M} now ({zone.name})"
