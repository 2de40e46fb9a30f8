"""A bot that sends everything the page can show, run against a sandbox of its own.

`python -m tests.browser.sample_bot` starts both and prints the page's address. Each line of its input is a
number: it forgets all messages, lets the bot have said that many in #lessons, and prints "set". When its
input ends it prints, as JSON, what the sandbox did not know or refused.
"""

import asyncio
import io
import json
import sys

import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.demo_world import DEMO_WORLD
from discord_sandbox import Sandbox
from discord_sandbox.world import Message, World
from discord_sandbox.world.payloads import blank_message
from tests.browser.sample_lesson import CARD, screen
from tests.browser.sample_messages import (
    HOSTILE,
    MARKDOWN,
    TOPICS,
    Checks,
    Form,
    Gallery,
    classic,
    drawn,
    embed,
    paged,
)


class SampleBot(discord.Client):
    """The bot."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.waiting: list[discord.Interaction] = []
        register(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer every component: page turning in place, all else in words."""
        if interaction.type is not discord.InteractionType.component:
            return
        data = interaction.data or {}
        custom_id = str(data.get("custom_id"))
        values = data.get("values")
        if custom_id.startswith("page:"):
            page = int(custom_id.split(":")[1])
            await interaction.response.edit_message(content=f"This is page {page}.", view=paged(page))
        elif custom_id.startswith("lesson:"):
            step = values[0] if isinstance(values, list) else custom_id.split(":")[1]
            await interaction.response.edit_message(view=screen(int(step)))
        elif custom_id == "press-Danger":
            return  # and so the page has to say that it failed
        else:
            await interaction.response.send_message(
                f"Got {custom_id}: {values}" if values else f"Got {custom_id}"
            )


def register(bot: SampleBot) -> None:
    """Give the bot its commands."""
    tree = bot.tree

    @tree.command(description="Every component of the second kind")
    async def gallery(interaction: discord.Interaction) -> None:
        notes = discord.File(io.BytesIO(b"Notes on a lesson\n" * 40), filename="notes.txt")
        files = [drawn("#24525e", "harbour"), drawn("#5b7a3a", "field"), notes]
        await interaction.response.send_message(view=Gallery(), files=files)

    @tree.command(description="Text, an embed, buttons and selects")
    async def classics(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(
            "Here is your week.", embed=embed(), view=classic(), file=drawn("#3b3a6e", "week", (640, 240))
        )

    @tree.command(description="A lesson, page by page")
    async def pages(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("This is page 1.", view=paged(1))

    @tree.command(description="A card, a question, feedback")
    async def learn(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(view=screen(CARD), ephemeral=True)

    @tree.command(description="A reply that only you can see")
    async def secret(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Between you and me.", ephemeral=True, view=paged(1))

    @tree.command(description="Show text as the page renders it")
    async def markdown(interaction: discord.Interaction) -> None:
        text = MARKDOWN.replace("{user}", str(interaction.user.id)).replace(
            "{channel}", str(interaction.channel_id)
        )
        await interaction.response.send_message(text)

    @tree.command(description="Text that wants to do harm")
    async def hostile(interaction: discord.Interaction) -> None:
        evil = discord.Embed(title=HOSTILE[0], description="\n".join(HOSTILE[:6]))
        evil.add_field(name=HOSTILE[1], value=HOSTILE[2])
        view = ui.View(timeout=None)
        view.stop()
        view.add_item(ui.Button(label=HOSTILE[0], custom_id="evil"))
        await interaction.response.send_message("\n".join(HOSTILE), embed=evil, view=view)

    @tree.command(description="Write a message in a form")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    @tree.command(description="Tick boxes in a form")
    async def checks(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Checks())

    @tree.command(description="No answer at all")
    async def silent(interaction: discord.Interaction) -> None:
        pass

    @tree.command(description="Think until /finish")
    async def think(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        bot.waiting.append(interaction)

    @tree.command(description="End all thinking")
    async def finish(interaction: discord.Interaction) -> None:
        for waiting in bot.waiting:
            await waiting.edit_original_response(content="Thought about it.")
        bot.waiting.clear()
        await interaction.response.send_message("Done.", ephemeral=True)

    register_options(tree)


def register_options(tree: app_commands.CommandTree[SampleBot]) -> None:
    """Add the commands that take options."""

    @tree.command(description="Read a lesson")
    @app_commands.describe(lesson="Which lesson to read", pages="How many pages")
    async def lesson(
        interaction: discord.Interaction, lesson: str | None = None, pages: int | None = None
    ) -> None:
        told = f" · {pages} pages" if pages else ""
        await interaction.response.send_message(f"Lesson: {lesson}{told}")

    @lesson.autocomplete("lesson")
    async def complete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = [topic for topic in TOPICS if typed.lower() in topic.lower()]
        return [app_commands.Choice(name=topic, value=topic.lower().replace(" ", "-")) for topic in found]

    @tree.command(description="One option of each type")
    @app_commands.describe(
        count="How many",
        mode="How",
        open_book="With notes?",
        who="For whom",
        where="Where",
        weight="How heavy",
    )
    @app_commands.choices(
        mode=[app_commands.Choice(name=name, value=name.lower()) for name in ("Quick", "Thorough")]
    )
    async def measure(
        interaction: discord.Interaction,
        count: app_commands.Range[int, 1, 20],
        mode: app_commands.Choice[str],
        open_book: bool | None = None,
        who: discord.User | None = None,
        where: discord.TextChannel | None = None,
        weight: float | None = None,
    ) -> None:
        told = f"{count} · {mode.value} · {open_book} · {who} · {where} · {weight}"
        await interaction.response.send_message(f"Measured: {told}")

    staff = app_commands.Group(
        name="staff",
        description="For moderators",
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
    )

    @staff.command(description="Leave a note")
    async def note(interaction: discord.Interaction, text: app_commands.Range[str, 2, 40]) -> None:
        await interaction.response.send_message(f"Noted: {text}", ephemeral=True)

    @staff.command(name="list", description="Show the notes")
    async def list_notes(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("No notes.", ephemeral=True)

    tree.add_command(staff)


def reset_world(world: World, said: int) -> None:
    """Delete all messages, and add this many from the bot to the first #lessons."""
    for message in list(world.messages):
        world.remove_message(message)
    lessons = next(channel for channel in world.channels if channel.get("name") == "lessons")
    for number in range(1, said + 1):
        body = blank_message(world, lessons["id"], world.bot_id, content=f"Message number {number}")
        world.add_message(Message(body))


async def main() -> None:
    """Run sandbox and bot until standard input ends."""
    async with Sandbox(DEMO_WORLD, acknowledge_within=1.5) as sandbox:
        Route.BASE = sandbox.api_url
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.url.replace("http", "ws", 1) + "/gateway")
        bot = SampleBot()
        async with bot:
            running = asyncio.create_task(bot.start(sandbox.bot_token))
            await bot.wait_until_ready()
            print(sandbox.url, flush=True)  # noqa: T201
            while line := await asyncio.to_thread(sys.stdin.readline):
                reset_world(sandbox.world, int(line))
                print("set", flush=True)  # noqa: T201
            await bot.close()
            await running
        report = {
            "unsupported": sandbox.unsupported,
            "unknown": sandbox.unknown_fields,
            "refusals": sandbox.refusals,
        }
        print(json.dumps(report), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
