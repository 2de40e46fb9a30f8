"""Suggest lessons while people type."""

from discord import app_commands

from bot.chat.blocks import shorten
from bot.chat.feature_context import Services
from bot.chat.interaction.autocompleter import Suggest
from bot.chat.interaction.reply import Interaction
from bot.chat.words.learning.lessons import lesson_title


def completion(services: Services) -> Suggest:
    """Return suggestions of lessons, misspelled names included; at most the 25 that Discord takes."""

    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        library = services.library
        several = len(library.courses) > 1
        return [
            app_commands.Choice(
                name=shorten(
                    lesson_title(place.lesson) + (f" ({place.course.title})" if several else ""),
                    100,
                ),
                value=place.key if several else place.lesson.id,
            )
            for place in (library.search(typed) or library.near(typed))[:25]
        ]

    return complete
