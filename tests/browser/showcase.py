"""A bot that sends everything the page can show, run against a sandbox of its own.

`python -m tests.browser.showcase` starts both and prints the page's address. Each line of its input is a
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
from PIL import Image, ImageDraw

from bot.sandbox import Sandbox
from bot.sandbox.payloads import blank_message
from bot.sandbox.world import Message, World

TOPICS = ["Use the channel correctly", "Choose your moment", "Create a dialogue", "Listen, then act"]
MARKDOWN = """# A heading
## A smaller one
### The smallest
**bold** *italic* __underlined__ ~~struck~~ ||hidden|| `code` ***both***
> a quote
> of two lines
- one
  - nested
- two
1. first
2. second
```python
print("hello")
```
-# small print
[a masked link](https://example.com/page) and https://example.com/bare.
<t:1700000000:D> was <t:1700000000:R>; run </pages:1> or ask <@{user}> in <#{channel}>.
\\*not italic\\* <:wave:1>"""
HOSTILE = [
    '<img src=x onerror="window.hurt=1">',
    "<script>window.hurt=1</script>",
    "[click](javascript:window.hurt=1)",
    '[click](https://example.com/"onmouseover="window.hurt=1)',
    "<javascript:window.hurt=1>",
    "`<svg onload=window.hurt=1>` ||<iframe srcdoc='<script>parent.hurt=1</script>'>||",
    "**" * 600 + "_" * 150,
]


def drawn(colour: str, words: str, size: tuple[int, int] = (480, 300)) -> discord.File:
    """Return a small picture as a file to send; its description says what it shows."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).ellipse((60, 40, 220, 200), fill="#f3d48b")
    raw = io.BytesIO()
    image.save(raw, "PNG")
    raw.seek(0)
    return discord.File(raw, filename=f"{words.replace(' ', '-')}.png", description=words)


class Gallery(ui.LayoutView):
    """Every component of the second kind."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.stop()
        box: ui.Container[Gallery] = ui.Container(accent_colour=0xD08B2C)
        box.add_item(
            ui.TextDisplay("## Lesson 3 · Create a dialogue\nAn announcement is **half** of a conversation.")
        )
        box.add_item(ui.Separator(spacing=discord.SeparatorSpacing.large))
        said = ui.Button[Gallery](label="Say more", custom_id="say-more")
        box.add_item(ui.Section("A section with a button beside it.", accessory=said))
        mark = ui.Thumbnail[Gallery]("attachment://harbour.png", description="A harbour at dusk")
        box.add_item(ui.Section("A section with a thumbnail.", accessory=mark))
        self.add_item(box)
        gallery: ui.MediaGallery[Gallery] = ui.MediaGallery()
        gallery.add_item(media="attachment://harbour.png", description="A harbour at dusk")
        gallery.add_item(media="attachment://field.png", description="A field in spring", spoiler=True)
        self.add_item(gallery)
        self.add_item(ui.Separator(visible=False))
        self.add_item(ui.File("attachment://notes.txt"))
        hidden: ui.Container[Gallery] = ui.Container(ui.TextDisplay("The answer is 42."), spoiler=True)
        self.add_item(hidden)
        row: ui.ActionRow[Gallery] = ui.ActionRow()
        row.add_item(ui.Button(label="Previous", custom_id="previous", disabled=True))
        row.add_item(ui.Button(label="Next", custom_id="next", style=discord.ButtonStyle.primary))
        self.add_item(row)


def classic() -> ui.View:
    """Return buttons of every style and selects of every kind."""
    view = ui.View(timeout=None)
    view.stop()
    styles = discord.ButtonStyle
    for label, style in (("Primary", 1), ("Secondary", 2), ("Success", 3), ("Danger", 4)):
        view.add_item(ui.Button(label=label, style=styles(style), custom_id=f"press-{label}", row=0))
    view.add_item(ui.Button(label="Read on", url="https://example.com/", row=0))
    view.add_item(ui.Button(emoji="🔔", label="Off", custom_id="off", disabled=True, row=1))
    view.add_item(ui.Button(emoji="👍", custom_id="thumb", row=1))
    one = [
        discord.SelectOption(label=topic, description=f"Lesson {n}", emoji="📘")
        for n, topic in enumerate(TOPICS, 1)
    ]
    view.add_item(ui.Select(custom_id="one", placeholder="One lesson", options=one, row=2))
    many = [discord.SelectOption(label=topic) for topic in TOPICS]
    view.add_item(
        ui.Select(
            custom_id="many",
            placeholder="Two or three lessons",
            options=many,
            min_values=2,
            max_values=3,
            row=3,
        )
    )
    view.add_item(ui.UserSelect(custom_id="person", placeholder="A person", row=4))
    return view


def embed() -> discord.Embed:
    """Return an embed with everything in it."""
    made = discord.Embed(
        title="Your week", description="**Four** lessons read.", colour=0x2B6B3D, url="https://example.com/"
    )
    made.set_author(name="Lessonbot")
    made.add_field(name="Answers", value="31", inline=True)
    made.add_field(name="Right", value="27", inline=True)
    made.add_field(name="Next review", value="<t:1900000000:R>", inline=False)
    made.set_image(url="attachment://week.png")
    made.set_footer(text="Counted from Monday")
    made.timestamp = discord.utils.snowflake_time(1 << 60)
    return made


def paged(page: int, of: int = 3) -> ui.View:
    """Return Previous and Next for a page; their custom ids change with it."""
    view = ui.View(timeout=None)
    view.stop()
    view.add_item(ui.Button(label="Previous", custom_id=f"page:{page - 1}:back", disabled=page == 1))
    view.add_item(
        ui.Button(
            label="Next",
            custom_id=f"page:{page + 1}:on",
            disabled=page == of,
            style=discord.ButtonStyle.primary,
        )
    )
    return view


class Form(ui.Modal):
    """Every field of a form."""

    def __init__(self) -> None:
        super().__init__(title="Write your message", custom_id="form", timeout=60)
        self.add_item(ui.TextDisplay("Answer as **you** would."))
        self.name: ui.TextInput[Form] = ui.TextInput(
            custom_id="name", max_length=40, placeholder="The name you go by"
        )
        self.draft: ui.TextInput[Form] = ui.TextInput(
            custom_id="draft", style=discord.TextStyle.paragraph, min_length=5, max_length=600
        )
        tone = [
            discord.RadioGroupOption(label=tone, value=tone.lower()) for tone in ("Warm", "Plain", "Formal")
        ]
        tone[1].description = "No adjectives at all"
        checks = [
            discord.CheckboxGroupOption(label=check, value=check.lower())
            for check in ("Names", "Dates", "Links")
        ]
        topics = [discord.SelectOption(label=topic) for topic in TOPICS]
        self.add_item(ui.Label(text="Your name", component=self.name))
        self.add_item(
            ui.Label(text="The message", description="At most 600 characters", component=self.draft)
        )
        self.tone: ui.RadioGroup[Form] = ui.RadioGroup(custom_id="tone", options=tone)
        self.checks: ui.CheckboxGroup[Form] = ui.CheckboxGroup(
            custom_id="checks", options=checks, required=False
        )
        self.topic: ui.Select[Form] = ui.Select(custom_id="topic", options=topics, placeholder="A lesson")
        self.add_item(ui.Label(text="Tone", component=self.tone))
        self.add_item(ui.Label(text="The lesson", component=self.topic))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        if self.name.value == "nobody":
            return  # and so the page has to say that it failed
        chosen = f"{self.name.value} · {self.tone.value} · {self.topic.values[0]}"
        await interaction.response.send_message(f"Taken: {chosen} · {self.draft.value}")


class Checks(ui.Modal):
    """The fields that did not fit into the first form."""

    def __init__(self) -> None:
        super().__init__(title="Check your message", custom_id="checks", timeout=60)
        options = [
            discord.CheckboxGroupOption(label=check, value=check.lower())
            for check in ("Names", "Dates", "Links")
        ]
        self.group: ui.CheckboxGroup[Checks] = ui.CheckboxGroup(
            custom_id="group", options=options, max_values=2
        )
        self.sure: ui.Checkbox[Checks] = ui.Checkbox(custom_id="sure", default=True)
        self.add_item(ui.Label(text="What did you check?", component=self.group))
        self.add_item(ui.Label(text="I am sure", component=self.sure))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Checked: {sorted(self.group.values)} · {self.sure.value}")


class Showcase(discord.Client):
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
        elif custom_id == "press-Danger":
            return  # and so the page has to say that it failed
        else:
            await interaction.response.send_message(
                f"Got {custom_id}: {values}" if values else f"Got {custom_id}"
            )


def register(bot: Showcase) -> None:
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


def register_options(tree: app_commands.CommandTree[Showcase]) -> None:
    """Add the commands that take options."""

    @tree.command(description="Read a lesson")
    @app_commands.describe(lesson="Which lesson to read")
    async def lesson(interaction: discord.Interaction, lesson: str | None = None) -> None:
        await interaction.response.send_message(f"Lesson: {lesson}")

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
    async def note(interaction: discord.Interaction, text: str) -> None:
        await interaction.response.send_message(f"Noted: {text}", ephemeral=True)

    @staff.command(name="list", description="Show the notes")
    async def list_notes(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("No notes.", ephemeral=True)

    tree.add_command(staff)


def set_scene(world: World, said: int) -> None:
    """Forget all messages and let the bot have said so many in the first #lessons."""
    for message in list(world.messages):
        world.remove_message(message)
    lessons = next(channel for channel in world.channels if channel.get("name") == "lessons")
    for number in range(1, said + 1):
        body = blank_message(world, lessons["id"], world.bot_id, content=f"Message number {number}")
        world.add_message(Message(body))


async def main() -> None:
    """Run sandbox and bot until standard input ends."""
    async with Sandbox(acknowledge_within=1.5) as sandbox:
        Route.BASE = sandbox.api_url
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.url.replace("http", "ws", 1) + "/gateway")
        bot = Showcase()
        async with bot:
            running = asyncio.create_task(bot.start(sandbox.bot_token))
            await bot.wait_until_ready()
            print(sandbox.url, flush=True)  # noqa: T201
            while line := await asyncio.to_thread(sys.stdin.readline):
                set_scene(sandbox.world, int(line))
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
