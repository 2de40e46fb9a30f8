"""Suggest time zones while people type, each with its current local time."""

from discord import app_commands

from bot.chat.blocks import shorten
from bot.chat.feature_context import Services
from bot.chat.interaction.autocompleter import Suggest
from bot.chat.interaction.reply import Interaction
from bot.chat.words.dates import clock
from bot.chat.words.reminders import city
from bot.domain.calendar.time_zone import Zone


def completion(services: Services) -> Suggest:
    """Return suggestions by city, country, part of a name, abbreviation, or local time."""

    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        first = await services.units.read(
            lambda unit: unit.preferences.likely_zones(interaction.user.id, interaction.guild_id)
        )
        found, now = await services.zones.suggest(typed, first), services.clock()
        return [app_commands.Choice(name=_now(city(zone), zone, now), value=zone.name) for zone in found]

    return complete


def label(zone: Zone, now: int) -> str:
    """Return `Berlin (14:05 now)`."""
    return _now(zone.city, zone, now)


def _now(place: str, zone: Zone, now: int) -> str:
    return f"{shorten(place, 50)} ({clock(zone.at(now))} now)"
