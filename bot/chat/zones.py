"""Suggests time zones while people type, each with the time that its clocks show now."""

from collections.abc import Sequence

from discord import app_commands

from bot.chat.blocks import shorten
from bot.chat.feature_context import Services
from bot.chat.interaction.completer import Suggest
from bot.chat.interaction.reply import Interaction
from bot.domain.calendar.time_zone import Zone


def completion(services: Services) -> Suggest:
    """Completes by city, country, part of a name, abbreviation, or the time on one's clock."""

    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        first = await _known(services, interaction)
        found, now = await services.zones.suggest(typed, first), services.clock()
        return [app_commands.Choice(name=label(zone, now), value=zone.name) for zone in found]

    return complete


def label(zone: Zone, now: int) -> str:
    """`Berlin, Germany: 14:05 now (Europe/Berlin)`."""
    place = f"{zone.city}, {zone.country}" if zone.country else zone.city
    return f"{shorten(place, 50)}: {zone.at(now):%H:%M} now ({zone.name})"


async def _known(services: Services, interaction: Interaction) -> Sequence[str]:
    """The person's own zone and those that the server's daily posts have."""
    own = await services.units.read(lambda unit: unit.stores.reminders.zone(interaction.user.id))
    guild = interaction.guild_id
    here = await services.units.read(lambda unit: unit.stores.schedules.schedules(guild)) if guild else ()
    return [*([own] if own else []), *(schedule.cadence.zone for schedule in here)]
