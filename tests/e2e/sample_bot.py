"""A small real bot that shows each kind of answer once, for tests of those who talk to bots."""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator

import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

LESSONS = ["use-the-channel-correctly", "act-quickly", "create-a-dialogue"]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


class Counter(ui.View):
    """Counts presses in the message itself; also answers privately, later, with a form, or not at all."""

    def __init__(self, count: int = 0) -> None:
        super().__init__(timeout=None)
        self.count = count

    @ui.button(label="Next", custom_id="next")
    async def more(self, interaction: discord.Interaction, _: ui.Button) -> None:
        self.count += 1
        await interaction.response.edit_message(content=f"count {self.count}", view=self)

    @ui.button(label="Whisper", custom_id="whisper")
    async def whisper(self, interaction: discord.Interaction, _: ui.Button) -> None:
        await interaction.response.send_message(f"only {interaction.user.display_name}", ephemeral=True)

    @ui.button(label="Later", custom_id="later")
    async def later(self, interaction: discord.Interaction, _: ui.Button) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="changed later")

    @ui.button(label="Write", custom_id="write")
    async def write(self, interaction: discord.Interaction, _: ui.Button) -> None:
        await interaction.response.send_modal(Letter())

    @ui.button(label="Never", custom_id="never")
    async def never(self, interaction: discord.Interaction, _: ui.Button) -> None:
        """Leave the press without an answer."""

    @ui.button(label="Closed", custom_id="closed", disabled=True)
    async def closed(self, interaction: discord.Interaction, _: ui.Button) -> None:
        """Be switched off."""


class Letter(ui.Modal, title="A letter"):
    """A form with a text that must be there, one that need not, and a choice."""

    to = ui.Label(text="To", component=ui.TextInput(custom_id="to"))
    body = ui.Label(
        text="Body",
        component=ui.TextInput(custom_id="body", required=False, style=discord.TextStyle.paragraph),
    )
    tone = ui.Label(
        text="Tone",
        component=ui.Select(
            custom_id="tone",
            options=[discord.SelectOption(label="Warm", default=True), discord.SelectOption(label="Cold")],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        to, body, tone = self.to.component, self.body.component, self.tone.component
        text = f"to {to.value!r}, body {body.value!r}, tone {tone.values}"
        await interaction.response.edit_message(content=text)


class Screen(ui.LayoutView):
    """A components-v2 screen: text, a picture, a section, a select, links."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        section = ui.Section("**Lesson 3** and ~~no~~ more", accessory=self.button("Read", "read"))
        gallery = ui.MediaGallery(discord.MediaGalleryItem("attachment://dot.png", description="one red dot"))
        letters = [discord.SelectOption(label=f"{each}. Letter", value=each.lower()) for each in "ABC"]
        self.choice = ui.Select(custom_id="letters", placeholder="Letters", max_values=3, options=letters)
        self.choice.callback = self.chosen  # type: ignore[method-assign]
        link = ui.Button(label="Site", url="https://example.org")
        self.add_item(
            ui.Container(ui.TextDisplay("# The screen"), section, gallery, ui.ActionRow(self.choice))
        )
        self.add_item(ui.ActionRow(link, self.button("Quiz me", "quiz")))
        people = ui.UserSelect(custom_id="people", placeholder="People")
        people.callback = self.chosen  # type: ignore[method-assign]
        self.add_item(ui.ActionRow(people))

    def button(self, label: str, custom_id: str) -> ui.Button:
        made = ui.Button(label=label, custom_id=custom_id)
        made.callback = self.pressed  # type: ignore[method-assign]
        return made

    async def pressed(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"pressed {interaction.data['custom_id']}")

    async def chosen(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"chose {interaction.data['values']}")


class SampleBot(discord.Client):
    """The bot."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.1)
        self.tree = app_commands.CommandTree(self)
        self.settled = asyncio.Event()
        for command in (count, think, screen, echo, lesson, news, daily, never):
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_ready(self) -> None:
        self.settled.set()


@app_commands.command(description="A message that counts")
async def count(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("count 0", view=Counter(), ephemeral=True)


@app_commands.command(description="An answer that takes a while")
async def think(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.edit_original_response(content="thought about it")


@app_commands.command(description="A screen of components")
async def screen(interaction: discord.Interaction) -> None:
    dot = discord.File(io.BytesIO(PIXEL), "dot.png")
    await interaction.response.send_message(view=Screen(), file=dot)


@app_commands.command(description="Say what was understood")
async def echo(
    interaction: discord.Interaction,
    text: str,
    times: app_commands.Range[int, 1, 9] = 1,
    loud: bool = False,
    to: discord.Member | None = None,
) -> None:
    await interaction.response.send_message(f"{text!r} {times} {loud} {to and to.display_name}")


@app_commands.command(description="Read a lesson")
async def lesson(interaction: discord.Interaction, lesson: str) -> None:
    await interaction.response.send_message(f"lesson {lesson}")


@lesson.autocomplete("lesson")
async def lessons(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=each, value=each) for each in LESSONS if each.startswith(typed)]


@app_commands.command(description="A private answer and a public message")
async def news(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("posted", ephemeral=True)
    await interaction.channel.send("today's news")


@app_commands.command(description="No answer")
async def never(interaction: discord.Interaction) -> None:
    """Leave the command without an answer."""


class Daily(app_commands.Group):
    """Posts of the day."""

    @app_commands.command(description="Post every day")
    async def set(self, interaction: discord.Interaction, channel: discord.TextChannel, time: str) -> None:
        await interaction.response.send_message(f"in {channel.name} at {time}", ephemeral=True)


daily = Daily(description="Daily posts", default_permissions=discord.Permissions(manage_guild=True))


@contextlib.asynccontextmanager
async def run_sample_bot(url: str, token: str) -> AsyncIterator[SampleBot]:
    """Run the bot against the sandbox at `url` while the context is open."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = f"{url}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url.replace("http", "ws", 1) + "/gateway")
    bot = SampleBot()
    running = asyncio.create_task(bot.start(token))
    try:
        ready = asyncio.create_task(bot.settled.wait())
        await asyncio.wait({running, ready}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        assert bot.settled.is_set(), f"the sample bot did not start: {running}"
        yield bot
    finally:
        await bot.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
